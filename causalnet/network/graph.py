"""Small questions about directed graphs, given as a mapping from each node to its parents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush
from math import log

__all__ = [
    "ancestors",
    "children",
    "cycle",
    "descendants",
    "narrow_order",
    "requisite",
    "topological",
]

Parents = Mapping[str, Sequence[str]]


def topological(parents: Parents) -> tuple[str, ...]:
    """Every node after its parents, ties in the order of `parents`.

    Raises
    ------
    graphlib.CycleError
        If the graph has a cycle.
    """
    return tuple(TopologicalSorter(parents).static_order())


def narrow_order(parents: Parents, sizes: Mapping[str, int]) -> tuple[str, ...]:
    """Every node after its parents, so that few nodes have children still to come.

    The next node is the one after which the joint table of those nodes is smallest. Ties are in the order of
    `topological`.

    Parameters
    ----------
    sizes : mapping from node to int
        The number of states of each.

    Examples
    --------
    >>> pairs = {"a": (), "b": (), "c": ("a",), "d": ("b",)}
    >>> topological(pairs), narrow_order(pairs, dict.fromkeys("abcd", 2))
    (('a', 'b', 'c', 'd'), ('a', 'c', 'b', 'd'))
    """
    below, above = children(parents), {node: {*own} for node, own in parents.items()}
    place = {node: i for i, node in enumerate(topological(parents))}
    # Parents still to be placed, and children still to be placed.
    before, after = ({node: len({*own}) for node, own in of.items()} for of in (parents, below))

    def growth(node: str) -> float:
        closed = sum([log(sizes[p]) for p in above[node] if after[p] == 1])
        return (log(sizes[node]) if after[node] else 0.0) - closed

    waiting = [(growth(node), place[node], node) for node in parents if not before[node]]
    heapify(waiting)
    order: dict[str, None] = {}
    while waiting:
        *_, node = heappop(waiting)
        # A node waits once more when its growth falls; it never rises.
        if node in order:
            continue
        order[node] = None
        changed = {*below[node]}
        for child in changed:
            before[child] -= 1
        for parent in above[node]:
            after[parent] -= 1
            if after[parent] == 1:
                changed |= {*below[parent]}
        for other in changed:
            if not before[other] and other not in order:
                heappush(waiting, (growth(other), place[other], other))
    return tuple(order)


def cycle(parents: Parents) -> list[str]:
    """A directed cycle, with the first node repeated at the end; empty if there is none."""
    try:
        topological(parents)
    except CycleError as error:
        nodes: list[str] = error.args[1]
        return nodes
    return []


def ancestors(parents: Parents, nodes: Iterable[str]) -> set[str]:
    """The nodes and everything upstream of them."""
    found: set[str] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if node not in found:
            found.add(node)
            stack.extend(parents[node])
    return found


def children(parents: Parents) -> dict[str, list[str]]:
    """For each node its children."""
    below: dict[str, list[str]] = {node: [] for node in parents}
    for node, above in parents.items():
        for parent in above:
            below[parent].append(node)
    return below


def descendants(parents: Parents, nodes: Iterable[str]) -> set[str]:
    """All nodes downstream of any of the given ones; a given node only if it is below another one."""
    below = children(parents)
    return ancestors(below, [child for node in nodes for child in below[node]])


def requisite(parents: Parents, outcome: Iterable[str], observed: Set[str]) -> set[str]:
    """The nodes whose mechanism can affect P(outcome | observed); a change in any other cannot.

    A ball from the outcome passes through unobserved nodes, and bounces back up at a collider that is observed or
    has an observed descendant. A node that passes a ball up to its parents is requisite.

    References
    ----------
    R. D. Shachter (1998), "Bayes-ball: the rational pastime", *UAI* (requisite probability nodes);
    D. Koller and N. Friedman (2009), *Probabilistic Graphical Models*, algorithm 3.1.
    """
    opened = ancestors(parents, observed)
    below = children(parents)
    passed: set[str] = set()
    seen: set[tuple[str, bool]] = set()
    stack = [(node, True) for node in outcome]
    while stack:
        visit = stack.pop()
        if visit in seen:
            continue
        seen.add(visit)
        node, upward = visit
        free = node not in observed
        if free:
            stack += [(child, False) for child in below[node]]
        if (upward and free) or (not upward and node in opened):
            passed.add(node)
            stack += [(parent, True) for parent in parents[node]]
    return passed
