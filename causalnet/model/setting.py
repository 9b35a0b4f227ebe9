"""Settings: the kinds of intervention on one variable.

A setting does not know about tables: `causalnet.network.kernel` defines its effect on them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from causalnet.boundary.advice import periods_hint
from causalnet.boundary.checks import public
from causalnet.boundary.fields import check_setting, check_state_names
from causalnet.errors import CausalnetError, InterventionError, unknown
from causalnet.frozen_map import Register
from causalnet.names import SUM_TOLERANCE, is_real
from causalnet.notation import plain_number, quoted, written_mapping

__all__ = [
    "Hard",
    "Partial",
    "Policy",
    "Problem",
    "Setting",
    "Shift",
    "States",
    "Stochastic",
    "Written",
    "as_setting",
    "partial",
    "policy",
    "shift",
]

# What is meant by a name that is not that of a variable.
EDGES = {
    "cut": ' To sever an influence, write do(cut("cause", "effect")).',
    "as_if": ' To set what one effect sees of a cause, write do(as_if("effect", cause="state")).',
}

States = Mapping[str, Sequence[str]]
Problem = tuple[str, CausalnetError]


class _Kind(ABC):
    """The common interface of every kind of setting."""

    __slots__ = ()

    @property
    def keeps_causes(self) -> bool:
        """Whether the variable still answers to its causes."""
        return False

    @property
    def reads(self) -> tuple[str, ...]:
        """The other variables that it reads."""
        return ()

    @property
    def needs_order(self) -> bool:
        """Whether the variable's states must run from low to high."""
        return False

    @abstractmethod
    def problems(self, name: str, states: States) -> Iterator[Problem]:
        """Misfits with the states of `name` and of the variables it reads: pairs (name concerned, its error)."""

    def renamed(self, rename: Callable[[str], str]) -> Self:
        """The same setting after the variables that it reads are renamed."""
        return self


def _strange(named: Iterable[str], name: str, states: States) -> Iterator[Problem]:
    """The states among these that a variable does not have."""
    for state in named:
        if state not in states[name]:
            yield name, unknown("state", state, states[name], of=name)


@dataclass(frozen=True, slots=True)
class Hard(_Kind):
    """Set to one state: Pearl's atomic intervention."""

    state: str

    def __post_init__(self) -> None:
        check_setting(self, "A state to set")

    def problems(self, name: str, states: States) -> Iterator[Problem]:
        """A state that the variable does not have."""
        return _strange([self.state], name, states)

    def __repr__(self) -> str:
        return quoted(self.state)


@dataclass(frozen=True, slots=True)
class Stochastic(_Kind):
    """Set by a separate lottery: a stochastic intervention.

    Parameters
    ----------
    p : mapping from state to float
        The probability of each state; they sum to one.
    """

    p: Register[str, float]

    def __post_init__(self) -> None:
        check_setting(self, "A lottery")
        check_state_names(self.p)
        numbers = list(self.p.values())
        if not all(is_real(x) and 0 <= x <= 1 for x in numbers):
            raise InterventionError(f"{self.p} are not all probabilities in [0, 1].")
        if abs(sum(numbers) - 1) > SUM_TOLERANCE:
            raise InterventionError(
                f"The probabilities {self.p} sum to {sum(numbers):g}, not to 1."
            )

    def problems(self, name: str, states: States) -> Iterator[Problem]:
        """States that the variable does not have."""
        return _strange(self.p, name, states)

    def __repr__(self) -> str:
        return written_mapping(self.p)


@dataclass(frozen=True, slots=True)
class Shift(_Kind):
    """Moved by whole states from where it would have been: a modified treatment policy.

    Parameters
    ----------
    steps : int
        The number of states, down if it is negative.
    """

    steps: int

    @property
    def keeps_causes(self) -> bool:
        """Whether the variable still answers to its causes."""
        return True

    @property
    def needs_order(self) -> bool:
        """Whether the variable's states must run from low to high."""
        return True

    def __post_init__(self) -> None:
        if not isinstance(self.steps, int) or isinstance(self.steps, bool):
            raise InterventionError(f"A shift takes a whole number of states, not {self.steps!r}.")

    def problems(self, name: str, states: States) -> Iterator[Problem]:
        """An error if the variable has a single state."""
        if len(states[name]) == 1:
            text = f"{name!r} has a single state and cannot be shifted."
            yield name, InterventionError(text)

    def __repr__(self) -> str:
        return f"shift({self.steps})"


