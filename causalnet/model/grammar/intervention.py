"""Interventions as values: settings of variables, changes of influences, and their periods.

Write an intervention with `do`. It prints as code, compares and hashes. The verbs take it as ``under=`` and
``versus=``. `causalnet.questions.query.mutilate` carries it out on tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Never, cast

from causalnet.boundary.advice import intervention_hint
from causalnet.boundary.checks import PERIODS, public, public_class, uncombined
from causalnet.boundary.fields import check_setting
from causalnet.console import printed
from causalnet.errors import InterventionError, QuestionError, shown
from causalnet.frozen_map import Register
from causalnet.model.grammar.edge_intervention import AsIf, Cut, compatible
from causalnet.model.grammar.setting import Hard, Setting, Written, as_setting
from causalnet.model.grammar.span import Span, in_span, is_span, merged, span_code
from causalnet.notation import is_argument, quoted, written_mapping

__all__ = ["Intervention", "Phase", "Timed", "do", "scheduled"]


NO_EDGES: frozenset[Never] = frozenset()


@public_class
@printed
@dataclass(frozen=True, slots=True, repr=False)
class Intervention:
    """An intervention: at most one setting for each variable, and changes of any number of influences.

    Written with `do`. Two interventions are equal whatever the order of their parts.

    Attributes
    ----------
    settings : mapping from variable to setting
        The setting of each variable.
    cuts : frozenset of Cut
        The influences that are severed.
    as_ifs : frozenset of AsIf
        The effects that behave as if some of their causes were set; one value for each of these effects.
    """

    settings: Register[str, Setting] = field(default_factory=Register)
    cuts: frozenset[Cut] = NO_EDGES
    as_ifs: frozenset[AsIf] = NO_EDGES

    def __post_init__(self) -> None:
        edges = self.cuts is not NO_EDGES or self.as_ifs is not NO_EDGES
        if edges or not isinstance(self.settings, Register):
            check_setting(self, "An intervention")
        for name, setting in self.settings.items():
            # Most settings are hard: these were checked when they were made.
            if type(setting) is Hard and type(name) is str:
                continue
            as_setting(name, setting)
            if isinstance(setting, str | Mapping):
                raise InterventionError(f"An intervention is written do({name}={setting!r}).")
        if edges:
            object.__setattr__(self, "as_ifs", compatible(self.cuts, self.as_ifs))

    def __or__(self, other: Intervention) -> Intervention:
        """Both together; two different settings of one variable are refused."""
        given: object = other
        if not isinstance(given, Intervention):
            return cast("Intervention", uncombined(self, given))
        for name in self.settings:
            if name in other.settings and self.settings[name] != other.settings[name]:
                raise InterventionError(
                    f"{quoted(name)} is set twice: {self.settings[name]} and {other.settings[name]}."
                )
        both = {**self.settings, **other.settings}
        edges = self.cuts | other.cuts, self.as_ifs | other.as_ifs
        return Intervention(Register(both, "setting"), *edges)

    def __ror__(self, other: object) -> Intervention:
        return cast("Intervention", uncombined(other, self))

    def __bool__(self) -> bool:
        return bool(self.settings or self.cuts or self.as_ifs)

    @public
    def at(self, *periods: int) -> Timed:
        """The same intervention in some periods only: one or more pulses."""
        if not periods:
            raise InterventionError("at() takes the periods in which it is done, such as at(0, 4).")
        return self._timed(*((p, p) for p in periods))

    @public
    def during(self, first: int, last: int) -> Timed:
        """The same intervention from one period to another, both included."""
        if first > last:
            raise InterventionError(f"during({first}, {last}) ends before it begins.")
        return self._timed((first, last))

    @public
    def since(self, first: int) -> Timed:
        """The same intervention from a period on."""
        return self._timed((first, None))

    @public
    def until(self, last: int) -> Timed:
        """The same intervention from today to a period, which is included."""
        return self._timed((0, last))

    def _timed(self, *spans: tuple[int, int | None]) -> Timed:
        return Timed((Phase(self, spans),))

    @property
    def touched(self) -> tuple[str, ...]:
        """The variables whose own tables are replaced or changed."""
        return tuple(dict.fromkeys([*self.settings, *(edge.effect for edge in self.edges)]))

    @property
    def severed(self) -> frozenset[tuple[str, str]]:
        """Pairs of cause and effect between which nothing passes any more."""
        cuts = [(c.cause, c.effect) for c in self.cuts]
        return frozenset([*cuts, *(edge for a in self.as_ifs for edge in a.severed)])

    @property
    def edges(self) -> tuple[Cut | AsIf, ...]:
        """The changes of influences, in an order that does not depend on how they were written."""
        return (*self.ordered_cuts, *sorted(self.as_ifs, key=lambda a: a.effect))

    @public
    def sees(self, effect: str) -> Mapping[str, str]:
        """The causes that an effect sees in a state of their own, and that state."""
        return next((a.causes for a in self.as_ifs if a.effect == effect), {})

    @property
    def ordered_cuts(self) -> tuple[Cut, ...]:
        """The cuts in an order that does not depend on how they were written."""
        return tuple(sorted(self.cuts, key=lambda c: (c.cause, c.effect)))

    def __repr__(self) -> str:
        parts = [repr(edge) for edge in self.edges]
        plain = {n: s for n, s in self.settings.items() if is_argument(n)}
        odd = {n: s for n, s in self.settings.items() if n not in plain}
        parts += [written_mapping(odd)] if odd else []
        parts += [f"{name}={setting!r}" for name, setting in plain.items()]
        return f"do({', '.join(parts)})"


@public_class
@printed
@dataclass(frozen=True, slots=True, repr=False)
class Phase:
    """One intervention and the periods in which it acts.

    Attributes
    ----------
    intervention : Intervention
    spans : tuple of (first, last)
        Both included; `last` is None if the phase does not end. In order, and not touching one another.
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
        if not isinstance(spans, tuple | list) or not spans or not all(map(is_span, spans)):
            raise InterventionError(
                f"A phase holds in spans of periods from 0 to {PERIODS:,}, such as ((0, 4), (6, None)), "
                f"got {shown(spans)}."
            )
        object.__setattr__(self, "spans", tuple(map(tuple, spans)))

    def covers(self, period: int) -> bool:
        """Whether it acts in a period."""
        return any(in_span(period, span) for span in self.spans)

    def __repr__(self) -> str:
        if all(first == last for first, last in self.spans):
            return f"{self.intervention}.at({', '.join(str(first) for first, _ in self.spans)})"
        return " | ".join(f"{self.intervention}{span_code(span)}" for span in self.spans)


