"""A network laid out as BIF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from causalnet.formats.bif_format.names import (
    ORDERED,
    TRUE_NAME,
    TRUE_STATES,
    encoded_name,
    is_plain,
    safe_words,
)
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
    words = dict(zip(network, safe_words(network.variables, "v"), strict=True))
    states = {v: safe_words(own, "s", state=True) for v, own in network.states.items()}
    return "\n".join(
        [
            *_head(network.name),
            *_variables(network, words, states),
            *_tables(network, words, states),
            "",
        ]
    )


def _head(name: str) -> Iterator[str]:
    plain = is_plain(name) and "." not in name and name != "unknown"
    yield f"network {name if plain else 'unknown'} {{"
    if not plain:
        yield f"  property {TRUE_NAME} = {encoded_name(name)} ;"
    yield "}"


def _variables(
    network: Network, words: dict[str, str], states: dict[str, list[str]]
) -> Iterator[str]:
    for v, own in network.states.items():
        yield f"variable {words[v]} {{"
        yield f"  type discrete [ {len(own)} ] {{ {', '.join(states[v])} }};"
        if words[v] != v:
            yield f"  property {TRUE_NAME} = {encoded_name(v)} ;"
        if states[v] != list(own):
            yield f"  property {TRUE_STATES} = {', '.join(map(encoded_name, own))} ;"
        if v in network.ordered:
            yield f"  property {ORDERED} = yes ;"
        yield "}"


def _tables(network: Network, words: dict[str, str], states: dict[str, list[str]]) -> Iterator[str]:
    for v, causes in network.parents.items():
        above = f" | {', '.join(words[c] for c in causes)}" if causes else ""
        yield f"probability ( {words[v]}{above} ) {{"
        rows = network.values(v).reshape(-1, len(states[v]))
        if not causes:
            yield f"  table {_numbers(rows[0].tolist())};"
        else:
            for when, row in zip(product(*(states[c] for c in causes)), rows, strict=True):
                yield f"  ( {', '.join(when)} ) {_numbers(row.tolist())};"
        yield "}"


def _numbers(row: Sequence[float]) -> str:
    return ", ".join(map(repr, row))
