"""From Hugin NET to a network."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from causalnet.errors import FileError, shortened, visible
from causalnet.formats.networks.net.syntax import Attribute, NetBlock, net_blocks
from causalnet.formats.networks.parts.file_network import (
    FileNetwork,
    FileNode,
    NodeKind,
    Tabulate,
    refused_table,
)
from causalnet.formats.networks.parts.names import TRUE_NAME
from causalnet.formats.networks.parts.network_builder import built_network
from causalnet.formats.networks.parts.number_text import NumberText
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.textfile import decoded
from causalnet.network.network import Network

__all__ = ["holds_net", "read_net"]

BEGIN = re.compile(rb"(?:\s|%[^\n]*\n)*(?:net|class\s+\w+)\s*\{")
KINDS: dict[str, NodeKind] = {
    "node": "chance",
    "discrete node": "chance",
    "chance": "chance",
    "decision": "decision",
    "utility": "utility",
}
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s()",]+)', re.DOTALL)
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# Where a node stands, and what its states are called already.
LAYOUT = ("states", "position", "node_size", "subtype", "ID", "software", "name")
NOTES = ("HR_Desc", "HR_HTML_Desc")
DATA = str.maketrans("(),", "   ")


def holds_net(held: bytes) -> bool:
    """Whether the first bytes of a file are those of Hugin NET."""
    return BEGIN.match(held) is not None


def read_net(held: bytes, file: str) -> Network:
    """The network in a Hugin NET file; in that of a class, if it has no instances of other classes.

    Raises
    ------
    FileError
        If it is not NET.
    NetworkError
        With every mistake, line by line.
    """
    blocks = net_blocks(decoded(held, file), file)
    wholes = [block for block in blocks if block.kind == "whole"]
    if not wholes:
        raise FileError(f"{file!r} is not Hugin NET: it has no block 'net'.")
    problems = Problems(file)
    for second in wholes[1:]:
        problems.add(second.line, f"A second block {second.word!r}; a file holds one network.")
    whole = wholes[0].attributes
    title = _string(whole["name"]) if "name" in whole else wholes[0].head
    found = FileNetwork(name=title, properties=_properties(whole), line=wholes[0].line)
    _leave_out(whole, "", found)
    potentials = _potentials(blocks, problems)
    for block in blocks:
        if block.kind == "instance":
            what = f"An instance of another class is not read: {shortened(visible(block.word))}."
            problems.add(block.line, what)
        if block.kind == "node":
            found.nodes += _node(block, potentials, found, problems)
    declared = {block.head for block in blocks if block.kind == "node"}
    for subject, (_, potential) in potentials.items():
        if subject not in declared:
            what = f"A potential is for {subject!r}, which is not declared as a node."
            problems.add(potential.line, what)
    return built_network(found, file, problems)


def _potentials(
    blocks: Sequence[NetBlock], problems: Problems
) -> dict[str, tuple[list[str], NetBlock]]:
    """The causes and the potential of each variable."""
    found: dict[str, tuple[list[str], NetBlock]] = {}
    for block in blocks:
        if block.kind != "potential":
            continue
        own, _, above = block.head[1:-1].partition("|")
        subjects = own.split()
        if len(subjects) != 1:
            what = f"The potential {block.head} is of {len(subjects)} variables; one must stand before '|'."
            problems.add(block.line, what)
        elif subjects[0] in found:
            earlier = f"it is given in line {found[subjects[0]][1].line} already."
            what = f"The potential of {subjects[0]!r} is given again; {earlier}"
            problems.add(block.line, what)
        else:
            found[subjects[0]] = above.split(), block
    return found


def _node(
    block: NetBlock,
    potentials: Mapping[str, tuple[list[str], NetBlock]],
    network: FileNetwork,
    problems: Problems,
) -> list[FileNode]:
    kind = KINDS.get(block.word)
    if kind is None:
        what = f"The node {block.head!r} is a {block.word!r}, which is not read;"
        problems.add(block.line, f"{what} the kinds are {', '.join(KINDS)}.")
        return []
    _leave_out(block.attributes, block.head, network)
    causes, potential = potentials.get(block.head, ([], None))
    data = potential.attributes.get("data") if potential else None
    if potential is not None:
        tables = {"data", "model_data", "model_nodes"} if data else {"data"}
        network.left_out["attribute"] += len(potential.attributes.keys() - tables)
    table: NumberText | Tabulate | None = None
    if data:
        table = NumberText(data.text.translate(DATA), data.line)
    elif potential is not None and "model_data" in potential.attributes:
        what = f"The potential of {block.head!r} is an expression (model_data); only numbers (data) are read."
        table = refused_table(potential.line, what)
    return [
        FileNode(
            name=block.head,
            line=block.line,
            kind=kind,
            states=_strings(block.attributes.get("states")),
            causes=causes,
            table=table,
            table_line=potential.line if potential else 0,
            properties=_properties(block.attributes),
            scaled=True,
        )
    ]


def _leave_out(attributes: Mapping[str, Attribute], name: str, network: FileNetwork) -> None:
    """Count the contents that a network does not hold; the layout is not counted."""
    for word, attribute in attributes.items():
        if word == "label":
            text = _string(attribute)
            network.left_out["label"] += text not in ("", name) and TRUE_NAME not in attributes
        elif word in NOTES:
            network.left_out["note"] += _string(attribute) != ""
        elif word not in LAYOUT and not word.startswith(("HR_", "causalnet_")):
            network.left_out["attribute"] += attribute.text.strip() not in ("", '""', "()")


def _properties(attributes: Mapping[str, Attribute]) -> dict[str, str]:
    """The properties of ours."""
    return {
        name: _string(attribute)
        for name, attribute in attributes.items()
        if name.startswith("causalnet_")
    }


def _strings(attribute: Attribute | None) -> list[str]:
    """The strings in a list, quoted or not."""
    if attribute is None:
        return []
    return [
        word or ESCAPE.sub(r"\1", quoted).strip() for quoted, word in STRING.findall(attribute.text)
    ]


def _string(attribute: Attribute) -> str:
    """A string, perhaps in several pieces."""
    return "".join(_strings(attribute))
