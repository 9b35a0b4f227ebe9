"""XMLBIF 0.3, the interchange format in XML that pyAgrum, pgmpy, Weka and JavaBayes read and write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from causalnet.errors import FileError
from causalnet.formats.networks.parts.file_network import FileNetwork, FileNode, NodeKind
from causalnet.formats.networks.parts.left_out import further_properties
from causalnet.formats.networks.parts.names import (
    TRUE_NAME,
    encoded_name,
    replacement_words,
)
from causalnet.formats.networks.parts.network_builder import built_network
from causalnet.formats.networks.parts.number_text import NumberText
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.networks.parts.writing import network_bytes
from causalnet.formats.networks.parts.written_nodes import WrittenNode, written_nodes
from causalnet.formats.xml_tree import XmlElement, read_xml
from causalnet.network.network import Network

__all__ = ["holds_xmlbif", "read_xmlbif", "xmlbif_bytes", "xmlbif_text"]

# The bytes in which the element BIF begins, after a document type of about 800 bytes.
HEAD = 5_000
KINDS: dict[str, NodeKind] = {
    "": "chance",
    "nature": "chance",
    "decision": "decision",
    "utility": "utility",
}


def holds_xmlbif(held: bytes) -> bool:
    """Whether the first bytes of a file are those of XMLBIF."""
    return b"<BIF" in held[:HEAD]


def read_xmlbif(held: bytes, file: str) -> Network:
    """The network in XMLBIF.

    Raises
    ------
    FileError
        If it is not XMLBIF, or declares entities.
    NetworkError
        With every mistake, line by line.
    """
    top = read_xml(held, file, grammar=True)
    network = next(top.children("NETWORK"), None) if top.name == "BIF" else None
    if network is None:
        raise FileError(f"{file!r} is not XMLBIF: it lacks the element NETWORK within BIF.")
    problems = Problems(file)
    for second in list(top.children("NETWORK"))[1:]:
        problems.add(second.line, "A second NETWORK; a file holds one network.")
    name = next(network.children("NAME"), None)
    found = FileNetwork(
        name="" if name is None else name.text, properties=_properties(network), line=network.line
    )
    found.left_out["attribute"] += further_properties(found.properties)
    definitions = _definitions(network, problems)
    for variable in network.children("VARIABLE"):
        found.nodes.append(_node(variable, definitions, found, problems))
    declared = {node.name for node in found.nodes}
    for unknown, definition in definitions.items():
        if unknown not in declared:
            what = f"A DEFINITION is for {unknown!r}, which is not declared as a VARIABLE."
            problems.add(definition.line, what)
    return built_network(found, file, problems)


def _properties(element: XmlElement) -> dict[str, str]:
    """``name = value`` in each PROPERTY."""
    parts = (one.text.partition("=") for one in element.children("PROPERTY") if one.text)
    return {name.strip(): value.strip() for name, _, value in parts}


def _definitions(network: XmlElement, problems: Problems) -> dict[str, XmlElement]:
    found: dict[str, XmlElement] = {}
    for definition in network.children("DEFINITION", "PROBABILITY"):
        subjects = [one.text for one in definition.children("FOR")]
        if len(subjects) != 1:
            what = f"A DEFINITION is for one variable; this one has {len(subjects)} FOR elements."
            problems.add(definition.line, what)
        elif subjects[0] in found:
            earlier = f"it is given in line {found[subjects[0]].line} already."
            what = f"The DEFINITION for {subjects[0]!r} is given again; {earlier}"
            problems.add(definition.line, what)
        else:
            found[subjects[0]] = definition
    return found


def _node(
    variable: XmlElement,
    definitions: Mapping[str, XmlElement],
    network: FileNetwork,
    problems: Problems,
) -> FileNode:
    """A variable with the definition that is for it."""
    names = [one.text for one in variable.children("NAME")]
    name = names[0] if names else ""
    kind = KINDS.get(variable["TYPE"].lower())
    if kind is None:
        what = f"The variable {name!r} is {variable['TYPE']!r}; the types are nature, decision and utility."
        problems.add(variable.line, what)
    properties = _properties(variable)
    network.left_out["attribute"] += further_properties(properties)
    definition = definitions.get(name)
    tables = [] if definition is None else list(definition.children("TABLE"))
    if len(tables) > 1:
        problems.add(tables[1].line, f"The variable {name!r} has a second TABLE.")
    return FileNode(
        name=name,
        line=variable.line,
        kind=kind or "chance",
        states=[one.text for one in variable.children("OUTCOME", "VALUE")],
        causes=[] if definition is None else [one.text for one in definition.children("GIVEN")],
        table=NumberText(tables[0].text, tables[0].text_line) if tables else None,
        table_line=0 if definition is None else definition.line,
        properties=properties,
    )


def xmlbif_bytes(network: Network, file: str) -> bytes:
    """A network as XMLBIF without loss: `read_xmlbif` returns an equal one."""
    return network_bytes(network, file, "XMLBIF", xmlbif_text, read_xmlbif)


def xmlbif_text(network: Network) -> str:
    """The network in XMLBIF, every number in full.

    Examples
    --------
    >>> lawn = Network({"wet grass": ["no", "<5%"]}, {}, {"wet grass": [0.75, 0.25]}, name="lawn")
    >>> print(xmlbif_text(lawn))
    <?xml version="1.0" encoding="UTF-8"?>
    <BIF VERSION="0.3">
    <NETWORK>
    <NAME>lawn</NAME>
    <VARIABLE TYPE="nature">
      <NAME>wet grass</NAME>
      <OUTCOME>no</OUTCOME>
      <OUTCOME>&lt;5%</OUTCOME>
    </VARIABLE>
    <DEFINITION>
      <FOR>wet grass</FOR>
      <TABLE>
        0.75 0.25
      </TABLE>
    </DEFINITION>
    </NETWORK>
    </BIF>
    <BLANKLINE>
    """
    nodes = written_nodes(network, _words, _words)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<BIF VERSION="0.3">',
            "<NETWORK>",
            *_head(network.name),
            *_variables(nodes),
            *_tables(nodes),
            "</NETWORK>",
            "</BIF>",
            "",
        ]
    )


def _head(name: str) -> Iterator[str]:
    plain = name.isprintable() and name == name.strip() and name not in ("", "unknown")
    yield f"<NAME>{escape(name) if plain else 'unknown'}</NAME>"
    if not plain:
        yield f"<PROPERTY>{TRUE_NAME} = {encoded_name(name)}</PROPERTY>"


def _words(names: Sequence[str], stem: str) -> list[str]:
    """Names without blanks in a row, of which pyAgrum reads only one."""
    return replacement_words(names, stem, lambda word: "  " not in word and word != "", str)


def _variables(nodes: Sequence[WrittenNode]) -> Iterator[str]:
    types = {kind: word for word, kind in KINDS.items()}
    for node in nodes:
        yield f'<VARIABLE TYPE="{types[node.kind]}">'
        yield f"  <NAME>{escape(node.word)}</NAME>"
        # pyAgrum reads a utility with one state.
        states = node.states if node.kind != "utility" else ["0"]
        yield from (f"  <OUTCOME>{escape(state)}</OUTCOME>" for state in states)
        for name, value in node.properties.items():
            yield f"  <PROPERTY>{name} = {value}</PROPERTY>"
        yield "</VARIABLE>"


def _tables(nodes: Sequence[WrittenNode]) -> Iterator[str]:
    for node in nodes:
        yield "<DEFINITION>"
        yield f"  <FOR>{escape(node.word)}</FOR>"
        yield from (f"  <GIVEN>{escape(cause)}</GIVEN>" for cause in node.causes)
        if node.rows:
            yield "  <TABLE>"
            yield from (f"    {' '.join(map(repr, row))}" for row in node.rows)
            yield "  </TABLE>"
        yield "</DEFINITION>"
