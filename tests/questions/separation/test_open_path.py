"""Open paths, against networkx's d-separation."""

from itertools import pairwise

from hypothesis import given, strategies as st

from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.separation.open_path import connected, open_path
from tests.questions.separation.oracle import hidden_graph, separates
from tests.strategies.mixed import mixed_graphs


@given(mixed_graphs(most=7), st.data())
def test_a_path_is_open_where_the_two_are_not_separated(
    graph: MixedGraph, data: st.DataObject
) -> None:
    rest = sorted({*graph} - {"a", "b"})
    given_names = data.draw(st.lists(st.sampled_from(rest), unique=True))
    parents, oracle = graph.with_hidden_causes, hidden_graph(graph)
    path = open_path(parents, "a", "b", given_names)
    assert bool(path) is not separates(oracle, "a", "b", given_names)
    reached = connected(parents, "a", given_names) & {*graph}
    free = [v for v in graph if v != "a" and v not in given_names]
    assert reached == {v for v in free if not separates(oracle, "a", v, given_names)}


@given(mixed_graphs(most=7), st.data())
def test_the_path_is_one_of_arrows_and_is_active(graph: MixedGraph, data: st.DataObject) -> None:
    rest = sorted({*graph} - {"a", "b"})
    given_names = data.draw(st.lists(st.sampled_from(rest), unique=True))
    parents = graph.with_hidden_causes
    path = open_path(parents, "a", "b", given_names)
    assert len(path) == len({*path})
    for left, right in pairwise(path):
        assert left in parents[right] or right in parents[left]
    # Alone, the path and what its colliders lead to connect the two as well.
    for left, middle, right in zip(path, path[1:], path[2:], strict=False):
        collider = left in parents[middle] and right in parents[middle]
        assert collider or middle not in given_names
