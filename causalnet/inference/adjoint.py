r"""Reverse-mode differentiation of a contraction tree: the adjoint of every tensor from one pass.

The adjoint of a tensor T is :math:`\bar T = \partial(\text{root}) / \partial T`. At the root it is one. Where a
step contracts :math:`C = \sum A B`, the adjoint of A is

.. math::

   \bar A = \sum \bar C B,

summed over the axes that A lacks, and that of B likewise: a contraction again, planned like those of the forward
pass. In a junction tree these adjoints are the messages of the outward pass. An automatic-differentiation library
would record the same products, but plan neither their order nor which axes may be summed early.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from causalnet.inference.constant_folding import nodes_of
from causalnet.inference.contraction import (
    Array,
    Axes,
    Contraction,
    contraction,
    summed,
)
from causalnet.inference.execute import UNDERFLOW, flow_scaled, load_tensors, scaled
from causalnet.inference.matrix_layout import ProductOfTwo
from causalnet.inference.planning.contraction_tree import Tree
from causalnet.inference.planning.plan import Plan, arrangement
from causalnet.inference.query_encoding import Asked
from causalnet.network.network import Network
from causalnet.network.structure import DRAWS, Structure

__all__ = [
    "AdjointMarginal",
    "Descent",
    "both_ways",
    "descend",
    "descend_scaled",
    "descent",
    "wanted_of",
]


class Back(NamedTuple):
    """One step of the reverse pass: the adjoint of `node` is that of `above` times the tensor of `sibling`."""

    node: int
    above: int
    sibling: int
    how: Contraction


class AdjointMarginal(NamedTuple):
    """The adjoint of one node, summed to the axes asked for.

    Attributes
    ----------
    variable : int
        The variable that it is about.
    above, partner : int
        The adjoint of `above` is multiplied by the tensor of `partner` (−1: by one).
    how : Contraction
        The product.
    finish : callable
        Puts its axes in the order asked.
    times : int
        The number of states of the axes along which the adjoint is constant: a sum over them is a multiple.
    """

    variable: int
    above: int
    partner: int
    how: Contraction
    finish: Callable[[Array], Array]
    times: int


@dataclass(frozen=True, slots=True, eq=False)
class Descent:
    """The planned reverse pass through a tree.

    Axes that the root keeps stay open all the way: each adjoint has them besides the axes of its own
    tensor. Where the tensor has such an axis too, the adjoint has it once, since entries off that diagonal are
    zero. Along an axis that an adjoint lacks, it is constant. Messages of a junction tree are often found
    by division; here nothing is divided, so zeros in tables do no harm.

    References
    ----------
    A. Darwiche (2003), "A differential approach to inference in Bayesian networks", *JACM* 50(3);
    J. D. Park and A. Darwiche (2004), "A differential semantics for jointree algorithms",
    *Artificial Intelligence* 156.
    """

    steps: tuple[Back, ...]
    readings: tuple[AdjointMarginal, ...]

    @property
    def cost(self) -> int:
        """Multiply-adds (in each draw)."""
        return sum(b.how.cost for b in self.steps) + sum(r.how.cost for r in self.readings)


# For every leaf or node that is read: the variable that it is about, the node, and the axes of the reading.
Wanted = tuple[int, int, Axes]


def wanted_of(tree: Tree, *, whole: bool = False) -> list[Wanted]:
    """A reading for every table of a tree: of all its axes (`whole`), or of its own variable's alone."""
    tables = [(node, leaf) for node, leaf in enumerate(tree.leaves) if not leaf.weights]
    if whole:
        return [(x.variable, i, tuple([y for y in x.axes if y != DRAWS])) for i, x in tables]
    return [(x.variable, i, (x.variable,)) for i, x in tables]


