"""Instruments, against their definition on every set."""

import networkx as nx
from hypothesis import given

import causalnet as cn
from causalnet.network.mixed_graph import MixedGraph
from tests.questions.separation.oracle import hidden_graph, separates, subsets
from tests.strategies.mixed import mixed_graphs


@given(mixed_graphs(most=7))
def test_they_are_those_of_the_definition(graph: MixedGraph) -> None:
    oracle = hidden_graph(graph)
    cut = oracle.copy()
    cut.remove_edges_from([*oracle.in_edges("a")])
    below = nx.descendants(oracle, "a") | nx.descendants(oracle, "b") | {"a", "b"}

    def works(name: str, given_names: frozenset[str]) -> bool:
        return separates(cut, [name], ["b"], given_names) and not separates(
            oracle, [name], ["a"], given_names
        )

    expected = set()
    for name in {*graph.measured} - nx.descendants(oracle, "a") - {"a", "b"}:
        near = nx.ancestors(cut, name) | nx.ancestors(cut, "b")
        allowed = ({*graph.measured} & near) - below - {name}
        if any(works(name, s) for s in subsets(allowed)):
            expected.add(name)
    found = cn.instruments(graph, "a", "b")
    assert {i.variable for i in found} == expected
    assert all(works(i.variable, frozenset(i.given)) for i in found)


def test_a_lottery_is_an_instrument_and_a_confounded_one_only_given_what_confounds_it() -> None:
    lottery = cn.instruments("dag { z -> x -> y ; x <-> y }", "x", "y")
    assert [(i.variable, i.given) for i in lottery] == [("z", ())]
    confounded = cn.instruments("dag { z -> x -> y ; x <-> y ; w -> z ; w -> y }", "x", "y")
    assert [(i.variable, i.given) for i in confounded] == [("z", ("w",))]
    direct = cn.instruments("dag { z -> x -> y ; x <-> y ; z -> y }", "x", "y")
    assert str(direct) == "No measured variable is an instrument for the effect of x on y."


def test_an_effect_of_the_cause_is_not_an_instrument() -> None:
    assert not cn.instruments("dag { x -> z ; x -> y ; x <-> y }", "x", "y").ranked
