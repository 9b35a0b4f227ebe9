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
# The search for a least set grows fast with the arrows on loops; among more than this a small set is taken.
MOST_ARCS = 170


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
        False where the search was cut short, or more than 170 arrows lie on loops: then the arrows do break every loop
        and none of them can be spared, but fewer others might do.

    References
    ----------
    P. Eades, X. Lin and W. F. Smyth (1993), "A fast and effective heuristic for the feedback arc set problem",
    *Information Processing Letters* 47 (beyond 170 arrows).
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
    home = {n: i for i, part in enumerate(nx.strongly_connected_components(graph)) for n in part}
    within = [arc for arc in order if home[arc[0]] == home[arc[1]] and arc[0] != arc[1]]
    names = {str(order[arc]): arc for arc in within}
    if len(names) > MOST_ARCS:
        found, least = _greedy(graph, weight or {}), False
    else:
        nodes, least = feedback_vertex_set(_line_graph(names))
        found = _lightened(graph, [names[n] for n in nodes], [*names.values()], weight or {})
    return tuple(sorted([*selves, *found], key=order.__getitem__)), least


def _line_graph(names: Mapping[str, Arc]) -> nx.DiGraph[str]:
    """The graph of arrows by name: each leads to those that begin where it ends."""
    from_node: dict[str, list[str]] = {}
    for name, (start, _) in names.items():
        from_node.setdefault(start, []).append(name)
    lines: nx.DiGraph[str] = nx.DiGraph()
    lines.add_edges_from(
        (name, after) for name, (_, end) in names.items() for after in from_node.get(end, ())
    )
    return lines


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


def _greedy(graph: nx.DiGraph[str], weight: Mapping[Arc, float]) -> list[Arc]:
    """A small set for a graph with many loops, none of whose arrows can be spared."""
    place = {node: i for i, node in enumerate(_sequence(graph, weight))}
    back = [arc for arc in graph.edges if place[arc[0]] > place[arc[1]]]
    left = nx.DiGraph(arc for arc in graph.edges if place[arc[0]] < place[arc[1]])
    left.add_nodes_from(graph)
    found = []
    for arc in sorted(back, key=lambda arc: -weight.get(arc, 1)):
        if nx.has_path(left, arc[1], arc[0]):
            found.append(arc)
        else:
            left.add_edge(*arc)
    return found


def _sequence(graph: nx.DiGraph[str], weight: Mapping[Arc, float]) -> list[str]:
    """The nodes in an order against which few arrows run: sources first, sinks last, else what gives most."""
    left = graph.copy()
    left.remove_edges_from(list(nx.selfloop_edges(graph)))
    first, last = list[str](), list[str]()
    while left:
        sink = next((node for node in left if not left.out_degree(node)), None)
        if sink is not None:
            last.append(sink)
            left.remove_node(sink)
            continue
        gives = dict.fromkeys(left, 0.0)
        for arc in left.edges:
            gives[arc[0]] += weight.get(arc, 1)
            gives[arc[1]] -= weight.get(arc, 1)
        source = next((node for node in left if not left.in_degree(node)), None)
        node = max(gives, key=gives.__getitem__) if source is None else source
        first.append(node)
        left.remove_node(node)
    return first + last[::-1]
