"""A minimum feedback arc set: the fewest arrows whose removal breaks every loop of a graph.

It is a minimum feedback vertex set of the line graph, whose nodes are the arrows: an arrow leads to those that begin
where it ends, so that loops of the one are loops of the other.
"""

from __future__ import annotations

import networkx as nx

from causalnet.questions.loops.feedback_vertex_set import feedback_vertex_set

__all__ = ["Arc", "feedback_arc_set"]

Arc = tuple[str, str]


def feedback_arc_set(graph: nx.DiGraph[str]) -> tuple[tuple[Arc, ...], bool]:
    """A least feedback arc set, and whether it is proved to be least.

    An arrow from a node to itself is always in it.

    Parameters
    ----------
    graph : networkx.DiGraph

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
    >>> feedback_arc_set(nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("b", "a"), ("c", "c")]))
    ((('a', 'b'), ('c', 'c')), True)
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
    found, least = feedback_vertex_set(lines)
    return tuple(sorted([*selves, *(names[n] for n in found)], key=order.__getitem__)), least
