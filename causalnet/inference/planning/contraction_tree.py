r"""Contraction trees: variable elimination as a tree of pairwise contractions.

To eliminate x, all tensors that have its axis are multiplied and summed over it,

.. math::

   \psi = \sum_x \prod_{T \ni x} T,

two at a time. Leaves are the network's tables, every further node is the result of a step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappushpop
from math import log2, prod
from typing import NamedTuple

from causalnet.errors import MemoryLimitError
from causalnet.inference.contraction import Axes, Contraction, contraction
from causalnet.inference.planning.elimination_order import (
    CHEAP,
    CHEAP_IN_DRAWS,
    EliminationOrder,
    elimination_order,
)
from causalnet.inference.planning.prune import Leaf
from causalnet.network.structure import DRAWS, Structure

__all__ = ["Step", "Tree", "contraction_tree"]

# Copies of tensors with fewer cells than this (1 MiB) are not counted towards the peak: they come and go.
LARGE = 2**17
# Eight pebibytes. A table that no machine holds is refused at once: planning further would only take time.
MOST_CELLS = 2**50


class Step(NamedTuple):
    """Two nodes of the tree become one: its number is that of the leaves and steps before it."""

    first: int
    second: int
    how: Contraction


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The contraction of some leaves into one tensor.

    Attributes
    ----------
    leaves : tuple of Leaf
        Nodes 0, 1, ….
    steps : tuple of Step
        The nodes that follow; the last is the root.
    order : EliminationOrder
        The elimination order that it follows.
    keep : frozenset of int
        The axes that are not summed.
    cost : int
        Multiply-adds, in each draw.
    widest : tuple of int
        The axes of the largest tensor.
    peak : int
        Most cells alive at once besides the network's own tables, in each draw.
    held : int
        Cells of the results of all steps together, in each draw.
    """

    leaves: tuple[Leaf, ...]
    steps: tuple[Step, ...]
    order: EliminationOrder
    keep: frozenset[int]
    cost: int
    widest: Axes
    peak: int
    held: int

    def axes(self, node: int) -> Axes:
        """The axes of a leaf or of the result of a step."""
        count = len(self.leaves)
        return self.leaves[node].axes if node < count else self.steps[node - count].how.axes

    @property
    def root(self) -> int:
        """The last node, which has only the axes that are kept."""
        return len(self.leaves) + len(self.steps) - 1

    def spread(self, node: int) -> tuple[int, ...]:
        """The positions of the axes of a node, without that of the draws."""
        return tuple([i for i, x in enumerate(self.axes(node)) if x != DRAWS])

    def parents(self) -> Iterator[tuple[int, int, int]]:
        """(node, its sibling, their parent) for every node but the root, parents before children."""
        node = self.root
        for step in reversed(self.steps):
            yield step.first, step.second, node
            yield step.second, step.first, node
            node -= 1


def contraction_tree(leaves: Sequence[Leaf], structure: Structure, keep: Collection[int]) -> Tree:
    """The tree that sums out every axis but those that are kept.

    Variables are eliminated in a cheap order. The tensors that have the next one are multiplied smallest
    first, and every axis that no other tensor has is summed in the same step.

    Raises
    ------
    MemoryLimitError
        If a table would have more cells than any machine holds.

    References
    ----------
    R. Dechter (1999), "Bucket elimination", *Artificial Intelligence* 113.
    """
    sizes = structure.sizes
    scopes = [leaf.axes if leaf.axes[-1:] != (DRAWS,) else leaf.axes[:-1] for leaf in leaves]
    kept = frozenset(keep)
    drawn = any(leaf.axes[-1:] == (DRAWS,) for leaf in leaves)
    order = elimination_order(scopes, sizes, kept, CHEAP_IN_DRAWS if drawn else CHEAP)
    if order.widest > MOST_CELLS:
        raise out_of_reach(order.widest)
    growing = _Growing(leaves, sizes, kept)
    growing.absorb()
    for x in order.variables:
        growing.merge([node for node in growing.holding[x] if node in growing.alive])
    # The tensors over kept axes are left, and a number for each part without one.
    growing.merge(list(growing.alive))
    return Tree(
        tuple(leaves),
        tuple(growing.steps),
        order,
        kept,
        growing.cost,
        growing.axes[max(range(len(growing.cells)), key=growing.cells.__getitem__)],
        growing.peak,
        growing.held,
    )


