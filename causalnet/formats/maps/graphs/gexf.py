"""GEXF, the format of Gephi: nodes and edges with declared attributes."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.errors import FileError
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.map_building.unknown_names import add_unknown
from causalnet.formats.maps.graphs.signed_graph import (
    EdgeDirection,
    GraphEdge,
    GraphNode,
    SignedGraph,
    build_map,
    check_declared,
)
from causalnet.formats.xml_tree import XmlElement, element_name, read_xml
from causalnet.language.translate import lazy, template
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign

__all__ = ["graph_of_gexf", "read_gexf"]

TOP = "gexf"
DIRECTIONS: dict[str, EdgeDirection] = {
    "directed": "directed",
    "undirected": "undirected",
    "mutual": "mutual",
}
# Attributes of an edge element that are fields of a link.
OF_EDGE = ("label", "weight", "kind")
TIMES = ("start", "end", "timestamp", "startopen", "endopen", "timestamps", "intervals")
PAINT = ("color", "position", "size", "shape", "thickness")
WHEN = template("A link of a causal map is there at all times.")

# Declared attributes: for each class, the title and the default by identifier.
Declared = Mapping[str, Mapping[str, tuple[str, str]]]


def read_gexf(file: MapFile, unsigned: Sign = "?") -> CausalMap:
    """The causal map in a GEXF file.

    The label of a node is its ``label``, or else its identifier. A mutual edge is two links, and an undirected one is
    left out; without a type, an edge has the graph's ``defaultedgetype``, which is undirected if the file gives none.

    Raises
    ------
    FileError
        If the file is not GEXF, with its line.
    ModelError
        With all mistakes in it, each with its line.

    References
    ----------
    GEXF Working Group, *GEXF 1.3 Primer*.
    """
    graph = graph_of_gexf(file)
    builder = MapBuilder(file.name, template("GEXF graph"), unsigned)
    build_map(graph, builder)
    return builder.map(file.stem, graph.attributes.get("title", ""))


def graph_of_gexf(file: MapFile) -> SignedGraph:
    """The nodes and edges in a GEXF file, with the title and the description in its ``meta``."""
    top = read_xml(file.held, file.name)
    if top.name != TOP:
        raise FileError(f"{file.name!r} is not GEXF: its top element is {top.name!r}.")
    held = next(top.children("graph"), None)
    if held is None:
        raise FileError(f"{file.name!r} is not GEXF: it lacks the element 'graph'.")
    declared = {kind: _declared(held, kind) for kind in ("node", "edge")}
    check_declared(sum(map(len, declared.values())), file.name)
    graph = SignedGraph()
    for element in held.descendants("node"):
        _node(element, declared, graph)
    inside = ("nodes", "node")
    graph.unnest(sum(any(e.children(*inside)) for e in held.descendants("node")))
    default = DIRECTIONS.get(held["defaultedgetype"], "undirected")
    for element in held.descendants("edge"):
        _edge(element, declared, graph, default)
    timed = sum(1 for _ in held.descendants("spell", "slice"))
    graph.leave_out(template("spells and slices"), WHEN, timed)
    painted = sum(1 for _ in held.descendants(*PAINT))
    why = template("A map has no drawing.")
    graph.leave_out(template("colours, sizes and positions"), why, painted)
    for meta in top.children("meta"):
        graph.attributes |= {e.name: e.text for e in meta.children("title", "description")}
    return graph


def _declared(graph: XmlElement, kind: str) -> dict[str, tuple[str, str]]:
    found = {}
    for group in graph.children("attributes"):
        if group["class"] in (kind, f"{kind}s"):
            for attribute in group.children("attribute"):
                default = next((part.text for part in attribute.children("default")), "")
                key = attribute["id"]
                found[key] = (attribute["title"] or key, default)
    return found


def _attributes(element: XmlElement, declared: Declared) -> dict[str, str]:
    known = declared[element.name]
    held = {title: default for title, default in known.values() if default}
    for group in element.children("attvalues"):
        for value in group.children("attvalue"):
            key = value["for"] or value["id"]
            title = known[key][0] if key in known else key
            if value["value"]:
                held[title] = value["value"]
    return held


def _node(element: XmlElement, declared: Declared, graph: SignedGraph) -> None:
    key = element["id"]
    place = f"line {element.line}, {element_name(element)}"
    if not key:
        graph.found.add(place, "lacks its id.")
    elif key in graph.nodes:
        graph.found.add(place, f"repeats the id of {graph.nodes[key].place}.")
    else:
        attributes = _attributes(element, declared) | _written(element, ("pid",))
        graph.nodes[key] = GraphNode(key, element["label"] or key, attributes, place)
    _times(element, graph)


def _edge(
    element: XmlElement, declared: Declared, graph: SignedGraph, default: EdgeDirection
) -> None:
    place = f"line {element.line}, {element_name(element)}"
    ends = element["source"], element["target"]
    for name, key in zip(("source", "target"), ends, strict=True):
        if not key:
            graph.found.add(place, f"lacks its {name}.")
        elif key not in graph.nodes:
            add_unknown(graph.found, place, "node", key, graph.nodes)
    kind = element["type"]
    if kind and kind.lower() not in DIRECTIONS:
        graph.found.add(place, f"has the type {kind!r}; it must be directed, undirected or mutual.")
    attributes = _attributes(element, declared) | _written(element, OF_EDGE)
    direction = DIRECTIONS.get(kind.lower(), default)
    graph.edges.append(GraphEdge(*ends, attributes, place, direction))
    _times(element, graph)


def _written(element: XmlElement, names: tuple[str, ...]) -> dict[str, str]:
    return {name: element[name] for name in names if element[name]}


def _times(element: XmlElement, graph: SignedGraph) -> None:
    count = sum(name in element for name in TIMES)
    if count:
        graph.leave_out(lazy("times of {name}s", name=element.name), WHEN, count)
