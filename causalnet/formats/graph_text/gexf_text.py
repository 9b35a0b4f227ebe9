"""A graph written as GEXF, the format of Gephi."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from causalnet.formats.graph_text.plain_graph import (
    Attributes,
    PlainGraph,
    attribute_types,
    xml_text,
)

__all__ = ["gexf_text"]

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">'
# GEXF's word for a whole number.
WORDS = {"int": "integer"}
# What GEXF itself declares of every edge. A sign is an attribute, since a weight in Gephi is never negative.
SIGN = "sign"


def gexf_text(graph: PlainGraph) -> str:
    """The graph as GEXF. Attributes of the whole graph stand in its description, one a line.

    References
    ----------
    GEXF Working Group, *GEXF 1.3 Primer*.
    """
    nodes = [node.attributes for node in graph.nodes.values()]
    edges = [(edge, {SIGN: edge.sign, **edge.attributes}) for edge in graph.edges]
    kinds = {"node": attribute_types(nodes), "edge": attribute_types(own for _, own in edges)}
    numbers = {kind: {name: i for i, name in enumerate(held)} for kind, held in kinds.items()}
    lines = [HEADER, *_meta(graph), '<graph defaultedgetype="directed">']
    for kind, held in kinds.items():
        lines += _declared(kind, held)
    ids = graph.ids
    lines.append("<nodes>")
    for key, node in graph.nodes.items():
        label = quoteattr(xml_text(node.label))
        lines.append(f'<node id="{ids[key]}" label={label}>')
        lines += [*_values(node.attributes, numbers["node"]), "</node>"]
    lines += ["</nodes>", "<edges>"]
    for number, (edge, own) in enumerate(edges):
        lines.append(f'<edge id="e{number}" source="{ids[edge.tail]}" target="{ids[edge.head]}">')
        lines += [*_values(own, numbers["edge"]), "</edge>"]
    return "\n".join([*lines, "</edges>", "</graph>", "</gexf>", ""])


def _meta(graph: PlainGraph) -> Iterator[str]:
    yield f"<meta><title>{escape(xml_text(graph.title))}</title>"
    own = "\n".join(f"{name}: {xml_text(value)}" for name, value in graph.attributes.items())
    yield f"<description>{escape(own)}</description></meta>"


def _declared(kind: str, held: dict[str, str]) -> Iterator[str]:
    yield f'<attributes class="{kind}">'
    for number, (name, own) in enumerate(held.items()):
        yield f'<attribute id="{number}" title={quoteattr(name)} type="{WORDS.get(own, own)}"/>'
    yield "</attributes>"


def _values(held: Attributes, numbers: dict[str, int]) -> Iterable[str]:
    own = [(numbers[name], value) for name, value in held.items() if value != ""]
    if not own:
        return []
    rows = (
        f'<attvalue for="{number}" value={quoteattr(xml_text(value))}/>' for number, value in own
    )
    return ["<attvalues>", *rows, "</attvalues>"]
