r"""A minimum feedback vertex set: the fewest variables whose removal breaks every loop of a graph.

As an integer program: minimise :math:`\sum_v x_v` subject to :math:`\sum_{v \in C} x_v \ge 1` for every cycle C, with
:math:`x_v \in \{0, 1\}`. There may be exponentially many cycles, so that constraints are generated as they are violated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import networkx as nx

__all__ = ["feedback_vertex_set"]

# The hitting sets are searched for by hand. `scipy.optimize.milp` in place of `_hitting` was measured (SciPy 1.17.1): on
# the Japan model it takes three times as long, after 0.4 s to import it; HiGHS prints to standard output; and which of
# several least sets it gives depends on its version. What it does better is to prove sets of about 20 variables.

# Branches of the search; past them the set is small but not proved least.
BRANCHES = 20_000

Cycle = frozenset[str]


def feedback_vertex_set(graph: nx.DiGraph[str]) -> tuple[tuple[str, ...], bool]:
    """A least feedback vertex set, self-loops left aside, and whether it is proved to be least.

    An implicit hitting set: hit the cycles known so far with as few nodes as possible; if the graph without them
    still has cycles, add these to the known ones and repeat. When none is left, the set hits all cycles, and it is
    a minimum, since even the known cycles need that many.

    Parameters
    ----------
    graph : networkx.DiGraph

    Returns
    -------
    nodes : tuple of str
        In the order of the graph.
    least : bool
        False where the search was cut short: then the nodes do break every loop, but fewer might.

    References
    ----------
    K. Chandrasekaran, R. Karp, E. Moreno-Centeno and S. Vempala (2011), "Algorithms for implicit
    hitting set problems", *SODA*.

    Examples
    --------
    >>> feedback_vertex_set(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("c", "b"), ("a", "a")]))
    (('b',), True)
    """
    bare = graph.copy()
    bare.remove_edges_from(list(nx.selfloop_edges(graph)))
    order = {name: i for i, name in enumerate(graph)}
    known: list[Cycle] = []
    chosen: set[str] = set()
    budget = [BRANCHES]
    least = True
    while new := _disjoint(bare, chosen):
        known += new
        found = _hitting(known, order, budget)
        least = found is not None
        chosen = _greedy(known, order) if found is None else set(found)
    return tuple(sorted(chosen, key=order.__getitem__)), least


def _disjoint(graph: nx.DiGraph[str], without: Iterable[str]) -> list[Cycle]:
    """Short cycles that share no node: each raises the lower bound by one, where overlapping ones might not."""
    left = graph.copy()
    left.remove_nodes_from(list(without))
    found: list[Cycle] = []
    while cycle := _short(left):
        found.append(cycle)
        left.remove_nodes_from(list(cycle))
    return found


def _short(graph: nx.DiGraph[str]) -> Cycle:
    """A shortest cycle, or nothing."""
    best: list[str] = []
    for component in nx.strongly_connected_components(graph):
        if len(component) < 2:
            continue
        part = graph.subgraph(component)
        # Sorted, since a component is a set and the answer must not depend on its order.
        for node in sorted(component):
            for ahead in sorted(part.successors(node)):
                path = nx.shortest_path(part, ahead, node)
                if not best or len(path) < len(best):
                    best = path
            # No cycle is shorter, self-loops being left aside.
            if len(best) == 2:
                return frozenset(best)
    return frozenset(best)


def _hitting(
    cycles: list[Cycle], order: dict[str, int], budget: list[int]
) -> tuple[str, ...] | None:
    """A minimum hitting set by iterative deepening on its size; None once the budget is spent."""
    size, found = 0, None
    while found is None and budget[0] > 0:
        found = _within(cycles, size, order, budget)
        size += 1
    return found


def _within(
    cycles: list[Cycle], size: int, order: dict[str, int], budget: list[int]
) -> tuple[str, ...] | None:
    """At most `size` nodes that hit every cycle, or None, by branching on the nodes of one cycle."""
    if not cycles:
        return ()
    budget[0] -= 1
    if budget[0] < 0 or _packing(cycles) > size:
        return None
    counts = Counter(node for cycle in cycles for node in cycle)
    # A shortest cycle has the fewest branches; its most frequent nodes leave the fewest cycles. Ties go by the order of
    # the graph, so that the answer does not depend on how sets are iterated.
    first = min(cycles, key=lambda cycle: (len(cycle), sorted(order[n] for n in cycle)))
    for node in sorted(first, key=lambda n: (-counts[n], order[n])):
        rest = _within([c for c in cycles if node not in c], size - 1, order, budget)
        if rest is not None:
            return (node, *rest)
    return None


def _packing(cycles: list[Cycle]) -> int:
    """A lower bound on the nodes needed: the cycles in a greedy packing of disjoint ones."""
    taken: set[str] = set()
    count = 0
    for cycle in sorted(cycles, key=len):
        if taken.isdisjoint(cycle):
            taken |= cycle
            count += 1
    return count


def _greedy(cycles: list[Cycle], order: dict[str, int]) -> set[str]:
    """A hitting set that takes the node on most of the remaining cycles each time; not always a minimum."""
    left, chosen = list(cycles), set[str]()
    while left:
        counts = Counter(node for cycle in left for node in cycle)
        node = min(counts, key=lambda n: (-counts[n], order[n]))
        chosen.add(node)
        left = [cycle for cycle in left if node not in cycle]
    return chosen
