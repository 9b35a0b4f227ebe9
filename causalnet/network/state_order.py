"""The order of a variable's states: the existing order declared, or a new one given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import cast

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import NetworkError, shown, unknown
from causalnet.names import is_iterable

__all__ = ["asked_orders", "reordered_states", "reordered_tables"]


def asked_orders(
    variables: Sequence[str | Mapping[str, Sequence[str]]], orders: Mapping[str, Sequence[str]]
) -> tuple[list[str], dict[str, Sequence[str]]]:
    """The variables that are only named, and those whose states are given in order.

    Raises
    ------
    NetworkError
        If a variable is given two orders.
    """
    named = [v for v in variables if isinstance(v, str)]
    given: dict[str, Sequence[str]] = {}
    for own in (*(v for v in variables if not isinstance(v, str)), orders):
        for name, states in own.items():
            if name in given or name in named:
                raise NetworkError(f"The states of {name!r} are given an order twice.")
            given[name] = states
    return named, given


def _checked(variable: str, states: Sequence[str], order: object) -> tuple[str, ...]:
    """An order of states, checked to name each of them once.

    Raises
    ------
    NetworkError, UnknownNameError
    """
    every = ", ".join(states)
    if isinstance(order, str | bytes | Mapping | Set) or not is_iterable(order):
        raise NetworkError(
            f"The order of {variable!r} must be a list of its states from low to high, got {shown(order)}. Its states "
            f"are {every}."
        )
    given = tuple(cast("Iterable[str]", order))
    for state in given:
        if state not in states:
            raise unknown("state", state, states, of=variable)
    twice = [state for i, state in enumerate(given) if state in given[:i]]
    if twice:
        raise NetworkError(f"The order of {variable!r} names {twice[0]!r} twice.")
    left = [state for state in states if state not in given]
    if left:
        raise NetworkError(
            f"The order of {variable!r} leaves out {', '.join(map(repr, left))}. It must name every state: {every}."
        )
    return given


def reordered_states(
    states: Mapping[str, tuple[str, ...]], orders: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """The states of every variable, those of some in another order.

    Raises
    ------
    NetworkError, UnknownNameError
        If an order does not name every state once.
    """
    return {**states, **{v: _checked(v, states[v], order) for v, order in orders.items()}}


def reordered_tables(
    tables: Mapping[str, NDArray[np.float64]],
    parents: Mapping[str, tuple[str, ...]],
    before: Mapping[str, tuple[str, ...]],
    after: Mapping[str, tuple[str, ...]],
) -> dict[str, NDArray[np.float64]]:
    """Tables with the states of their variables in another order, on every axis."""
    moved = {v: [before[v].index(s) for s in own] for v, own in after.items() if own != before[v]}
    found = {}
    for name, table in tables.items():
        array = table
        for axis, v in enumerate((*parents[name], name)):
            if v in moved:
                array = array.take(moved[v], axis=axis)
        array.flags.writeable = False
        found[name] = array
    return found