def descent(
    tree: Tree,
    structure: Structure,
    kept: Axes,
    wanted: Iterable[Wanted],
    *,
    times_itself: bool = False,
) -> Descent:
    """Plan the reverse pass to the adjoints of some nodes, with `kept` axes open.

    An adjoint keeps only the axes that a later step or reading uses. A reading has its own axes first, then
    those of `kept` that are not among them. With `times_itself` it is the adjoint times the node's own
    tensor, whose sum over all axes is the root.
    """
    above = {node: (sibling, parent) for node, sibling, parent in tree.parents()}
    wanted = list(wanted)
    ends = [node for _, node, _ in wanted]
    way = _on_the_way(ends, above, ends_too=times_itself)
    bearing = _bearing(tree, way, above, kept)
    read = [_source(tree, node, above, bearing, {*axes, *kept}) for _, node, axes in wanted]
    # T times its own adjoint is a share of the root: P(v, e) for each state of v, once other axes are summed.
    if times_itself:
        read = [(node, node, ()) for node in ends]
    needed = _needed(
        tree,
        way,
        above,
        [(axes, source) for (_, _, axes), source in zip(wanted, read, strict=True)],
    )
    adjoint: dict[int, Axes] = {tree.root: ()}
    steps = []
    for node in way:
        sibling, parent = above[node]
        keep = {*needed[node], *kept}
        if parent == tree.root:
            # The adjoint of the root is one: the product is the sibling's tensor, summed without a product.
            own = summed(tree.axes(sibling), keep, structure.sizes)
            how = own._replace(run=_swapped(own.run))
        else:
            how = contraction(tree.axes(sibling), adjoint[parent], keep, structure.sizes)
        adjoint[node] = how.axes
        steps.append(Back(node, parent, sibling, how))
    readings = []
    for (variable, node, axes), (at, partner, ones) in zip(wanted, read, strict=True):
        beside = tree.axes(partner) if partner >= 0 else ()
        keep = {*axes, *kept}
        if partner >= 0:
            how = contraction(beside, adjoint[at], keep, structure.sizes)
        else:
            how = summed(adjoint[at], keep, structure.sizes)
        # A constant is not spread along an axis only to be summed over it.
        there = {*bearing[at], *beside, *axes, *kept, *ones, DRAWS}
        times = structure.size([x for x in tree.axes(node) if x not in there])
        order = (*axes, *[y for y in kept if y not in axes])
        finish = arrangement(how.axes, order, structure.sizes)
        readings.append(AdjointMarginal(variable, at, partner, how, finish, times))
    return Descent(tuple(steps), tuple(readings))


def _swapped(run: ProductOfTwo) -> ProductOfTwo:
    return lambda x, y: run(y, x)


# The node whose adjoint is read, the node whose tensor it is multiplied by, and the axes that sum to one.
AdjointInput = tuple[int, int, tuple[int, ...]]


def _bearing(
    tree: Tree, way: Sequence[int], above: Mapping[int, tuple[int, int]], kept: Axes
) -> dict[int, set[int]]:
    """The axes of its node, or kept, along which each adjoint is not constant."""
    found: dict[int, set[int]] = {tree.root: set()}
    for node in way:
        sibling, parent = above[node]
        found[node] = (found[parent] | {*tree.axes(sibling)}) & {*tree.axes(node), *kept}
    return found


def _source(
    tree: Tree,
    node: int,
    above: Mapping[int, tuple[int, int]],
    bearing: Mapping[int, set[int]],
    wanted: set[int],
) -> AdjointInput:
    """The source of a node's adjoint: that of its parent, times the tensor of its sibling.

    Reading there saves a tensor: the product is summed to the axes of the reading at once. A sibling that is a
    table P(x | …) of which only the sum over x is left equals one for every state of its parents, and is
    left out of the product.
    """
    partner, at = above.get(node, (-1, tree.root))
    if 0 <= partner < len(tree.leaves):
        leaf = tree.leaves[partner]
        own, there = leaf.variable, bearing[at] | wanted
        others = [x for x in leaf.axes if x not in (own, DRAWS)]
        plain = not leaf.weights and own in leaf.axes and own not in there
        if plain and there.union(tree.axes(node)).issuperset(others):
            return at, -1, (own,)
    return at, partner, ()