@public_class
@printed
@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Timed:
    """Interventions that act in some periods: phases and pulses, one after another.

    Written ``do(x="low").during(2, 5)``, ``.at(3)``, ``.since(2)`` or ``.until(4)``, and combined with ``|``. Two
    are equal whatever the order of their phases.

    Attributes
    ----------
    phases : tuple of Phase
        In order of their first period.

    Raises
    ------
    InterventionError
        If a variable is set in two ways in one period.

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
        joined = [Phase(what, merged(own)) for what, own in spans.items()]
        joined.sort(key=lambda phase: (phase.spans[0][0], repr(phase.intervention)))
        object.__setattr__(self, "phases", tuple(joined))
        for period in sorted({first for phase in joined for first, _ in phase.spans}):
            self.when(period)

    @public
    def when(self, period: int) -> Intervention:
        """The plain intervention of one period."""
        whole = Intervention()
        for phase in self.phases:
            if phase.covers(period):
                whole = _joined(whole, phase.intervention, period)
        return whole

    @property
    def touched(self) -> tuple[str, ...]:
        """The variables whose own tables are replaced or changed in some period."""
        return tuple(dict.fromkeys(v for phase in self.phases for v in phase.intervention.touched))

    @property
    def last(self) -> int | None:
        """The last period with an intervention; None if it does not end."""
        ends = [span[1] for phase in self.phases for span in phase.spans]
        return None if None in ends else max((e for e in ends if e is not None), default=0)

    @property
    def changes(self) -> tuple[int, ...]:
        """The periods at which the intervention changes, the first one included."""
        spans = [span for phase in self.phases for span in phase.spans]
        ends = {last + 1 for _, last in spans if last is not None}
        return tuple(sorted({0} | {first for first, _ in spans} | ends))

    @property
    def constant_from(self) -> int:
        """The first period from which on the intervention stays the same."""
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


def do(
    *parts: Cut | AsIf | Intervention | Mapping[str, Written], **settings: Written
) -> Intervention:
    """An intervention: Pearl's do-operator, and its soft relatives.

    Parameters
    ----------
    *parts : Cut, AsIf, mapping or Intervention
        Influences to sever (`cut`) or to see as if their cause were set (`as_if`), further interventions, and settings of variables whose names are not Python
        identifiers (``do({"Smoking status": "yes"})``).
    **settings : str, mapping or setting
        For each variable a state (a hard intervention), a mapping from states to probabilities (a
        stochastic one), or the result of `shift`, `policy` or `partial`.

    Returns
    -------
    Intervention
        ``do()`` is the identity: it does not change anything.

    Raises
    ------
    InterventionError
        If a variable is set twice or a setting does not make sense. The verbs check names and states, because they
        know the network.

    References
    ----------
    J. Pearl (2009), *Causality*, 2nd ed., definition 3.2.1 and section 4.2.

    Examples
    --------
    >>> from causalnet import cut, do
    >>> do(traffic="low", toll={"none": 0.3, "full": 0.7})
    do(traffic="low", toll={"none": 0.3, "full": 0.7})
    >>> do(a="x") | do(cut("b", "c"))
    do(cut("b", "c"), a="x")
    """
    if len(parts) == 1 and not settings:
        return _part(parts[0])
    whole = _settings(settings)
    for part in parts:
        whole = whole | _part(part)
    return whole


def _part(part: object) -> Intervention:
    if isinstance(part, Mapping):
        return _settings(part)
    if isinstance(part, Intervention):
        return part
    if isinstance(part, Cut):
        return Intervention(cuts=frozenset({part}))
    if isinstance(part, AsIf):
        return Intervention(as_ifs=frozenset({part}))
    hint = f" Write cn.do({part}='high')." if isinstance(part, str) and part.isidentifier() else ""
    raise InterventionError(
        f"do() takes cuts, as_if(…), mappings, other interventions, or x='state'; not {part!r}.{hint}"
    )


def _settings(written: Mapping[str, Written]) -> Intervention:
    settings = {name: as_setting(name, value) for name, value in written.items()}
    return Intervention(Register(settings, "setting"))


def scheduled(under: Intervention | Timed | None) -> Timed:
    """An intervention with its periods; one without times acts from period 0 on.

    Raises
    ------
    QuestionError
        If the value is not an intervention.
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


def _joined(a: Intervention, b: Intervention, period: int) -> Intervention:
    try:
        return a | b
    except InterventionError as error:
        raise InterventionError(f"In period {period} {error}") from None
