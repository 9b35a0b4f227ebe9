from itertools import combinations

from hypothesis import given

from causalnet.questions.witnesses.path_counts import disjoint_paths, widest_path
from causalnet.questions.witnesses.path_graph import START, PathArc, PathGraph
from tests.strategies.voices import every_path, told_graphs


def most_disjoint(graph, parts):
    """The most paths of which no two share a part, over all sets of paths."""
    held = {frozenset(parts(path)) for path in every_path(graph)}
    # Of two paths with the same parts, or more of them, one is enough.
    paths = [p for p in held if not any(q < p for q in held)]
    for size in range(len(paths), 0, -1):
        for some in combinations(paths, size):
            if len(frozenset().union(*some)) == sum(map(len, some)):
                return size
    return 0


def influences(path):
    return [a.name for a in path if a.name is not None]


def inner(path):
    return [*influences(path), *(a.tail for a in path if a.tail not in (START, "v0"))]


@given(told_graphs(variables=4))
def test_disjoint_paths_are_the_most_over_all_sets_of_paths(case):
    graph, _ = case
    found = disjoint_paths(graph)
    assert found.exact
    assert found.by_influence == most_disjoint(graph, influences)
    assert found.by_variable == most_disjoint(graph, inner)


@given(told_graphs(variables=4, repeated=True))
def test_with_an_influence_on_several_arrows_they_are_not_overstated(case):
    graph, _ = case
    if any(not influences(path) for path in every_path(graph)):
        return
    found = disjoint_paths(graph)
    assert found.exact is not graph.repeated
    assert found.by_influence <= most_disjoint(graph, influences)


@given(told_graphs())
def test_the_widest_path_is_widest_over_all_paths(case):
    graph, labels = case
    width = {name: len(own) for name, own in labels.items()}
    narrow = [min((width[n] for n in influences(p)), default=9) for p in every_path(graph)]
    found = widest_path(graph, width)
    if found is None:
        assert not narrow
    else:
        assert found.width == max(narrow)
        assert min(width[n] for n in found.influences) == found.width


def test_two_ways_that_meet_share_a_variable_and_no_influence():
    pairs = [
        ("x", "a"),
        ("x", "b"),
        ("a", "m"),
        ("b", "m"),
        ("m", "c"),
        ("m", "d"),
        ("c", "y"),
        ("d", "y"),
    ]
    arrows = [PathArc(START, "x", None), *(PathArc(a, b, f"{a} → {b}") for a, b in pairs)]
    found = disjoint_paths(PathGraph.joining("y", arrows))
    assert (found.by_influence, found.by_variable) == (2, 1)
