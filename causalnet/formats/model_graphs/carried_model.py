"""A model or a network that a file of a graph carries as text, so that reading it loses nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote_to_bytes

from causalnet.errors import FileError, NetworkError, few_names
from causalnet.formats.graph_text.plain_graph import PlainGraph
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.maps.graphs.dot import graph_of_dot
from causalnet.formats.maps.graphs.gexf import graph_of_gexf
from causalnet.formats.maps.graphs.graphml import graph_of_graphml
from causalnet.formats.maps.graphs.signed_graph import SignedGraph
from causalnet.formats.model_file.toml import read_toml, toml_bytes
from causalnet.formats.model_graphs.model_graph import model_graph
from causalnet.formats.networks.xmlbif import read_xmlbif, xmlbif_bytes
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network
from causalnet.notation import counted

__all__ = ["carried_value", "carrying_graph"]

# The name of the attribute under which a file carries the text of a model file, or of a network in XMLBIF.
MODEL, NETWORK = "causalnet_model", "causalnet_network"
# Letters that stand for themselves in XML and in quotes of DOT; the others become their bytes, as in an address.
ESCAPED = re.compile(r"[^ !#-$'-;=?-\[\]-~\u00a1-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]")
READERS: dict[str, Callable[[MapFile], SignedGraph]] = {
    ".graphml": graph_of_graphml,
    ".gexf": graph_of_gexf,
    ".dot": graph_of_dot,
    ".gv": graph_of_dot,
}
# A graph is told from another by these: other attributes and places may be changed by any program.
Drawn = tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]


def carrying_graph(value: CausalModel | Network, file: str) -> PlainGraph:
    """The graph of a model or a network with the whole of it as an attribute.

    Raises
    ------
    ModelError, NetworkError
        If the value cannot be written as text.
    """
    if isinstance(value, CausalModel):
        own = {MODEL: _escaped(toml_bytes(value, file))}
    else:
        if value.draws is not None:
            raise NetworkError(
                f"A file holds one number in each cell, and this network has {value.draws:,} draws. "
                "Write one of them with network.at(0), or compile the model without draws."
            )
        own = {NETWORK: _escaped(xmlbif_bytes(value, file))}
    return replace(model_graph(value), attributes=own)


def carried_value(
    file: MapFile, written: Callable[[CausalModel | Network, str], bytes]
) -> CausalModel | Network | None:
    """The model or the network that a file carries; None if it carries none.

    Parameters
    ----------
    file : MapFile
    written : callable of (value, name of the file)
        Writes the same format, to tell whether the graph in the file is still that of the model.

    Raises
    ------
    FileError
        If the graph was changed after it was written: the file then says two things.
    ModelError, NetworkError
        If the text that it carries is damaged.
    """
    if MODEL.encode() not in file.held and NETWORK.encode() not in file.held:
        return None
    read = READERS[file.suffix]
    graph = read(file)
    held = graph.attributes | _described(graph.attributes.get("description", ""))
    inside = f"{file.name} (the model in it)"
    value: CausalModel | Network
    if MODEL in held:
        value = read_toml(unquote_to_bytes(held[MODEL]), inside)
    elif NETWORK in held:
        value = read_xmlbif(unquote_to_bytes(held[NETWORK]), inside)
    else:
        return None
    _check_unchanged(
        _drawn(graph), _drawn(read(MapFile(written(value, file.name), file.name))), file
    )
    return value


def _escaped(text: bytes) -> str:
    return ESCAPED.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text.decode()
    )


def _described(description: str) -> dict[str, str]:
    """The attributes in a description, one a line."""
    lines = (line.partition(": ") for line in description.split("\n"))
    return {name: value for name, found, value in lines if found}


def _drawn(graph: SignedGraph) -> Drawn:
    """The nodes by name and label, and the edges by their ends, sign and lag."""
    names = {key: node.attributes.get("causalnet_name", key) for key, node in graph.nodes.items()}
    nodes: Counter[tuple[str, ...]] = Counter(
        (names[key], node.label) for key, node in graph.nodes.items()
    )
    edges: Counter[tuple[str, ...]] = Counter(
        (
            names.get(edge.tail, edge.tail),
            names.get(edge.head, edge.head),
            edge.attributes.get("sign", ""),
            edge.attributes.get("lag", ""),
        )
        for edge in graph.edges
    )
    return nodes, edges


def _check_unchanged(found: Drawn, meant: Drawn, file: MapFile) -> None:
    changes = []
    for what, now, before in zip(("node", "edge"), found, meant, strict=True):
        for more, of in (("added or changed", now - before), ("removed or changed", before - now)):
            if of:
                names = few_names([" → ".join(key[: 1 + (what == "edge")]) for key in of])
                changes.append(f"{counted(of.total(), what)} {more} ({names})")
    if changes:
        raise FileError(
            f"The graph in {file.name!r} is no longer that of the model that the file carries: "
            f"{'; '.join(changes)}. Read the graph as a map with format={file.suffix[1:]!r}, or change the model "
            "and save it again."
        )
