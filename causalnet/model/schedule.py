"""Time in questions: interventions that hold for some periods, and findings of some periods.

Periods are counted from zero: period 0 is today, period 1 the first in which what has been done today is
felt through lagged influences. An intervention that says nothing of time holds from period 0 on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from causalnet.boundary.advice import intervention_hint
from causalnet.boundary.checks import PERIODS, public, public_class, uncombined
from causalnet.console import printed
from causalnet.errors import InterventionError, QuestionError, shown
from causalnet.frozen_map import Register
from causalnet.model.finding import Finding, Given, findings
from causalnet.model.intervention import Hard, Intervention, Stochastic

__all__ = [
    "Phase",
    "Span",
    "Timed",
    "TimedGiven",
    "itself_set",
    "scheduled",
    "timed_findings",
]

Span = tuple[int, int | None]
"""The first and the last period of a stretch; None where it does not end."""

TimedGiven = Given | Mapping[int, Given]


@public_class
@printed
@dataclass(frozen=True, slots=True, repr=False)
class Phase:
    """One intervention and the periods in which it holds.

    Attributes
    ----------
    intervention : Intervention
    spans : tuple of (first, last)
        Both counted in; `last` is None where it does not end. In order, and apart from one another.
    """

    intervention: Intervention
    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        what: object = self.intervention
        if not isinstance(what, Intervention):
            raise InterventionError(
                f"A phase holds an Intervention, got {shown(what)}. {intervention_hint(what)}".rstrip()
            )
        spans: object = self.spans
        if not isinstance(spans, tuple | list) or not spans or not all(map(_is_span, spans)):
            raise InterventionError(
                f"A phase holds in spans of periods from 0 to {PERIODS:,}, such as ((0, 4), (6, None)), "
                f"got {shown(spans)}."
            )
        object.__setattr__(self, "spans", tuple(map(tuple, spans)))

    def holds(self, period: int) -> bool:
        """Whether it holds in a period."""
        return any(_within(period, span) for span in self.spans)

    def __repr__(self) -> str:
        if all(first == last for first, last in self.spans):
            return f"{self.intervention}.at({', '.join(str(first) for first, _ in self.spans)})"
        return " | ".join(f"{self.intervention}{_written(span)}" for span in self.spans)


@public_class
@printed
@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Timed:
    """Interventions that hold in some periods: phases, pulses, one after another.

    Written ``do(x="low").during(2, 5)``, ``.at(3)``, ``.since(2)`` or ``.until(4)``, and combined with
    ``|``. Two are equal whatever the order in which they were written.

    Attributes
    ----------
    phases : tuple of Phase
        In order of their first period.

    Raises
    ------
    InterventionError
        Where a variable is set in two ways in one period.

    Examples
    --------
    >>> from causalnet import do
    >>> reform = do(toll="low").until(1) | do(toll="full").since(2) | do(bus="free").at(0, 3)
    >>> reform
    do(bus="free").at(0, 3) | do(toll="low").until(1) | do(toll="full").since(2)
    >>> reform.when(3)
    do(bus="free", toll="full")
    """

    phases: tuple[Phase, ...]

    def __post_init__(self) -> None:
        given: object = self.phases
        if not isinstance(given, tuple | list) or not all(isinstance(p, Phase) for p in given):
            raise InterventionError(
                "Expected a tuple of phases, got "
                + shown(given)
                + ". Write cn.do(x='low').since(2)."
            )
        spans: dict[Intervention, list[Span]] = {}
        for phase in self.phases:
            if phase.intervention:
                spans.setdefault(phase.intervention, []).extend(phase.spans)
        merged = [Phase(what, _merged(own)) for what, own in spans.items()]
        merged.sort(key=lambda phase: (phase.spans[0][0], repr(phase.intervention)))
        object.__setattr__(self, "phases", tuple(merged))
        for period in sorted({first for phase in merged for first, _ in phase.spans}):
            self.when(period)

    @public
    def when(self, period: int) -> Intervention:
        """What is done in one period, as a plain intervention."""
        whole = Intervention()
        for phase in self.phases:
            if phase.holds(period):
                whole = _joined(whole, phase.intervention, period)
        return whole

    @property
    def touched(self) -> tuple[str, ...]:
        """The variables whose own tables are replaced or changed in some period."""
        return tuple(dict.fromkeys(v for phase in self.phases for v in phase.intervention.touched))

    @property
    def last(self) -> int | None:
        """The last period in which anything is done; None where it does not end."""
        ends = [span[1] for phase in self.phases for span in phase.spans]
        return None if None in ends else max((e for e in ends if e is not None), default=0)

    @property
    def changes(self) -> tuple[int, ...]:
        """The periods from which on something else is done than before, the first among them."""
        spans = [span for phase in self.phases for span in phase.spans]
        ends = {last + 1 for _, last in spans if last is not None}
        return tuple(sorted({0} | {first for first, _ in spans} | ends))

    @property
    def settled(self) -> int:
        """The first period from which on the same is done in every period."""
        spans = [span for phase in self.phases for span in phase.spans]
        return max([max(a, -1 if b is None else b + 1) for a, b in spans], default=0)

    def __bool__(self) -> bool:
        return bool(self.phases)

    def __or__(self, other: Intervention | Timed) -> Timed:
        given: object = other
        if not isinstance(given, Intervention | Timed):
            return cast("Timed", uncombined(self, given))
        return Timed((*self.phases, *scheduled(other).phases))

    def __ror__(self, other: Intervention) -> Timed:
        given: object = other
        if not isinstance(given, Intervention):
            return cast("Timed", uncombined(given, self))
        return Timed((*scheduled(other).phases, *self.phases))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Timed) and frozenset(self.phases) == frozenset(other.phases)

    def __hash__(self) -> int:
        return hash(frozenset(self.phases))

    def __repr__(self) -> str:
        return " | ".join(map(repr, self.phases)) if self.phases else "do()"


def itself_set(
    outcome: str, under: Intervention | Timed, versus: Intervention | Timed, period: int = 0
) -> bool:
    """Whether an outcome is itself set in a period, and that alone decides between the two arms.

    What it does then is so by definition. A shift, partial uptake or a policy on it leaves it its causes: that
    decides alone where the arms differ in nothing else.

    Examples
    --------
    >>> from causalnet import do
    >>> itself_set("jams", do(jams="none"), do()), itself_set("jams", do(toll="full"), do())
    (True, False)
    """
    here, there = (scheduled(arm).when(period) for arm in (under, versus))
    own = [arm.settings.get(outcome) for arm in (here, there)]
    if own[0] == own[1]:
        return False
    differing = {name for name, _ in {*here.settings.items()} ^ {*there.settings.items()}}
    alone = differing == {outcome} and here.cuts == there.cuts
    return alone or all(s is None or isinstance(s, Hard | Stochastic) for s in own)


def scheduled(under: Intervention | Timed | None) -> Timed:
    """An intervention with its periods; one that says nothing of time holds from period 0 on.

    Raises
    ------
    QuestionError
        For what is no intervention.
    """
    if isinstance(under, Timed):
        return under
    if under is None:
        return Timed(())
    if not isinstance(under, Intervention):
        raise QuestionError(
            f"An intervention is written do(x='low') or do(x='low').during(2, 5), not {shown(under)}. "
            f"{intervention_hint(under)}".rstrip()
        )
    return Timed((Phase(under, ((0, None),)),))


def timed_findings(given: TimedGiven | None) -> Register[int, Register[str, Finding]]:
    """Findings by period: ``{2: {"x": "low"}}``; ``{"x": "low"}`` alone is what is found today.

    Raises
    ------
    QuestionError
    """
    asked: object = given
    if asked is not None and not isinstance(asked, Mapping):
        raise QuestionError(
            f"given= maps variables or periods to findings, such as {{2: {{'x': 'low'}}}}; not {asked!r}."
        )
    by_period: dict[int, dict[str, object]] = {}
    for key, value in (asked or {}).items():
        if isinstance(key, int) and not isinstance(key, bool) and key >= 0:
            if not isinstance(value, Mapping):
                raise QuestionError(
                    f"given={{{key}: …}} takes the findings of that period, such as "
                    f"{{'x': 'low'}}, not {value!r}."
                )
            by_period.setdefault(key, {}).update(value)
        elif isinstance(key, str):
            by_period.setdefault(0, {})[key] = value
        else:
            raise QuestionError(
                f"given= takes variables (found today) or periods from 0 on, not {key!r}."
            )
    return Register({t: findings(by_period[t]) for t in sorted(by_period)}, "period")  # type: ignore[arg-type]


def _joined(a: Intervention, b: Intervention, period: int) -> Intervention:
    try:
        return a | b
    except InterventionError as error:
        raise InterventionError(f"In period {period} {error}") from None


def _is_span(span: object) -> bool:
    if not isinstance(span, tuple | list) or len(span) != 2:
        return False
    first, last = span
    if any(type(p) is not int or not 0 <= p <= PERIODS for p in span if p is not None):
        return False
    return first is not None and (last is None or first <= last)


def _within(period: int, span: Span) -> bool:
    first, last = span
    return first <= period and (last is None or period <= last)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch made one."""
    out: list[Span] = []
    for first, last in sorted(spans, key=lambda s: (s[0], -1 if s[1] is None else s[1])):
        if out and (out[-1][1] is None or first <= out[-1][1] + 1):
            before, end = out[-1]
            out[-1] = (before, None if end is None or last is None else max(end, last))
        else:
            out.append((first, last))
    return tuple(out)


def _written(span: Span) -> str:
    first, last = span
    if last is None:
        return f".since({first})" if first else ""
    if first == last:
        return f".at({first})"
    return f".during({first}, {last})" if first else f".until({last})"
