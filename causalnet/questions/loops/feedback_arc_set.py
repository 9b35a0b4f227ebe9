"""A minimum feedback arc set: the fewest arrows whose removal breaks every loop of a graph.

It is a minimum feedback vertex set of the line graph, whose nodes are the arrows: an arrow leads to those that begin
where it ends, so that loops of the one are loops of the other.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from causalnet.questions.loops.feedback_vertex_set import feedback_vertex_set

__all__ = ["Arc", "feedback_arc_set"]

Arc = tuple[str, str]


def feedback_arc_set(
    graph: nx.DiGraph[str], weight: Mapping[Arc, float] | None = None
) -> tuple[tuple[Arc, ...], bool]:
    """A least feedback arc set, and whether it is proved to be least.

    An arrow from a node to itself is always in it.

    Parameters
    ----------
    graph : networkx.DiGraph
    weight : mapping from (str, str) to float, optional
        Of several sets of the same size, one is taken in which no arrow can be exchanged for another of less weight.

    Returns
    -------
    arcs : tuple of (str, str)
        In the order of the graph.
    least : bool
        False where the search was cut short: then the arrows do break every loop, but fewer might.

    References
    ----------
    R. M. Karp (1972), "Reducibility among combinatorial problems" (feedback arc set).
    G. Even, J. Naor, B. Schieber and M. Sudan (1998), "Approximating minimum feedback sets and multicuts in directed
    graphs", *Algorithmica* 20 (line graphs).

    Examples
    --------
    >>> ring = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "c")])
    >>> feedback_arc_set(ring), feedback_arc_set(ring, {("a", "b"): 3, ("b", "c"): 1, ("c", "a"): 2})
    (((('a', 'b'), ('c', 'c')), True), ((('b', 'c'), ('c', 'c')), True))
    """
    order = {arc: i for i, arc in enumerate(graph.edges)}
    selves = [arc for arc in order if arc[0] == arc[1]]
    lines: nx.DiGraph[str] = nx.DiGraph()
    names: dict[str, Arc] = {}
    for component in nx.strongly_connected_components(graph):
        within = [arc for arc in order if {*arc} <= component and arc[0] != arc[1]]
        names |= {str(order[arc]): arc for arc in within}
        lines.add_edges_from(
            (str(order[one]), str(order[two]))
            for one in within
            for two in within
            if one[1] == two[0]
        )
    nodes, least = feedback_vertex_set(lines)
    found = [names[node] for node in nodes]
    if weight is not None:
        found = _lightened(graph, found, [*names.values()], weight)
    return tuple(sorted([*selves, *found], key=order.__getitem__)), least


def _lightened(
    graph: nx.DiGraph[str], found: list[Arc], among: list[Arc], weight: Mapping[Arc, float]
) -> list[Arc]:
    """The set after every exchange of one arrow for a lighter one that still breaks all loops."""
    bare = nx.DiGraph(arc for arc in graph.edges if arc[0] != arc[1])
    lighter = sorted(among, key=lambda arc: weight.get(arc, 0))
    heavy = sorted(found, key=lambda arc: -weight.get(arc, 0))
    for old in heavy:
        rest = [arc for arc in found if arc != old]
        left = bare.copy()
        left.remove_edges_from(rest)
        for new in lighter:
            if weight.get(new, 0) >= weight.get(old, 0):
                break
            if new not in rest and _breaks(left, new):
                # Each exchange takes weight away, so that this ends.
                return _lightened(graph, [*rest, new], among, weight)
    return found


def _breaks(left: nx.DiGraph[str], arc: Arc) -> bool:
    """Whether the graph has no loops without an arrow."""
    left.remove_edge(*arc)
    broken = nx.is_directed_acyclic_graph(left)
    left.add_edge(*arc)
    return broken
