"""All minimal separators, against every subset."""

from hypothesis import given

from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.adjustment.minimal_separators import minimal_separators
from tests.questions.separation.oracle import hidden_graph, minimal, separates
from tests.strategies.mixed import mixed_graphs


@given(mixed_graphs(most=8))
def test_they_are_the_minimal_ones_among_all_subsets(graph: MixedGraph) -> None:
    allowed = {*graph.measured} - {"a", "b"}
    found, complete = minimal_separators(graph.with_hidden_causes, "a", "b", allowed, 1000)
    oracle = hidden_graph(graph)
    assert {*found} == minimal(allowed, lambda s: separates(oracle, "a", "b", s))
    assert complete
    assert len(found) == len({*found})


@given(mixed_graphs(least=5, most=8, latent=False))
def test_two_sources_and_two_targets_are_separated_together(graph: MixedGraph) -> None:
    allowed = {*graph} - {*"abcd"}
    found, _ = minimal_separators(graph.with_hidden_causes, "ac", "bd", allowed, 1000)
    oracle = hidden_graph(graph)
    assert {*found} == minimal(allowed, lambda s: separates(oracle, "ac", "bd", s))


def test_the_listing_ends_where_it_is_told_to() -> None:
    rungs = {
        f"{side}{i}": [f"{'x' if i == 0 else f'{side}{i - 1}'}"] for side in "lr" for i in range(3)
    }
    graph = MixedGraph({"x": [], **rungs, "y": ["l2", "r2"]})
    every, complete = minimal_separators(graph.parents, "x", "y", [*rungs], 100)
    assert (len(every), complete) == (9, True)
    some, complete = minimal_separators(graph.parents, "x", "y", [*rungs], 4)
    assert (len(some), complete) == (4, False)
    assert {*some} <= {*every}
