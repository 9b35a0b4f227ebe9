"""Graph questions asked by brute force: of networkx's d-separation, subset by subset."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import combinations

import networkx as nx

from causalnet.network.graph import Parents
from causalnet.network.mixed_graph import MixedGraph


def digraph(parents: Parents) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(parents)
    graph.add_edges_from((p, v) for v, above in parents.items() for p in above)
    return graph


def hidden_graph(graph: MixedGraph) -> nx.DiGraph:
    """The directed graph with a node for every shared hidden cause."""
    made = digraph(graph.parents)
    for a, b in graph.bidirected:
        made.add_edges_from([((a, b), a), ((a, b), b)])
    return made


def separates(graph: nx.DiGraph, x: Iterable[str], y: Iterable[str], given: Iterable[str]) -> bool:
    return nx.is_d_separator(graph, {*x}, {*y}, {*given})


def subsets(names: Collection[str]) -> Iterator[frozenset[str]]:
    ordered = sorted(names)
    for size in range(len(ordered) + 1):
        yield from map(frozenset, combinations(ordered, size))


def minimal(names: Collection[str], holds: Callable[[frozenset[str]], bool]) -> set[frozenset[str]]:
    """The sets for which something holds, and for no proper subset of theirs."""
    good = [s for s in subsets(names) if holds(s)]
    return {s for s in good if not any(t < s for t in good)}
