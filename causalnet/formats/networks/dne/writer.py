"""A network laid out as DNE, the text format of Netica."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from causalnet.formats.networks.dne.reader import read_dne
from causalnet.formats.networks.parts.names import (
    TRUE_NAME,
    encoded_name,
    is_identifier,
    replacement_words,
)
from causalnet.formats.networks.parts.writing import network_bytes
from causalnet.formats.networks.parts.written_nodes import WrittenNode, written_nodes
from causalnet.network.network import Network

__all__ = ["dne_bytes", "dne_text"]

# Netica's names have at most 30 letters.
MOST_LETTERS = 30
KINDS = {"chance": "NATURE", "decision": "DECISION", "utility": "UTILITY"}
TITLE = re.compile(r"[\w .,:+<=>%()'-]+")


def dne_bytes(network: Network, file: str) -> bytes:
    """A network as DNE without loss: `read_dne` returns an equal one."""
    return network_bytes(network, file, "DNE", dne_text, read_dne)


def dne_text(network: Network) -> str:
    """The network in DNE, every number in full.

    Netica shows the name itself as the title of a node.

    Examples
    --------
    >>> lawn = Network({"wet grass": ["no", "<5%"]}, {}, {"wet grass": [0.75, 0.25]}, name="lawn")
    >>> print(dne_text(lawn))
    // ~->[DNET-1]->~
    <BLANKLINE>
    bnet lawn {
    node wet_grass {
        kind = NATURE;
        discrete = TRUE;
        chance = CHANCE;
        states = (no, s2_5);
        parents = ();
        probs = (0.75, 0.25);
        title = "wet grass";
        comment = "causalnet_name = wet%20grass; causalnet_states = no, %3C5%25;";
        };
    };
    <BLANKLINE>
    """
    nodes = written_nodes(network, _words, _words, causes_first=True)
    return "\n".join(
        [
            "// ~->[DNET-1]->~",
            "",
            *_head(network.name),
            *(line for node in nodes for line in _node(node)),
            "};",
            "",
        ]
    )


def _words(names: Sequence[str], stem: str) -> list[str]:
    return replacement_words(names, stem, _is_plain)


def _is_plain(word: str) -> bool:
    return is_identifier(word) and len(word) <= MOST_LETTERS


def _head(name: str) -> Iterator[str]:
    plain = _is_plain(name) and name != "unknown"
    yield f"bnet {name if plain else 'unknown'} {{"
    if not plain:
        yield _comment({TRUE_NAME: encoded_name(name)})


def _node(node: WrittenNode) -> Iterator[str]:
    yield f"node {node.word} {{"
    yield f"    kind = {KINDS[node.kind]};"
    yield f"    discrete = {'FALSE' if node.kind == 'utility' else 'TRUE'};"
    if node.kind == "chance":
        yield "    chance = CHANCE;"
    if node.kind == "utility":
        yield "    chance = DETERMIN;"
        yield "    measure = RATIO;"
    if node.states:
        yield f"    states = ({', '.join(node.states)});"
    yield f"    parents = ({', '.join(node.causes)});"
    yield from _table(node)
    if node.word != node.name and TITLE.fullmatch(node.name):
        yield f'    title = "{node.name}";'
    if node.properties:
        yield _comment(node.properties)
    yield "    };"


def _table(node: WrittenNode) -> Iterator[str]:
    name = "functable" if node.kind == "utility" else "probs"
    rows = [", ".join(map(repr, row)) for row in node.rows]
    if len(rows) == 1:
        yield f"    {name} = ({rows[0]});"
    elif rows:
        yield f"    {name} = ("
        separators = [*[","] * (len(rows) - 1), ");"]
        yield from (f"        {row}{end}" for row, end in zip(rows, separators, strict=True))


def _comment(properties: dict[str, str]) -> str:
    """Properties of ours in a comment, since Netica has no fields of users' own."""
    parts = "; ".join(f"{name} = {_ascii(value)}" for name, value in properties.items())
    return f'    comment = "{parts};";'


def _ascii(text: str) -> str:
    """A text whose other letters are ``%`` and their bytes, as in a web address."""
    return "".join(
        c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode("utf-8")) for c in text
    )
