"""The graph of a model or a network, with attributes for its variables and influences."""

from __future__ import annotations

import json

from causalnet.formats.graph_text.plain_graph import PlainEdge, PlainGraph, PlainNode
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph_attributes import GraphValue, influence_attributes, variable_attributes
from causalnet.network.network import Network

__all__ = ["model_graph"]


def model_graph(value: CausalModel | Network) -> PlainGraph:
    """Variables as nodes, influences or arrows as edges; a node keeps the name of its variable."""
    if isinstance(value, Network):
        return _of_network(value)
    nodes = {}
    for name, variable in value.variables.items():
        own = variable_attributes(variable)
        nodes[name] = PlainNode(variable.label, {"causalnet_name": name, **_but(own, "label")})
    edges = []
    for influence in value.influences:
        own = influence_attributes(value, influence)
        edge = PlainEdge(influence.cause, influence.effect, influence.sign, _but(own, "sign"))
        edges.append(edge)
    return PlainGraph(value.title or value.name, nodes, edges)


def _of_network(network: Network) -> PlainGraph:
    nodes = {
        v: PlainNode(v, {"causalnet_name": v, "states": json.dumps(own, ensure_ascii=False)})
        for v, own in network.states.items()
    }
    arrows = [PlainEdge(cause, v) for v, own in network.parents.items() for cause in own]
    return PlainGraph(network.name, nodes, arrows)


def _but(held: dict[str, GraphValue], name: str) -> dict[str, GraphValue]:
    return {key: value for key, value in held.items() if key != name}
