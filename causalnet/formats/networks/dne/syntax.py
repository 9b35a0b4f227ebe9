"""The grammar of Netica's DNE: from a text to the network and its nodes, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lark import Token, Tree

from causalnet.formats.networks.parts.grammar import TextGrammar, sound

__all__ = ["DneBlock", "DneField", "dne_blocks"]

# Possessive repetitions never backtrack; `sound` makes them greedy where re is wrong (python/cpython issue 106052).
GRAMMAR = TextGrammar(
    "DNE",
    sound(r"""
start: network
network: NETWORK "{" (FIELD | node | block)* "}" ";"?
node: NODE "{" (FIELD | block)* "}" ";"?
block: (BLOCK | ASSIGNED) "{" (FIELD | block)* "}" ";"?

NETWORK: /bnet\s+\w+\s*(?=\{)/
NODE.3: /node\s+\w+\s*(?=\{)/
FIELD.2: /\w+\s*=(?:[^;"{}]++|"(?:[^"\\]++|\\.)*+")*+;/s
ASSIGNED: /\w+\s*=\s*\w*\s*(?=\{)/
BLOCK: /\w+(?:\s+\w+)?\s*(?=\{)/
%ignore /\s+/
"""),
    {
        "NETWORK": "'bnet' and a name",
        "NODE": "'node' and a name",
        "FIELD": "a field such as states = (low, high) that ends in ';'",
        "LBRACE": "'{'",
        "RBRACE": "'}'",
        "SEMICOLON": "';'",
        "$END": "the end of the file",
    },
    # What is left open ends with the file, so that no text is searched twice.
    re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)|//[^\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL),
)


@dataclass(frozen=True, slots=True)
class DneField:
    """The value of a field as written, and its line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class DneBlock:
    """The network or a node: its name, its line and its fields."""

    name: str
    line: int
    fields: dict[str, DneField] = field(default_factory=dict)
    blocks: tuple[str, ...] = ()


def dne_blocks(text: str, file: str) -> tuple[DneBlock, list[DneBlock]]:
    """The network of a text, and its nodes.

    Raises
    ------
    FileError
        At the first place that is not DNE.
    """
    (network,) = (part for part in GRAMMAR.tree(text, file).children if isinstance(part, Tree))
    nodes = [part for part in network.children if isinstance(part, Tree) and part.data == "node"]
    return _block(network), [_block(node) for node in nodes]


def _block(block: Tree[Token]) -> DneBlock:
    head, *rest = block.children
    found: dict[str, DneField] = {}
    inner: list[str] = []
    for part in rest:
        if isinstance(part, Tree):
            inner.append(str(part.children[0]).split()[0])
        elif part.type == "FIELD":
            name, _, value = part.partition("=")
            line = (part.line or 0) + name.count("\n")
            found.setdefault(name.strip(), DneField(value[:-1], line))
    line = (head.line or 0) if isinstance(head, Token) else 0
    return DneBlock(str(head).split()[1], line, found, tuple(inner))