@dataclass(frozen=True, slots=True)
class Policy(_Kind):
    """Set according to another variable: a conditional plan that replaces the causes.

    Parameters
    ----------
    given : str
        The other variable.
    choose : mapping from state to state or lottery
        The choice for each state of the other variable.
    """

    given: str
    choose: Register[str, Hard | Stochastic]

    @property
    def reads(self) -> tuple[str, ...]:
        """The other variables that it reads."""
        return (self.given,)

    def __post_init__(self) -> None:
        check_setting(self, "A policy")
        check_state_names(self.choose)
        for choice in self.choose.values():
            if not isinstance(choice, Hard | Stochastic):
                raise InterventionError(f"A policy chooses a state or a lottery, not {choice!r}.")

    def problems(self, name: str, states: States) -> Iterator[Problem]:
        """Unknown names and states, and states of the variable it reads without a choice."""
        if self.given not in states:
            yield self.given, unknown("variable", self.given, states)
            return
        for _, error in _strange(self.choose, self.given, states):
            yield name, error
        missing = [s for s in states[self.given] if s not in self.choose]
        if missing:
            listing = ", ".join(map(repr, missing))
            text = f"The policy for {name!r} makes no choice for {self.given!r} = {listing}."
            yield name, InterventionError(text)
        for choice in self.choose.values():
            yield from choice.problems(name, states)

    def renamed(self, rename: Callable[[str], str]) -> Policy:
        """The same setting after the variables that it reads are renamed."""
        return replace(self, given=rename(self.given))

    def __repr__(self) -> str:
        return f"policy(given={quoted(self.given)}, choose={written_mapping(self.choose)})"


@dataclass(frozen=True, slots=True)
class Partial(_Kind):
    """Set for a share of cases only; the others go on as they would have.

    Parameters
    ----------
    state : str
        The state.
    uptake : float
        The share of cases, from 0 to 1.
    """

    state: str
    uptake: float

    @property
    def keeps_causes(self) -> bool:
        """Whether the variable still answers to its causes."""
        return self.uptake < 1

    def __post_init__(self) -> None:
        check_setting(self, "A partial uptake")
        if not (is_real(self.uptake) and 0 <= self.uptake <= 1):
            raise InterventionError(f"Uptake is a share in [0, 1], not {self.uptake!r}.")

    def problems(self, name: str, states: States) -> Iterator[Problem]:
        """A state that the variable does not have."""
        return _strange([self.state], name, states)

    def __repr__(self) -> str:
        return f"partial({quoted(self.state)}, uptake={self.uptake!r})"


Setting = Hard | Stochastic | Shift | Policy | Partial
Written = str | Mapping[str, float] | Setting


@public
def shift(steps: int) -> Shift:
    """Move a variable by `steps` states up (down if negative) from where it would have been.

    It saturates at the ends of the scale. The literature calls it a modified treatment policy. In a raw network the
    order of the variable's states must be declared: see `Network.with_order`.

    References
    ----------
    I. Díaz and M. van der Laan (2012), "Population intervention causal effects based on stochastic
    interventions", *Biometrics* 68(2).

    Examples
    --------
    >>> from causalnet import do
    >>> do(outsourcing=shift(-1))
    do(outsourcing=shift(-1))
    """
    return Shift(steps)


@public
def policy(given: str, choose: Mapping[str, str | Mapping[str, float]]) -> Policy:
    """A choice for every state of another variable: a conditional plan.

    It replaces the variable's causes by `given`. The resulting graph must not have a cycle.

    References
    ----------
    J. Pearl (2009), *Causality*, section 4.2 (conditional plans).

    Examples
    --------
    >>> from causalnet import do
    >>> do(sprinkler=policy(given="rain", choose={"no": "on", "yes": "off"}))
    do(sprinkler=policy(given="rain", choose={"no": "on", "yes": "off"}))
    """
    choices: dict[str, Any] = {}
    for state, choice in choose.items():
        choices[state] = as_setting(given, choice)
    return Policy(given, Register(choices, "choice"))


@public
def partial(state: str, uptake: float) -> Partial:
    """The state for a share `uptake` of cases, by chance; the variable's own table for the others.

    If several variables are set in part, their shares are independent.

    Examples
    --------
    >>> from causalnet import do
    >>> do(training=partial("yes", uptake=0.6))
    do(training=partial("yes", uptake=0.6))
    """
    return Partial(state, plain_number(uptake))


def as_setting(name: str, value: Written) -> Setting:
    """The setting for the value that a caller wrote for a variable.

    Raises
    ------
    InterventionError
    """
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
    if type(value).__name__ in ("Cut", "AsIf", "Intervention"):
        return f" Write it without a name before it: do({value!r})."
    if name in EDGES:
        return EDGES[name]
    return " States go by their names, not by numbers." if is_real(value) else ""
