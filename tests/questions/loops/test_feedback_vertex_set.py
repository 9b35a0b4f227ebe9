"""Least sets that break every loop, against brute force over every set of variables."""

from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
import pytest
from hypothesis import given, settings, strategies as st

from causalnet.questions.loops import feedback_vertex_set as module
from causalnet.questions.loops.feedback_vertex_set import feedback_vertex_set

NAMES = [f"v{i}" for i in range(8)]


@st.composite
def graphs(draw: st.DrawFn) -> nx.DiGraph[str]:
    """Up to eight variables in any order, self-loops among their arrows."""
    names = draw(st.permutations(NAMES[: draw(st.integers(1, len(NAMES)))]))
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    arrows = [(a, b) for a in names for b in names]
    graph.add_edges_from(draw(st.lists(st.sampled_from(arrows), max_size=30)))
    return graph


def breaks(graph: nx.DiGraph[str], nodes: tuple[str, ...]) -> bool:
    """Whether no loop is left without some nodes, self-loops aside."""
    left = nx.DiGraph([(a, b) for a, b in graph.edges if a != b and not {a, b} & {*nodes}])
    return nx.is_directed_acyclic_graph(left)


def least_sets(graph: nx.DiGraph[str]) -> list[tuple[str, ...]]:
    """Every least set, by trying all sets in the order of their sizes."""
    for size in range(len(graph) + 1):
        found = [nodes for nodes in combinations(graph, size) if breaks(graph, nodes)]
        if found:
            return found
    raise AssertionError


@settings(max_examples=120, deadline=None)
@given(graphs())
def test_it_is_one_of_the_least_sets(graph: nx.DiGraph[str]) -> None:
    nodes, least = feedback_vertex_set(graph)

    assert least
    assert nodes in least_sets(graph)


@settings(max_examples=30, deadline=None)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_arrows_is_irrelevant(graph: nx.DiGraph[str], rng: object) -> None:
    arrows = list(graph.edges)
    rng.shuffle(arrows)  # type: ignore[attr-defined]
    other: nx.DiGraph[str] = nx.DiGraph()
    other.add_nodes_from(graph)
    other.add_edges_from(arrows)

    assert feedback_vertex_set(other) == feedback_vertex_set(graph)


@pytest.mark.parametrize("size", range(2, 9))
def test_of_a_complete_graph_all_but_one_go(size: int) -> None:
    nodes, least = feedback_vertex_set(nx.DiGraph(list(permutations(NAMES[:size], 2))))

    assert (len(nodes), least) == (size - 1, True)


def test_a_search_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BRANCHES", 3)
    graph = nx.DiGraph(list(permutations(NAMES, 2)))

    nodes, least = feedback_vertex_set(graph)

    assert breaks(graph, nodes)
    assert not least
