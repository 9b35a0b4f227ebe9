"""Arrival: the period in which a difference between two courses of action first reaches an outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from causalnet.compilation.periods import in_period
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, certain_state
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.model.influence import Influence
from causalnet.network.graph import ancestors, descendants
from causalnet.questions.query.idle_influences import idle_influences
from causalnet.questions.query.paths import (
    WITHIN_A_PERIOD,
    PathKind,
    blocking,
    differing,
    path_in,
)

__all__ = [
    "ArmsOverTime",
    "DirectedWays",
    "first_difference",
    "first_period",
    "observed_later",
    "periods_to",
    "steps_by",
]


def periods_to(model: CausalModel, outcome: str) -> dict[str, int]:
    """The first period in which each variable, held from period 0 on, can reach an outcome.

    Variables from which no path leads there are left out.

    References
    ----------
    E. W. Dijkstra (1959), "A note on two problems in connexion with graphs", *Numerische Mathematik* 1.
    """
    above = _into(model)
    found: dict[str, int] = {}
    waiting = [(0, outcome)]
    while waiting:
        period, name = heappop(waiting)
        if name in found:
            continue
        found[name] = period
        for i in above.get(name, ()):
            heappush(waiting, (period + i.lag, i.cause))
    return found


def steps_by(model: CausalModel, outcome: str, last: int) -> dict[str, int]:
    """Influences on the shortest path to an outcome by a period from every variable that can reach it by then."""
    above = _into(model)
    found = {outcome: 0}
    # The shortest ways for each number of periods left: a longer way may be a quicker one.
    reached = {(outcome, last)}
    frontier = set(reached)
    steps = 0
    while frontier:
        steps += 1
        ways = {
            (i.cause, left - i.lag)
            for effect, left in frontier
            for i in above.get(effect, ())
            if i.lag <= left
        }
        frontier = ways - reached
        reached |= frontier
        for name, _ in frontier:
            found.setdefault(name, steps)
    return found


def _into(model: CausalModel) -> dict[str, list[Influence]]:
    """The influences on each variable, at whatever lag."""
    above: dict[str, list[Influence]] = {}
    for i in model.influences:
        above.setdefault(i.effect, []).append(i)
    return above


def first_difference(arms: tuple[Timed, Timed]) -> int | None:
    """The first period in which two arms differ; None where they never do."""
    every = range(max(arm.constant_from for arm in arms) + 1)
    return next((t for t in every if differing(*_when(arms, t))), None)


def first_period(
    model: CausalModel,
    outcome: str,
    arms: tuple[Timed, Timed],
    given: Mapping[int, Mapping[str, Finding]] | None = None,
) -> int | None:
    """The first period in which a difference between two arms can reach an outcome; None where it never does.

    A certain finding, `given` by period, stops a difference there in that period.
    """
    touched = {name for arm in arms for name in arm.touched}
    if not ancestors(_above(model, arms), [outcome]) & touched:
        return None
    lags = max((i.lag for i in model.influences), default=0)
    seen = {t: _certain(found) for t, found in (given or {}).items()}
    constant_from = max(*(arm.constant_from for arm in arms), *(t + 1 for t in seen))
    reached: list[frozenset[str]] = []
    # Once nothing new is done and as many periods as the longest lag are alike, all later ones are alike too.
    while len(reached) <= constant_from + lags or len({*reached[-lags - 1 :]}) > 1:
        stopped = seen.get(len(reached), frozenset())
        reached.append(_differing_in(model, arms, reached, stopped))
        if outcome in reached[-1]:
            return len(reached) - 1
    return None


def _certain(found: Mapping[str, Finding]) -> frozenset[str]:
    """The variables whose state is observed for certain."""
    return frozenset(name for name, what in found.items() if certain_state(what) is not None)


def _above(model: CausalModel, arms: tuple[Timed, Timed]) -> dict[str, list[str]]:
    """The causes of every variable, at whatever lag, and what policies read."""
    above: dict[str, list[str]] = {v: [] for v in model.variables}
    for i in model.influences:
        above[i.effect].append(i.cause)
    for arm in arms:
        for phase in arm.phases:
            for cause, effect in _read(phase.intervention):
                above[effect].append(cause)
    return above


def _read(done: Intervention) -> list[tuple[str, str]]:
    """Pairs of the variable that a policy reads and the one that it sets."""
    return [(read, name) for name, s in done.settings.items() for read in s.reads]


def _differing_in(
    model: CausalModel,
    arms: tuple[Timed, Timed],
    before: list[frozenset[str]],
    stopped: frozenset[str],
) -> frozenset[str]:
    """The variables that a difference can have reached in the period after those given, and is not stopped in."""
    now = len(before)
    under, versus = (arm.when(now) for arm in arms)
    idle = idle_influences(model, under) & idle_influences(model, versus)
    acting = [i for i in model.influences if i.lag <= now and i not in idle]
    found = set(differing(under, versus))
    found |= {i.effect for i in acting if i.lag and i.cause in before[now - i.lag]}
    below: dict[str, list[str]] = {}
    pairs = [(i.cause, i.effect) for i in acting if not i.lag]
    for cause, effect in (*pairs, *_read(under), *_read(versus)):
        below.setdefault(cause, []).append(effect)
    found -= stopped
    waiting = list(found)
    while waiting:
        for effect in below.get(waiting.pop(), ()):
            if effect not in found | stopped:
                found.add(effect)
                waiting.append(effect)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class DirectedWays:
    """The directed ways by which what is done reaches an outcome.

    Attributes
    ----------
    variables : frozenset of str
        The variables on them, what is set and the outcome among them.
    influences : frozenset of Influence
    """

    variables: frozenset[str]
    influences: frozenset[Influence]


@dataclass(frozen=True, slots=True)
class ArmsOverTime:
    """Two arms, and the outcome that is read in them until a period, given what is found.

    Attributes
    ----------
    model : CausalModel
    outcome : str
    arms : tuple of Timed
    last : int
        The last period that is read.
    given : mapping from period to findings
    course : bool
        Whether the periods before the last are read as well.
    """

    model: CausalModel
    outcome: str
    arms: tuple[Timed, Timed]
    last: int
    given: Mapping[int, Mapping[str, Finding]]
    course: bool = True

    def arrival(self) -> int | None:
        """The first period in which a difference between the arms can reach the outcome; None where it never does."""
        return first_period(self.model, self.outcome, self.arms, self.given)

    def path(self) -> PathKind:
        """The way by which a difference between the arms can have reached the outcome.

        ``"within a period"`` stands here for: within the periods that are read.
        """
        first = first_period(self.model, self.outcome, self.arms)
        reached = first is not None and first <= self.last
        path: PathKind = WITHIN_A_PERIOD
        if self.given:
            path = self._path_to(self._read)
        if path == "by observing alone" or reached:
            return path
        return "no path" if first is None else "lagged only"

    def alone_in(self) -> list[int]:
        """The periods in which what is found alone ties the outcome to what differs between the arms."""
        if not self.given:
            return []
        every = range(self.last + 1)
        return [
            t for t in every if self._path_to([in_period(self.outcome, t)]) == "by observing alone"
        ]

    def blocking(self) -> list[str]:
        """The certain findings on the paths from what differs to the outcome."""
        graphs, changed, found = self._unrolled()
        names = {in_period(v, t): v for t, own in self.given.items() for v in own}
        return list(dict.fromkeys(names[v] for v in blocking(graphs, changed, self._read, found)))

    def ways(self) -> DirectedWays:
        """The directed ways from what an arm does to the outcome, whatever is observed on them."""
        graphs, changed, _ = self._unrolled()
        periods = range(self.last + 1)
        nodes, arrows = set[str](), set[tuple[str, str]]()
        for arm, parents in zip(self.arms, graphs, strict=True):
            # Where an arm leaves things as they are, nothing starts: what is natural is anchored.
            own = {in_period(v, t) for t in periods for v in arm.when(t).touched} & {*changed}
            below = descendants(parents, own) | own
            on_way = below & ancestors(parents, self._read)
            nodes |= on_way
            arrows |= {(cause, v) for v in on_way for cause in parents[v] if cause in on_way}
        return DirectedWays(
            frozenset(
                v for v in self.model.variables if any(in_period(v, t) in nodes for t in periods)
            ),
            frozenset(
                i
                for i in self.model.influences
                for t in periods
                if (in_period(i.cause, t - i.lag), in_period(i.effect, t)) in arrows
            ),
        )

    def late_start(self) -> int | None:
        """The first period in which the arms differ, where that is after the last one read; else 0, or None if they are the same."""
        start = first_difference(self.arms)
        return start if start is None or start > self.last else 0

    @property
    def _read(self) -> list[str]:
        """The outcome in each period that is read."""
        first = 0 if self.course else self.last
        return [in_period(self.outcome, t) for t in range(first, self.last + 1)]

    def _path_to(self, placed: Sequence[str]) -> PathKind:
        """The way to the outcome, placed in periods, given what is found."""
        graphs, changed, found = self._unrolled()
        return path_in(self.model, graphs, tuple(placed), changed, found)

    def _unrolled(
        self,
    ) -> tuple[list[dict[str, tuple[str, ...]]], list[str], dict[str, Finding]]:
        """The graph of each arm over all periods, what differs in it, and what is found."""
        found = {in_period(v, t): what for t, own in self.given.items() for v, what in own.items()}
        changed = [
            in_period(v, t) for t in range(self.last + 1) for v in differing(*_when(self.arms, t))
        ]
        return [_graph(self.model, arm, self.last) for arm in self.arms], changed, found


def observed_later(
    model: CausalModel, arms: Iterable[Timed], given: Mapping[int, Mapping[str, Finding]]
) -> list[str]:
    """The findings downstream of a variable that an arm has set by then."""
    found = {in_period(v, t): v for t, own in given.items() for v in own}
    if not found:
        return []
    last = max(given)
    below = set[str]()
    for arm in arms:
        touched = [in_period(v, t) for t in range(last + 1) for v in arm.when(t).touched]
        below |= descendants(_graph(model, arm, last), touched)
    return list(dict.fromkeys(v for placed, v in found.items() if placed in below))


def _when(arms: tuple[Timed, Timed], period: int) -> tuple[Intervention, Intervention]:
    return arms[0].when(period), arms[1].when(period)


def _graph(model: CausalModel, arm: Timed, last: int) -> dict[str, tuple[str, ...]]:
    """The causes of every variable of every period, where an arm is carried out."""
    above: dict[str, tuple[str, ...]] = {}
    for t in range(last + 1):
        done = arm.when(t)
        idle = idle_influences(model, done)
        above |= {in_period(name, t): () for name in model.variables}
        pairs = [(in_period(a, t), in_period(b, t)) for a, b in _read(done)]
        pairs += [
            (in_period(i.cause, t - i.lag), in_period(i.effect, t))
            for i in model.influences
            if i.lag <= t and i not in idle
        ]
        for cause, effect in pairs:
            above[effect] += (cause,)
    return above
