"""Decisions of an argument: who may choose after looking at what, and what the outcomes are worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import Mistake, unknown_text
from causalnet.frozen_map import Register
from causalnet.names import is_finite, is_iterable, is_real, name_mistakes, repeated

__all__ = ["Choice", "Utility"]

# Combinations of states without a worth that an error names.
MISSING_SHOWN = 4


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Choice:
    """A decision: a variable that somebody sets, perhaps after looking at others.

    Parameters
    ----------
    name : str
        The variable that is decided. `decide` does not use its baseline and its causes.
    sees : sequence of str
        The variables that are looked at before; none for a choice in advance. A decision that remembers an earlier
        one names it too.
    note : str
        A remark, e.g. on who decides.

    Examples
    --------
    >>> Choice("umbrella", sees=["forecast"])
    Choice(name='umbrella', sees=('forecast',), note='')
    """

    name: str
    sees: Sequence[str] = ()
    note: str = ""

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)

    def _mistakes(self) -> Iterator[Mistake]:
        yield from name_mistakes("name", self.name)
        for name in repeated(self.sees):
            yield Mistake("sees", f"names {name!r} more than once.")
        if self.name in self.sees:
            yield Mistake("sees", "names the decision itself.")


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Utility:
    """What the states of some variables are worth to those who decide. Several utilities add.

    Parameters
    ----------
    name : str
        The name of the utility, e.g. ``"profit"``.
    of : str or sequence of str
        The variable, or several whose combinations are worth something.
    worth : mapping from state to float
        The worth of each state; of several variables, of each tuple of their states. Costs are negative.
    note : str
        A remark, e.g. on the unit.

    Examples
    --------
    >>> Utility("profit", "sold", {"few": 0, "many": 10}).worth["many"]
    10
    """

    name: str
    of: Sequence[str]
    worth: Mapping[str | tuple[str, ...], float]
    note: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.of, str):
            object.__setattr__(self, "of", (self.of,))
        if isinstance(self.worth, Mapping):
            held = {_key(key): worth for key, worth in self.worth.items()}
            object.__setattr__(self, "worth", Register(held, "state"))
        check_fields(self, self._mistakes)

    def _mistakes(self) -> Iterator[Mistake]:
        yield from name_mistakes("name", self.name)
        if not self.of:
            yield Mistake("of", "is empty. Name a variable, or several.")
            return
        if len({*self.of}) < len(self.of):
            yield Mistake("of", f"must name different variables, not {self.of}.")
        for key, worth in self.worth.items():
            if len(_states(key)) != len(self.of):
                yield Mistake("worth", f"takes a state of each of {self.of}, not {key!r}.")
            if not (is_real(worth) and is_finite(worth)):
                yield Mistake("worth", f"must be a finite number for {key!r}, not {worth!r}.")

    def misfits(self, states: Mapping[str, Sequence[str]]) -> Iterator[str]:
        """What does not fit the states of its variables, all of which exist."""
        for key in self.worth:
            for name, state in zip(self.of, _states(key), strict=True):
                if state not in states[name]:
                    yield unknown_text("state", state, states[name], of=name)
        if len(self.worth) < prod(len(states[v]) for v in self.of):
            known = self.by_states
            missing = [s for s in product(*(states[v] for v in self.of)) if s not in known]
            shown = ", ".join(" and ".join(map(repr, s)) for s in missing[:MISSING_SHOWN])
            more = f" and {len(missing) - MISSING_SHOWN} more" * (len(missing) > MISSING_SHOWN)
            yield f"has no worth for {shown}{more}."

    @property
    def by_states(self) -> dict[tuple[str, ...], float]:
        """The worth by a state of each variable, in the order of `of`."""
        return {_states(key): worth for key, worth in self.worth.items()}

    def array(self, states: Mapping[str, Sequence[str]]) -> NDArray[np.float64]:
        """The worth with an axis for each variable, in the order of `of`."""
        known = self.by_states
        shape = [len(states[v]) for v in self.of]
        every = product(*(states[v] for v in self.of))
        return np.array([known[s] for s in every], dtype=np.float64).reshape(shape)


def _key(key: object) -> object:
    """A state, or a tuple of the states of several variables."""
    if isinstance(key, str) or not is_iterable(key):
        return key
    parts: tuple[object, ...] = tuple(key)  # type: ignore[arg-type]
    return parts[0] if len(parts) == 1 else parts


def _states(key: str | tuple[str, ...]) -> tuple[str, ...]:
    return (key,) if isinstance(key, str) else tuple(key)
