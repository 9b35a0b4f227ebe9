"""A network laid out as BIF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from causalnet.formats.networks.bif.names import is_plain, safe_words
from causalnet.formats.networks.parts.names import TRUE_NAME, encoded_name
from causalnet.formats.networks.parts.written_nodes import WrittenNode, written_nodes
from causalnet.network.network import Network

__all__ = ["bif_text"]


def bif_text(network: Network) -> str:
    """The network in BIF, every number in full.

    A name that pyAgrum or pgmpy would not read is replaced by another word and stored in a property. So is a
    declared order of states.

    Examples
    --------
    >>> lawn = Network({"wet grass": ["no", "5–10%"]}, {}, {"wet grass": [0.75, 0.25]}, name="lawn")
    >>> print(bif_text(lawn))
    network lawn {
    }
    variable wet_grass {
      type discrete [ 2 ] { no, s2_5_10 };
      property causalnet_name = wet%20grass ;
      property causalnet_states = no, 5%E2%80%9310%25 ;
    }
    probability ( wet_grass ) {
      table 0.75, 0.25;
    }
    <BLANKLINE>
    """
    nodes = written_nodes(network, safe_words, _states, utilities=False)
    return "\n".join([*_head(network.name), *_variables(nodes), *_tables(nodes), ""])


def _states(names: Sequence[str], stem: str) -> list[str]:
    return safe_words(names, stem, state=True)


def _head(name: str) -> Iterator[str]:
    plain = is_plain(name) and "." not in name and name != "unknown"
    yield f"network {name if plain else 'unknown'} {{"
    if not plain:
        yield f"  property {TRUE_NAME} = {encoded_name(name)} ;"
    yield "}"


def _variables(nodes: Sequence[WrittenNode]) -> Iterator[str]:
    for node in nodes:
        yield f"variable {node.word} {{"
        yield f"  type discrete [ {len(node.states)} ] {{ {', '.join(node.states)} }};"
        for name, value in node.properties.items():
            yield f"  property {name} = {value} ;"
        yield "}"


def _tables(nodes: Sequence[WrittenNode]) -> Iterator[str]:
    states = {node.word: node.states for node in nodes}
    for node in nodes:
        above = f" | {', '.join(node.causes)}" if node.causes else ""
        yield f"probability ( {node.word}{above} ) {{"
        if not node.causes:
            yield f"  table {_numbers(node.rows[0])};"
        else:
            for when, row in zip(
                product(*(states[c] for c in node.causes)), node.rows, strict=True
            ):
                yield f"  ( {', '.join(when)} ) {_numbers(row)};"
        yield "}"


def _numbers(row: Sequence[float]) -> str:
    return ", ".join(map(repr, row))
