"""Interventions as values: what is set, shifted, chosen, tried in part, or cut.

An intervention is written with `do`, prints as it is written, compares and hashes; the verbs take it
as ``under=`` and ``versus=``. `causalnet.questions.query.mutilate` carries it out on tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from causalnet.boundary.advice import periods_hint
from causalnet.boundary.checks import public, public_class, uncombined
from causalnet.boundary.fields import check_setting, check_state_names
from causalnet.console import printed
from causalnet.errors import InterventionError
from causalnet.frozen_map import Register
from causalnet.names import is_number
from causalnet.notation import is_argument, plain_number, quoted, written_mapping

if TYPE_CHECKING:
    from causalnet.model.schedule import Timed

__all__ = [
    "Cut",
    "Hard",
    "Intervention",
    "Partial",
    "Policy",
    "Setting",
    "Shift",
    "Stochastic",
    "cut",
    "do",
    "partial",
    "policy",
    "quoted",
    "shift",
]

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Hard:
    """Set to one state: Pearl's atomic intervention."""

    state: str

    def __post_init__(self) -> None:
        check_setting(self, "A state to set")

    def __repr__(self) -> str:
        return quoted(self.state)


@dataclass(frozen=True, slots=True)
class Stochastic:
    """Set by a lottery of its own: a stochastic intervention."""

    p: Register[str, float]

    def __post_init__(self) -> None:
        check_setting(self, "A lottery")
        check_state_names(self.p)
        numbers = list(self.p.values())
        if not all(is_number(x) and 0 <= x <= 1 for x in numbers):
            raise InterventionError(f"{self.p} are not all probabilities in [0, 1].")
        if abs(sum(numbers) - 1) > TOLERANCE:
            raise InterventionError(
                f"The probabilities {self.p} sum to {sum(numbers):g}, not to 1."
            )

    def __repr__(self) -> str:
        return written_mapping(self.p)


@dataclass(frozen=True, slots=True)
class Shift:
    """Moved by whole states from where it would have been: a modified treatment policy."""

    steps: int

    def __post_init__(self) -> None:
        if not isinstance(self.steps, int) or isinstance(self.steps, bool):
            raise InterventionError(f"A shift takes a whole number of states, not {self.steps!r}.")

    def __repr__(self) -> str:
        return f"shift({self.steps})"


@dataclass(frozen=True, slots=True)
class Policy:
    """Set according to another variable: a conditional plan that replaces the causes."""

    given: str
    choose: Register[str, Hard | Stochastic]

    def __post_init__(self) -> None:
        check_setting(self, "A policy")
        check_state_names(self.choose)
        for choice in self.choose.values():
            if not isinstance(choice, Hard | Stochastic):
                raise InterventionError(f"A policy chooses a state or a lottery, not {choice!r}.")

    def __repr__(self) -> str:
        return f"policy(given={quoted(self.given)}, choose={written_mapping(self.choose)})"


@dataclass(frozen=True, slots=True)
class Partial:
    """Set for a share of cases only; the others go on as they would have."""

    state: str
    uptake: float

    def __post_init__(self) -> None:
        check_setting(self, "A partial uptake")
        if not (is_number(self.uptake) and 0 <= self.uptake <= 1):
            raise InterventionError(f"Uptake is a share in [0, 1], not {self.uptake!r}.")

    def __repr__(self) -> str:
        return f"partial({quoted(self.state)}, uptake={self.uptake!r})"


@dataclass(frozen=True, slots=True)
class Cut:
    """One influence severed: the effect gets an independent copy of the cause instead."""

    cause: str
    effect: str

    def __post_init__(self) -> None:
        check_setting(self, "A cut")

    def __repr__(self) -> str:
        return f"cut({quoted(self.cause)}, {quoted(self.effect)})"


Setting = Hard | Stochastic | Shift | Policy | Partial
Written = str | Mapping[str, float] | Setting


