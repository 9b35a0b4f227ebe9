"""The tokens of a TOML text, and bounds on what it may cost to parse."""

from __future__ import annotations

import re

from causalnet.errors import FileError

__all__ = ["TOKEN", "check_bounds"]

WORD = r"""[A-Za-z0-9_\-]++ | "(?:[^"\\\n]++|\\.)*+" | '[^'\n]*+'"""
# Every quantifier is possessive, so that any text is passed over in one run and without a stack. What is not
# closed extends to the end of the line or of the text.
TOKEN = re.compile(
    rf"""
    (?P<comment> \#[^\n]*+ )
    | (?P<texts> \"{{3}} (?:[^"\\]++|\\.|"(?!""))*+ \"{{3,5}} | '{{3}} (?:[^']++|'(?!''))*+ '{{3,5}} )
    | (?P<unended> (?:\"{{3}}|'{{3}}) .*+ )
    | (?P<key> (?:{WORD}) (?: [ \t]*+ \. [ \t]*+ (?:{WORD}) )*+ )
    | (?P<broken> ["'][^\n]*+ )
    | (?P<open> [\[{{] )
    | (?P<close> [\]}}] )
    | (?P<mark> [,=] )
    | (?P<end> \n )
    """,
    re.DOTALL | re.VERBOSE,
)
PART = re.compile(WORD, re.DOTALL | re.VERBOSE)
# A model's deepest value has nine keys above it, and as many brackets.
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
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        depth += (kind == "open") - (kind == "close")
        dots = len(PART.findall(token[0])) - 1 if kind == "key" and "." in token[0] else 0
        if max(depth, dots) > DEEPEST:
            line = text.count("\n", 0, token.start()) + 1
            what = f"more than {DEEPEST} levels in line {line}"
            raise FileError(f"{file!r} is nested too deeply to be a model: {what}.")
        costly += dots + (kind == "open" and depth == 1 and fresh)
        fresh = kind == "end"
    if costly > MOST:
        what = f"more than {MOST:,} headings and dots in keys"
        raise FileError(f"{file!r} is too large to be a model: {what}.")
