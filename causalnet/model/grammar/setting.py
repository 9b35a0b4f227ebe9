"""Settings: the kinds of intervention on one variable.

A setting does not know about tables: `causalnet.network.kernel` defines its effect on them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Self, TypeVar, cast

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

# Combinations without a choice that an error names.
MISSING_SHOWN = 4

K = TypeVar("K", str, tuple[str, ...])

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
        given: object = self.state  # The general check takes longer than a small question.
        if not isinstance(given, str):
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
    """Set according to other variables: a conditional plan that replaces the causes.

    Parameters
    ----------
    given : str or tuple of str
        The other variable, or several of them.
    choose : mapping from state to state or lottery
        The choice for each state of the other variable; of several, for each tuple of their states.
    """

    given: str | tuple[str, ...]
    choose: Register[Any, Hard | Stochastic]

    @property
    def reads(self) -> tuple[str, ...]:
        """The other variables that it reads."""
        return (self.given,) if isinstance(self.given, str) else self.given

    def key(self, states: Sequence[str]) -> str | tuple[str, ...]:
        """Under which `choose` holds the choice for a state of each variable that it reads."""
        return states[0] if isinstance(self.given, str) else tuple(states)

    def states(self, key: str | tuple[str, ...]) -> tuple[str, ...]:
        """The state of each variable that it reads, of a key of `choose`."""
        return (key,) if isinstance(key, str) else key

    def keys(self, states: States) -> list[str | tuple[str, ...]]:
        """The keys for all combinations of states, the last variable running fastest."""
        return [self.key(one) for one in product(*(states[v] for v in self.reads))]

    def __post_init__(self) -> None:
        check_setting(self, "A policy")
        if not isinstance(self.given, str):
            named = {v for v in self.given if isinstance(v, str)}
            if len(named) < max(len(self.given), 2):
                raise InterventionError(
                    f"A policy reads one variable or several different ones, not {self.given!r}."
                )
            for key in self.choose:
                if not isinstance(key, tuple) or len(key) != len(self.given):
                    raise InterventionError(
                        f"A policy given {', '.join(self.given)} chooses for tuples of {len(self.given)} states, not for {key!r}."
                    )
        several = not isinstance(self.given, str)
        check_state_names([s for key in self.choose for s in key] if several else self.choose)
        for choice in self.choose.values():
            if not isinstance(choice, Hard | Stochastic):
                raise InterventionError(f"A policy chooses a state or a lottery, not {choice!r}.")

    def problems(self, name: str, states: States) -> Iterator[Problem]:
        """Unknown names and states, and states of the variable it reads without a choice."""
        absent = [v for v in self.reads if v not in states]
        yield from ((v, unknown("variable", v, states)) for v in absent)
        if absent:
            return
        for place, variable in enumerate(self.reads):
            named = dict.fromkeys(self.states(key)[place] for key in self.choose)
            for _, error in _strange(named, variable, states):
                yield name, error
        missing = [key for key in self.keys(states) if key not in self.choose]
        if missing:
            listing = ", ".join(map(repr, missing[:MISSING_SHOWN]))
            listing += ", …" if len(missing) > MISSING_SHOWN else ""
            text = f"The policy for {name!r} makes no choice for {' and '.join(map(repr, self.reads))} = {listing}."
            yield name, InterventionError(text)
        for choice in self.choose.values():
            yield from choice.problems(name, states)

    def renamed(self, rename: Callable[[str], str]) -> Policy:
        """The same setting after the variables that it reads are renamed."""
        given = tuple(map(rename, self.reads))
        return replace(self, given=given[0] if isinstance(self.given, str) else given)

    def __repr__(self) -> str:
        if isinstance(self.given, str):
            return f"policy(given={quoted(self.given)}, choose={written_mapping(self.choose)})"
        read = ", ".join(map(quoted, self.given))
        rows = ", ".join(
            f"({', '.join(map(quoted, key))}): {x!r}" for key, x in self.choose.items()
        )
        return f"policy(given=[{read}], choose={{{rows}}})"


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
def policy(
    given: str | Sequence[str],
    choose: Mapping[K, str | Mapping[str, float]],
) -> Policy:
    """A choice for every state of another variable, or of several: a conditional plan.

    It replaces the variable's causes by `given`. The resulting graph must not have a cycle.

    Parameters
    ----------
    given : str or sequence of str
        The variables that it reads.
    choose : mapping from state, or tuple of states, to state or lottery
        The choice for every state of `given`; of several variables, for every tuple of their states.

    References
    ----------
    J. Pearl (2009), *Causality*, section 4.2 (conditional plans).

    Examples
    --------
    >>> from causalnet import do
    >>> do(sprinkler=policy(given="rain", choose={"no": "on", "yes": "off"}))
    do(sprinkler=policy(given="rain", choose={"no": "on", "yes": "off"}))
    """
    read = given if isinstance(given, str) else tuple(given)
    held: dict[Any, Any] = dict(choose)
    if isinstance(read, tuple) and len(read) == 1:
        (read,) = read
        held = {
            key[0] if isinstance(key, tuple) and len(key) == 1 else key: x
            for key, x in held.items()
        }
    choices = {states: as_setting(str(given), choice) for states, choice in held.items()}
    return Policy(read, cast("Any", Register(choices, "choice")))


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
