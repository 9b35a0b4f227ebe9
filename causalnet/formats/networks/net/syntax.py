"""The grammar of Hugin NET: from a text to its blocks, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lark import Token, Tree

from causalnet.formats.networks.parts.grammar import TextGrammar, sound, unlike_format

__all__ = ["Attribute", "NetBlock", "net_blocks"]

# Possessive repetitions never backtrack; `sound` makes them greedy where re is wrong (python/cpython issue 106052).
GRAMMAR = TextGrammar(
    "Hugin NET",
    sound(r"""
start: (whole | node | potential | instance)*
whole: WHOLE NAME? "{" (ATTRIBUTE | node | potential | instance)* "}"
instance: INSTANCE "{" ATTRIBUTE* "}"
node: NODE NAME "{" ATTRIBUTE* "}"
potential: POTENTIAL HEAD "{" ATTRIBUTE* "}"

WHOLE: /(?:net|class)\b/
NODE: /(?:(?:discrete|continuous|function)\s+)?(?:node|chance|decision|utility|function)\b/
INSTANCE: /instance\b[^{}"]*+/
POTENTIAL: /potential\b/
ATTRIBUTE.2: /[A-Za-z_][\w-]*\s*=(?:[^;"{}]++|"(?:[^"\\]++|\\.)*+")*+;/s
NAME: /[\w.-]+/
HEAD: /\([^(){}"]*+\)/
%ignore /\s+/
"""),
    {
        "WHOLE": "'net'",
        "NODE": "'node'",
        "POTENTIAL": "'potential'",
        "INSTANCE": "'instance'",
        "NAME": "a name",
        "HEAD": "variables in brackets, e.g. ( x | a b )",
        "ATTRIBUTE": "an attribute such as label = \"…\" that ends in ';'",
        "LBRACE": "'{'",
        "RBRACE": "'}'",
        "$END": "the end of the file",
    },
    # Hugin has %; some programs write // and /* */. What is left open ends with the file, so that no text is
    # searched twice.
    re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)|[%][^\n]*|//[^\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL),
)

LISTS = ("states", "data")
# A list that a ';' ends: within it no bracket closes before another attribute.
BRACKETED = re.compile(
    r'\s*\((?:[^;")]|"(?:[^"\\]|\\.)*"|\)(?!\s*[A-Za-z_][\w-]*\s*=))*\)\s*', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """The value of an attribute as written, and its line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class NetBlock:
    """A block: its kind (``whole``, ``node``, ``potential`` or ``instance``), its first words and its attributes."""

    kind: str
    word: str
    head: str
    line: int
    attributes: dict[str, Attribute] = field(default_factory=dict)


def net_blocks(text: str, file: str) -> list[NetBlock]:
    """The blocks of a text in the order in which they begin.

    Raises
    ------
    FileError
        At the first place that is not NET.
    """
    found: list[NetBlock] = []
    pending = [part for part in GRAMMAR.tree(text, file).children if isinstance(part, Tree)]
    for block in pending:
        found.append(_block(block, file))
        pending += [part for part in block.children if isinstance(part, Tree)]
    return found


def _block(block: Tree[Token], file: str) -> NetBlock:
    tokens = [part for part in block.children if isinstance(part, Token)]
    heads = [token for token in tokens if token.type in ("NAME", "HEAD")]
    attributes: dict[str, Attribute] = {}
    for token in (t for t in tokens if t.type == "ATTRIBUTE"):
        name, _, value = token.partition("=")
        line = (token.line or 0) + name.count("\n")
        value = value[:-1]
        if name.strip() in LISTS and not BRACKETED.fullmatch(value):
            begun = f"';' after {name.strip()} = ( … )"
            raise unlike_format(file, GRAMMAR.form, line, begun, "another text")
        attributes.setdefault(name.strip(), Attribute(value, line))
    return NetBlock(
        str(block.data),
        " ".join(tokens[0].split()),
        str(heads[0]) if heads else "",
        tokens[0].line or 0,
        attributes,
    )
