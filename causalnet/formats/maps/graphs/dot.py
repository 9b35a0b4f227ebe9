"""DOT, the language of Graphviz: a directed graph whose edges have signs."""

from __future__ import annotations

import re

from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.maps.graphs.dot_syntax import DotEdge, DotGraph, parse_dot
from causalnet.formats.maps.graphs.signed_graph import (
    EdgeDirection,
    GraphEdge,
    GraphNode,
    SignedGraph,
    build_map,
)
from causalnet.language.translate import template
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign

__all__ = ["graph_of_dot", "read_dot"]

# The directions of an edge in a digraph by its attribute ``dir``.
DIRECTIONS: dict[str, EdgeDirection] = {"none": "undirected", "both": "mutual"}
# A backslash and a letter: line breaks, the name of the node, and nothing for the name of the graph.
ESCAPE = re.compile(r"\\(.)")
MEANT = {"n": " ", "l": " ", "r": " ", "G": ""}


def read_dot(file: MapFile, unsigned: Sign = "?") -> CausalMap:
    """The causal map in a DOT file.

    The label of a node is its ``label``, or else its name. An edge with ``dir=back`` points the other way, one with
    ``dir=both`` is two links, and the edges of a ``graph`` (not ``digraph``) are left out.

    Raises
    ------
    FileError
        At the first mistake in the syntax, with its line.
    ModelError
        With all signs that cannot be read, each with its line.

    References
    ----------
    E. R. Gansner and S. C. North (2000), "An open graph visualization system and its applications to software
    engineering", *Software: Practice and Experience* 30(11).
    """
    graph = graph_of_dot(file)
    builder = MapBuilder(file.name, template("DOT graph"), unsigned)
    build_map(graph, builder)
    return builder.map(file.stem, _label(graph.attributes.get("label", ""), ""))


def graph_of_dot(file: MapFile) -> SignedGraph:
    """The nodes, edges and attributes in a DOT file."""
    parsed = parse_dot(file.text, file.name)
    graph = SignedGraph()
    for name, attributes in parsed.nodes.items():
        held = dict(attributes)
        label = _label(held.pop("label", ""), name)
        graph.nodes[name] = GraphNode(name, label, held, f"node {name!r}")
    graph.edges = [_edge(edge, parsed) for edge in parsed.edges]
    why = template("Their nodes are factors of their own.")
    graph.leave_out(template("groups of nodes"), why, parsed.subgraphs)
    why = template("They place the end of an edge.")
    graph.leave_out(template("ports"), why, parsed.ports)
    graph.attributes |= parsed.attributes
    return graph


def _edge(edge: DotEdge, graph: DotGraph) -> GraphEdge:
    attributes = {key: value for key, value in edge.attributes.items() if key != "dir"}
    way = edge.attributes.get("dir", "").lower()
    ends = (edge.head, edge.tail) if way == "back" else (edge.tail, edge.head)
    direction: EdgeDirection = DIRECTIONS.get(way, "directed") if graph.directed else "undirected"
    for key in ("label", "xlabel"):
        if key in attributes:
            attributes[key] = _label(attributes[key], "")
    place = f"line {edge.line}, edge {edge.tail} → {edge.head}"
    return GraphEdge(*ends, attributes, place, direction)


def _label(written: str, name: str) -> str:
    r"""A label in one line, with the name in place of ``\N``."""
    meant = MEANT | {"N": name}
    text = ESCAPE.sub(lambda found: meant.get(found[1], found[1]), written)
    return " ".join(text.split()) or name
