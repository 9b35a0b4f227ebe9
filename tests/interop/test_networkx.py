"""To networkx and back."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

import causalnet as cn
from tests.analysis.test_lever import town
from tests.networks import networks


@settings(max_examples=25)
@given(networks())
def test_a_network_survives_networkx(network):
    again = cn.from_networkx(cn.to_networkx(network))
    assert again.states == network.states
    assert again.parents == network.parents
    for v in network:
        np.testing.assert_array_equal(again.values(v), network.values(v))


def test_a_models_graph_carries_signs_lags_and_claims():
    graph = cn.to_networkx(town())
    assert isinstance(graph, nx.MultiDiGraph)
    (toll,) = graph.get_edge_data("toll", "traffic").values()
    assert (toll["sign"], toll["lag"], toll["strength"]) == ("-", 0, 1.0)
    (noise,) = graph.get_edge_data("noise", "air").values()
    assert noise["lag"] == 1
    assert graph.nodes["toll"]["roles"] == ("lever",)


def test_a_graph_without_tables_says_what_it_lacks():
    graph = nx.DiGraph([("a", "b")])
    graph.nodes["a"]["states"] = ["0", "1"]
    with pytest.raises(cn.NetworkError) as caught:
        cn.from_networkx(graph)
    assert str(caught.value).split("\n") == [
        "Node 'a' has no 'table'.",
        "Node 'b' has no 'states'.",
        "Node 'b' has no 'table'.",
    ]


def test_causes_that_are_not_the_graphs_are_refused():
    graph = nx.DiGraph([("a", "b")])
    graph.add_node("a", states=["0", "1"], table=[0.5, 0.5])
    graph.add_node("b", states=["0", "1"], table=[[0.5, 0.5]] * 2, causes=["c"])
    with pytest.raises(cn.NetworkError, match=r"Node 'b' names the causes \['c'\]"):
        cn.from_networkx(graph)
