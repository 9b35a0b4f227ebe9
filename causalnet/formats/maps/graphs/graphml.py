"""GraphML: nodes and edges with typed attributes, also as yEd writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from causalnet.errors import FileError
from causalnet.formats.graph_text.graphml_text import graphml_text
from causalnet.formats.map_building.losses import warn_of_losses
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.map_building.source_fields import with_sources
from causalnet.formats.map_building.unknown_names import add_unknown
from causalnet.formats.maps.graphs.map_graph import map_graph
from causalnet.formats.maps.graphs.signed_graph import (
    GraphEdge,
    GraphNode,
    SignedGraph,
    build_map,
    check_declared,
)
from causalnet.formats.xml_tree import XmlElement, element_name, read_xml
from causalnet.language.translate import template
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign

__all__ = ["graph_of_graphml", "graphml_bytes", "read_graphml"]

TOP = "graphml"
LABELS = ("label", "name", "title")
# The arrowheads of yEd at the end of an edge, by our names for them.
YED_HEADS = {"t_shape": "tee"}


@dataclass(frozen=True, slots=True)
class _Key:
    """A declared attribute: its name, what it belongs to, and its default."""

    name: str
    domain: str
    default: str


def read_graphml(file: MapFile, unsigned: Sign = "?") -> CausalMap:
    """The causal map in a GraphML file.

    The label of a node is its attribute ``label``, ``name`` or ``title``, what yEd shows on it, or its identifier.
    Nested graphs are read as one. Edges without a direction and edges between several nodes are left out.

    Raises
    ------
    FileError
        If the file is not GraphML, with its line.
    ModelError
        With all mistakes in it, each with its line.

    References
    ----------
    U. Brandes, M. Eiglsperger, J. Lerner and C. Pich (2013), "Graph markup language (GraphML)", in *Handbook of
    Graph Drawing and Visualization*.
    """
    graph = graph_of_graphml(file)
    builder = MapBuilder(file.name, template("GraphML graph"), unsigned)
    build_map(graph, builder)
    held = graph.attributes
    found = builder.map(held.get("map") or file.stem, held.get("title", ""))
    return with_sources(found, held.get("sources", ""))


def graph_of_graphml(file: MapFile) -> SignedGraph:
    """The nodes, edges and attributes in a GraphML file."""
    top = read_xml(file.held, file.name)
    if top.name != TOP:
        raise FileError(f"{file.name!r} is not GraphML: its top element is {top.name!r}.")
    keys = {key["id"]: _declared(key) for key in top.children("key")}
    check_declared(len(keys), file.name)
    graph = SignedGraph()
    for element in top.descendants("node"):
        _node(element, keys, graph)
    for owner in (top, *top.descendants("graph", "node")):
        directed = owner["edgedefault"] != "undirected"
        for element in owner.children("edge"):
            _edge(element, keys, graph, directed=directed)
    nested = sum(1 for node in top.descendants("node") if any(node.children("graph")))
    graph.unnest(nested)
    several = sum(1 for _ in top.descendants("hyperedge"))
    why = template("A link has one cause and one effect.")
    graph.leave_out(template("hyperedges"), why, several)
    for owner in top.children("graph"):
        graph.attributes |= _attributes(owner, keys)
    return graph


def _declared(key: XmlElement) -> _Key:
    default = next((part.text for part in key.children("default")), "")
    return _Key(key["attr.name"] or key["yfiles.type"] or key["id"], key["for"], default)


def _attributes(element: XmlElement, keys: Mapping[str, _Key]) -> dict[str, str]:
    """The attributes of an element by their declared names, with the defaults of others."""
    held = {
        key.name: key.default
        for key in keys.values()
        if key.default and key.domain in (element.name, "all", "")
    }
    for data in element.children("data"):
        key = keys.get(data["key"])
        name = key.name if key else data["key"]
        text = data.text if not data.parts else ""
        if text:
            held[name] = text
    return held


def _node(element: XmlElement, keys: Mapping[str, _Key], graph: SignedGraph) -> None:
    key = element["id"]
    place = f"line {element.line}, {element_name(element)}"
    if not key:
        graph.found.add(place, "lacks its id.")
        return
    if key in graph.nodes:
        graph.found.add(place, f"repeats the id of {graph.nodes[key].place}.")
        return
    attributes = _attributes(element, keys)
    shown = _shown(element, "NodeLabel")
    found = [name for name in LABELS if attributes.get(name)]
    label = attributes.pop(found[0]) if found and not shown else shown
    graph.nodes[key] = GraphNode(key, label or key, attributes, place)


def _edge(
    element: XmlElement, keys: Mapping[str, _Key], graph: SignedGraph, *, directed: bool
) -> None:
    place = f"line {element.line}, {element_name(element)}"
    ends = element["source"], element["target"]
    for name, key in zip(("source", "target"), ends, strict=True):
        if not key:
            graph.found.add(place, f"lacks its {name}.")
        elif key not in graph.nodes:
            add_unknown(graph.found, place, "node", key, graph.nodes)
    attributes = _attributes(element, keys)
    shown = _shown(element, "EdgeLabel")
    if shown:
        attributes.setdefault("label", shown)
    for arrows in element.descendants("Arrows"):
        head = YED_HEADS.get(arrows["target"])
        if head:
            attributes.setdefault("arrowhead", head)
        if arrows["target"] == "none" == arrows["source"]:
            directed = False
    given = element["directed"]
    direction = directed if given not in ("true", "false") else given == "true"
    graph.edges.append(
        GraphEdge(*ends, attributes, place, "directed" if direction else "undirected")
    )


def _shown(element: XmlElement, name: str) -> str:
    """The text that yEd shows on a node or an edge."""
    inside = (data.descendants(name) for data in element.children("data"))
    return next(
        (" ".join(label.text.split()) for labels in inside for label in labels if label.text), ""
    )


# ── writing ──────────────────────────────────────────────────────────────────────────────────


def graphml_bytes(value: CausalMap, name: str) -> bytes:
    """A map as GraphML: a directed graph with the attributes of its factors, links and sources.

    Warns
    -----
    LossWarning
        If reading it does not give back the whole map: XML has no control characters.
    """
    return warn_of_losses(value, graphml_text(map_graph(value)).encode(), name, read_graphml)
