"""Constant folding: the steps of a tree that no finding enters are run once for each network.

When the same question comes with other states, only the steps that depend on a state are run again. The second
question pays for the folding, so that one that is asked only once costs nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from causalnet.inference.contraction import Array
from causalnet.inference.execute import flow, load_tensors, sliced
from causalnet.inference.matrix_layout import ProductOfTwo
from causalnet.inference.planning.contraction_tree import Tree
from causalnet.inference.planning.prune import Leaf
from causalnet.network.network import Network

__all__ = ["Folded", "folded", "nodes_of"]

# The bytes kept for one tree. Larger trees are bound by arithmetic, of which folding saves little.
FOLDED_BYTES = 8 * 2**20

Pick = Callable[[Sequence[int]], int | tuple[int, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """The steps that depend on states, and the results of all others.

    Attributes
    ----------
    slices : tuple of (node, table with the sliced axes in front, the states that slice it)
        The tables sliced anew for every question.
    weights : tuple of (node, variable)
        The weights put in anew.
    steps : tuple of (node, node, node, kernel)
        The steps run anew: the node of the result, and those of its operands.
    start : tuple of ndarray or None
        The tensor of every node; None where a question fills it in, or where no step needs it any more.
    """

    slices: tuple[tuple[int, Array, Pick], ...]
    weights: tuple[tuple[int, int], ...]
    steps: tuple[tuple[int, int, int, ProductOfTwo], ...]
    start: tuple[Array | None, ...]

    def run(self, states: Sequence[int], weights: Mapping[int, Array]) -> list[Array]:
        """The tensors at every node that matters; the root's is the last."""
        nodes = list(self.start)
        for at, table, pick in self.slices:
            nodes[at] = table[pick(states)]
        for at, variable in self.weights:
            nodes[at] = weights[variable]
        for at, a, b, run in self.steps:
            nodes[at] = run(nodes[a], nodes[b])  # type: ignore[arg-type]
        return nodes  # type: ignore[return-value]


def folded(network: Network, tree: Tree, *, every: bool = False) -> Folded | None:
    """The folded tree, from its second use on; None where it is not folded.

    With `every`, the tensors of all nodes are kept: a reverse pass needs them.
    """
    # One tree may serve a query, which keeps few of its tensors, and a reverse pass, which needs all.
    held, key = network.partial_results, (tree, every)
    found = held.get(key)
    if found is None:
        # After the first question: whether the tree may be folded. After the second: what it folded to.
        held.put(key, _may_be(network, tree))
        return None
    if found is True:
        found = held.put(key, _fold(network, tree, every=every), 8 * tree.held)
    return found if isinstance(found, Folded) else None


def nodes_of(
    network: Network, tree: Tree, states: Sequence[int], weights: Mapping[int, Array]
) -> list[Array]:
    """The tensor of every node of a tree, leaves first."""
    rest = folded(network, tree, every=True)
    if rest is not None:
        return rest.run(states, weights)
    return flow(tree, load_tensors(tree, network.structure.names, network.tables, states, weights))


def _may_be(network: Network, tree: Tree) -> bool:
    """Whether a tree has a leaf that depends on a state, and is small enough to be kept."""
    return network.draws is None and 8 * tree.held <= FOLDED_BYTES and any(map(_waits, tree.leaves))


def _waits(leaf: Leaf) -> bool:
    """Whether a leaf depends on the states of a question."""
    return leaf.weights or any(slot >= 0 for _, slot in leaf.slots)


def _fold(network: Network, tree: Tree, *, every: bool) -> Folded:
    """Run the steps that depend on no state, and keep those results that the others need."""
    names, tables = network.structure.names, network.tables
    nodes: list[Array | None] = []
    slices, weights, steps = [], [], []
    for at, leaf in enumerate(tree.leaves):
        waits = _waits(leaf)
        if leaf.weights:
            weights.append((at, leaf.variable))
        elif waits:
            slices.append((at, *_to_be_sliced(tables[names[leaf.variable]], leaf)))
        nodes.append(None if waits else sliced(tables[names[leaf.variable]], leaf, ()))
    used = {tree.root}
    for at, step in enumerate(tree.steps, start=len(nodes)):
        x, y = nodes[step.first], nodes[step.second]
        if x is None or y is None:
            steps.append((at, step.first, step.second, step.how.run))
            used.update((step.first, step.second))
            nodes.append(None)
        else:
            nodes.append(step.how.run(x, y))
    start = tuple([x if every or i in used else None for i, x in enumerate(nodes)])
    return Folded(tuple(slices), tuple(weights), tuple(steps), start)


def _to_be_sliced(table: Array, leaf: Leaf) -> tuple[Array, Pick]:
    """A table with its sliced axes in front, and what picks their states.

    In front, they are indexed by a plain tuple of numbers: the quickest slice that numpy has.
    """
    single = dict(leaf.slots)
    table = table[tuple([0 if single.get(i) == -1 else slice(None) for i in range(table.ndim)])]
    left = [axis for axis in range(len(single) + len(leaf.axes)) if single.get(axis) != -1]
    waiting = [i for i, axis in enumerate(left) if axis in single]
    others = [i for i, axis in enumerate(left) if axis not in single]
    pick: Pick = itemgetter(*[single[left[i]] for i in waiting])
    return table.transpose(waiting + others), pick
