from hypothesis import given, settings

from causalnet.questions.witnesses.path_graph import START, PathArc, PathGraph
from tests.strategies.voices import every_path, told_graphs


def test_arrows_that_lead_nowhere_are_left_out():
    arrows = [
        PathArc(START, "a", None),
        PathArc("a", "b", "1"),
        PathArc("a", "c", "2"),
        PathArc("d", "b", "3"),
    ]
    assert PathGraph.joining("b", arrows).names == ("1",)


def test_a_graph_without_a_path_has_no_arrows():
    assert PathGraph.joining("b", [PathArc(START, "a", None), PathArc("b", "a", "1")]).arrows == ()


@settings(max_examples=20)
@given(told_graphs())
def test_a_shortest_path_has_the_fewest_arrows_of_all(case):
    graph, _ = case
    path = graph.path(set())
    lengths = [len(other) for other in every_path(graph)]
    assert (None if path is None else len(path)) == min(lengths, default=None)


@given(told_graphs())
def test_a_cheapest_path_costs_least_of_all(case):
    graph, labels = case

    def length(path):
        return sum(len(labels[a.name]) for a in path if a.name is not None)

    path = graph.cheapest({name: len(own) for name, own in labels.items()})
    lengths = [length(other) for other in every_path(graph)]
    assert (None if path is None else length(path)) == min(lengths, default=None)


@given(told_graphs())
def test_influences_that_are_closed_are_on_no_path(case):
    graph, labels = case
    closed = {name for name in graph.names if not labels[name]}
    open_paths = [p for p in every_path(graph) if closed.isdisjoint(a.name for a in p)]
    priced = graph.cheapest({name: 1 for name in graph.names if name not in closed})
    for path in (graph.path(closed), priced):
        assert (None if path is None else len(path)) == min(map(len, open_paths), default=None)
