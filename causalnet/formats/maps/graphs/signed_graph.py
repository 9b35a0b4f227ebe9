"""A graph with attributes on its nodes and edges as a causal map: what each attribute means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from math import isfinite
from typing import Literal

from causalnet.errors import FileError, Mistakes, few_names
from causalnet.formats.map_building.extra_fields import (
    FACTOR_FIELDS,
    LINK_FIELDS,
    extra_fields,
    field_name,
    sign_in,
)
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.language.translate import lazy, lazy_counted, template
from causalnet.model.influence import Sign

__all__ = ["EdgeDirection", "GraphEdge", "GraphNode", "SignedGraph", "build_map", "check_declared"]

EdgeDirection = Literal["directed", "undirected", "mutual"]
NESTED = template(
    "Factors do not lie in one another; the nodes inside are read as factors of their own."
)
# Attributes that give the sign of an edge, in the order in which they are asked. Of the last two only a text that
# is a sign is read as one.
SIGNS = ("sign", "polarity")
LABELS = ("label", "edge_label", "type", "interaction", "relation")
TEE = "tee"
MOST_DECLARED = 500
HEAD = "arrowhead"
# Attributes that place or paint, which mean nothing for a map.
DRAWING = frozenset(
    "_draw_ _hdraw_ _hldraw_ _ldraw_ _tdraw_ _tldraw_ alpha arrowhead arrowsize arrowtail b bb bgcolor "
    "charset color colorscheme concentrate constraint decorate dir distortion edgegraphics edgetooltip "
    "edgeurl fillcolor fixedsize font fontcolor fontname fontsize forcelabels g gradientangle graphics "
    "headclip headport height image imagepos imagescale k labelangle labeldistance labelfloat "
    "labelfontcolor labelfontname labelfontsize labeljust labelloc layout len lheight lp lwidth margin "
    "minlen nodegraphics nodesep nojustify orientation outputorder overlap pad pencolor penwidth "
    "peripheries pin portgeometry portgraphics pos position quadtree r rankdir ranksep ratio rects "
    "regular resolution resources root rotate samehead sametail samplepoints sep shape shapefile "
    "showboxes sides size skew sortv splines start style stylesheet tailclip tailport target thickness "
    "truecolor vertices viewport width x xdotversion xlp y z".split()
)


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node: its identifier in the file, its label, its attributes and where it stands."""

    key: str
    label: str
    attributes: Mapping[str, str]
    place: str


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An edge between two nodes, its attributes, its direction and where it stands."""

    tail: str
    head: str
    attributes: Mapping[str, str]
    place: str
    direction: EdgeDirection = "directed"


@dataclass(slots=True)
class SignedGraph:
    """The nodes and edges of a file, its own attributes, and the number of its other parts."""

    nodes: dict[str, GraphNode] = field(default_factory=dict)
    edges: list[GraphEdge] = field(default_factory=list)
    others: Counter[tuple[str, str]] = field(default_factory=Counter)
    attributes: dict[str, str] = field(default_factory=dict)
    found: Mistakes = field(default_factory=Mistakes)

    def leave_out(self, what: str, why: str, count: int = 1) -> None:
        """Count parts of the file that a map cannot hold."""
        self.others[what, why] += count

    def unnest(self, count: int) -> None:
        """Count the nodes that lie around others."""
        self.leave_out(template("nodes that hold others"), NESTED, count)


def build_map(graph: SignedGraph, builder: MapBuilder) -> None:
    """Add the nodes of a graph as factors, and its edges as links.

    The attribute ``sign`` or ``polarity`` gives the sign; else a label or type that is a sign; else the sign of the
    weight, if any weight in the graph is negative; else the arrowhead ``tee``, which lowers. Every other attribute is
    kept in the note of its factor or link, except those that only place or paint.

    Raises
    ------
    ModelError
        With everything that cannot be read, each with its place.
    """
    reader = _Reader(graph, builder)
    for node in graph.nodes.values():
        reader.node(node)
    for edge in graph.edges:
        reader.edge(edge)
    graph.found.raise_any(builder.file)
    reader.account()


def check_declared(count: int, file: str) -> None:
    """Refuse a file that declares so many attributes that their defaults would fill the memory."""
    if count > MOST_DECLARED:
        raise FileError(
            f"{file!r} declares more than {MOST_DECLARED} attributes: too many for a map."
        )


class _Reader:
    def __init__(self, graph: SignedGraph, builder: MapBuilder) -> None:
        self.graph, self.builder, self.found = graph, builder, graph.found
        self._names: dict[str, str] = {}
        self._drawing: Counter[str] = Counter()
        self._signed_by: Counter[str] = Counter()
        self._undirected = 0
        weights = [_number(e.attributes.get("weight", "")) for e in graph.edges]
        self._weights_signed = any(w is not None and w < 0 for w in weights)

    def node(self, node: GraphNode) -> None:
        attributes = self._kept(node.attributes)
        held = extra_fields(attributes, FACTOR_FIELDS)
        self._names[node.key] = self.builder.factor(
            node.label, key=node.key, name=held.causalnet_name, tags=held.tags, note=held.note
        )

    def edge(self, edge: GraphEdge) -> None:
        if edge.direction == "undirected":
            self._undirected += 1
            return
        signs = [text for key, text in edge.attributes.items() if field_name(key) in SIGNS]
        if any(map(self.builder.denied, signs)):
            return
        sign, used = self._sign(edge)
        attributes = self._kept(edge.attributes, sign, used)
        held = extra_fields(attributes, LINK_FIELDS)
        ends = [(edge.tail, edge.head)]
        if edge.direction == "mutual":
            ends.append((edge.head, edge.tail))
        for tail, head in ends:
            names = self._names.get(tail), self._names.get(head)
            if names[0] is not None and names[1] is not None:
                self.builder.join(names[0], names[1], sign, **held.of_link())

    def _sign(self, edge: GraphEdge) -> tuple[Sign | None, set[str]]:
        """The sign that an edge is given, by the first attribute that gives one, and the attributes that were read for it."""
        used = set[str]()
        named = {field_name(key): key for key in edge.attributes}
        for key in SIGNS:
            if key in named:
                used.add(named[key])
                sign = self.builder.sign(edge.attributes[named[key]])
                if sign:
                    self._signed_by[repr(key)] += 1
                    return sign, used
        for key in LABELS:
            sign = sign_in(edge.attributes.get(named.get(key, ""), ""))
            if sign:
                self._signed_by[repr(key)] += 1
                return sign, used
        weight = _number(edge.attributes.get(named.get("weight", ""), ""))
        if self._weights_signed and weight:
            self._signed_by["'weight'"] += 1
            return "+" if weight > 0 else "-", used
        if edge.attributes.get(named.get(HEAD, ""), "").lower() == TEE:
            self._signed_by[lazy("{name!r}, which is {value!r}", name=HEAD, value=TEE)] += 1
            return "-", used
        return None, used

    def _kept(
        self, attributes: Mapping[str, str], sign: Sign | None = None, used: Set[str] = frozenset()
    ) -> dict[str, str]:
        """The attributes that say something about a factor or a link, besides the sign that it was given."""
        kept = {}
        for key, value in attributes.items():
            if field_name(key) in DRAWING:
                self._drawing[key] += 1
                continue
            again = field_name(key) in (*SIGNS, *LABELS) and sign and sign_in(value) == sign
            if key not in used and not again:
                kept[key] = value
        return kept

    def account(self) -> None:
        """Tell the builder what gave the signs and what was left out."""
        for key, count in self._signed_by.items():
            self.builder.understand(
                lazy_counted(
                    count,
                    "The sign of {count} edge is the attribute {name}.",
                    "The sign of {count:,} edges is the attribute {name}.",
                    name=key,
                )
            )
        why = template("Cause and effect are not told apart.")
        what = template("edges without a direction")
        self.builder.leave_out(what, why, self._undirected)
        names = few_names(sorted(self._drawing))
        why = template("They place or paint, and a map has no drawing.")
        self.builder.leave_out(lazy("attributes {names}", names=names), why, self._drawing.total())
        for (what, why), count in self.graph.others.items():
            self.builder.leave_out(what, why, count)


def _number(text: str) -> float | None:
    """The finite number that a text is; None if it is not one."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None
