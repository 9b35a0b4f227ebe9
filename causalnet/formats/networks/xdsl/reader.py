"""From XDSL, the format of GeNIe and SMILE, to a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from causalnet.errors import FileError
from causalnet.formats.networks.parts.file_network import FileNetwork, FileNode, NodeKind, Tabulate
from causalnet.formats.networks.parts.left_out import further_properties
from causalnet.formats.networks.parts.network_builder import built_network
from causalnet.formats.networks.parts.number_text import NumberText
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.networks.xdsl.canonical import deterministic, noisy_max
from causalnet.formats.networks.xdsl.weights import utility_weights, weighted
from causalnet.formats.xml_tree import XmlElement, read_xml
from causalnet.network.network import Network

__all__ = ["holds_xdsl", "read_xdsl"]

HEAD = 2_000
KINDS: dict[str, NodeKind] = {
    "cpt": "chance",
    "noisymax": "chance",
    "deterministic": "chance",
    "decision": "decision",
    "utility": "utility",
}
WEIGHTED = "mau"
PYAGRUM = "aGrUM"
NUMBERS = {"cpt": "probabilities", "utility": "utilities"}


def holds_xdsl(held: bytes) -> bool:
    """Whether the first bytes of a file are those of XDSL."""
    return b"<smile" in held[:HEAD]


def read_xdsl(held: bytes, file: str) -> Network:
    """The network in XDSL.

    Nodes are called by their identifiers. Noisy-MAX and deterministic nodes become tables. Utilities that a node of
    additive weights joins are multiplied by them.

    Raises
    ------
    FileError
        If it is not XDSL.
    NetworkError
        With every mistake, line by line.
    """
    top = read_xml(held, file)
    if top.name != "smile":
        raise FileError(f"{file!r} is not XDSL: it lacks the element smile.")
    problems = Problems(file)
    found = FileNetwork(name=top["id"], properties=_properties(top), line=top.line)
    found.left_out["attribute"] += further_properties(found.properties)
    nodes = [node for block in top.children("nodes") for node in block.parts]
    weights = utility_weights([node for node in nodes if node.name == WEIGHTED], problems)
    for node in nodes:
        if node.name == WEIGHTED:
            continue
        made = _node(node, weights, found, problems)
        if made is not None:
            found.nodes.append(made)
    for dynamic in top.children("dynamic"):
        problems.add(dynamic.line, "A network with time slices (dynamic) is not read.")
    _leave_out(top, found)
    if any(genie["app"].startswith(PYAGRUM) for genie in _genie(top)):
        # pyAgrum lets the states of the first cause vary fastest, unlike GeNIe.
        found.nodes = [replace(node, causes=[*reversed(node.causes)]) for node in found.nodes]
    return built_network(found, file, problems)


def _properties(element: XmlElement) -> dict[str, str]:
    return {one["id"]: one.text for one in element.children("property")}


def _node(
    element: XmlElement, weights: Mapping[str, float], network: FileNetwork, problems: Problems
) -> FileNode | None:
    """A node with its table; nothing, and a problem, if its kind is not read."""
    kind = KINDS.get(element.name)
    name = element["id"]
    if kind is None:
        what = f"The node {name!r} is of the kind {element.name!r}, which is not read;"
        problems.add(element.line, f"{what} the kinds are {', '.join((*KINDS, WEIGHTED))}.")
        return None
    properties = _properties(element)
    network.left_out["attribute"] += further_properties(properties)
    network.left_out["label"] += sum("label" in one for one in element.children("state"))
    above = next(element.children("parents"), None)
    states = [one["id"] for one in element.children("state")]
    return FileNode(
        name=name,
        line=element.line,
        kind=kind,
        states=states,
        causes=[] if above is None else above.text.split(),
        table=_table(element, states, weights.get(name, 1.0)),
        table_line=0 if above is None else above.line,
        properties=properties,
    )


def _table(element: XmlElement, states: list[str], weight: float) -> NumberText | Tabulate | None:
    if element.name == "noisymax":
        return noisy_max(element)
    if element.name == "deterministic":
        return deterministic(element, states)
    held = next(element.children(NUMBERS.get(element.name, "")), None)
    if held is None:
        return None
    numbers = NumberText(held.text, held.text_line)
    return numbers if weight == 1 else weighted(numbers, element["id"], weight)


def _genie(top: XmlElement) -> Iterator[XmlElement]:
    """What GeNIe adds to a network, or another program that writes as GeNIe does."""
    return (g for block in top.children("extensions") for g in block.children("genie"))


def _leave_out(top: XmlElement, network: FileNetwork) -> None:
    """Count the contents that a network does not hold: labels that differ from identifiers, notes, cases."""
    labels = {node.name for node in network.nodes if "causalnet_name" in node.properties}
    for genie in _genie(top):
        for node in genie.descendants("node"):
            names = [one.text for one in node.children("name")]
            network.left_out["label"] += sum(
                text not in ("", node["id"]) for text in names if node["id"] not in labels
            )
            network.left_out["note"] += sum(1 for _ in node.children("comment"))
        network.left_out["note"] += sum(1 for _ in genie.descendants("textbox"))
        network.left_out["submodel"] += sum(1 for _ in genie.descendants("submodel"))
    for cases in top.children("cases"):
        network.left_out["case"] += sum(1 for _ in cases.children("case"))
