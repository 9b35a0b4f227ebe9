"""The tokens of a TOML text, and bounds on the cost of parsing it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from causalnet.errors import FileError

__all__ = ["Token", "check_bounds", "parts_of", "tokens"]

Kind = Literal["comment", "texts", "unended", "key", "broken", "open", "close", "mark", "end"]

# The beginnings of tokens. No expression here repeats a group: before 3.11.5, re matches a possessive one
# wrongly, and any other takes memory for every repetition.
BEGIN = re.compile(r"[A-Za-z0-9_\-]++|\"{3}|'{3}|[\"'\[\]{},=\n]|\#[^\n]*+")
# The end of a text in double quotes, or an escape in it.
STOP = {'"': re.compile(r'\\.|["\n]', re.DOTALL), '"""': re.compile(r'\\.|"{3,5}', re.DOTALL)}
DOT = re.compile(r"[ \t]*+\.[ \t]*+")
WORD = re.compile(r"[A-Za-z0-9_\-]++|[\"']")
SINGLE: dict[str, Kind] = {"[": "open", "{": "open", "]": "close", "}": "close", "\n": "end"}


class Token(NamedTuple):
    """One token: its kind, its beginning and end, and for a key its dotted parts, each as written."""

    kind: Kind
    start: int
    end: int
    parts: tuple[str, ...] = ()


def tokens(text: str) -> Iterator[Token]:
    """The tokens of any text; characters between them are skipped.

    An unclosed text extends to the end of its line, or with three quotes to the end of the document.
    """
    at = 0
    while (found := BEGIN.search(text, at)) is not None:
        start, first = found.start(), found[0]
        if first in ('"""', "'''"):
            end = _closed(text, found.end(), first)
            token = Token("texts" if end else "unended", start, end or len(text))
        elif first in SINGLE:
            token = Token(SINGLE[first], start, found.end())
        elif first in ",=":
            token = Token("mark", start, found.end())
        elif first[0] == "#":
            token = Token("comment", start, found.end())
        else:
            token = _key(text, start)
        yield token
        at = token.end


def _key(text: str, start: int) -> Token:
    """A word, a quoted text, or several of them with dots between."""
    parts: list[str] = []
    end = at = start
    while (stop := _word(text, at)) is not None:
        parts.append(text[at:stop])
        end = stop
        dot = DOT.match(text, end)
        if dot is None:
            break
        at = dot.end()
    if not parts:
        line = text.find("\n", start)
        return Token("broken", start, len(text) if line < 0 else line)
    return Token("key", start, end, tuple(parts))


def _word(text: str, at: int) -> int | None:
    """The end of a word or quoted text that begins here."""
    found = WORD.match(text, at)
    if found is None or found[0] not in "\"'":
        return None if found is None else found.end()
    return _closed(text, found.end(), found[0])


def _closed(text: str, at: int, quotes: str) -> int | None:
    """The end of a text whose opening quotes end at a place; None if it is not closed."""
    if quotes[0] == "'":
        end = text.find(quotes, at)
        if end < 0 or (quotes == "'" and "\n" in text[at:end]):
            return None
        end += len(quotes)
        # Up to two quotes may stand right before the three that close a text.
        more = 2 if quotes == "'''" else 0
        return end + (len(text[end : end + more]) - len(text[end : end + more].lstrip("'")))
    for found in STOP[quotes].finditer(text, at):
        if found[0][0] == '"':
            return found.end()
        if found[0] == "\n":
            break
    return None


def parts_of(token: Token) -> Iterator[str]:
    """The parts of a key without their quotes."""
    for part in token.parts:
        if "\\" in part and part.startswith('"'):
            yield next(iter(tomllib.loads(f"{part} = 0")))
        else:
            yield part[1:-1] if part[0] in "\"'" else part


# The deepest value of a model has nine keys above it, and as many brackets.
DEEPEST = 32
MOST = 300_000
"""The number of headings and dots in keys: the parser takes about a kilobyte for each."""


def check_bounds(text: str, file: str) -> None:
    """A `FileError` for a text that would take the parser far more memory or time than its size warrants.

    Examples
    --------
    >>> check_bounds("a" + ".b" * 50 + " = 1", "x.toml")
    Traceback (most recent call last):
    ...
    causalnet.errors.FileError: 'x.toml' is nested too deeply to be a model: more than 32 levels in line 1.
    """
    depth, costly, fresh = 0, 0, True
    for token in tokens(text):
        kind = token.kind
        depth += (kind == "open") - (kind == "close")
        dots = len(token.parts) - 1 if kind == "key" else 0
        if max(depth, dots) > DEEPEST:
            line = text.count("\n", 0, token.start) + 1
            what = f"more than {DEEPEST} levels in line {line}"
            raise FileError(f"{file!r} is nested too deeply to be a model: {what}.")
        costly += dots + (kind == "open" and depth == 1 and fresh)
        fresh = kind == "end"
    if costly > MOST:
        what = f"more than {MOST:,} headings and dots in keys"
        raise FileError(f"{file!r} is too large to be a model: {what}.")
