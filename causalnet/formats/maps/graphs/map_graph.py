"""A causal map as a graph to be written: the attributes of its factors, links and sources."""

from __future__ import annotations

import json

from causalnet.formats.graph_text.plain_graph import PlainEdge, PlainGraph, PlainNode
from causalnet.formats.map_building.extra_fields import tags_text, weight_text
from causalnet.formats.map_building.source_fields import source_fields
from causalnet.model.causal_map import CausalMap
from causalnet.network.graph_attributes import GraphValue

__all__ = ["map_graph"]


def map_graph(value: CausalMap) -> PlainGraph:
    """Factors as nodes and links as edges, with every field that the formats of graphs can hold."""
    nodes = {
        factor.name: PlainNode(
            factor.label,
            {
                "causalnet_name": factor.name,
                "tags": tags_text(factor.tags),
                "note": factor.note,
            },
        )
        for factor in value.factors.values()
    }
    edges = []
    for link in value.links:
        held: dict[str, GraphValue] = {
            "source": link.source,
            "at": link.at,
            "quote": link.quote,
            "tags": tags_text(link.tags),
            "weight": weight_text(link.weight),
            "lag": link.lag or "",
            "note": link.note,
        }
        edges.append(PlainEdge(link.cause, link.effect, link.sign, held))
    sources = [source_fields(source) for source in value.sources.values()]
    own = {"map": value.name, "sources": json.dumps(sources, ensure_ascii=False)}
    return PlainGraph(value.title, nodes, edges, own)
