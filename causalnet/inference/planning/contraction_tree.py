r"""Contraction trees: variable elimination as a tree of pairwise contractions.

To eliminate x, all tensors that have its axis are multiplied and summed over it,

.. math::

   \psi = \sum_x \prod_{T \ni x} T,

two at a time. Leaves are the network's tables, every further node is the result of a step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
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
# A product that is a vector is multiplied into a table at once only where no more tensors than this have its axis: to look
# at all effects of a cause again for each of them would take time with the square of their number.
MOST_TRIED = 8


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
        The elimination order of the variables that are left once vectors are multiplied into tables.
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

    Vectors are multiplied into tables first. What they leave is eliminated in a cheap order: the tensors that have the
    next variable are multiplied smallest first, and every axis that no other tensor has is summed in the same step.

    Raises
    ------
    MemoryLimitError
        If a table would have more cells than any machine holds.

    References
    ----------
    R. Dechter (1999), "Bucket elimination", *Artificial Intelligence* 113.
    """
    growing = _Growing(leaves, structure.sizes, frozenset(keep))
    growing.absorb()
    order = growing.order()
    if order.widest > MOST_CELLS:
        raise out_of_reach(order.widest)
    for x in order.variables:
        growing.merge(growing.holding[x])
    # The tensors over kept axes are left, and a number for each part without one.
    growing.merge(range(len(leaves)))
    return growing.tree(order)


class _Growing:
    """A tree in the making.

    A tensor has a place: that of a leaf. The product of two takes the place of the second, and that of the first is empty.

    Attributes
    ----------
    node : list of int
        The node in each place; −1 where it is empty.
    axes, cells : list
        The axes of the tensor in each place, and the number of its cells.
    holding : dict from axis to list of int
        The places that have had an axis; empty ones are passed over.
    uses : dict from axis to int
        The number of tensors that have an axis, and one more if it is kept. An axis without uses is not there: it is
        summed.
    steps : list of Step
    """

    def __init__(self, leaves: Sequence[Leaf], sizes: Sequence[int], keep: frozenset[int]) -> None:
        self.leaves, self.sizes, self.keep = leaves, sizes, keep
        self.node = list(range(len(leaves)))
        self.axes: list[Axes] = [leaf.axes for leaf in leaves]
        self.cells = [prod([sizes[x] for x in axes]) for axes in self.axes]
        self.leaf_cells = self.cells[:]
        self.steps: list[Step] = []
        self.holding: defaultdict[int, list[int]] = defaultdict(list)
        for place, axes in enumerate(self.axes):
            for x in axes:
                self.holding[x].append(place)
        self.uses = {x: len(places) for x, places in self.holding.items()}
        for x in (*keep, DRAWS):
            self.uses[x] = self.uses.get(x, 0) + 1
        self.drawn = self.uses[DRAWS] > 1

    def absorb(self) -> None:
        """Multiply each vector into the smallest tensor that has its axis.

        Left alone, it would be multiplied into a larger product when its variable is eliminated. A product that is a
        vector itself goes on, so that a chain needs no order.
        """
        node, axes, cells = self.node, self.axes, self.cells
        waiting = [place for place, own in enumerate(axes) if 0 < len(own) < 3]
        # The list grows meanwhile.
        for place in waiting:
            own = axes[place]
            # A vector has one axis besides that of the draws.
            drawn = own[-1:] == (DRAWS,)
            if node[place] < 0 or len(own) != 1 + drawn:
                continue
            others = [x for x in self.holding[own[0]] if node[x] >= 0 and x != place]
            if drawn:
                # Draws do not spread to a table that is the same in all of them.
                others = [x for x in others if axes[x][-1] == DRAWS]
            is_leaf = node[place] == place
            if others and (is_leaf or len(others) <= MOST_TRIED):
                into = others[0] if len(others) == 1 else min(others, key=cells.__getitem__)
                self._step(place, into)
                if len(axes[into]) < 3:
                    waiting.append(into)

    def order(self) -> EliminationOrder:
        """The order in which to eliminate the variables that are left."""
        scopes = [axes for axes, node in zip(self.axes, self.node, strict=True) if node >= 0]
        if self.drawn:
            scopes = [axes[:-1] if axes[-1:] == (DRAWS,) else axes for axes in scopes]
        cheap = (CHEAP_IN_DRAWS if self.drawn else CHEAP) * len(self.leaves)
        return elimination_order(scopes, self.sizes, self.keep, cheap)

    def merge(self, places: Iterable[int]) -> None:
        """Multiply the tensors in some places into one, the smallest first."""
        node, cells = self.node, self.cells
        there = [x for x in places if node[x] >= 0]
        if len(there) == 2:
            a, b = there
            self._step(*((b, a) if cells[b] < cells[a] else there))
        if len(there) < 3:
            return
        # Smallest first keeps the intermediate products small, as in a Huffman code.
        waiting = [(cells[x], x) for x in there]
        heapify(waiting)
        a = heappop(waiting)[1]
        while waiting:
            b = heappop(waiting)[1]
            self._step(a, b)
            if waiting:
                a = heappushpop(waiting, (cells[b], b))[1]

    def _step(self, a: int, b: int) -> None:
        """Multiply the tensors in two places, summed over the axes that no other tensor has."""
        uses, node, left, right = self.uses, self.node, self.axes[a], self.axes[b]
        for x in left:
            if x in right:
                # One tensor fewer; none, if these two were the last.
                if uses[x] > 2:
                    uses[x] -= 1
                else:
                    del uses[x]
            elif uses[x] > 1:
                self.holding[x].append(b)
            else:
                del uses[x]
        for x in right:
            if x not in left and uses[x] == 1:
                del uses[x]
        how = contraction(left, right, uses, self.sizes)
        if how.cells > MOST_CELLS:
            raise out_of_reach(how.cells)
        self.steps.append(Step(node[a], node[b], how))
        node[a], node[b] = -1, len(node) + len(self.steps) - 1
        self.axes[b], self.cells[b] = how.axes, how.cells

    def tree(self, order: EliminationOrder) -> Tree:
        """The tree that has grown."""
        hows = [step.how for step in self.steps]
        made = [how.cells for how in hows]
        leaves = self.leaf_cells
        cells = leaves + made
        widest = cells.index(max(cells))
        return Tree(
            tuple(self.leaves),
            tuple(self.steps),
            order,
            self.keep,
            sum([how.cost for how in hows]),
            self.leaves[widest].axes if widest < len(leaves) else hows[widest - len(leaves)].axes,
            _peak(self.steps, cells, len(leaves)),
            sum(made),
        )


def _peak(steps: Sequence[Step], cells: Sequence[int], leaves: int) -> int:
    """Most cells alive at once besides the network's own tables."""
    live = peak = 0
    new = leaves
    for a, b, _ in steps:
        live += cells[new]
        new += 1
        one, other = cells[a], cells[b]
        most = live
        # Before it multiplies, a matrix product may copy its operands into another order.
        if one > LARGE:
            most += one
        if other > LARGE:
            most += other
        if most > peak:
            peak = most
        if a >= leaves:
            live -= one
        if b >= leaves:
            live -= other
    return peak


def out_of_reach(cells: int) -> MemoryLimitError:
    """The error for a table that no machine can hold."""
    return MemoryLimitError(
        f"An exact answer is out of reach: one of its tables would have at least 2^{log2(cells):.0f} cells. "
        "Observe or set some of the variables, ask about fewer outcomes at once, or say "
        'method="sample" for an estimate with its error.',
        needed=8 * cells,
        limit=8 * MOST_CELLS,
    )
