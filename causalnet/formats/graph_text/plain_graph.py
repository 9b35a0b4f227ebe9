"""A directed graph with attributes, as the formats of graphs write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from causalnet.network.graph_attributes import GraphValue

__all__ = ["Attributes", "PlainEdge", "PlainGraph", "PlainNode", "attribute_types", "xml_text"]

Attributes = Mapping[str, GraphValue]
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TYPES: tuple[tuple[type, str], ...] = ((bool, "boolean"), (int, "int"), (float, "double"))


@dataclass(frozen=True, slots=True)
class PlainNode:
    """A node: its label, and its attributes by name."""

    label: str
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlainEdge:
    """An edge from one node to another, by their keys, with its sign and its other attributes."""

    tail: str
    head: str
    sign: Literal["", "+", "-", "?"] = ""
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlainGraph:
    """Nodes by their keys, edges, and attributes of the whole graph; a file gives each node an identifier.

    Examples
    --------
    >>> graph = PlainGraph("farm", {"rain": PlainNode("Rain"), "crop": PlainNode("Crop")}, [PlainEdge("rain", "crop", "+")])
    >>> graph.ids
    {'rain': 'n0', 'crop': 'n1'}
    """

    title: str
    nodes: Mapping[str, PlainNode]
    edges: Iterable[PlainEdge] = ()
    attributes: Attributes = field(default_factory=dict)

    @property
    def ids(self) -> dict[str, str]:
        """The identifier of each node, which every format and program accepts."""
        return {key: f"n{number}" for number, key in enumerate(self.nodes)}


def attribute_types(held: Iterable[Attributes]) -> dict[str, str]:
    """The type of each attribute that occurs, in the words that GraphML and GEXF share.

    Examples
    --------
    >>> attribute_types([{"sign": "+", "lag": 1}, {"strength": 0.5}])
    {'sign': 'string', 'lag': 'int', 'strength': 'double'}
    """
    found: dict[str, str] = {}
    for attributes in held:
        for name, value in attributes.items():
            own = next((word for kind, word in TYPES if isinstance(value, kind)), "string")
            # Of an attribute with values of several types only a text holds all.
            found[name] = own if found.get(name, own) == own else "string"
    return found


def xml_text(value: GraphValue) -> str:
    """A value as the text of an XML file, without the characters that XML cannot hold."""
    if isinstance(value, bool):
        return str(value).lower()
    return NOT_IN_XML.sub("", value if isinstance(value, str) else repr(value))
