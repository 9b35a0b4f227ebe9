"""Implied independences: each holds, and all others follow."""

from itertools import combinations

import networkx as nx
import numpy as np
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.network.mixed_graph import MixedGraph
from tests.questions.separation.joint import Joint
from tests.questions.separation.oracle import hidden_graph, separates, subsets
from tests.strategies.mixed import mixed_graphs


@given(mixed_graphs(most=6))
def test_there_is_one_for_every_pair_that_some_measured_set_separates(graph: MixedGraph) -> None:
    oracle, answer = hidden_graph(graph), cn.independences(graph)
    found = {frozenset((i.x, i.y)): i.given for i in answer}
    for x, y in combinations(graph.measured, 2):
        rest = {*graph.measured} - {x, y}
        possible = any(separates(oracle, [x], [y], s) for s in subsets(rest))
        assert possible is (frozenset((x, y)) in found)
        if possible:
            given_names = found[frozenset((x, y))]
            assert {*given_names} <= rest
            assert separates(oracle, [x], [y], given_names)
    assert answer.pairs == len(found) + answer.joined + len(answer.inseparable)


@given(mixed_graphs(most=5, latent=False), st.integers(0, 10**6))
def test_they_hold_in_figures(graph: MixedGraph, seed: int) -> None:
    joint = Joint(graph, seed)
    for one in cn.independences(graph):
        p = joint.margin([one.x, one.y, *one.given])
        both = p / p.sum(axis=(0, 1))
        apart = both.sum(axis=1, keepdims=True) * both.sum(axis=0, keepdims=True)
        np.testing.assert_allclose(both, apart, atol=1e-10)


def test_of_the_japan_model_with_every_variable_measured() -> None:
    japan = cn.load("japan_software")
    everything = nx.DiGraph([(i.cause, i.effect) for i in japan.influences if not i.lag])
    everything.add_nodes_from(japan.variables)
    answer = cn.independences(everything)
    arrows = everything.number_of_edges()
    pairs = len(japan.variables) * (len(japan.variables) - 1) // 2
    assert (len(answer), answer.joined, answer.pairs) == (pairs - arrows, arrows, pairs)
    latent = cn.independences(japan)
    assert len(latent) < len(answer)
    assert latent.inseparable


def test_nothing_to_test_is_said_in_words() -> None:
    answer = cn.independences("dag { x -> y }")
    assert answer.sentence == (
        "The graph implies no independence of the one pair of measured variables: figures cannot contradict it by one."
    )
    assert not answer.ranked
