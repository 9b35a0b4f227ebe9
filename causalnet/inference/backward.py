"""The pass backward: how an answer depends on every tensor on the way to it, from one descent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from causalnet.inference.asked import Asked
from causalnet.inference.contraction import Array, Axes, Contraction, contraction
from causalnet.inference.execute import TINY, flow, flow_scaled, load, scaled
from causalnet.inference.plan import Plan, arrangement
from causalnet.inference.tree import Tree
from causalnet.network.network import Network
from causalnet.network.structure import DRAWS, Structure

__all__ = ["Descent", "Reading", "both_ways", "descend", "descend_scaled", "descent", "wanted_of"]


class Back(NamedTuple):
    """One step down: the adjoint of a node from that of what it became, and its sibling."""

    node: int
    above: int
    sibling: int
    how: Contraction


class Reading(NamedTuple):
    """What is read off at one node: its adjoint, summed to the axes asked for.

    Attributes
    ----------
    variable : int
        Whom it tells about.
    above, partner : int
        Whose adjoint is multiplied with the tensor of which node.
    how : Contraction
        The product.
    finish : callable
        Lays its axes in the order asked.
    times : int
        How many equal terms a sum over axes that nothing depends on has.
    """

    variable: int
    above: int
    partner: int
    how: Contraction
    finish: Callable[[Array], Array]
    times: int


@dataclass(frozen=True, slots=True, eq=False)
class Descent:
    """The pass backward through a tree, planned.

    The adjoint of a tensor T is ∂(root)/∂T. Axes that the root keeps stay open all the way: each
    adjoint has them besides the axes of its own tensor, and where the tensor has such an axis too,
    both are the same (entries off that diagonal are zero). Along an axis that an adjoint lacks, it
    is constant. Nothing is ever divided by, so zeros in tables do no harm.

    References
    ----------
    A. Darwiche (2003), "A differential approach to inference in Bayesian networks", *JACM* 50(3);
    J. D. Park and A. Darwiche (2004), "A differential semantics for jointree algorithms",
    *Artificial Intelligence* 156.
    """

    steps: tuple[Back, ...]
    readings: tuple[Reading, ...]

    @property
    def cost(self) -> int:
        """Multiply-adds (in each draw)."""
        return sum(b.how.cost for b in self.steps) + sum(r.how.cost for r in self.readings)


# For every leaf or node that is read: the variable told about, the node, and the axes wanted.
Wanted = tuple[int, int, Axes]


def wanted_of(tree: Tree, *, whole: bool = False) -> list[Wanted]:
    """Every table of a tree: the whole of it, or summed to its own variable."""
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
    """Plan the descent to the adjoints of some nodes, with `kept` axes open.

    A reading has the axes wanted, then those of `kept` that are not among them. With `times_itself`
    it is the product of the adjoint with the node's own tensor that is read: a share of the root.
    """
    sizes = structure.sizes
    above = {node: (sibling, parent) for node, sibling, parent in tree.parents()}
    wanted = list(wanted)
    ends = [node for _, node, _ in wanted]
    way = _on_the_way(ends, above, ends_too=times_itself)
    adjoint: dict[int, Axes] = {tree.root: ()}
    steps = []
    for node in way:
        sibling, parent = above[node]
        keep = {*tree.axes(node), *kept}
        how = contraction(tree.axes(sibling), adjoint[parent], keep, sizes)
        adjoint[node] = how.axes
        steps.append(Back(node, parent, sibling, how))
    readings = []
    for variable, node, axes in wanted:
        partner, at = (node, node) if times_itself else above.get(node, (-1, tree.root))
        there = {*adjoint[at], *axes, *kept}
        one = -1 if times_itself else _summed_to_one(tree, partner, {*there, *tree.axes(node)})
        if one >= 0 and one not in there:
            there.add(one)
            partner = -1
        beside = tree.axes(partner) if partner >= 0 else ()
        how = contraction(beside, adjoint[at], {*axes, *kept}, sizes)
        there |= {*beside, DRAWS}
        times = structure.size([x for x in tree.axes(node) if x not in there])
        order = (*axes, *[y for y in kept if y not in axes])
        finish = arrangement(how.axes, order, sizes)
        readings.append(Reading(variable, at, partner, how, finish, times))
    return Descent(tuple(steps), tuple(readings))


def _summed_to_one(tree: Tree, node: int, known: Collection[int]) -> int:
    """The variable of a table whose sum over it is one whatever the other axes, all `known`."""
    if not 0 <= node < len(tree.leaves):
        return -1
    leaf = tree.leaves[node]
    others = [x for x in leaf.axes if x not in (leaf.variable, DRAWS)]
    plain = not leaf.weights and leaf.variable in leaf.axes
    return leaf.variable if plain and all(x in known for x in others) else -1


def _on_the_way(
    nodes: Collection[int], above: dict[int, tuple[int, int]], *, ends_too: bool
) -> list[int]:
    """The nodes between some others and the root, from the root down; the root is left out."""
    passed: set[int] = set()
    for node in nodes:
        at = node if ends_too else above.get(node, (0, -1))[1]
        while at in above and at not in passed:
            passed.add(at)
            at = above[at][1]
    return sorted(passed, reverse=True)


_ONE = np.ones(())


def descend(plan: Descent, tree: Tree, nodes: list[Array]) -> list[Array]:
    """Every reading, from the tensors of all nodes."""
    adjoint: dict[int, Array] = {tree.root: _ONE}
    for step in plan.steps:
        adjoint[step.node] = step.how.run(nodes[step.sibling], adjoint[step.above])
    found = []
    for reading in plan.readings:
        partner = nodes[reading.partner] if reading.partner >= 0 else _ONE
        value = reading.finish(reading.how.run(partner, adjoint[reading.above]))
        found.append(value * reading.times if reading.times > 1 else value)
    return found


def descend_scaled(
    plan: Descent, tree: Tree, nodes: list[Array], logs: list[Array]
) -> tuple[list[Array], list[Array]]:
    """As `descend`, from scaled nodes; a reading is exp(its log) times what is returned."""
    adjoint: dict[int, Array] = {tree.root: _ONE}
    scale: dict[int, Array] = {tree.root: np.zeros(())}
    for step in plan.steps:
        value = step.how.run(nodes[step.sibling], adjoint[step.above])
        adjoint[step.node], log = scaled(value, drawn=DRAWS in step.how.axes)
        scale[step.node] = scale[step.above] + logs[step.sibling] + log
    found, found_logs = [], []
    for reading in plan.readings:
        partner = nodes[reading.partner] if reading.partner >= 0 else _ONE
        own = logs[reading.partner] if reading.partner >= 0 else np.zeros(())
        value, log = scaled(
            reading.how.run(partner, adjoint[reading.above]), drawn=DRAWS in reading.how.axes
        )
        found.append(reading.finish(value) * reading.times)
        found_logs.append(scale[reading.above] + own + log)
    return found, found_logs


def both_ways(
    network: Network, plan: Plan, tree: Tree, down: Descent, asked: Asked
) -> tuple[Array, list[Array]]:
    """The root of a tree and the readings of its descent, each on a scale of its own if tiny."""
    tensors = load(tree, plan.structure.names, network.tables, asked.states, asked.weights)
    nodes = flow(tree, tensors)
    if (nodes[-1].max(axis=tree.spread(tree.root)) > TINY).all():
        return nodes[-1], descend(down, tree, nodes)
    scaled, logs = flow_scaled(tree, tensors)
    return scaled[-1], descend_scaled(down, tree, scaled, logs)[0]
