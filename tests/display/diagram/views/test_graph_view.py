"""Pictures of plain graphs: what they carry, and nothing else."""

import networkx as nx
import pytest

import causalnet as cn
from tests.display.pictures import dot_edges, groups, texts, titles


def farm() -> "nx.MultiDiGraph[str]":
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="Farm")
    graph.add_node("rain", label="Rainfall", source="diary")
    graph.add_node("alone")
    graph.add_edge("rain", "crop", sign="+", weight=0.4)
    graph.add_edge("rain", "crop", sign="-", lag=2)
    graph.add_edge("crop", "income", label="sold")
    graph.add_edge("income", "rain")
    graph.add_edge("crop", "crop")
    return graph


def test_nodes_arrows_and_their_words_are_drawn_and_nothing_is_invented():
    picture = cn.draw(farm(), legend=True)
    assert picture.title == "Farm"
    drawn = texts(picture)
    for word in (
        "Rainfall",
        "crop",
        "income",
        "sold",
        "lag 2",
        "raises",
        "lowers",
        "No arrow joins it.",
    ):
        assert word in drawn
    assert not any("%" in word for word in drawn)
    assert "mediator" not in drawn
    assert len(groups(picture, "node")) == 4
    assert len(groups(picture, "edge")) == 5
    heads = ["tee" in line for line in dot_edges(picture)]
    assert heads.count(True) == 1
    assert "rain\nlabel: Rainfall\nsource: diary" in titles(picture, "node")
    assert "rain → crop\nsign: +\nweight: 0.4" in titles(picture, "edge")
    assert "-.-x" in picture.mermaid


def test_any_directed_graph_is_drawn_whatever_its_nodes_are():
    odd = nx.DiGraph([(1, "1"), (("a", 2), ""), (2.5, 1)])
    assert len({t.split("\n")[0] for t in titles(cn.draw(odd), "node")}) == 5
    assert cn.draw(odd).title == "a graph"
    assert cn.draw(cn.to_networkx(cn.load("lawn"))).svg
    assert cn.draw(nx.DiGraph([("a", "b"), ("b", "a")])).dot.count("constraint=false") == 1


def test_latent_nodes_are_dashed():
    # As a DAG of pgmpy is one: loading that library takes longer than all tests here.
    class DAG(nx.DiGraph):  # type: ignore[type-arg]
        latents = frozenset({"u"})

    dag = DAG([("u", "x"), ("x", "y")])
    assert cn.draw(dag).dot.count("ROUNDED,DASHED") == 1
    assert "a dashed frame: latent" in texts(cn.draw(dag, legend=True))


def test_a_focus_draws_a_part_of_it():
    chain = nx.path_graph(6, create_using=nx.DiGraph)
    assert cn.draw(chain, focus="3").title == "a graph, up to 3, 4 of 6 nodes"
    assert cn.draw(chain, focus="3", steps=1).title == "a graph, within 1 arrow of 3, 3 of 6 nodes"


@pytest.mark.parametrize(
    ("graph", "more", "message"),
    [
        (nx.Graph([(1, 2)]), {}, "got a Graph. An undirected graph does not say what is a cause"),
        (nx.DiGraph(), {}, "There is nothing to draw: the graph has no nodes"),
        (farm(), {"focus": "rian"}, "No node 'rian'.*Did you mean 'rain'"),
        (farm(), {"steps": 1}, "steps= counts arrows from a focus"),
        (farm(), {"focus": "rain", "steps": -1}, "steps"),
        (farm(), {"under": cn.do(rain="high")}, "A picture of a plain graph takes focus="),
    ],
)
def test_what_cannot_be_drawn_is_refused(graph, more, message):
    with pytest.raises(cn.CausalnetError, match=message):
        cn.draw(graph, **more)
