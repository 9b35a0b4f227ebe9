"""What is wrong with a file that is not TOML: the line itself, the place in it, and what may be meant."""

from __future__ import annotations

import re

from causalnet.sheet import tame

__all__ = ["pointed_out"]

# Characters of a line that are shown, around the place.
WIDTH = 90
HINTS = (
    ("twice", "A name or key may be defined only once."),
    ("overwrite", "A name or key may be defined only once."),
    (
        "unclosed array",
        "A comma is missing between two items before this, or the array lacks its ].",
    ),
    ("inline table", "An inline table { … } stays on one line and is closed there."),
    ("key part", "A key is missing here; or an inline table { … } goes over several lines."),
    (
        "after a key",
        "Write key = value; a key with other signs than letters, digits, _ or - needs quotes.",
    ),
    (
        "illegal character",
        "A quote is not closed; text of several lines stands between three quotes.",
    ),
    (
        "unterminated string",
        "A quote is not closed; text of several lines stands between three quotes.",
    ),
    ("after a statement", "One key = value a line; text needs quotes on both sides."),
)


def pointed_out(text: str, error: ValueError) -> str:
    r"""The parser's message, the line that it speaks of with a mark below the place, and a hint.

    Examples
    --------
    >>> import tomllib
    >>> text = 'name = "lawn"\nrole = lever'
    >>> try:
    ...     tomllib.loads(text)
    ... except ValueError as error:
    ...     print(pointed_out(text, error))
    Invalid value (at line 2, column 8). Text needs quotes: role = "lever".
        role = lever
               ^
    """
    message = str(error).rstrip(".")
    place = re.search(r"at line (\d+), column (\d+)", message)
    lines = text.split("\n")
    if not place or int(place[1]) > len(lines):
        return _with_hint(message, _hint(message, "", 0))
    line, column = lines[int(place[1]) - 1].rstrip("\r"), int(place[2]) - 1
    said = _with_hint(message, _hint(message, line, column))
    start = max(0, column - WIDTH // 2)
    shown = tame(line[start : start + WIDTH])
    return f"{said}\n    {shown}\n    {' ' * (column - start)}^" if line.strip() else said


def _with_hint(message: str, hint: str) -> str:
    return f"{message}. {hint}".rstrip()


def _hint(message: str, line: str, column: int) -> str:
    bare = re.match(r"[^\W\d][^,\]}#=\"']*", line[column:])
    if message.startswith("Invalid value") and bare:
        if bare[0].strip().lower() in ("true", "false", "yes", "no"):
            return "Yes and no are written true and false; text needs quotes."
        return f'Text needs quotes: {line[:column].lstrip()[-40:]}"{bare[0].strip()[:40]}".'
    return next((hint for words, hint in HINTS if words in message.lower()), "")
