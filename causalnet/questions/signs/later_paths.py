"""Later paths: what leads elsewhere than the paths that act by the period that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import takewhile
from typing import Literal, NamedTuple

from causalnet.console import printed
from causalnet.language.translate import LazyText, NameIn, lazy, lazy_sentence, template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import Finding, certain_state
from causalnet.model.influence import Influence
from causalnet.network.network import Network
from causalnet.questions.query.idle_influences import idle_influences
from causalnet.questions.query.paths import PathKind, differing
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.monotonicity import answering, certain_change
from causalnet.questions.signs.stochastic_dominance import orders

__all__ = ["LaterPath", "later_notes", "later_path", "later_than"]

Way = Literal["raises", "lowers", "may raise", "may lower", "reaches"]
Seen = Mapping[int, Mapping[str, Finding]]

TURNED = {"+": "-", "-": "+", "?": "?"}
# Paths named in a note; the rest are counted.
PATHS_NAMED = 4
WAYS: Mapping[Way, str] = {
    "raises": template("from period {period} on {path} raises {outcome}"),
    "lowers": template("from period {period} on {path} lowers {outcome}"),
    "may raise": template("from period {period} on {path} may raise {outcome}"),
    "may lower": template("from period {period} on {path} may lower {outcome}"),
    "reaches": template("from period {period} on {path} reaches {outcome}"),
}
SURE: Mapping[str, Way] = {"+": "raises", "-": "lowers"}
OPEN: Mapping[str, Way] = {"+": "may raise", "-": "may lower"}


@printed
@dataclass(frozen=True, slots=True)
class LaterPath:
    """A path that acts after the period that was asked for, and leads elsewhere than those that act by then.

    Attributes
    ----------
    period : int
        The first period in which it acts.
    way : {"raises", "lowers", "may raise", "may lower", "reaches"}
        Its effect on the outcome: for certain, or where a sign or a strength leaves it open.
    blocked : bool
        Whether only what is observed keeps it from acting in the period that was asked for.
    """

    period: int
    way: Way
    blocked: bool = False

    def said(self, outcome: str = "it") -> str:
        """The path in words, e.g. ``from period 2 on another path raises jams``."""
        path = tr("a path that is blocked until then") if self.blocked else tr("another path")
        return tr(WAYS[self.way], period=self.period, path=path, outcome=outcome)

    def kept(self, outcome: str) -> LazyText:
        """The path as a sentence about a variable, said when it is read."""
        path = lazy("a path that is blocked until then") if self.blocked else lazy("another path")
        return lazy_sentence(
            lazy(WAYS[self.way], period=self.period, path=path, outcome=NameIn(outcome))
        )

    def sentence(self, outcome: str = "it") -> str:
        """The same as a sentence of its own."""
        text = self.said(outcome)
        return tr("{clause}.", clause=text[:1].upper() + text[1:])


def later_notes(found: Iterable[tuple[str, str, LaterPath | None, int]]) -> list[str]:
    """A note for each later path: of what it is true only by then.

    Parameters
    ----------
    found : iterable of (str, str, LaterPath or None, int)
        The intervention, the outcome, the path, and the period that was asked for.

    Examples
    --------
    >>> path = LaterPath(2, "raises")
    >>> later_notes([("toll", "jams", path, 0), ("bus", "jams", None, 0), ("fine", "jams", path, 0)])
    ['Within a period only: toll, fine. From period 2 on another path raises jams.']
    """
    names: dict[tuple[int, str], list[str]] = {}
    for name, outcome, path, at in found:
        if path is not None:
            names.setdefault((at, path.sentence(outcome)), []).append(name)
    return [_only(at, _some(own), told) for (at, told), own in names.items()]


def _only(at: int, names: str, told: str) -> str:
    if at:
        return tr("By period {period} only: {names}. {told}", period=at, names=names, told=told)
    return tr("Within a period only: {names}. {told}", names=names, told=told)


def _some(names: Sequence[str]) -> str:
    told, more = tr(", ").join(names[:PATHS_NAMED]), len(names) - PATHS_NAMED
    return tr("{names} and {count} more", names=told, count=more) if more > 0 else told


class PathStep(NamedTuple):
    """A step that passes a difference on: the variable, the sign, and whether it acts at every strength in its range."""

    effect: str
    sign: str
    sure: bool
    lag: int


class Walk(NamedTuple):
    """The way by which a difference comes to a variable, and the number of periods that it takes.

    The intervention is held from period 0 on, and so the same walk starts again in every period. `blocked` are the
    periods in which it starts and is stopped by what is observed.
    """

    lag: int
    name: str
    sign: str
    sure: bool
    blocked: tuple[int, ...]

    def arrives(self, period: int) -> bool:
        """Whether it brings the difference in this period."""
        start = period - self.lag
        return start >= 0 and start not in self.blocked

    def next_arrival(self, at: int) -> int:
        """The first period after `at` in which it brings the difference."""
        start = max(0, at + 1 - self.lag)
        while start in self.blocked:
            start += 1
        return start + self.lag

    def way(self, along: str) -> Way:
        """Its effect on an outcome that moves `along`, in words."""
        if self.sign != "?":
            return (SURE if self.sure else OPEN)[self.sign]
        return OPEN[TURNED[along]] if along else "reaches"


Below = Mapping[str, list[PathStep]]


def later_path(
    model: CausalModel | Network,
    arms: Arms,
    outcome: str,
    given: Seen,
    path: PathKind,
    *,
    at: int = 0,
    change: float = 0.0,
) -> LaterPath | None:
    """The first path that acts only later and leads elsewhere; None where none does.

    Parameters
    ----------
    model : CausalModel or Network
        A network has no later periods.
    arms : Arms
    outcome : str
    given : mapping from period to mapping from variable to finding
        The findings. A finding blocks a path only where the path comes there in the same period.
    path : Path
        The way to the outcome by period `at`.
    at : int, default 0
        The period that was asked for.
    change : float, default 0
        Which way influences move the outcome by then, where that is known: a path that leads the same way is not
        named.

    References
    ----------
    E. W. Dijkstra (1959), "A note on two problems in connexion with graphs", *Numerische Mathematik* 1.
    """
    if isinstance(model, Network) or path in ("lagged only", "no path"):
        return None
    if not any(i.lag for i in model.influences):
        return None
    carried = path == "within a period"
    along = "" if not carried or abs(change) < NOTHING else "+" if change > 0 else "-"
    found = _elsewhere(arms, outcome, given, at, along)
    # Of several in one period the one of which most is known is named.
    return min(
        found,
        key=lambda p: (p.period, p.way not in SURE.values(), p.way == "reaches"),
        default=None,
    )


def _elsewhere(arms: Arms, outcome: str, given: Seen, at: int, along: str) -> Iterator[LaterPath]:
    """The walks to the outcome that do not act in a period, and are not proved to lead the way that it moves."""
    below, starts = _below(arms), _starts(arms, outcome, given)
    moves: dict[str, set[str]] = {}
    for walk in takewhile(lambda w: w.lag <= at, _walks(below, starts, given, at, {})):
        if walk.arrives(at):
            moves.setdefault(walk.name, set()).add(walk.sign)
    # Which way a variable moves on the whole is open where walks of both signs meet in it. Of the outcome it is
    # known; where it does not move, it passes nothing on.
    net = {name: "?" for name, signs in moves.items() if len(signs) > 1} | {outcome: along}
    for walk in _walks(below, starts, given, at, net):
        if walk.name == outcome and walk.sign != along and not walk.arrives(at):
            yield LaterPath(walk.next_arrival(at), walk.way(along), walk.lag <= at)


def later_than(
    model: CausalModel, conclusion: Conclusion, path: PathKind, change: float
) -> LaterPath | None:
    """The first path that acts only after the period of a conclusion and leads elsewhere; none of a level.

    What is certain, that the outcome is in its lowest state or a higher one, no path moves.
    """
    c = conclusion
    if c.passes or c.at_least == model.variables[c.outcome].states[0]:
        return None
    arms = Arms(model, c.under, c.versus)
    return later_path(model, arms, c.outcome, {0: c.given}, path, at=c.at, change=change)


def _starts(arms: Arms, outcome: str, given: Seen) -> list[Walk]:
    """The walks of no influence: what differs between the arms."""
    found = orders(arms, outcome)
    names = [n for n in differing(arms.under, arms.versus) if found[n].sign != "0"]
    return [Walk(0, n, found[n].sign, found[n].strict, _stopped(n, 0, given)) for n in names]


def _walks(
    below: Below, starts: Iterable[Walk], given: Seen, at: int, net: Mapping[str, str]
) -> Iterator[Walk]:
    """The walks from what differs, the quickest first; of those that act alike after `at`, the first.

    `net` is which way variables move in period `at`, where that is known or open; ``""``: not at all. This is what
    they pass on to later periods.
    """
    waiting, reached = sorted(starts), set[Walk]()
    while waiting:
        walk = heappop(waiting)
        alike = walk._replace(lag=min(walk.lag, at + 1))
        if alike in reached:
            continue
        reached.add(alike)
        yield walk
        for link in below.get(walk.name, ()):
            lag, sign, sure = walk.lag + link.lag, walk.sign, walk.sure
            if lag > at and walk.arrives(at) and walk.name in net:
                sign, sure = net[walk.name], True
            if sign:
                stopped = {*walk.blocked, *_stopped(link.effect, lag, given)}
                came, still = _through(sign, link.sign), tuple(sorted(stopped))
                heappush(waiting, Walk(lag, link.effect, came, sure and link.sure, still))


def _stopped(name: str, lag: int, given: Seen) -> tuple[int, ...]:
    """The periods in which a walk starts that comes to a variable just when it is observed."""
    return tuple(
        period - lag
        for period, found in given.items()
        if period >= lag and name in found and certain_state(found[name]) is not None
    )


def _below(arms: Arms) -> Below:
    """For each variable what it passes a difference on to."""
    model, below = arms.model, dict[str, list[PathStep]]()
    # How a variable differs that either arm sets, its settings say: nothing that comes back to it adds to that.
    idle = idle_influences(model, arms.under) | idle_influences(model, arms.versus)
    for i in model.influences:
        sign = _sign(model, i)
        if i not in idle and sign != "0":
            below.setdefault(i.cause, []).append(PathStep(i.effect, sign, _sure(model, i), i.lag))
    for arm in (arms.under, arms.versus):
        for name, setting in arm.settings.items():
            for read in setting.reads:
                below.setdefault(read, []).append(PathStep(name, "?", False, 0))
    return below


def _sure(model: CausalModel, influence: Influence) -> bool:
    """Whether an effect answers at every strength in its range."""
    if not influence.lag:
        return certain_change(model, influence)
    strength = model.strength(influence)
    return strength is not None and strength.range[0] > 0


def _sign(model: CausalModel, influence: Influence) -> str:
    """The sign with which an effect answers; of a strength that is zero, none."""
    number = model.strength(influence)
    if number is not None and not any(number.range):
        return "0"
    return influence.sign if influence.lag else answering(model, influence)


def _through(sign: str, influence: str) -> str:
    if "?" in (sign, influence):
        return "?"
    return sign if influence == "+" else TURNED[sign]
