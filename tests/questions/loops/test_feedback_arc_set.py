"""The fewest arrows that break every loop, against a search of all sets."""

from __future__ import annotations

import time
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, strategies as st

from causalnet.questions.loops.feedback_arc_set import feedback_arc_set

NODES = "abcde"
GRAPHS = st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=11)


def breaks(graph: nx.DiGraph[str], arcs: tuple[tuple[str, str], ...]) -> bool:
    left = graph.copy()
    left.remove_edges_from(arcs)
    return nx.is_directed_acyclic_graph(left)


@given(GRAPHS)
def test_it_breaks_every_loop_and_no_smaller_set_does(arcs: set[tuple[str, str]]) -> None:
    graph = nx.DiGraph(sorted(arcs))

    found, least = feedback_arc_set(graph)

    assert least
    assert breaks(graph, found)
    if found:
        assert not any(breaks(graph, fewer) for fewer in combinations(graph.edges, len(found) - 1))


@pytest.mark.parametrize("length", [2, 3, 7])
def test_one_arrow_breaks_a_ring(length: int) -> None:
    ring = nx.cycle_graph(length, create_using=nx.DiGraph)
    found, least = feedback_arc_set(nx.relabel_nodes(ring, str))

    assert (len(found), least) == (1, True)


@given(GRAPHS, st.lists(st.integers(0, 5), min_size=25, max_size=25))
def test_no_arrow_can_be_exchanged_for_a_lighter_one(
    arcs: set[tuple[str, str]], numbers: list[int]
) -> None:
    graph = nx.DiGraph(sorted(arcs))
    pairs = [(a, b) for a in NODES for b in NODES]
    weight = dict(zip(pairs, numbers, strict=True))

    found, least = feedback_arc_set(graph, weight)

    assert least
    assert breaks(graph, found)
    assert len(found) == len(feedback_arc_set(graph)[0])
    for old in found:
        for new in graph.edges:
            if weight[new] < weight[old]:
                assert not breaks(graph, tuple({*found} - {old} | {new}))


@given(GRAPHS, st.lists(st.integers(1, 5), min_size=25, max_size=25))
def test_the_small_set_of_a_large_graph_breaks_every_loop_and_spares_no_arrow(
    arcs: set[tuple[str, str]], numbers: list[int]
) -> None:
    graph = nx.DiGraph(sorted(arcs))
    pairs = [(a, b) for a in NODES for b in NODES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("causalnet.questions.loops.feedback_arc_set.MOST_ARCS", -1)
        found, least = feedback_arc_set(graph, dict(zip(pairs, numbers, strict=True)))

    assert not least
    assert breaks(graph, found)
    assert not any(breaks(graph, tuple({*found} - {arc})) for arc in found)


def test_a_graph_of_two_thousand_arrows_on_loops_is_broken_in_a_moment() -> None:
    graph = nx.DiGraph((str(i % 97), str(j % 89)) for i in range(97) for j in range(i, i + 21))
    started = time.process_time()

    found, least = feedback_arc_set(graph)

    assert breaks(graph, found)
    assert not least
    assert time.process_time() - started < 3
