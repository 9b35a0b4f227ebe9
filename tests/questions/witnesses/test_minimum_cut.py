"""Minimum cuts: all of them, against every subset of influences."""

from itertools import combinations

from hypothesis import assume, given

from causalnet.questions.witnesses.minimum_cut import minimum_cuts
from causalnet.questions.witnesses.path_graph import START, PathArc, PathGraph
from tests.strategies.voices import every_path, told_graphs


@given(told_graphs(shared=False))
def test_they_are_the_lightest_sets_that_every_path_meets(case):
    graph, labels = case
    weights = {name: len(own) for name, own in labels.items() if own and name in graph.names}
    paths = [{a.name for a in path} & {*weights} for path in every_path(graph)]
    assume(paths and all(paths))
    cutting = [
        frozenset(some)
        for size in range(len(weights) + 1)
        for some in combinations(weights, size)
        if all(path & {*some} for path in paths)
    ]
    least = min(sum(weights[n] for n in some) for some in cutting)
    expected = {some for some in cutting if sum(weights[n] for n in some) == least}
    assert minimum_cuts(graph, weights, 1000) == (least, expected, True)


def test_no_more_are_listed_than_were_asked_for():
    line = [PathArc(START, "0", None), *(PathArc(str(i), str(i + 1), f"e{i}") for i in range(5))]
    graph = PathGraph.joining("5", line)
    every = {f"e{i}": 1 for i in range(5)}
    size, cuts, complete = minimum_cuts(graph, every, 3)
    assert (size, len(cuts), complete) == (1, 3, False)
    assert minimum_cuts(graph, every, 5)[1:] == ({frozenset([name]) for name in every}, True)
