"""The verb `separated`: its truth, its open path in words, and its errors."""

import networkx as nx
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.network.mixed_graph import MixedGraph
from tests.questions.separation.oracle import hidden_graph, separates
from tests.strategies.mixed import mixed_graphs


@given(mixed_graphs(most=7), st.data())
def test_it_agrees_with_networkx(graph: MixedGraph, data: st.DataObject) -> None:
    rest = sorted({*graph} - {"a", "b"})
    given_names = data.draw(st.lists(st.sampled_from(rest), unique=True))
    answer = cn.separated(graph, "a", "b", given_names)
    assert bool(answer) is separates(hidden_graph(graph), ["a"], ["b"], given_names)
    assert len(answer.roles) == len(answer.path)
    if answer.path:
        assert answer.route.split() == [
            word
            for pair in zip(answer.path, (*answer.arrows, ""), strict=True)
            for word in pair
            if word
        ]


def test_shared_hidden_causes_are_double_arrows_on_the_path() -> None:
    answer = cn.separated("dag { x <-> m ; m <-> y }", "x", "y", given="m")
    assert answer.route == "x ↔ m ↔ y"
    assert answer.roles == ("end", "collider, given", "end")
    assert cn.separated("dag { x <-> m ; m <-> y }", "x", "y")


def test_a_collider_is_opened_by_its_effect() -> None:
    answer = cn.separated("dag { a -> c <- b ; c -> d }", "a", "b", "d")
    assert answer.to_frame().role.tolist() == ["end", "collider, an effect of it is given", "end"]


def test_roles_of_chains_and_forks() -> None:
    assert cn.separated("dag { u -> a ; u -> m ; m -> b }", "a", "b").roles == (
        *("end", "common cause", "mediator"),
        "end",
    )


def test_models_networks_and_graphs_are_read_alike() -> None:
    lawn = cn.load("lawn")
    graph = nx.DiGraph([("rain", "wet"), ("sprinkler", "wet")])
    for one in (lawn, cn.compile_model(lawn), graph):
        assert cn.separated(one, "rain", "sprinkler")
        assert not cn.separated(one, "rain", "sprinkler", given=["wet"])


def test_attributes_of_a_networkx_graph_are_read() -> None:
    graph = nx.MultiDiGraph([("x", "y", {}), ("x", "z", {"bidirected": True})])
    graph.add_node("u", latent=True)
    made = cn.independences(graph)
    assert made.pairs == 3
    assert not cn.separated(graph, "y", "z")


def test_lagged_influences_are_left_out_and_it_says_so() -> None:
    answer = cn.separated(cn.load("habit"), "price", "smoking")
    assert not answer
    assert answer.notes == (
        "It is the graph within a period. 1 lagged influence acts in a later period and is not in it.",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("x", "x"), "'x' is on both sides"),
        (("x", "y", "x"), "'x' is also given"),
        (([], "y"), "x is empty"),
    ],
)
def test_sets_that_overlap_or_are_empty_are_refused(arguments: tuple, message: str) -> None:
    with pytest.raises(cn.errors.QuestionError, match=message):
        cn.separated("dag { x -> y }", *arguments)


@pytest.mark.parametrize(
    "model", [None, 5, "japan_software", nx.Graph([("a", "b")]), nx.DiGraph([(1, 2)])]
)
def test_what_is_not_a_causal_graph_is_refused(model: object) -> None:
    with pytest.raises(cn.errors.CausalnetError):
        cn.separated(model, "a", "b")
