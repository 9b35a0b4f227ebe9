from hypothesis import given

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


@given(told_graphs())
def test_a_shortest_path_has_the_fewest_arrows_of_all(case):
    graph, _ = case
    path = graph.path(lambda name: True)
    lengths = [len(other) for other in every_path(graph)]
    assert (None if path is None else len(path)) == min(lengths, default=None)


@given(told_graphs())
def test_a_cheapest_path_costs_least_of_all(case):
    graph, labels = case

    def cost(name):
        return 0 if name is None else len(labels[name])

    path = graph.cheapest(cost)
    costs = [sum(cost(a.name) for a in other) for other in every_path(graph)]
    assert (None if path is None else sum(cost(a.name) for a in path)) == min(costs, default=None)
