"""To networkx and back."""

import json

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

import causalnet as cn
from tests.questions.effects.test_lever import town
from tests.strategies.networks import networks
from tests.toys import village


@settings(max_examples=25)
@given(networks())
def test_a_network_survives_networkx(network):
    again = cn.from_networkx(cn.to_networkx(network))
    assert again == network
    assert again.variables == network.variables


def through_json(graph, path):
    text = json.dumps(nx.node_link_data(graph, edges="edges"))
    return nx.node_link_graph(json.loads(text), edges="edges")


def through(write, read):
    def both(graph, path):
        write(graph, path)
        return read(path)

    return both


FORMATS = {
    "GraphML": through(nx.write_graphml, nx.read_graphml),
    "GEXF": through(nx.write_gexf, nx.read_gexf),
    "GML": through(nx.write_gml, nx.read_gml),
    "node-link JSON": through_json,
}
ODD = cn.Network(
    {"wet grass": ["no", "5–10%"], "雨": ["<a>", 'b & "c"'], "1": ["0", "1"]},
    {"wet grass": ["雨", "1"]},
    {
        "雨": [0.1, 0.9],
        "1": [1 / 3, 2 / 3],
        "wet grass": [[[0.9, 0.1], [0.2, 0.8]], [[0.3, 0.7], [1e-300, 1.0]]],
    },
    name="a; <network>",
    ordered=["雨"],
)


@pytest.mark.parametrize("there_and_back", FORMATS.values(), ids=FORMATS.keys())
def test_a_network_survives_every_file_of_networkx(there_and_back, tmp_path):
    again = cn.from_networkx(there_and_back(cn.to_networkx(ODD), str(tmp_path / "graph")))
    assert again == ODD
    assert again.variables == ODD.variables


@pytest.mark.parametrize("there_and_back", FORMATS.values(), ids=FORMATS.keys())
def test_a_models_graph_can_be_written(there_and_back, tmp_path):
    graph = cn.to_networkx(town())
    again = there_and_back(graph, str(tmp_path / "graph"))
    assert set(again.nodes) == set(graph.nodes)
    assert len(again.edges) == len(graph.edges)
    assert json.loads(again.nodes["toll"]["roles"]) == ["lever"]


def test_nodes_may_be_renamed():
    graph = nx.relabel_nodes(cn.to_networkx(ODD), {"雨": "rain", "wet grass": "wet"})
    network = cn.from_networkx(graph)
    assert network.parents["wet"] == ("rain", "1")
    np.testing.assert_array_equal(network.values("wet"), ODD.values("wet grass"))


def test_draws_survive_networkx():
    drawn = ODD.replacing({"1": [[0.3, 0.4], [0.7, 0.6]]}, draws=2)
    assert cn.from_networkx(cn.to_networkx(drawn)) == drawn


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        (None, "Expected a networkx.DiGraph, got NoneType."),
        (ODD, "Expected a networkx.DiGraph, got Network."),
        (town(), "Expected a networkx.DiGraph, got CausalModel. Its tables are made by cn.compile_model(model)."),
        (nx.Graph(), "Expected a networkx.DiGraph, got a Graph: its edges have no direction."),
        (nx.Graph([("a", "b")]), "Expected a networkx.DiGraph, got a Graph: its edges have no direction."),
        (
            cn.to_networkx(town()),
            "A network has at most one arrow between two nodes; this is a multigraph. The graph of a model "
            "carries no tables: compile the model with cn.compile_model(model).",
        ),
    ],
)  # fmt: skip
def test_other_things_make_no_network(graph, message):
    with pytest.raises(cn.errors.QuestionError) as caught:
        cn.from_networkx(graph)
    assert str(caught.value) == message


def test_a_graph_of_nothing_makes_no_network():
    with pytest.raises(cn.errors.NetworkError, match="A network needs at least one variable"):
        cn.from_networkx(nx.DiGraph())


@pytest.mark.parametrize("other", [None, "asia", nx.DiGraph()])
def test_only_models_and_networks_have_graphs(other):
    with pytest.raises(cn.errors.QuestionError) as caught:
        cn.to_networkx(other)
    what = type(other).__name__
    assert str(caught.value) == f"Expected a CausalModel or a Network, got {what}."


@pytest.mark.parametrize("held", ["no|yes", "{}", 5, {"no", "yes"}, None])
def test_an_attribute_that_is_not_a_list_is_refused(held):
    graph = nx.DiGraph()
    graph.add_node("a", states=held, table=[0.5, 0.5])
    with pytest.raises(cn.errors.NetworkError) as caught:
        cn.from_networkx(graph)
    assert str(caught.value) == "Node 'a': 'states' must be a list, or its JSON."


def test_a_models_graph_carries_signs_lags_and_claims():
    graph = cn.to_networkx(town())
    assert isinstance(graph, nx.MultiDiGraph)
    (toll,) = graph.get_edge_data("toll", "traffic").values()
    assert (toll["sign"], toll["lag"], toll["strength"]) == ("-", 0, 1.0)
    (noise,) = graph.get_edge_data("noise", "air").values()
    assert noise["lag"] == 1
    assert graph.nodes["toll"]["roles"] == '["lever"]'


def test_a_graph_without_tables_says_what_it_lacks():
    graph = nx.DiGraph([("a", "b")])
    graph.nodes["a"]["states"] = ["0", "1"]
    with pytest.raises(cn.errors.NetworkError) as caught:
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
    with pytest.raises(
        cn.errors.NetworkError, match="Node 'b' names the causes c, but its arrows come from a. "
    ):
        cn.from_networkx(graph)


def test_arrows_carry_how_many_say_so():
    graph = cn.to_networkx(village())
    counts = {
        (a, b): (held["citations"], held["sources"], held["independent"])
        for a, b, held in graph.edges(data=True)
    }
    assert counts == {
        ("rain", "harvest"): (4, 3, 2),
        ("seed", "harvest"): (2, 2, 2),
        ("harvest", "price"): (0, 0, 0),
    }
