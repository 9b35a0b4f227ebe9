"""The grammar of BIF: from a text to its blocks, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from causalnet.cache import cached
from causalnet.errors import FileError
from causalnet.formats.networks.parts.grammar import (
    first_word,
    listed_terminals,
    sound,
    unlike_format,
)

__all__ = ["Declaration", "Document", "Entry", "ProbabilityBlock", "parse"]


# Possessive repetitions: these expressions never backtrack; `sound` makes them greedy where re is wrong
# (python/cpython issue 106052). A body is one token, since its rows are most of
# the file.
GRAMMAR = sound(r"""
start: (network | variable | probability)*
network: NETWORK NAME? "{" PROPERTY* "}" ";"?
variable: VARIABLE NAME "{" (type | PROPERTY)* "}" ";"?
type: TYPE KIND COUNT? STATES ";"?
probability: PROBABILITY HEAD BODY ";"?

NETWORK: /network\b/
VARIABLE: /variable\b/
PROBABILITY: /probability\b/
TYPE: /type\b/
NAME: /"[^"\n]*"|[^\s{}"][^{}"]*+(?=\{)/
KIND: /[^\s\[\]{};]+/
COUNT: /\[[^\[\]{};]*\]/
STATES: /\{(?:[^{};"]++|"[^"\n]*+")*+\}/
HEAD: /\((?:[^{}"]++|"[^"\n]*+")*+(?=\{)/
BODY: /\{(?:[^{}"p]++|property\b[^;]*+;?|"[^"\n]*+"|p(?!roperty\b))*+\}/
PROPERTY: /property\b(?:[^;"]++|"[^"\n]*+")*+;|property\b[^;]*+;/
%ignore /\s+/
""")
# The names of the grammar's terminals in messages.
CALLED = {
    "NETWORK": "'network'",
    "VARIABLE": "'variable'",
    "PROBABILITY": "'probability'",
    "TYPE": "'type discrete'",
    "NAME": "a name",
    "KIND": "'discrete'",
    "COUNT": "the number of states, e.g. [ 2 ]",
    "HEAD": "variables in brackets, e.g. ( x | a, b ), and then '{'",
    "STATES": "the states between '{' and '}'",
    "BODY": "entries between '{' and '}'",
    "PROPERTY": "a property that ends in ';'",
    "LBRACE": "'{'",
    "RBRACE": "'}'",
    "SEMICOLON": "';'",
    "$END": "the end of the file",
}
# Three blocks for each variable: they take most of the parser's time.
MOST_BRACES = 300_000
# Text after // in a property, e.g. in an address, is not a comment.
COMMENT = re.compile(
    r'"[^"\n]*"|(?<![^{;\n])[ \t]*property\b[^;\n]*+;?|//[^\n]*|/\*.*?\*/|/\*', re.DOTALL
)
# Brackets within a state's name are rare: if a row has any, its last one ends the states.
ENTRY_LINE = re.compile(
    r"\s*+(?:(property)\b[^;]*+|(table|default)\b([^;{}()\"]*+)|\(([^;{}\"()]*+)\)([^;{}()\"]*+)"
    + sound(r"|\(((?:[^;{}\"]++|\"[^\"\n]*+\")*+));")
)

PROPERTY_LINE = re.compile(r"(?:^|[;\s])property\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a distribution: the states that it is for, as written, and its numbers."""

    kind: str
    when: str
    numbers: str
    line: int


@dataclass(frozen=True, slots=True)
class Declaration:
    """A variable: its name and states as written."""

    name: str
    line: int
    kind: str = ""
    count: str = ""
    states: str = ""
    types: int = 0
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProbabilityBlock:
    """The variables in the head of a ``probability`` block, and its body, as written."""

    head: str
    line: int
    body: str
    body_line: int
    file: str

    @property
    def properties(self) -> int:
        """The number of properties in it."""
        return len(PROPERTY_LINE.findall(self.body))

    def entries(self) -> Iterator[Entry]:
        """The entries one by one.

        Raises
        ------
        FileError
            At the first text that is not an entry.
        """
        at, line, end = 0, self.body_line, len(self.body.rstrip())
        while at < end:
            found = ENTRY_LINE.match(self.body, at)
            if found is None:
                rest = self.body[at:].lstrip()
                line += self.body.count("\n", at, len(self.body) - len(rest))
                raise self._no_entry(rest, line)
            text = found[0]
            start = line + text.count("\n", 0, len(text) - len(text.lstrip()))
            line, at = line + text.count("\n"), found.end()
            if found[6] is not None:
                when, _, numbers = found[6].rpartition(")")
                yield Entry("row", when, numbers, start)
            elif not found[1]:
                kind, numbers = found[2] or "row", found[3] if found[2] else found[5]
                yield Entry(kind, found[4] or "", numbers, start)

    def _no_entry(self, rest: str, line: int) -> FileError:
        if re.match(r"(table|default)\b|\([^;]*\)", rest):
            begins = rest.partition("\n")[0].strip()[:40]
            expected = f"';' at the end of {begins!r}, after numbers"
            return _error(self.file, line, expected, next(iter(re.findall(r"[;{}\"]", rest)), ""))
        expected = "'table', 'default' or states in brackets, then numbers, then ';'"
        return _error(self.file, line, expected, first_word(rest))


@dataclass(frozen=True, slots=True)
class Document:
    """A BIF file in blocks."""

    networks: tuple[Declaration, ...]
    variables: tuple[Declaration, ...]
    distributions: tuple[ProbabilityBlock, ...]


def parse(text: str, file: str) -> Document:
    """The blocks of a BIF text.

    Raises
    ------
    FileError
        At the first place that is not BIF, with the line, the expected and the found text.
    """
    if text.count("{") > MOST_BRACES:
        raise FileError(f"{file!r} has more than {MOST_BRACES:,} blocks, and no more are read.")
    text = _without_comments(text.replace("\r\n", "\n").replace("\r", "\n"), file)
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise _unexpected(error, text, file) from None
    blocks = [block for block in tree.children if isinstance(block, Tree)]
    return Document(
        tuple(_declaration(block) for block in blocks if block.data == "network"),
        tuple(_declaration(block) for block in blocks if block.data == "variable"),
        tuple(_distribution(block, file) for block in blocks if block.data == "probability"),
    )


@cached(1)
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer="contextual", maybe_placeholders=False)


def _tokens(block: Tree[Token]) -> dict[str, Token]:
    """The tokens in a block by their kind."""
    return {token.type: token for token in block.children if isinstance(token, Token)}


def _distribution(block: Tree[Token], file: str) -> ProbabilityBlock:
    held = _tokens(block)
    head, body = held["HEAD"], held["BODY"]
    inner = head.rstrip()
    if not inner.endswith(")"):
        raise _error(file, head.line or 0, "')' before '{'", first_word(inner[::-1])[::-1])
    return ProbabilityBlock(inner[1:-1], head.line or 0, body[1:-1], body.line or 0, file)


def _declaration(block: Tree[Token]) -> Declaration:
    held = _tokens(block)
    types = [part for part in block.children if isinstance(part, Tree)]
    kind = _tokens(types[0]) if types else {}
    properties = [t for t in block.children if isinstance(t, Token) and t.type == "PROPERTY"]
    return Declaration(
        " ".join(held.get("NAME", "").replace('"', " ").split()),
        next(iter(held.values())).line or 0,
        str(kind.get("KIND", "")),
        kind.get("COUNT", "").strip("[] \t\n"),
        kind.get("STATES", "")[1:-1],
        len(types),
        dict(_property(text) for text in properties),
    )


def _property(text: str) -> tuple[str, str]:
    """``property name = value ;`` as a name and its value."""
    name, _, value = text[len("property") : -1].strip().strip('"').partition("=")
    return name.strip(), value.strip()


def _without_comments(text: str, file: str) -> str:
    """The text with comments replaced by blanks, so that every line keeps its number."""
    if "//" not in text and "/*" not in text:
        return text

    def blank(found: re.Match[str]) -> str:
        held = found[0]
        if held == "/*":
            line = text.count("\n", 0, found.start()) + 1
            raise _error(file, line, "'*/' at the end of the comment that begins here", "")
        return held if held[0] != "/" else " " + "\n" * held.count("\n")

    return COMMENT.sub(blank, text)


# ── what was expected and what was found ─────────────────────────────────────────────────────


def _unexpected(error: UnexpectedInput, text: str, file: str) -> FileError:
    token = getattr(error, "token", None)
    at: int = len(text) if error.pos_in_stream is None else error.pos_in_stream
    at = len(text) if token is not None and token.type == "$END" else at
    expected = listed_terminals(
        getattr(error, "expected", None) or getattr(error, "allowed", ()) or (), CALLED
    )
    line = 1 + (text[:at].rstrip().count("\n") if at >= len(text) else text.count("\n", 0, at))
    if text[at : at + 1] == "{":
        what = "the '{' is not closed in time, or a quotation mark is left open"
        return FileError(f"{file!r} is not BIF: line {line}: {what}.")
    if text.lstrip().startswith("<"):
        return FileError(f"{file!r} is XML, not BIF.")
    return _error(file, line, expected, first_word(text[at : at + 200]))


def _error(file: str, line: int, expected: str, found: str) -> FileError:
    return unlike_format(file, "BIF", line, expected, found)
