"""To DoWhy and back, without DoWhy: its classes are known by their module, and only hold a graph."""

from __future__ import annotations

import networkx as nx
import pytest

import causalnet as cn

FRONT_DOOR = cn.MixedGraph({"x": [], "m": ["x"], "y": ["m"]}, [("x", "y")])


class CausalGraph:
    """As DoWhy's: a graph whose nodes are observed or not."""

    __module__ = "dowhy.causal_graph"

    def __init__(self, graph: nx.DiGraph) -> None:
        self._graph = graph


class StructuralCausalModel:
    """As DoWhy's graphical causal models, which hold a graph of networkx itself."""

    __module__ = "dowhy.gcm.causal_models"

    def __init__(self, graph: nx.DiGraph | None) -> None:
        self.graph = graph


class DoWhyModel:
    """As DoWhy's CausalModel, which holds a CausalGraph."""

    __module__ = "dowhy.causal_model"

    def __init__(self, graph: nx.DiGraph) -> None:
        self._graph = CausalGraph(graph)


@pytest.mark.parametrize("kind", [CausalGraph, StructuralCausalModel, DoWhyModel])
def test_a_graph_comes_back_with_its_hidden_causes(kind: type) -> None:
    graph = cn.to_dowhy(FRONT_DOOR)
    found = cn.from_dowhy(kind(graph))

    assert graph.nodes["x ↔ y"] == {"observed": "no"}
    assert found == cn.MixedGraph(
        {"x": ["x ↔ y"], "m": ["x"], "y": ["m", "x ↔ y"], "x ↔ y": []}, latent=["x ↔ y"]
    )
    assert cn.front_door_sets(found, "x", "y").minimal == (("m",),)
    assert cn.front_door_sets(graph, "x", "y").minimal == (("m",),)


def test_the_graph_is_plain_gml_too() -> None:
    text = "\n".join(nx.generate_gml(cn.to_dowhy(cn.load("lawn"))))

    assert [*nx.parse_gml(text).edges] == [("rain", "wet"), ("sprinkler", "wet")]


def test_lagged_influences_are_told_of() -> None:
    with pytest.warns(cn.errors.LossWarning) as caught:
        cn.to_dowhy(cn.load("habit"))

    assert str(caught[0].message) == (
        "The graph for DoWhy is the graph within a period, without 1 lagged influence."
    )


def test_other_things_are_refused() -> None:
    with pytest.raises(cn.errors.QuestionError) as caught:
        cn.from_dowhy(nx.DiGraph())
    assert str(caught.value) == (
        "Expected a CausalModel or a graph of DoWhy's, got DiGraph. A networkx DiGraph is taken by the verbs on graphs "
        "as it is."
    )
    with pytest.raises(cn.errors.QuestionError, match="holds no graph"):
        cn.from_dowhy(StructuralCausalModel(None))
    with pytest.raises(cn.errors.QuestionError, match="cycle"):
        cn.from_dowhy(CausalGraph(nx.DiGraph([("a", "b"), ("b", "a")])))