@public_class
@printed
@dataclass(frozen=True, slots=True, repr=False)
class Intervention:
    """What is done: at most one setting for a variable, and any number of cuts.

    Written with `do`; two are equal whatever the order in which they were written.

    Attributes
    ----------
    settings : mapping from variable to setting
        What each variable is set to.
    cuts : tuple of Cut
        The influences that are severed.
    """

    settings: Register[str, Setting] = field(default_factory=Register)
    cuts: frozenset[Cut] = frozenset()

    def __post_init__(self) -> None:
        check_setting(self, "An intervention")
        for name, setting in self.settings.items():
            _setting(name, setting)
            if isinstance(setting, str | Mapping):
                raise InterventionError(f"An intervention is written do({name}={setting!r}).")
        if wrong := [c for c in self.cuts if not isinstance(c, Cut)]:
            raise InterventionError(f"What is cut is written cut(cause, effect), not {wrong[0]!r}.")

    def __or__(self, other: Intervention) -> Intervention:
        """Both together, refusing two different settings of one variable."""
        given: object = other
        if not isinstance(given, Intervention):
            return cast("Intervention", uncombined(self, given))
        for name in self.settings:
            if name in other.settings and self.settings[name] != other.settings[name]:
                raise InterventionError(
                    f"{quoted(name)} is set twice: {self.settings[name]} and {other.settings[name]}."
                )
        both = {**self.settings, **other.settings}
        return Intervention(Register(both, "setting"), self.cuts | other.cuts)

    def __ror__(self, other: object) -> Intervention:
        return cast("Intervention", uncombined(other, self))

    def __bool__(self) -> bool:
        return bool(self.settings or self.cuts)

    @public
    def at(self, *periods: int) -> Timed:
        """The same in some periods only: a pulse, or several."""
        if not periods:
            raise InterventionError("at() takes the periods in which it is done, such as at(0, 4).")
        return self._timed(*((p, p) for p in periods))

    @public
    def during(self, first: int, last: int) -> Timed:
        """The same from one period to another, both counted in."""
        if first > last:
            raise InterventionError(f"during({first}, {last}) ends before it begins.")
        return self._timed((first, last))

    @public
    def since(self, first: int) -> Timed:
        """The same from a period on."""
        return self._timed((first, None))

    @public
    def until(self, last: int) -> Timed:
        """The same from today to a period, that one counted in."""
        return self._timed((0, last))

    def _timed(self, *spans: tuple[int, int | None]) -> Timed:
        # A timed intervention is made of plain ones: it is the later module of the two.
        from causalnet.model.schedule import Phase, Timed

        return Timed((Phase(self, spans),))

    @property
    def touched(self) -> tuple[str, ...]:
        """The variables whose own tables are replaced or changed."""
        return tuple(dict.fromkeys([*self.settings, *(c.effect for c in self.ordered_cuts)]))

    @property
    def ordered_cuts(self) -> tuple[Cut, ...]:
        """The cuts in an order that does not depend on how they were written."""
        return tuple(sorted(self.cuts, key=lambda c: (c.cause, c.effect)))

    def __repr__(self) -> str:
        parts = [repr(c) for c in self.ordered_cuts]
        plain = {n: s for n, s in self.settings.items() if is_argument(n)}
        odd = {n: s for n, s in self.settings.items() if n not in plain}
        parts += [written_mapping(odd)] if odd else []
        parts += [f"{name}={setting!r}" for name, setting in plain.items()]
        return f"do({', '.join(parts)})"


