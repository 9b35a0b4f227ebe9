r"""Smaller networks for the same sweep: states that act alike become one, and a cause of everything is conditioned on.

Two states of X *act alike* where every table of an effect has equal rows for them,
:math:`\theta_{v \mid x, u} = \theta_{v \mid x', u}` for all v and u. Then :math:`P(y \mid \mathrm{do}(X = x)) = P(y \mid
\mathrm{do}(X = x'))`, and nothing that bears on y is lost where they are one state with the sum of their probabilities.
A variable without causes that is a cause of every other, R, becomes the axis of draws: by
:math:`P(y \mid \mathrm{do}(x)) = \sum_r P(r)\, P(y \mid \mathrm{do}(x), r)` its states are independent questions, and what
would be many small matrix products runs along one long axis.

Both depend on the numbers of a network, so that they pay only for a sweep that is asked for again.

References
----------
K.-C. Chang and R. Fung (1991), "Refinement and coarsening of Bayesian networks", *Uncertainty in Artificial Intelligence* 6;
J. Pearl (1988), *Probabilistic Reasoning in Intelligent Systems*, section 4.4 (conditioning).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.contraction import Array
from causalnet.inference.planning.plan import Plan
from causalnet.network.network import Network
from causalnet.network.structure import Structure

__all__ = ["Reduced", "reduced"]

# The number of states of a common cause that make an axis that is long enough, and not too long to be run in one piece;
# and the part of all cells that must be saved where there is no such cause.
LONG, LONGEST, SAVED = 16, 128, 0.3

Tables = dict[int, Array]


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """A smaller network whose sweep answers for a larger one.

    Attributes
    ----------
    network : Network
    merged : mapping from variable to sequence of int
        For each variable, the state of the smaller network that each of its states is part of.
    root : str or None
        The common cause whose states are the draws of the smaller network.
    weights : ndarray or None
        Its distribution.
    """

    network: Network
    merged: Mapping[str, Sequence[int]]
    root: str | None
    weights: Array | None

    def enlarged(self, today: Array, table: Array, index: NDArray[np.intp]) -> tuple[Array, Array]:
        """P(y) as it is and all rows of the larger sweep, from those of the smaller one."""
        if self.weights is None:
            return today, table.take(index, axis=0)
        # Where the common cause is set, the answer is that of one draw.
        rows = np.concatenate(
            [today.transpose(-1, *range(today.ndim - 1)), table.dot(self.weights)]
        )
        return today.dot(self.weights), rows.take(index, axis=0)

    def index(self, small: Mapping[str, slice], rows: Mapping[str, slice]) -> NDArray[np.intp]:
        """For each row of the larger sweep, that of the smaller one; rows of the common cause come first there."""
        before = 0 if self.weights is None else len(self.weights)
        starts = {name: before + own.start for name, own in small.items()}
        if self.root is not None:
            starts[self.root] = 0
        return np.array([starts[name] + i for name in rows for i in self.merged[name]])


def reduced(network: Network, plan: Plan) -> Reduced | None:
    """The smaller network for a sweep; None where it would save little.

    Parameters
    ----------
    network : Network
        Without draws.
    plan : Plan
        Of the sweep; nothing is observed.
    """
    structure, kept = plan.structure, plan.shape.kept
    whole = {structure.index[name]: network.tables[name] for name in plan.tables}
    tables = dict(whole)
    causes_first = [x for x in structure.numbers(network.order) if x in tables]
    merged = _merge_states(structure, tables, causes_first, kept)
    root = _common_cause(structure, tables, kept)
    if root is None and _cells(tables) > (1 - SAVED) * _cells(whole):
        return None
    parents = {x: structure.parents[x] for x in tables}
    weights = None
    if root is not None:
        weights = tables.pop(root)
        del parents[root]
        for x, above in parents.items():
            tables[x] = np.ascontiguousarray(np.moveaxis(tables[x], above.index(root), -1))
            parents[x] = tuple([y for y in above if y != root])
    small = _network(structure, tables, parents, None if weights is None else len(weights))
    names = structure.names
    own = {names[x]: states for x, states in merged.items()}
    return Reduced(small, own, None if root is None else names[root], weights)


def _merge_states(
    structure: Structure, tables: Tables, causes_first: Sequence[int], kept: Sequence[int]
) -> dict[int, list[int]]:
    """Merge the states that act alike, in place; for each variable, the new state of each of its old ones.

    Effects come before their causes: once some of an effect's states are one, more rows are equal.
    """
    effects: dict[int, list[tuple[int, int]]] = {x: [] for x in tables}
    for x in tables:
        for axis, y in enumerate(structure.parents[x]):
            effects[y].append((x, axis))
    merged = {}
    for x in reversed(causes_first):
        if x in kept:
            continue
        count = structure.sizes[x]
        rows = [np.moveaxis(tables[v], axis, 0).reshape(count, -1) for v, axis in effects[x]]
        seen: dict[tuple[bytes, ...], int] = {}
        own = [
            seen.setdefault(tuple([r[i].tobytes() for r in rows]), len(seen)) for i in range(count)
        ]
        merged[x] = own
        if len(seen) < count:
            first = [own.index(i) for i in range(len(seen))]
            for v, axis in effects[x]:
                tables[v] = tables[v].take(first, axis=axis)
            tables[x] = tables[x] @ np.eye(len(seen))[own]
    return merged


def _common_cause(structure: Structure, tables: Tables, kept: Sequence[int]) -> int | None:
    """The variable without causes that is a cause of every other, if it has many states."""
    for x, table in tables.items():
        if structure.parents[x] or x in kept or not LONG <= table.size <= LONGEST:
            continue
        if all(x in structure.parents[v] for v in tables if v != x):
            return x
    return None


def _cells(tables: Tables) -> int:
    return sum([table.size for table in tables.values()])


def _network(
    structure: Structure,
    tables: Tables,
    parents: Mapping[int, tuple[int, ...]],
    draws: int | None,
) -> Network:
    names = structure.names
    states = {}
    for x, table in tables.items():
        own = table.shape[len(parents[x])]
        states[names[x]] = tuple([str(i) for i in range(own)])
    above = {names[x]: tuple([names[y] for y in own]) for x, own in parents.items()}
    return Network.trusted(states, above, {names[x]: t for x, t in tables.items()}, draws=draws)
