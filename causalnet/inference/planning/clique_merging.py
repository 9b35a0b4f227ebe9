"""Merging of small cliques: branches over few combinations of states are multiplied out in one piece.

On small tables the overhead of a call outweighs the arithmetic, so that fewer, larger steps are quicker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

import numpy as np

from causalnet.cache import cached
from causalnet.inference.contraction import Array, Axes, contraction
from causalnet.inference.planning.contraction_tree import Step, Tree
from causalnet.network.structure import DRAWS, Structure

__all__ = ["SMALL", "bundled", "indicator"]

# Up to this many cells the multiplication takes no longer than the call of it.
SMALL = 256


def bundled(tree: Tree, structure: Structure) -> tuple[Tree, tuple[int, ...]]:
    """The tree with small branches multiplied out in one piece, and the nodes where they end.

    A branch whose variables together have few combinations of states is not summed on the way: the product of its
    tables keeps every axis, and the marginals of all its variables are read there at once.

    References
    ----------
    F. V. Jensen and F. Jensen (1994), "Optimal junction trees", *UAI* (cliques may be joined).
    """
    growing = _Bundling(tree, structure)
    growing.put(tree.root)
    steps = tuple(growing.steps)
    cost = sum([step.how.cost for step in steps])
    held = sum([structure.size(step.how.axes) for step in steps])
    return replace(tree, steps=steps, cost=cost, held=held), tuple(growing.ends)


class _Bundling:
    """A new tree in the making, from an old one."""

    def __init__(self, tree: Tree, structure: Structure) -> None:
        self.tree, self.sizes = tree, structure.sizes
        self.axes: list[Axes] = [leaf.axes for leaf in tree.leaves]
        self.small, self.below = _small_branches(tree, structure)
        self.steps: list[Step] = []
        self.ends: list[int] = []

    def put(self, node: int) -> int:
        """The number that a node of the old tree has in the new one."""
        # A stack in place of recursion: a chain may be longer than Python's limit.
        waiting = [node]
        place: dict[int, int] = {}
        while waiting:
            at = waiting[-1]
            if self.small[at]:
                place[at] = self._multiplied(self.below[at])
            elif at < len(self.tree.leaves):
                place[at] = at
            else:
                step = self.tree.steps[at - len(self.tree.leaves)]
                missing = [x for x in (step.first, step.second) if x not in place]
                if missing:
                    waiting += missing
                    continue
                place[at] = self._step(place[step.first], place[step.second], step.how.axes)
            waiting.pop()
        return place[node]

    def _multiplied(self, leaves: Sequence[int]) -> int:
        """The product of some leaves, those that no finding slices first: constant folding keeps their product."""
        tables = self.tree.leaves
        order = sorted(
            leaves, key=lambda i: (tables[i].weights or bool(tables[i].slots), -len(self.axes[i]))
        )
        product = order[0]
        for leaf in order[1:]:
            product = self._step(product, leaf, {*self.axes[product], *self.axes[leaf]})
        self.ends.append(product)
        return product

    def _step(self, a: int, b: int, keep: Axes | set[int]) -> int:
        how = contraction(self.axes[a], self.axes[b], keep, self.sizes)
        self.steps.append(Step(a, b, how))
        self.axes.append(how.axes)
        return len(self.axes) - 1


def _small_branches(tree: Tree, structure: Structure) -> tuple[list[bool], list[tuple[int, ...]]]:
    """Which nodes end a branch whose variables together have few combinations, and its leaves.

    A branch that is too large is part of no small one, so its leaves are forgotten. Kept for every node of a
    chain, their number would grow with the square of its length.
    """
    # With an axis of draws every step has enough arithmetic to outweigh its call.
    drawn = any(DRAWS in leaf.axes for leaf in tree.leaves)
    small: list[bool] = []
    below: list[tuple[int, ...]] = []
    scopes: list[frozenset[int]] = []

    def add(scope: frozenset[int], leaves: tuple[int, ...], fits: bool) -> None:
        fits = fits and not drawn and structure.size(scope) <= SMALL
        small.append(fits)
        below.append(leaves if fits else ())
        scopes.append(scope if fits else frozenset())

    for i, leaf in enumerate(tree.leaves):
        add(frozenset(leaf.axes), (i,), True)
    for a, b, _ in tree.steps:
        add(scopes[a] | scopes[b], below[a] + below[b], small[a] and small[b])
    return small, below


@cached(1024, size=attrgetter("nbytes"))
def indicator(sizes: tuple[int, ...], axes: tuple[int, ...]) -> Array:
    """The matrix that sums a flat table to each of some axes: a column for every state, and one of ones.

    Examples
    --------
    >>> np.arange(6) @ indicator((2, 3), (0, 1))
    array([ 3., 12.,  3.,  5.,  7., 15.])
    """
    columns = [
        np.eye(sizes[axis])[index.ravel()] for axis in axes for index in [np.indices(sizes)[axis]]
    ]
    whole = np.concatenate([*columns, np.ones((int(np.prod(sizes)), 1))], axis=1)
    whole.flags.writeable = False
    return whole
