"""A network laid out as Hugin NET, which Hugin, pyAgrum and pgmpy read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from causalnet.formats.networks.net.reader import read_net
from causalnet.formats.networks.parts.names import (
    TRUE_NAME,
    encoded_name,
    is_identifier,
    replacement_words,
)
from causalnet.formats.networks.parts.writing import network_bytes
from causalnet.formats.networks.parts.written_nodes import WrittenNode, written_nodes
from causalnet.network.network import Network

__all__ = ["net_bytes", "net_text", "state_words", "variable_words"]

KINDS = {"chance": "node", "decision": "decision", "utility": "utility"}
# pgmpy reads a node wherever these words stand.
KEYWORDS = ("net", "class", "node", "potential", "decision", "utility", "states", "data")
# Labels in which no reader finds comments, or another node.
LABEL = re.compile(r"(?!.*(?:node|potential|states|data|net)\b)[\w .,:+<=>%()-]+", re.IGNORECASE)
STATE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


def net_bytes(network: Network, file: str) -> bytes:
    """A network as Hugin NET without loss: `read_net` returns an equal one."""
    return network_bytes(network, file, "Hugin NET", net_text, read_net)


def net_text(network: Network) -> str:
    """The network in Hugin NET, every number in full.

    Hugin shows the name itself as the label of a node.

    Examples
    --------
    >>> lawn = Network({"wet grass": ["no", "<5%"]}, {}, {"wet grass": [0.75, 0.25]}, name="lawn")
    >>> print(net_text(lawn))
    net
    {
      name = "lawn";
    }
    node wet_grass
    {
      label = "wet grass";
      states = ("no" "5");
      causalnet_name = "wet%20grass";
      causalnet_states = "no, %3C5%25";
    }
    potential ( wet_grass )
    {
      data = ( 0.75 0.25 );
    }
    <BLANKLINE>
    """
    nodes = written_nodes(network, variable_words, state_words)
    return "\n".join([*_head(network.name), *_nodes(nodes), *_potentials(nodes), ""])


def variable_words(names: Sequence[str], stem: str) -> list[str]:
    """For each name a word that every reader accepts."""
    return replacement_words(names, stem, lambda word: is_identifier(word) and _is_free(word))


def state_words(names: Sequence[str], stem: str) -> list[str]:
    """For each state a word that every reader accepts."""
    return replacement_words(
        names, stem, lambda word: bool(STATE.fullmatch(word)) and _is_free(word)
    )


def _is_free(word: str) -> bool:
    return word.lower() not in KEYWORDS


def _head(name: str) -> Iterator[str]:
    plain = is_identifier(name) and name != "unknown"
    yield from ("net", "{", f'  name = "{name if plain else "unknown"}";')
    if not plain:
        yield f'  {TRUE_NAME} = "{encoded_name(name)}";'
    yield "}"


def _nodes(nodes: Sequence[WrittenNode]) -> Iterator[str]:
    for node in nodes:
        yield from (f"{KINDS[node.kind]} {node.word}", "{")
        if node.word != node.name and LABEL.fullmatch(node.name):
            yield f'  label = "{node.name}";'
        if node.states:
            listing = " ".join(f'"{state}"' for state in node.states)
            yield f"  states = ({listing});"
        for name, value in node.properties.items():
            yield f'  {name} = "{value}";'
        yield "}"


def _potentials(nodes: Sequence[WrittenNode]) -> Iterator[str]:
    for node in nodes:
        above = f" | {' '.join(node.causes)}" if node.causes else ""
        yield from (f"potential ( {node.word}{above} )", "{")
        if len(node.rows) == 1:
            yield f"  data = ( {_numbers(node.rows[0])} );"
        elif node.rows:
            yield "  data = ("
            yield from (f"    {_numbers(row)}" for row in node.rows)
            yield "  );"
        yield "}"


def _numbers(row: Sequence[float]) -> str:
    return " ".join(map(repr, row))
