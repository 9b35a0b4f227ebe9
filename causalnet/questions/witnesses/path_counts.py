"""Disjoint paths, and the path that is widest at its narrowest step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from causalnet.console import printed
from causalnet.questions.witnesses.path_graph import START, PathArc, PathGraph

__all__ = ["DisjointPaths", "WidestPath", "disjoint_paths", "widest_path"]


@printed
@dataclass(frozen=True, slots=True)
class DisjointPaths:
    """The number of paths that can be told apart.

    Attributes
    ----------
    by_influence : int
        The greatest number of paths of which no two share an influence.
    by_variable : int
        The greatest number of paths of which no two share a variable between the ends.
    exact : bool
        Whether these are the greatest numbers. Over several periods an influence can be on several arrows, and then
        they are numbers of paths that were found.
    """

    by_influence: int
    by_variable: int
    exact: bool = True


@printed
@dataclass(frozen=True, slots=True)
class WidestPath:
    """The path that is widest at its narrowest step.

    Attributes
    ----------
    width : int
        The width of its narrowest step.
    influences : tuple of str
        The influences on it, in order.
    """

    width: int
    influences: tuple[str, ...]


def disjoint_paths(graph: PathGraph, variable: Mapping[str, str] | None = None) -> DisjointPaths:
    """The greatest numbers of paths that share no influence, and no variable on the way.

    Parameters
    ----------
    graph : PathGraph
    variable : mapping from node to str, optional
        The variable that a node stands for, where it is one in a period.

    References
    ----------
    K. Menger (1927), "Zur allgemeinen Kurventheorie", *Fundamenta Mathematicae* 10.
    """
    if graph.repeated:
        return DisjointPaths(_packed(graph, None), _packed(graph, variable or {}), exact=False)
    return DisjointPaths(_flow(_by_arrow(graph)), _flow(_by_node(graph)))


def _flow(network: nx.DiGraph[str]) -> int:
    return int(nx.maximum_flow_value(network, "\0from", "\0to"))


def _by_arrow(graph: PathGraph) -> nx.DiGraph[str]:
    """A network whose flow shares no influence: one unit for each; steps that the question makes have room for all."""
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(["\0from", "\0to"])
    _ends(network, graph, START, graph.end)
    for number, arrow in enumerate(graph.arrows):
        middle = f"\0arrow {number}"
        room = len(graph.arrows) if arrow.name is None else 1
        network.add_edge(arrow.tail, middle, capacity=room)
        network.add_edge(middle, arrow.head, capacity=room)
    return network


def _by_node(graph: PathGraph) -> nx.DiGraph[str]:
    """A network whose flow shares neither an influence nor a node between the ends."""
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(["\0from", "\0to"])
    most = len(graph.arrows)
    first = {a.head for a in graph.arrows if a.tail == START and a.name is None}
    nodes = {node for a in graph.arrows for node in (a.tail, a.head)}
    for node in nodes:
        room = most if node in {START, graph.end, *first} else 1
        network.add_edge(f"{node}\0in", f"{node}\0out", capacity=room)
    _ends(network, graph, f"{START}\0in", f"{graph.end}\0out")
    for number, arrow in enumerate(graph.arrows):
        middle = f"\0arrow {number}"
        room = most if arrow.name is None else 1
        network.add_edge(f"{arrow.tail}\0out", middle, capacity=room)
        network.add_edge(middle, f"{arrow.head}\0in", capacity=room)
    return network


def _ends(network: nx.DiGraph[str], graph: PathGraph, first: str, last: str) -> None:
    room = len(graph.arrows)
    network.add_edge("\0from", first, capacity=room)
    network.add_edge(last, "\0to", capacity=room)


def _packed(graph: PathGraph, variable: Mapping[str, str] | None) -> int:
    """A number of paths that share no influence, nor variables where these are given: the shortest first."""
    closed, passed = set[str](), set[str]()
    held = variable or {}
    ends = {held.get(graph.end, graph.end)}
    ends |= {held.get(a.head, a.head) for a in graph.arrows if a.tail == START and a.name is None}
    count = 0
    while path := graph.path(closed):
        if not (named := {*_named(path)}):
            break
        closed |= named
        passed |= {held.get(a.head, a.head) for a in path} - ends
        if variable is not None:
            closed |= {
                a.name for a in graph.arrows if a.name and held.get(a.head, a.head) in passed
            }
        count += 1
    return count


def widest_path(graph: PathGraph, width: Mapping[str, int]) -> WidestPath | None:
    """The path that is widest at its narrowest step, and of several the shortest; None where there is no path.

    A step that the question makes is as wide as can be.

    References
    ----------
    M. Pollack (1960), "The maximum capacity through a network", *Operations Research* 8.
    """
    for least in sorted({width.get(name, 0) for name in graph.names}, reverse=True):
        path = graph.path({name for name in graph.names if width.get(name, 0) < least})
        if path is not None:
            return WidestPath(least, _named(path))
    return None


def _named(path: tuple[PathArc, ...]) -> tuple[str, ...]:
    return tuple(a.name for a in path if a.name is not None)