def _needed(
    tree: Tree,
    way: Sequence[int],
    above: Mapping[int, tuple[int, int]],
    read: Iterable[tuple[Axes, AdjointInput]],
) -> dict[int, set[int]]:
    """The axes of each adjoint that a later step or reading uses; all others are summed at once."""
    found: dict[int, set[int]] = {node: set() for node in (tree.root, *way)}
    for axes, (at, partner, _) in read:
        found[at].update(axes, tree.axes(partner) if partner >= 0 else ())
    # Children first: what a child's step takes from an adjoint, that of its parent must have.
    for node in reversed(way):
        sibling, parent = above[node]
        found[node].intersection_update(tree.axes(node))
        found[parent].update(found[node], tree.axes(sibling))
    return found


def _on_the_way(
    nodes: Collection[int], above: Mapping[int, tuple[int, int]], *, ends_too: bool
) -> list[int]:
    """The nodes on the paths from some nodes to the root, parents first; the root is left out."""
    passed: set[int] = set()
    for node in nodes:
        at = node if ends_too else above.get(node, (0, -1))[1]
        while at in above and at not in passed:
            passed.add(at)
            at = above[at][1]
    # A step comes after its operands, so that parents have higher numbers.
    return sorted(passed, reverse=True)


_ONE = np.ones(())


def descend(plan: Descent, tree: Tree, nodes: list[Array]) -> list[Array]:
    """Run the reverse pass: every reading, from the tensors of all nodes."""
    adjoint: dict[int, Array] = {tree.root: _ONE}
    for node, above, sibling, how in plan.steps:
        adjoint[node] = how.run(nodes[sibling], adjoint[above])
    found = []
    for _, above, partner, how, finish, times in plan.readings:
        # Most readings are not multiples, and a product with one would copy them.
        value = finish(how.run(nodes[partner] if partner >= 0 else _ONE, adjoint[above]))
        found.append(value * times if times > 1 else value)
    return found


def descend_scaled(
    plan: Descent, tree: Tree, nodes: list[Array], logs: list[Array]
) -> tuple[list[Array], list[Array]]:
    """As `descend`, from scaled nodes: each reading is exp(its log) times the array returned."""
    adjoint: dict[int, Array] = {tree.root: _ONE}
    scale: dict[int, Array] = {tree.root: np.zeros(())}
    for step in plan.steps:
        value = step.how.run(nodes[step.sibling], adjoint[step.above])
        adjoint[step.node], log = scaled(value, per_draw=DRAWS in step.how.axes)
        # The log of a node covers all of its subtree, so that each scale is counted once.
        scale[step.node] = scale[step.above] + logs[step.sibling] + log
    found, found_logs = [], []
    for reading in plan.readings:
        partner = nodes[reading.partner] if reading.partner >= 0 else _ONE
        own = logs[reading.partner] if reading.partner >= 0 else np.zeros(())
        value, log = scaled(
            reading.how.run(partner, adjoint[reading.above]), per_draw=DRAWS in reading.how.axes
        )
        found.append(reading.finish(value) * reading.times)
        found_logs.append(scale[reading.above] + own + log)
    return found, found_logs


def both_ways(
    network: Network, plan: Plan, tree: Tree, down: Descent, asked: Asked
) -> tuple[Array, list[Array]]:
    """The root of a tree and the readings of its reverse pass, each on a scale of its own if the root is tiny.

    The logarithms of the scales are dropped: whoever calls this takes shares of each reading.
    """
    nodes = nodes_of(network, tree, asked.states, asked.weights)
    # Without evidence the root sums to one.
    if not (asked.shape.observed or asked.weights):
        return nodes[-1], descend(down, tree, nodes)
    drawn = network.draws is not None
    peak = nodes[-1].max(axis=tree.spread(tree.root) if drawn else None)
    if (peak > UNDERFLOW).all() if drawn else peak > UNDERFLOW:
        return nodes[-1], descend(down, tree, nodes)
    # Only improbable evidence needs the scaled pass, which takes about twice as many calls.
    tensors = load_tensors(tree, plan.structure.names, network.tables, asked.states, asked.weights)
    scaled, logs = flow_scaled(tree, tensors)
    return scaled[-1], descend_scaled(down, tree, scaled, logs)[0]
