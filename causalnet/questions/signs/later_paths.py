"""Later paths: what leads elsewhere than the paths that act by the period that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Literal, NamedTuple

from causalnet.console import printed
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion
from causalnet.model.effect_size import NOTHING
from causalnet.model.finding import Finding, certain_state
from causalnet.model.influence import Influence
from causalnet.model.severing import idle_influences
from causalnet.network.network import Network
from causalnet.questions.query.paths import Path, differing
from causalnet.questions.signs.monotonicity import answering
from causalnet.questions.signs.stochastic_dominance import Arms, orders
from causalnet.tables import paragraph

__all__ = ["LaterPath", "later_notes", "later_path", "later_than"]

Way = Literal["raises", "lowers", "may raise", "may lower", "reaches"]
Below = Mapping[str, list[tuple[str, str, int]]]

TURNED = {"+": "-", "-": "+", "?": "?"}
# What is named in a note; the rest is counted.
NAMED = 4
SURE: Mapping[str, Way] = {"+": "raises", "-": "lowers"}


@printed
@dataclass(frozen=True, slots=True)
class LaterPath:
    """A path that acts after the period that was asked for, and leads elsewhere than those that act by then.

    Attributes
    ----------
    period : int
        The first period in which it acts.
    way : {"raises", "lowers", "may raise", "may lower", "reaches"}
        What it does to the outcome: for certain, or where a sign is open.
    """

    period: int
    way: Way

    def said(self, outcome: str = "it") -> str:
        """What it does, e.g. ``from period 2 on another path raises jams``."""
        return f"from period {self.period} on another path {self.way} {outcome}"

    def sentence(self, outcome: str = "it") -> str:
        """The same as a sentence of its own."""
        text = self.said(outcome)
        return f"{text[:1].upper()}{text[1:]}."


def later_notes(found: Iterable[tuple[str, str, LaterPath | None, int]]) -> list[str]:
    """A note for each later path: of what it is true only by then.

    Parameters
    ----------
    found : iterable of (str, str, LaterPath or None, int)
        What is done, the outcome, the path, and the period that was asked for.

    Examples
    --------
    >>> path = LaterPath(2, "raises")
    >>> later_notes([("toll", "jams", path, 0), ("bus", "jams", None, 0), ("fine", "jams", path, 0)])
    ['Within a period only: toll, fine. From period 2 on another path raises jams.']
    """
    names: dict[tuple[str, str], list[str]] = {}
    for name, outcome, path, at in found:
        if path is not None:
            span = f"By period {at} only" if at else "Within a period only"
            names.setdefault((span, path.sentence(outcome)), []).append(name)
    return [paragraph(f"{span}: {_some(own)}. {told}") for (span, told), own in names.items()]


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


class Walk(NamedTuple):
    """Where a difference has come to, and in which period."""

    period: int
    name: str
    sign: str
    lagged: bool
    today: bool


def later_path(
    model: CausalModel | Network,
    arms: Arms,
    outcome: str,
    given: Mapping[str, Finding],
    path: Path,
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
    given : mapping from variable to finding
        What is observed in period 0.
    path : Path
        How the outcome is reached by period `at`.
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
    now, later = set[str](), dict[str, int]()
    for walk in _walks(arms, outcome, given):
        if walk.period <= at:
            now.add(walk.sign)
        elif walk.lagged:
            later.setdefault(walk.sign, walk.period)
    carried = path == "within a period"
    along = "" if not carried or abs(change) < NOTHING else "+" if change > 0 else "-"
    other = {sign: p for sign, p in later.items() if sign not in now and sign != along}
    if not other:
        return None
    # Of two in one period the one whose sign is known is named.
    sign = min(other, key=lambda s: (other[s], s == "?"))
    maybe: Way = "reaches" if not along else "may lower" if along == "+" else "may raise"
    return LaterPath(other[sign], SURE.get(sign, maybe))


def later_than(
    model: CausalModel, conclusion: Conclusion, path: Path, change: float
) -> LaterPath | None:
    """The first path that acts only after the period of a conclusion and leads elsewhere; none of a level.

    What is certain, that the outcome is in its lowest state or a higher one, no path moves.
    """
    c = conclusion
    if c.passes or c.at_least == model.variables[c.outcome].states[0]:
        return None
    arms = Arms(model, c.under, c.versus)
    return later_path(model, arms, c.outcome, c.given, path, at=c.at, change=change)


def _walks(arms: Arms, outcome: str, given: Mapping[str, Finding]) -> Iterator[Walk]:
    """The walks from what differs to the outcome, those that arrive first before the others.

    What is observed in period 0 stops a walk that comes there in period 0. What is held is held in period 1 as well,
    and from then on nothing is observed.
    """
    seen_today = {name for name, found in given.items() if certain_state(found) is not None}
    found, below = orders(arms, outcome), _below(arms)
    waiting: list[Walk] = []
    for name in differing(arms.under, arms.versus):
        if name in found and found[name].sign != "0":
            heappush(waiting, Walk(0, name, found[name].sign, False, True))
            if seen_today:
                heappush(waiting, Walk(1, name, found[name].sign, False, False))
    reached = set[tuple[str, str, bool, bool]]()
    while waiting:
        walk = heappop(waiting)
        if walk[1:] in reached or (walk.today and walk.name in seen_today):
            continue
        reached.add(walk[1:])
        if walk.name == outcome:
            yield walk
        for effect, sign, lag in below.get(walk.name, ()):
            came = _through(walk.sign, sign)
            heappush(
                waiting,
                Walk(
                    walk.period + lag, effect, came, walk.lagged or lag > 0, walk.today and not lag
                ),
            )


def _below(arms: Arms) -> Below:
    """For each variable what it passes a difference on to, with the sign and the lag."""
    model, below = arms.model, dict[str, list[tuple[str, str, int]]]()
    # How a variable differs that either arm sets, its settings say: nothing that comes back to it adds to that.
    idle = idle_influences(model, arms.under) | idle_influences(model, arms.versus)
    for i in model.influences:
        sign = _sign(model, i)
        if i not in idle and sign != "0":
            below.setdefault(i.cause, []).append((i.effect, sign, i.lag))
    for arm in (arms.under, arms.versus):
        for name, setting in arm.settings.items():
            for read in setting.reads:
                below.setdefault(read, []).append((name, "?", 0))
    return below


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
