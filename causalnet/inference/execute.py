"""Executing a plan: tables are loaded into the leaves of a contraction tree and contracted up to its root.

The scaled pass divides every tensor by its greatest entry and carries the logarithm of that beside it, as the
forward algorithm of a hidden Markov model does: evidence may be far less probable than the smallest float.

References
----------
L. R. Rabiner (1989), "A tutorial on hidden Markov models", *Proceedings of the IEEE* 77(2), section V.A (scaling).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from causalnet.inference.contraction import Array
from causalnet.inference.planning.contraction_tree import Tree
from causalnet.inference.planning.prune import Leaf
from causalnet.network.structure import DRAWS

__all__ = ["UNDERFLOW", "flow", "flow_down", "flow_scaled", "load_tensors", "scaled", "sliced"]

# Numbers below 2.2e-308 lose their digits. A root above this threshold leaves a hundred powers of ten for what
# was added up on the way, so that nothing that underflowed counts beside it; below it, the pass is run scaled.
UNDERFLOW = 1e-200

_ALL = slice(None)


def load_tensors(
    tree: Tree,
    names: Sequence[str],
    tables: Mapping[str, Array],
    states: Sequence[int],
    weights: Mapping[int, Array],
) -> list[Array]:
    """The tensor of every leaf: a table, sliced where states are known, or weights."""
    tensors = []
    for leaf in tree.leaves:
        variable, is_weights, _, slots = leaf
        if is_weights:
            tensors.append(weights[variable])
            continue
        table = tables[names[variable]]
        tensors.append(sliced(table, leaf, states) if slots else table)
    return tensors


def sliced(table: Array, leaf: Leaf, states: Sequence[int]) -> Array:
    """A table at the states that are known, an axis fewer for each."""
    index: list[int | slice] = [_ALL] * table.ndim
    for axis, slot in leaf.slots:
        index[axis] = states[slot] if slot >= 0 else 0
    return np.asarray(table[tuple(index)])


def flow(tree: Tree, values: list[Array]) -> list[Array]:
    """The tensor of every node, leaves first: a reverse pass needs all of them."""
    nodes = list(values)
    for first, second, how in tree.steps:
        nodes.append(how.run(nodes[first], nodes[second]))
    return nodes


def flow_down(tree: Tree, values: list[Array]) -> Array:
    """The tensor at the root; every other tensor is released once it has been used."""
    nodes: list[Array | None] = list(values)
    for step in tree.steps:
        a, b = step.first, step.second
        x, y = nodes[a], nodes[b]
        nodes[a] = nodes[b] = None
        nodes.append(step.how.run(x, y))  # type: ignore[arg-type]
    return nodes[-1]  # type: ignore[return-value]


def flow_scaled(tree: Tree, values: list[Array]) -> tuple[list[Array], list[Array]]:
    """As `flow`, with every node scaled to a greatest entry of one (in each draw).

    Returns
    -------
    nodes, logs : list of ndarray
        The tensor of a node is exp(log) times the scaled one; a log is −∞ where all entries are zero.
    """
    nodes, logs = [], []
    for i, value in enumerate(values):
        node, log = scaled(value, per_draw=DRAWS in tree.leaves[i].axes)
        nodes.append(node)
        logs.append(log)
    for step in tree.steps:
        a, b = step.first, step.second
        node, log = scaled(step.how.run(nodes[a], nodes[b]), per_draw=DRAWS in step.how.axes)
        nodes.append(node)
        logs.append(log + logs[a] + logs[b])
    return nodes, logs


def scaled(value: Array, *, per_draw: bool) -> tuple[Array, Array]:
    """A tensor divided by its greatest entry, and the logarithm of that."""
    axes = tuple(range(value.ndim - 1)) if per_draw else None
    peak = np.asarray(value.max(axis=axes))
    with np.errstate(divide="ignore"):
        return value / np.where(peak > 0, peak, 1.0), np.log(peak)
