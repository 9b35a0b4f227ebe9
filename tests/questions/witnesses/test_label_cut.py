from random import Random

import networkx as nx
import pytest
from hypothesis import given

from causalnet.questions.witnesses import label_cut as module
from causalnet.questions.witnesses.label_cut import label_cut
from causalnet.questions.witnesses.path_graph import START, PathArc, PathGraph
from tests.strategies.voices import every_path, subsets, told_graphs


def left(path, labels, gone):
    """Whether a path is left: no arrow of it has labels that are all rejected."""
    return all(a.name is None or not labels[a.name] or labels[a.name] - gone for a in path)


def brute(graph, labels):
    """The least sets over all subsets."""
    paths = every_path(graph)
    cutting = [s for s in subsets(labels) if not any(left(p, labels, s) for p in paths)]
    least = min(map(len, cutting), default=None)
    return least, sorted(tuple(sorted(s)) for s in cutting if len(s) == least)


def agrees(graph, labels):
    found = label_cut(graph, labels)
    least, sets = brute(graph, labels)
    assert (found.least, found.most) == (least, least)
    assert found.complete
    if graph.arrows:
        assert list(found.sets) == sets
    return found


@given(told_graphs())
def test_the_least_sets_are_those_over_all_subsets(case):
    agrees(*case)


@given(told_graphs(repeated=True))
def test_they_are_where_an_influence_acts_in_several_periods(case):
    agrees(*case)


@given(told_graphs(shared=False))
def test_without_shared_labels_the_size_is_a_maximum_flow(case):
    graph, labels = case
    found = agrees(graph, labels)
    assert found.method in ("maximum flow", "no set", "no path")


@given(told_graphs())
def test_the_fewest_influences_are_a_minimum_cut_of_edges(case):
    graph, _ = case
    alone = {name: frozenset([name]) for name in graph.names}
    found = agrees(graph, alone)
    network = nx.DiGraph()
    network.add_nodes_from([START, graph.end])
    for number, arrow in enumerate(graph.arrows):
        room = {} if arrow.name is None else {"capacity": 1}
        network.add_edge(arrow.tail, number, **room)
        network.add_edge(number, arrow.head, **room)
    assert found.least == nx.maximum_flow_value(network, START, graph.end)


@given(told_graphs(voices=8, variables=6))
def test_an_integer_programme_finds_the_least_size_where_the_search_ends_early(case):
    graph, labels = case
    least, sets = brute(graph, labels)
    found = label_cut(graph, labels, most_visits=1)
    assert found.least == least == found.most
    assert not graph.arrows or {*found.sets} <= {*sets}


SHARED = PathGraph.joining(
    "z",
    [PathArc(START, "x", None), *(PathArc("x", "z", f"e{i}") for i in range(3))],
)


def test_one_source_on_every_arrow_is_one_set():
    found = label_cut(SHARED, {f"e{i}": frozenset(["essay"]) for i in range(3)})
    assert (found.method, found.least, found.sets) == ("search", 1, (("essay",),))


def test_an_arrow_that_nobody_states_is_left():
    labels = {"e0": frozenset(["essay"]), "e1": frozenset(), "e2": frozenset(["essay"])}
    found = label_cut(SHARED, labels)
    assert (found.method, found.least, found.sets) == ("no set", None, ())


@pytest.mark.parametrize("first", [True, False])
def test_an_arrow_that_stands_beside_one_that_falls_is_no_cut(first):
    pair = [PathArc("x", "z", "said"), PathArc("x", "z", None)]
    arrows = [PathArc(START, "x", None), *(pair if first else pair[::-1])]
    assert label_cut(PathGraph.joining("z", arrows), {"said": frozenset("s")}).method == "no set"
    beside = [PathArc("x", "y", "last"), PathArc("y", "z", "one")]
    joined = PathGraph.joining("y", [PathArc(START, "x", None), *beside, PathArc("x", "y", "more")])
    assert (
        label_cut(joined, {n: frozenset([f"{n} 1", f"{n} 2"]) for n in ("last", "more")}).least == 4
    )


def dense(voices, seed):
    """A hundred arrows between twelve nodes, each with three of some voices."""
    draw = Random(seed)
    pairs = [(a, b) for a in range(12) for b in range(a + 1, 12)]
    labels = {f"{a} {b}": frozenset(f"s{draw.randrange(voices)}" for _ in "abc") for a, b in pairs}
    arrows = [PathArc(START, "0", None), *(PathArc(str(a), str(b), f"{a} {b}") for a, b in pairs)]
    return PathGraph.joining("11", arrows), labels


@pytest.mark.parametrize("seed", range(3))
def test_an_integer_programme_agrees_with_a_search_that_is_let_run(seed):
    graph, labels = dense(9, seed)
    long, short = label_cut(graph, labels, 100_000), label_cut(graph, labels, 3)
    assert (long.method, short.method) == ("search", "integer programme")
    assert short.least == short.most == long.least
    assert {*short.sets} <= {*long.sets}
    assert long.complete


@pytest.mark.parametrize("seed", range(3))
def test_arrows_with_one_label_and_with_several_fall_alike_in_the_programme(seed):
    graph, labels = dense(9, seed)
    draw = Random(seed)
    fewer = {name: frozenset(sorted(own)[: draw.choice([1, 1, 3])]) for name, own in labels.items()}
    long, short = label_cut(graph, fewer, 100_000), label_cut(graph, fewer, 1)
    assert short.method == "integer programme"
    assert short.least == short.most == long.least
    assert {*short.sets} <= {*long.sets}


def test_among_many_arrows_the_search_gives_way_sooner(monkeypatch):
    graph, labels = dense(9, 0)
    assert label_cut(graph, labels, 100_000).method == "search"
    monkeypatch.setattr(module, "MOST_STEPS", 2 * len(graph.arrows))
    assert label_cut(graph, labels, 100_000).method == "integer programme"


def test_beyond_thirty_sources_the_size_is_still_exact():
    found = label_cut(*dense(40, 1))
    assert found.method == "integer programme"
    assert found.exact
    assert len(found.sets[0]) == found.least


def test_where_the_programme_is_cut_short_bounds_are_given(monkeypatch):
    graph, labels = dense(9, 0)
    least = label_cut(graph, labels, 100_000).least
    monkeypatch.setattr(module, "integer_cut", lambda *_: (least - 1, None))
    found = label_cut(graph, labels, 3)
    assert (found.method, found.complete) == ("bounds", False)
    assert found.least <= least <= found.most
    assert not any(left(p, labels, {*found.sets[0]}) for p in every_path(graph))
