"""A graph written as GraphML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from causalnet.formats.graph_text.plain_graph import (
    Attributes,
    PlainEdge,
    PlainGraph,
    PlainNode,
    attribute_types,
    xml_text,
)

__all__ = ["graphml_text"]

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'


def graphml_text(graph: PlainGraph) -> str:
    """The graph as GraphML: each attribute is declared with its type, and empty texts are left out.

    References
    ----------
    U. Brandes, M. Eiglsperger, J. Lerner and C. Pich (2013), "Graph markup language (GraphML)", in *Handbook of
    Graph Drawing and Visualization*.
    """
    nodes = {key: _of_node(node) for key, node in graph.nodes.items()}
    edges = [(edge, _of_edge(edge)) for edge in graph.edges]
    whole: Attributes = {"title": graph.title, **graph.attributes}
    lines = [HEADER]
    lines += _keys("graph", [whole])
    lines += _keys("node", nodes.values())
    lines += _keys("edge", (own for _, own in edges))
    lines += ['<graph edgedefault="directed">', *_data("graph", whole)]
    ids = graph.ids
    for key, own in nodes.items():
        lines += [f'<node id="{ids[key]}">', *_data("node", own), "</node>"]
    for edge, own in edges:
        ends = f'source="{ids[edge.tail]}" target="{ids[edge.head]}"'
        lines += [f"<edge {ends}>", *_data("edge", own), "</edge>"]
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _of_node(node: PlainNode) -> Attributes:
    return {"label": node.label, **node.attributes}


def _of_edge(edge: PlainEdge) -> Attributes:
    return {"sign": edge.sign, **edge.attributes}


def _keys(domain: str, held: Iterable[Attributes]) -> Iterator[str]:
    """The declarations of the attributes that parts of a graph have."""
    for name, kind in attribute_types(held).items():
        key, own = quoteattr(f"{domain}_{name}"), quoteattr(name)
        yield f'<key id={key} for="{domain}" attr.name={own} attr.type="{kind}"/>'


def _data(domain: str, held: Attributes) -> Iterator[str]:
    for name, value in held.items():
        if value != "":
            key = quoteattr(f"{domain}_{name}")
            yield f"<data key={key}>{escape(xml_text(value))}</data>"
