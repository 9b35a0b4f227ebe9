"""The value of an estimand, from a distribution of measured variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from causalnet.questions.identification.estimand import (
    Estimand,
    PolicyTerm,
    ProbabilityTerm,
    Product,
    Ratio,
    Sum,
    free,
)

__all__ = ["Distributed", "NamedTable", "cells_needed", "evaluate"]


class Distributed(Protocol):
    """A distribution that gives the joint table of any of its variables."""

    def joint(self, names: Sequence[str]) -> NDArray[np.float64]:
        """The joint table of some variables, one axis for each, in this order."""
        ...

    def experiment(self, names: Sequence[str], done: Sequence[str]) -> NDArray[np.float64]:
        """The same where other variables were set, with an axis for each of these last."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class NamedTable:
    """A table whose axes have names.

    Attributes
    ----------
    names : tuple of str
    values : ndarray
        One axis for each name. Where the distribution has no case to tell from, zero.
    undefined : ndarray of bool
        The cells that the distribution does not settle, since they condition on something impossible.
    """

    names: tuple[str, ...]
    values: NDArray[np.float64]
    undefined: NDArray[np.bool_]

    def at(self, states: Mapping[str, int]) -> NamedTable:
        """The part at some states, without their axes; of variables that it does not have nothing is said."""
        index = tuple(states.get(v, slice(None)) for v in self.names)
        names = tuple(v for v in self.names if v not in states)
        return NamedTable(names, np.asarray(self.values[index]), np.asarray(self.undefined[index]))

    def spread(self, names: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Values and marks with their axes in the order of `names`, of length one where there is none."""
        order = [self.names.index(v) for v in names if v in self.names]
        gaps = tuple(slice(None) if v in self.names else None for v in names)
        return self.values.transpose(order)[gaps], self.undefined.transpose(order)[gaps]


def evaluate(estimand: Estimand, of: Distributed) -> NamedTable:
    """The table of an estimand over its free variables.

    A term with a factor of zero is zero, whatever is undefined about its other factors: what cannot occur need not be
    known.
    """
    match estimand:
        case ProbabilityTerm(outcome, given, done, elsewhere):
            seen = (*outcome, *given)
            joint = of.experiment(seen, done) if elsewhere else of.joint(seen)
            return _divided(
                NamedTable((*seen, *done), joint, np.zeros(joint.shape, bool)),
                tuple(range(len(outcome))) if given or done else None,
            )
        case PolicyTerm():
            return _policy(estimand, of)
        case Product(factors):
            return _multiplied([evaluate(f, of) for f in factors])
        case Sum(over, inner):
            table = evaluate(inner, of)
            axes = tuple(i for i, v in enumerate(table.names) if v in over)
            names = tuple(v for v in table.names if v not in over)
            return NamedTable(
                names, np.asarray(table.values.sum(axes)), np.asarray(table.undefined.any(axes))
            )
        case Ratio(numerator, denominator):
            return _quotient(evaluate(numerator, of), evaluate(denominator, of))


def _policy(term: PolicyTerm, of: Distributed) -> NamedTable:
    """What a policy does, or a distribution whose cause it moves."""
    rows = np.array(term.rows)
    if term.of is None:
        sizes = [of.joint([v]).size for v in term.given]
        table = rows.reshape(*sizes, rows.shape[-1])
        return NamedTable((*term.given, term.cause), table, np.zeros(table.shape, bool))
    before = evaluate(term.of, of)
    axis = before.names.index(term.cause)
    moved = np.moveaxis(np.tensordot(before.values, rows, axes=(axis, 0)), -1, axis)
    return NamedTable(before.names, moved, np.zeros(moved.shape, bool))


def _divided(table: NamedTable, axes: tuple[int, ...] | None) -> NamedTable:
    """A joint table given all but some of its axes."""
    if axes is None:
        return table
    below = table.values.sum(axes, keepdims=True)
    none = np.broadcast_to(below == 0, table.values.shape)
    return NamedTable(
        table.names,
        np.divide(table.values, below, where=~none, out=np.zeros_like(table.values)),
        none,
    )


def _multiplied(tables: Sequence[NamedTable]) -> NamedTable:
    names = tuple(dict.fromkeys(v for t in tables for v in t.names))
    values, nothing, undefined = np.ones(()), np.zeros((), bool), np.zeros((), bool)
    for table in tables:
        factor, marks = table.spread(names)
        values = values * np.where(marks, 1.0, factor)
        nothing = nothing | ((factor == 0) & ~marks)
        undefined = undefined | marks
    undefined = undefined & ~nothing
    return NamedTable(names, np.where(undefined | nothing, 0.0, values), np.asarray(undefined))


def _quotient(above: NamedTable, below: NamedTable) -> NamedTable:
    names = tuple(dict.fromkeys((*above.names, *below.names)))
    upper, marks = above.spread(names)
    lower, others = below.spread(names)
    upper, lower = np.broadcast_arrays(upper, lower)
    undefined = (lower == 0) | marks | others
    return NamedTable(
        names, np.divide(upper, lower, where=~undefined, out=np.zeros(upper.shape)), undefined
    )


def cells_needed(estimand: Estimand, sizes: Mapping[str, int]) -> int:
    """The cells of the largest table in evaluating an estimand."""
    match estimand:
        case ProbabilityTerm() | PolicyTerm():
            return prod(sizes[v] for v in free(estimand))
        case Product(factors):
            whole = prod(sizes[v] for v in free(estimand))
            return max([whole, *(cells_needed(f, sizes) for f in factors)])
        case Sum(_, inner):
            return cells_needed(inner, sizes)
        case Ratio(numerator, denominator):
            parts = (cells_needed(numerator, sizes), cells_needed(denominator, sizes))
            return max(*parts, prod(sizes[v] for v in free(estimand)))
