"""What a plan computes from a network's numbers alone is computed once for that network.

Asked again with other states, only the steps that a state has a part in are run again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from causalnet.inference.contraction import Array, Contraction
from causalnet.inference.execute import sliced
from causalnet.inference.plan import Plan
from causalnet.inference.prune import Leaf
from causalnet.inference.tree import Tree
from causalnet.network.network import Network

__all__ = ["Folded", "folded"]

# Bytes that may be held on to for one plan, and plans for one network.
MOST_BYTES = 8 * 2**20
MOST_PLANS = 64


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """The steps that states have a part in, and everything else as it came out.

    Attributes
    ----------
    leaves : tuple of (position, Leaf, table)
        What is sliced or weighted anew for every question.
    steps : tuple of (position, position, Contraction)
        What is run anew; results go into the following positions.
    start : tuple of ndarray or None
        The tensors at every position; None where a leaf is still to be put.
    """

    leaves: tuple[tuple[int, Leaf, Array], ...]
    steps: tuple[tuple[int, int, Contraction], ...]
    start: tuple[Array | None, ...]

    def run(self, states: Sequence[int], weights: Mapping[int, Array]) -> Array:
        """The tensor at the root."""
        nodes = list(self.start)
        for at, leaf, table in self.leaves:
            nodes[at] = weights[leaf.variable] if leaf.weights else sliced(table, leaf, states)
        for a, b, how in self.steps:
            nodes.append(how.run(nodes[a], nodes[b]))  # type: ignore[arg-type]
        return nodes[-1]  # type: ignore[return-value]


_held: WeakKeyDictionary[Network, dict[Plan, Folded | None]] = WeakKeyDictionary()


def folded(network: Network, plan: Plan) -> Folded | None:
    """What is left to do of a plan, from its second use on; None where nothing is held."""
    if network.draws is not None or not plan.shape.fixed or plan.peak > MOST_BYTES:
        return None
    held = _held.get(network)
    if held is None:
        held = _held[network] = {}
    found = held.get(plan)
    if found is None and plan.main is not None:
        if plan in held:
            found = _fold(network, plan.main)
        elif len(held) >= MOST_PLANS:
            del held[next(iter(held))]
        held[plan] = found
    return found


def _fold(network: Network, tree: Tree) -> Folded:
    """Run what no state has a part in, and keep what the rest needs of it."""
    names, tables = network.structure.names, network.tables
    nodes: list[Array | None] = []
    leaves = []
    for node, leaf in enumerate(tree.leaves):
        table = tables[names[leaf.variable]]
        waits = leaf.weights or any(slot >= 0 for _, slot in leaf.slots)
        if waits:
            leaves.append((node, leaf, table))
        nodes.append(None if waits else sliced(table, leaf, ()))
    # A step that no state has a part in is run now; the others move up behind the leaves.
    place = dict(enumerate(range(len(nodes))))
    steps: list[tuple[int, int, Contraction]] = []
    done: list[Array | None] = list(nodes)
    pending: list[tuple[int, Contraction, int, int]] = []
    for node, step in enumerate(tree.steps, start=len(nodes)):
        a, b = done[step.first], done[step.second]
        if a is None or b is None:
            pending.append((node, step.how, step.first, step.second))
            done.append(None)
        else:
            done.append(step.how.run(a, b))
            place[node] = len(nodes)
            nodes.append(done[-1])
    for node, how, first, second in pending:
        place[node] = len(nodes) + len(steps)
        steps.append((place[first], place[second], how))
    used = {x for a, b, _ in steps for x in (a, b)} | {place[tree.root]}
    start = tuple([x if i in used else None for i, x in enumerate(nodes)])
    return Folded(tuple(leaves), tuple(steps), start)
