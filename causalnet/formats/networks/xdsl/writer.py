"""A network laid out as XDSL, which GeNIe, SMILE, pyAgrum and pgmpy read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from causalnet.formats.networks.parts.names import (
    TRUE_NAME,
    encoded_name,
    is_identifier,
    replacement_words,
)
from causalnet.formats.networks.parts.writing import network_bytes
from causalnet.formats.networks.parts.written_nodes import WrittenNode, written_nodes
from causalnet.formats.networks.xdsl.reader import read_xdsl
from causalnet.network.network import Network

__all__ = ["xdsl_bytes", "xdsl_text"]

# The element of a node, and that of its numbers.
ELEMENTS = {
    "chance": ("cpt", "probabilities"),
    "decision": ("decision", ""),
    "utility": ("utility", "utilities"),
}


def xdsl_bytes(network: Network, file: str) -> bytes:
    """A network as XDSL without loss: `read_xdsl` returns an equal one."""
    return network_bytes(network, file, "XDSL", xdsl_text, read_xdsl)


def xdsl_text(network: Network) -> str:
    """The network in XDSL, every number in full.

    Identifiers are letters, digits and ``_``. GeNIe shows the name itself as the label of the node.

    Examples
    --------
    >>> lawn = Network({"wet grass": ["no", "yes"]}, {}, {"wet grass": [0.75, 0.25]}, name="lawn")
    >>> print(xdsl_text(lawn))
    <?xml version="1.0" encoding="UTF-8"?>
    <smile version="1.0" id="lawn">
      <nodes>
        <cpt id="wet_grass">
          <state id="no" />
          <state id="yes" />
          <probabilities>0.75 0.25</probabilities>
          <property id="causalnet_name">wet%20grass</property>
        </cpt>
      </nodes>
      <extensions>
        <genie version="1.0" app="causalnet" name="lawn">
          <node id="wet_grass">
            <name>wet grass</name>
          </node>
        </genie>
      </extensions>
    </smile>
    <BLANKLINE>
    """
    nodes = written_nodes(network, _words, _words, causes_first=True)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<smile version="1.0" id="{network.name if is_identifier(network.name) else "unknown"}">',
            *_head(network.name),
            "  <nodes>",
            *_nodes(nodes),
            "  </nodes>",
            *_labels(network.name, nodes),
            "</smile>",
            "",
        ]
    )


def _head(name: str) -> Iterator[str]:
    if not is_identifier(name) or name == "unknown":
        yield f'  <property id="{TRUE_NAME}">{encoded_name(name)}</property>'


def _words(names: Sequence[str], stem: str) -> list[str]:
    return replacement_words(names, stem, is_identifier)


def _nodes(nodes: Sequence[WrittenNode]) -> Iterator[str]:
    for node in nodes:
        element, numbers = ELEMENTS[node.kind]
        yield f'    <{element} id="{node.word}">'
        yield from (f'      <state id="{state}" />' for state in node.states)
        if node.causes:
            yield f"      <parents>{' '.join(node.causes)}</parents>"
        if node.rows:
            values = " ".join(repr(x) for row in node.rows for x in row)
            yield f"      <{numbers}>{values}</{numbers}>"
        for name, value in node.properties.items():
            yield f'      <property id="{name}">{value}</property>'
        yield f"    </{element}>"


def _labels(name: str, nodes: Sequence[WrittenNode]) -> Iterator[str]:
    yield "  <extensions>"
    yield f'    <genie version="1.0" app="causalnet" name={quoteattr(_shown(name))}>'
    for node in nodes:
        yield f'      <node id="{node.word}">'
        # pyAgrum calls a variable by its label, and reads one blank of two.
        yield f"        <name>{escape(node.word if '  ' in node.name else node.name)}</name>"
        yield "      </node>"
    yield "    </genie>"
    yield "  </extensions>"


def _shown(name: str) -> str:
    """A name in which XML allows every character."""
    return name if name.isprintable() else "network"