class _Growing:
    """A tree in the making.

    Attributes
    ----------
    axes, cells : list
        The axes of every node, and the number of its cells.
    alive : dict from node to None
        The nodes that are still to be merged.
    holding : dict from axis to list of node
        The nodes that have had an axis; those that are not alive are passed over.
    uses : dict from axis to int
        The number of them that are alive, and one more if the axis is kept. An axis without uses is not there: it is summed.
    """

    def __init__(self, leaves: Sequence[Leaf], sizes: Sequence[int], keep: frozenset[int]) -> None:
        self.sizes = sizes
        self.axes: list[Axes] = [leaf.axes for leaf in leaves]
        self.cells = [prod([sizes[x] for x in axes]) for axes in self.axes]
        self.alive = dict.fromkeys(range(len(leaves)))
        self.leaves = len(leaves)
        self.steps: list[Step] = []
        self.cost = self.live = self.peak = self.held = 0
        self.holding: dict[int, list[int]] = {}
        for node, axes in enumerate(self.axes):
            for x in axes:
                self.holding.setdefault(x, []).append(node)
        self.uses = {x: len(nodes) for x, nodes in self.holding.items()}
        for x in (*keep, DRAWS):
            self.uses[x] = self.uses.get(x, 0) + 1

    def absorb(self) -> None:
        """Multiply each vector into the smallest tensor that has its axis.

        Left alone, it would be multiplied into a larger product when its variable is eliminated.
        """
        alive, cells = self.alive, self.cells
        for node in range(self.leaves):
            axes = self.axes[node]
            if len(axes) == 1 and axes[0] != DRAWS and node in alive:
                others = [
                    (cells[other], other)
                    for other in self.holding[axes[0]]
                    if other != node and other in alive
                ]
                if others:
                    self._step(node, min(others)[1])

    def merge(self, nodes: list[int]) -> None:
        """Multiply some nodes into one, the smallest first."""
        if len(nodes) < 2:
            return
        # Smallest first keeps the intermediate products small, as in a Huffman code.
        waiting = [(self.cells[node], node) for node in nodes]
        heapify(waiting)
        a = heappop(waiting)[1]
        while waiting:
            new = self._step(a, heappop(waiting)[1])
            if waiting:
                a = heappushpop(waiting, (self.cells[new], new))[1]

    def _step(self, a: int, b: int) -> int:
        uses, left, right = self.uses, self.axes[a], self.axes[b]
        for x in left + right:
            if uses[x] > 1:
                uses[x] -= 1
            else:
                del uses[x]
        how = contraction(left, right, uses, self.sizes)
        axes, cells = how.axes, how.cells
        if cells > MOST_CELLS:
            raise out_of_reach(cells)
        del self.alive[a], self.alive[b]
        new = len(self.axes)
        self.alive[new] = None
        for x in axes:
            uses[x] += 1
            self.holding[x].append(new)
        self._count(a, b, how)
        self.steps.append(Step(a, b, how))
        self.axes.append(axes)
        self.cells.append(cells)
        return new

    def _count(self, a: int, b: int, how: Contraction) -> None:
        self.cost += how.cost
        self.held += how.cells
        self.live += how.cells
        one, other = self.cells[a], self.cells[b]
        peak = self.live
        # Before it multiplies, a matrix product may copy its operands into another order.
        if one > LARGE:
            peak += one
        if other > LARGE:
            peak += other
        if peak > self.peak:
            self.peak = peak
        if a >= self.leaves:
            self.live -= one
        if b >= self.leaves:
            self.live -= other


def out_of_reach(cells: int) -> MemoryLimitError:
    """The error for a table that no machine can hold."""
    return MemoryLimitError(
        f"An exact answer is out of reach: one of its tables would have at least 2^{log2(cells):.0f} cells. "
        "Observe or set some of the variables, ask about fewer outcomes at once, or say "
        'method="sample" for an estimate with its error.',
        needed=8 * cells,
        limit=8 * MOST_CELLS,
    )
