"""Minimum cuts by maximum flow: the arrows to take away, and every least choice of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import networkx as nx

from causalnet.questions.witnesses.path_graph import START, PathGraph

__all__ = ["minimum_cuts"]


def minimum_cuts(
    graph: PathGraph, weights: Mapping[str, int], most: int
) -> tuple[int, set[frozenset[str]], bool]:
    """The weight of a minimum cut, the cuts of that weight as sets of influences, and whether these are all.

    Parameters
    ----------
    graph : PathGraph
        At least one influence with a weight is on every path, and none is on two arrows.
    weights : mapping from influence to int
        An influence without a weight cannot be cut.
    most : int
        The number of cuts that are looked at.

    References
    ----------
    L. R. Ford and D. R. Fulkerson (1956), "Maximal flow through a network", *Canadian Journal of Mathematics* 8;
    J.-C. Picard and M. Queyranne (1980), "On the structure of all minimum cuts in a network and applications",
    *Mathematical Programming Study* 13.
    """
    capacities = _capacities(graph, weights)
    residual = nx.algorithms.flow.preflow_push(capacities, START, graph.end)
    sides = list(islice(_near_sides(residual, graph.end), most + 1))
    cuts = {
        frozenset(a.name for a in graph.arrows if a.tail in near and a.head not in near and a.name)
        for near in sides[:most]
    }
    return int(residual.graph["flow_value"]), cuts, len(sides) <= most


def _capacities(graph: PathGraph, weights: Mapping[str, int]) -> nx.DiGraph[str]:
    """The room of every pair of nodes; networkx takes one without a capacity as infinite."""
    network: nx.DiGraph[str] = nx.DiGraph()
    for arrow in graph.arrows:
        pair = arrow.tail, arrow.head
        weight = 0 if arrow.name is None else weights.get(arrow.name, 0)
        if not weight:
            network.add_edge(*pair)
            network.edges[pair].pop("capacity", None)
        elif not network.has_edge(*pair):
            network.add_edge(*pair, capacity=weight)
        elif "capacity" in network.edges[pair]:
            network.edges[pair]["capacity"] += weight
    return network


def _near_sides(residual: nx.DiGraph[str], end: str) -> Iterator[frozenset[str]]:
    """The near side of every minimum cut: a set of nodes with the start from which no room is left to the others.

    Room leads on within a strongly connected part, so such a set is made of whole parts, each with all that it leads to.
    """
    room: nx.DiGraph[str] = nx.DiGraph()
    room.add_nodes_from(residual)
    room.add_edges_from(
        (u, v) for u, v, held in residual.edges(data=True) if held["flow"] < held["capacity"]
    )
    parts = nx.condensation(room)
    part_of = parts.graph["mapping"]
    fixed = {part_of[START], *nx.descendants(parts, part_of[START])}
    barred = {part_of[end], *nx.ancestors(parts, part_of[end])}
    # What a part leads to comes before it.
    open_to = [p for p in reversed([*nx.topological_sort(parts)]) if p not in fixed | barred]
    waiting = [(0, frozenset(fixed))]
    while waiting:
        index, held = waiting.pop()
        if index == len(open_to):
            yield frozenset(node for part in held for node in parts.nodes[part]["members"])
            continue
        part = open_to[index]
        if held.issuperset(parts.successors(part)):
            waiting.append((index + 1, held | {part}))
        waiting.append((index + 1, held))