def do(*parts: Cut | Intervention | Mapping[str, Written], **settings: Written) -> Intervention:
    """An intervention: Pearl's do-operator, and its soft relatives.

    Parameters
    ----------
    *parts : Cut, mapping or Intervention
        Influences to sever, further interventions, and settings of variables whose names are no
        Python identifiers (``do({"Smoking status": "yes"})``).
    **settings : str, mapping or setting
        For each variable a state (a hard intervention), a mapping from states to probabilities (a
        stochastic one), or what `shift`, `policy` or `partial` return.

    Returns
    -------
    Intervention
        ``do()`` is the identity: nothing is done.

    Raises
    ------
    InterventionError
        Where a variable is set twice or a setting makes no sense by itself. Names and states are
        checked by the verbs, which know the network.

    References
    ----------
    J. Pearl (2009), *Causality*, 2nd ed., definition 3.2.1 and section 4.2.

    Examples
    --------
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


@public
def shift(steps: int) -> Shift:
    """So many states up (or down, if negative) from where the variable would have been.

    It saturates at the ends of the scale. The field calls it a modified treatment policy.

    References
    ----------
    I. Díaz and M. van der Laan (2012), "Population intervention causal effects based on stochastic
    interventions", *Biometrics* 68(2).

    Examples
    --------
    >>> do(outsourcing=shift(-1))
    do(outsourcing=shift(-1))
    """
    return Shift(steps)


@public
def policy(given: str, choose: Mapping[str, str | Mapping[str, float]]) -> Policy:
    """A choice for every state of another variable: a conditional plan.

    It replaces the variable's causes by `given`; the graph that results must have no cycle.

    References
    ----------
    J. Pearl (2009), *Causality*, section 4.2 (conditional plans).

    Examples
    --------
    >>> do(sprinkler=policy(given="rain", choose={"no": "on", "yes": "off"}))
    do(sprinkler=policy(given="rain", choose={"no": "on", "yes": "off"}))
    """
    choices: dict[str, Any] = {}
    for state, choice in choose.items():
        choices[state] = _setting(given, choice)
    return Policy(given, Register(choices, "choice"))


@public
def partial(state: str, uptake: float) -> Partial:
    """The state for a share `uptake` of cases, by chance; the variable's own table for the others.

    Where several variables are set in part, the shares are independent of one another.

    Examples
    --------
    >>> do(training=partial("yes", uptake=0.6))
    do(training=partial("yes", uptake=0.6))
    """
    return Partial(state, plain_number(uptake))


@public
def cut(cause: str, effect: str) -> Cut:
    """Sever one influence: the effect is fed an independent copy of the cause.

    The copy follows the cause's own marginal in the network as it stands, before anything else is
    done to it; nothing is recalibrated. Several cuts into one effect feed it independent copies.

    References
    ----------
    D. Janzing, D. Balduzzi, M. Grosse-Wentrup and B. Schölkopf (2013), "Quantifying causal
    influences", *Annals of Statistics* 41(5), eq. 6 and 7 (edge deletion).

    Examples
    --------
    >>> do(cut("rain", "sprinkler"))
    do(cut("rain", "sprinkler"))
    """
    return Cut(cause, effect)


def _part(part: object) -> Intervention:
    if isinstance(part, Mapping):
        return _settings(part)
    if isinstance(part, Intervention):
        return part
    if isinstance(part, Cut):
        return Intervention(cuts=frozenset({part}))
    hint = f" Write cn.do({part}='high')." if isinstance(part, str) and part.isidentifier() else ""
    raise InterventionError(
        f"do() takes cuts, mappings, other interventions, or x='state'; not {part!r}.{hint}"
    )


def _settings(written: Mapping[str, Written]) -> Intervention:
    settings = {name: _setting(name, value) for name, value in written.items()}
    return Intervention(Register(settings, "setting"))


def _setting(name: str, value: Written) -> Setting:
    given: object = name
    if not isinstance(given, str):
        hint = f" {periods_hint({given: value})}" if isinstance(given, int) else ""
        text = f"Variables go by their names, which are strings, not {given!r}.{hint}"
        raise InterventionError(text)
    if isinstance(value, str):
        return Hard(value)
    if isinstance(value, Mapping):
        return Stochastic(Register({s: plain_number(x) for s, x in value.items()}, "state"))
    if isinstance(value, Setting):
        return value
    raise InterventionError(
        f"{quoted(name)} is set to {value!r}: give a state's name (text), a mapping from states to "
        f"probabilities, shift(…), policy(…) or partial(…).{_setting_hint(name, value)}"
    )


def _setting_hint(name: str, value: object) -> str:
    if isinstance(value, Cut | Intervention):
        return f" It goes without a name before it: do({value!r})."
    if is_number(value):
        return " States go by their names, not by numbers."
    return ' An influence is severed by do(cut("cause", "effect")).' if name == "cut" else ""
