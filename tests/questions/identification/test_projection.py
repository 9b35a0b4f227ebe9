"""Latent projections and districts, by their definitions."""

from itertools import combinations

import networkx as nx
from hypothesis import given, strategies as st

from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.identification.projection import districts, latent_projection, subgraph
from tests.questions.separation.oracle import hidden_graph, separates, subsets
from tests.strategies.mixed import mixed_graphs


@given(mixed_graphs(most=6))
def test_arrows_and_double_arrows_stand_for_paths_through_what_is_hidden(graph: MixedGraph) -> None:
    oracle, kept = hidden_graph(graph), {*graph.measured}
    found = latent_projection(graph, kept)
    for a, b in combinations(sorted(kept), 2):
        for cause, effect in ((a, b), (b, a)):
            between = oracle.subgraph(({*oracle} - kept) | {cause, effect})
            assert (cause in found.parents[effect]) is nx.has_path(between, cause, effect)
        shares = any(
            nx.has_path(oracle.subgraph(({*oracle} - kept) | {v}), u, v) is True
            and nx.has_path(oracle.subgraph(({*oracle} - kept) | {w}), u, w)
            for u in {*oracle} - kept
            for v, w in [(a, b)]
        )
        assert ((a, b) in found.bidirected) is shares


@given(mixed_graphs(most=6), st.data())
def test_it_keeps_every_separation_of_measured_variables(
    graph: MixedGraph, data: st.DataObject
) -> None:
    kept = sorted(graph.measured)
    found = hidden_graph(latent_projection(graph, kept))
    whole = hidden_graph(graph)
    a, b = data.draw(st.sampled_from(list(combinations(kept, 2))))
    for given_names in subsets({*kept} - {a, b}):
        assert separates(found, [a], [b], given_names) is separates(whole, [a], [b], given_names)


@given(mixed_graphs(most=6))
def test_districts_part_the_variables(graph: MixedGraph) -> None:
    found = districts(graph)
    assert sorted(v for d in found for v in d) == sorted(graph)
    undirected = nx.Graph(list(graph.bidirected))
    undirected.add_nodes_from(graph)
    assert {frozenset(c) for c in nx.connected_components(undirected)} == {*found}


def test_a_subgraph_keeps_what_joins_two_of_its_variables() -> None:
    graph = MixedGraph({"a": [], "b": ["a"], "c": ["b"]}, [("a", "c"), ("a", "b")])
    assert subgraph(graph, ["a", "c"]) == MixedGraph({"a": [], "c": []}, [("a", "c")])
