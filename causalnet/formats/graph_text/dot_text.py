"""A graph written in DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.formats.graph_text.plain_graph import PlainGraph
from causalnet.network.graph_attributes import GraphValue

__all__ = ["dot_text"]

# A bar across the end of an arrow lowers, as in diagrams of biology and in Cytoscape.
HEADS = {"-": "tee", "?": "odot"}


def dot_text(graph: PlainGraph) -> str:
    r"""The graph in DOT, with every attribute by its name.

    Graphviz draws it as it is. It ignores the attributes that it does not know.

    References
    ----------
    E. R. Gansner and S. C. North (2000), "An open graph visualization system and its applications to software
    engineering", *Software: Practice and Experience* 30(11).

    Examples
    --------
    >>> from causalnet.formats.graph_text.plain_graph import PlainEdge, PlainNode
    >>> nodes = {"rain": PlainNode('"Rain"'), "crop": PlainNode("Crop")}
    >>> print(dot_text(PlainGraph("", nodes, [PlainEdge("rain", "crop", "-")])))
    digraph {
      n0 [label="\"Rain\""];
      n1 [label="Crop"];
      n0 -> n1 [sign="-", arrowhead="tee"];
    }
    <BLANKLINE>
    """
    title = {"label": graph.title} if graph.title else {}
    lines = ["digraph {"]
    lines += [
        f"  {name}={_quoted(value)};" for name, value in {**title, **graph.attributes}.items()
    ]
    ids = graph.ids
    for key, node in graph.nodes.items():
        lines.append(f"  {ids[key]}{_attributes({'label': node.label, **node.attributes})};")
    for edge in graph.edges:
        head = {"arrowhead": HEADS[edge.sign]} if edge.sign in HEADS else {}
        own = {"sign": edge.sign, **head, **edge.attributes}
        lines.append(f"  {ids[edge.tail]} -> {ids[edge.head]}{_attributes(own)};")
    return "\n".join([*lines, "}", ""])


def _attributes(held: Mapping[str, GraphValue]) -> str:
    words = [f"{_name(name)}={_quoted(value)}" for name, value in held.items() if value != ""]
    return f" [{', '.join(words)}]" if words else ""


def _name(name: str) -> str:
    return name if name.isascii() and name.isidentifier() else _quoted(name)


def _quoted(value: GraphValue) -> str:
    """A value in quotes. Graphviz reads a backslash before other marks as an escape of its own."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
