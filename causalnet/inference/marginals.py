r"""The marginals of all variables from one pass forward and one backward.

For any tensor T of the tree with an axis of the variable v, and its adjoint :math:`\bar T`,

.. math::

   P(v, e) = \sum_{\text{other axes}} T \cdot \bar T,

as in a calibrated junction tree the belief of a clique is its potential times its incoming messages.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from causalnet.cache import cached
from causalnet.inference.adjoint import Descent, both_ways, descent
from causalnet.inference.contraction import Array, Axes
from causalnet.inference.memory_limits import MEMORY_LIMIT, chunks, require_memory, require_room
from causalnet.inference.planning.clique_merging import bundled, indicator
from causalnet.inference.planning.contraction_tree import Tree
from causalnet.inference.planning.plan import Plan, in_every_draw, plan_of, planned
from causalnet.inference.query_encoding import Asked, Done, Findings, encode_query, raise_where_zero
from causalnet.network.network import Network
from causalnet.network.structure import DRAWS, Structure

__all__ = ["all_marginals"]


class _Read(NamedTuple):
    """The marginals that one reading holds.

    Attributes
    ----------
    sums : ndarray or None
        The matrix that sums a reading over several variables to each of them; None for a single variable.
    places : tuple of (variable, start, stop)
        The columns of each variable in that product.
    """

    sums: Array | None
    places: tuple[tuple[int, int, int], ...]


class _Branch(NamedTuple):
    """One connected part of the network: its tree, the reverse pass through it, and its readings."""

    tree: Tree
    down: Descent
    reads: tuple[_Read, ...]


class _Route(NamedTuple):
    """The plan of all marginals."""

    plan: Plan
    branches: tuple[_Branch, ...]


def all_marginals(
    network: Network,
    given: Findings | None = None,
    *,
    done: Done | None = None,
    memory_limit: int = MEMORY_LIMIT,
) -> dict[str, Array]:
    """P(v | do(done), given) for every variable v.

    Each is read at a small tensor that has the variable's axis, as that tensor times its adjoint.

    Returns
    -------
    dict from variable to ndarray, shape (states,)
        Of a drawn network, with the axis of draws last.

    Raises
    ------
    ImpossibleEvidenceError
        If P(given) is zero.
    MemoryLimitError
        If it would take too much memory.

    References
    ----------
    J. D. Park and A. Darwiche (2004), "A differential semantics for jointree algorithms", *Artificial
    Intelligence* 156; D. Koller and N. Friedman (2009), *Probabilistic Graphical Models*, section 10.2.

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
    asked = encode_query(network, (), given, done, every=True)
    # Before the reverse pass is planned, which takes longer than the plan itself.
    plan = plan_of(network.structure, asked.shape)
    require_memory(plan, memory_limit, network.draws, passes=2)
    require_room(
        "All marginals",
        sum(network.structure.sizes[:DRAWS]),
        plan,
        memory_limit,
        network.draws,
        advice="Ask about one variable at a time.",
    )
    route = planned("marginals", network.structure, asked.shape, _routed)
    parts = [_all(part, route, asked, given or {}) for part in chunks(network, route.plan)]
    if len(parts) == 1:
        return parts[0]
    return {v: np.concatenate([part[v] for part in parts], axis=-1) for v in network}


def _routed(plan: Plan) -> _Route:
    return _Route(plan, tuple([_branch(tree, plan.structure) for tree in plan.trees]))


def _branch(tree: Tree, structure: Structure) -> _Branch:
    """The reverse pass to a small tensor for each variable, several variables at one tensor where possible."""
    tree, ends = bundled(tree, structure)
    left = {x for leaf in tree.leaves for x in leaf.axes} - {DRAWS}
    wanted: list[tuple[int, int, Axes]] = []
    reads: list[_Read] = []
    # The widest merged branches first: fewer readings then serve all variables.
    for node in sorted(ends, key=lambda end: -len(tree.axes(end))):
        axes = tree.axes(node)
        own = [x for x in axes if x in left]
        if own:
            left.difference_update(own)
            wanted.append((own[0], node, axes))
            reads.append(_several(axes, own, structure))
    # The others at the smallest tensor with their axis, where the product with the adjoint is cheapest.
    smallest: dict[int, tuple[int, int]] = {}
    for node in range(tree.root + 1):
        axes = tree.axes(node)
        entry = (structure.size(axes), node)
        for x in axes:
            if x in left and (x not in smallest or entry < smallest[x]):
                smallest[x] = entry
    for x, (_, node) in smallest.items():
        wanted.append((x, node, (x,)))
        reads.append(_Read(None, ((x, 0, structure.sizes[x]),)))
    return _Branch(tree, descent(tree, structure, (), wanted, times_itself=True), tuple(reads))


def _several(axes: Axes, own: Sequence[int], structure: Structure) -> _Read:
    """The reading of several variables at one tensor, summed to all of them by one matrix product."""
    sums = indicator(tuple([structure.sizes[x] for x in axes]), tuple([axes.index(x) for x in own]))
    ends = np.cumsum([structure.sizes[x] for x in own]).tolist()
    return _Read(sums, tuple(zip(own, [0, *ends], ends, strict=False)))


def _all(network: Network, route: _Route, asked: Asked, given: Findings) -> dict[str, Array]:
    """The marginals of a network whose draws fit the cache."""
    plan, draws = route.plan, network.draws
    names, sizes = plan.structure.names, plan.structure.sizes
    found: dict[str, Array] = {}
    for tree, down, reads in route.branches:
        root, values = both_ways(network, plan, tree, down, asked)
        if given:
            over = None if draws is None else tree.spread(tree.root)
            raise_where_zero(root.sum(axis=over), given)
        for read, value in zip(reads, values, strict=True):
            if read.sums is None:
                p = in_every_draw(value, 1, draws)
                found[names[read.places[0][0]]] = p / p.sum(axis=0)
            else:
                rows = value.ravel().dot(read.sums)
                # The last column of `sums` is all ones: P(e), on the scale of this reading.
                rows /= rows[-1]
                for x, start, stop in read.places:
                    found[names[x]] = in_every_draw(rows[start:stop], 1, draws)
    # Variables that are set or observed have no axis in any tensor.
    for x, state in zip(asked.shape.fixed, asked.states, strict=True):
        found[names[x]] = _certain(sizes[x], state, draws)
    return {
        v: found[v] if v in found else _certain(sizes[i], 0, draws) for i, v in enumerate(names)
    }


def _certain(size: int, state: int, draws: int | None) -> Array:
    p = _certainties(size)[state]
    return p if draws is None else np.repeat(p[:, None], draws, axis=1)


@cached(64, size=attrgetter("nbytes"))
def _certainties(size: int) -> Array:
    """The distribution that is certain of each state, one a row."""
    rows = np.eye(size)
    rows.flags.writeable = False
    return rows
