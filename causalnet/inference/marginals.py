"""The marginals of every variable at once, from one pass forward and one backward."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from causalnet.inference.asked import Asked, Done, Given, ask, raise_where_zero
from causalnet.inference.backward import Descent, both_ways, descent
from causalnet.inference.contraction import Array
from causalnet.inference.limits import MEMORY_LIMIT, chunks, require_memory
from causalnet.inference.plan import Plan, in_every_draw, shelved
from causalnet.inference.tree import Tree
from causalnet.network.network import Network
from causalnet.network.structure import DRAWS, Structure

__all__ = ["all_marginals"]


class _Route(NamedTuple):
    """The marginals, planned: one descent for each part of the network."""

    plan: Plan
    descents: tuple[Descent, ...]


def all_marginals(
    network: Network,
    given: Given | None = None,
    *,
    done: Done | None = None,
    memory_limit: int = MEMORY_LIMIT,
) -> dict[str, Array]:
    """P(v | do(done), given) for every variable v.

    Each is read at the smallest tensor on the way that has the variable's axis, as the tensor times
    its adjoint.

    Returns
    -------
    dict from variable to ndarray, shape (states,)
        Of a drawn network, with the axis of draws last.

    Raises
    ------
    ImpossibleEvidenceError
        Where P(given) is zero.
    MemoryLimitError
        Where it would take too much memory.

    References
    ----------
    A. Darwiche (2003), "A differential approach to inference in Bayesian networks", *JACM* 50(3),
    equation 4.

    Examples
    --------
    >>> from causalnet import Network
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> {v: p.round(2).tolist() for v, p in all_marginals(lawn).items()}
    {'rain': [0.8, 0.2], 'wet': [0.76, 0.24]}
    """
    asked = ask(network, (), given, done, every=True)
    route = shelved("marginals", network.structure, asked.shape, _routed)
    require_memory(route.plan, memory_limit, network.draws, passes=2)
    parts = [_all(part, route, asked, given or {}) for part in chunks(network, route.plan)]
    if len(parts) == 1:
        return parts[0]
    return {v: np.concatenate([part[v] for part in parts], axis=-1) for v in network}


def _routed(plan: Plan) -> _Route:
    return _Route(plan, tuple([_descent(tree, plan.structure) for tree in plan.trees]))


def _descent(tree: Tree, structure: Structure) -> Descent:
    """The descent to the smallest tensor of every variable."""
    smallest: dict[int, tuple[int, int]] = {}
    for node in range(tree.root + 1):
        axes = tree.axes(node)
        entry = (structure.size(axes), node)
        for x in axes:
            if x != DRAWS and (x not in smallest or entry < smallest[x]):
                smallest[x] = entry
    wanted = [(x, node, (x,)) for x, (_, node) in smallest.items()]
    return descent(tree, structure, (), wanted, times_itself=True)


def _all(network: Network, route: _Route, asked: Asked, given: Given) -> dict[str, Array]:
    """The marginals of a network whose draws fit the cache."""
    plan, draws = route.plan, network.draws
    names, sizes = plan.structure.names, plan.structure.sizes
    found: dict[str, Array] = {}
    for tree, down in zip(plan.trees, route.descents, strict=True):
        root, read = both_ways(network, plan, tree, down, asked)
        if given:
            raise_where_zero(root.sum(axis=tree.spread(tree.root)), given)
        if read:
            rows = np.concatenate([in_every_draw(x, 1, draws) for x in read])
            starts = np.cumsum([0, *[len(x) for x in read]])
            totals = np.add.reduceat(rows, starts[:-1], axis=0)
            rows /= np.repeat(totals, np.diff(starts), axis=0)
            for reading, i, j in zip(
                down.readings, starts.tolist(), starts[1:].tolist(), strict=False
            ):
                found[names[reading.variable]] = rows[i:j]
    tail = () if draws is None else (draws,)
    for x, state in zip(asked.shape.fixed, asked.states, strict=True):
        found[names[x]] = _certain(sizes[x], state, tail)
    return {v: found[v] if v in found else _certain(sizes[i], 0, tail) for i, v in enumerate(names)}


def _certain(size: int, state: int, tail: tuple[int, ...]) -> Array:
    p = np.zeros((size, *tail))
    p[state] = 1.0
    return p
