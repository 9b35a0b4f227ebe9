"""Front-door sets, against the criterion on every subset, and by their formula."""

import networkx as nx
import numpy as np
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.adjustment import front_door_sets as module
from tests.questions.separation.joint import Joint
from tests.questions.separation.oracle import hidden_graph, minimal, separates
from tests.strategies.mixed import mixed_graphs


def meets(graph: nx.DiGraph, x: str, y: str, way: frozenset[str]) -> bool:
    """Pearl's criterion, word for word."""
    cut = graph.copy()
    cut.remove_nodes_from(way)
    if nx.has_path(cut, x, y):
        return False
    back = graph.copy()
    back.remove_edges_from([*graph.out_edges(x)])
    if not all(separates(back, [x], [z], []) for z in way):
        return False
    back = graph.copy()
    back.remove_edges_from([e for z in way for e in graph.out_edges(z)])
    return all(separates(back, [z], [y], [x]) for z in way)


@given(mixed_graphs(most=6), st.integers(0, 10**6))
def test_they_are_the_minimal_sets_that_meet_the_criterion(graph: MixedGraph, seed: int) -> None:
    answer = cn.front_door_sets(graph, "a", "b")
    oracle = hidden_graph(graph)
    expected = minimal({*graph.measured} - {"a", "b"}, lambda s: meets(oracle, "a", "b", s))
    if not nx.has_path(oracle, "a", "b"):
        assert not answer.minimal
        return
    assert {frozenset(s) for s in answer.minimal} == expected
    joint = Joint(graph, seed)
    for way in answer.minimal:
        found = joint.by_front_door("a", "b", way)
        np.testing.assert_allclose(found, joint.do("b", {"a": 1}), atol=1e-10)


def test_another_variable_may_be_needed_beside_the_mediator() -> None:
    answer = cn.front_door_sets("dag { x -> z -> y ; x <-> y ; w -> z ; w -> y }", "x", "y")
    assert answer.minimal == (("z", "w"),)


def test_two_ways_need_two_mediators() -> None:
    answer = cn.front_door_sets("dag { x -> a -> y ; x -> b -> y ; x <-> y }", "x", "y")
    assert answer.sentence == "The effect of x on y can be had by way of a and b."


def test_no_set_is_said_in_words() -> None:
    answer = cn.front_door_sets("dag { x -> m -> y ; x <-> y ; x <-> m }", "x", "y")
    assert str(answer) == (
        "No set of measured variables meets the front-door criterion for the effect of x\non y."
    )


def test_a_listing_that_was_cut_says_so(monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_SUBSETS", 3)
    answer = cn.front_door_sets("dag { x -> a -> b -> c -> y ; x <-> y }", "x", "y")
    assert (answer.minimal, answer.complete) == ((("a",), ("b",)), False)
    assert "Of the sets the smallest 3 were looked at." in str(answer)
