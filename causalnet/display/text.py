"""Text on its way into a picture: nothing in it can become markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from itertools import islice

from causalnet.display.font_metrics import columns

__all__ = ["broken", "clean", "cut_to_width", "dot_lines", "dot_string", "filled"]

# Characters without a shape: controls, marks of direction, line separators, halves of characters.
SHAPELESS = ("Cc", "Cf", "Zl", "Zp", "Cs", "Cn")


def clean(text: str) -> str:
    """`text` without characters that do not have a shape, some of which XML cannot hold."""
    return "".join(" " if unicodedata.category(c) in SHAPELESS else c for c in text)


def cut_to_width(text: str, width: int) -> str:
    """`text` cut to `width` columns, with an ellipsis for the rest; a wide letter takes two.

    Examples
    --------
    >>> cut_to_width("Software competitiveness", 12)
    'Software co…'
    """
    text = " ".join(clean(text).split())
    if columns(text) <= width:
        return text
    return _fitting(text, width - 1).rstrip() + "…"


def broken(text: str, width: int, lines: int = 2) -> str:
    """Markup for `text` in at most `lines` lines of `width` columns, broken at spaces.

    Examples
    --------
    >>> broken("Investment in <new> value", 16)
    'Investment in<BR ALIGN="LEFT"/>&lt;new&gt; value<BR ALIGN="LEFT"/>'
    """
    rows = filled(text, width, lines)
    if len(rows) < 2:
        return escape("".join(rows))
    return "".join(f'{escape(row)}<BR ALIGN="LEFT"/>' for row in rows)


def filled(text: str, width: int, lines: int = 2) -> list[str]:
    """`text` in at most `lines` lines of `width` columns, with an ellipsis if it is longer.

    Examples
    --------
    >>> filled("Investment in new value", 12)
    ['Investment', 'in new value']
    """
    # One line more than fits shows that there is more, and fills the last line up to its ellipsis.
    rows = list(islice(_rows(text, width), lines + 1))
    if len(rows) <= lines:
        return rows
    rest = " ".join(rows[lines - 1 :])
    return [*rows[: lines - 1], cut_to_width(rest, width)]


def dot_string(text: str) -> str:
    r"""A quoted string of the DOT language, with literal backslashes.

    Examples
    --------
    >>> print(dot_string('say "a"'))
    "say \"a\""
    """
    body = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{body}"'


def dot_lines(lines: Iterable[str]) -> str:
    r"""A quoted string of several lines, with literal HTML entities too.

    Graphviz unescapes the backslashes of a tooltip twice, so each is written four times.

    Examples
    --------
    >>> print(dot_lines(["a", "&lt;"]))
    "a\n&amp;lt;"
    """
    return '"' + r"\n".join(_line(line) for line in lines) + '"'


def _line(text: str) -> str:
    plain = clean(text).replace("&", "&amp;")
    return plain.replace("\\", 4 * "\\").replace('"', "&quot;")


def _rows(text: str, width: int) -> Iterator[str]:
    """`text` filled into lines; a word longer than a line is cut."""
    row = ""
    for word in clean(text).split():
        *whole, rest = _pieces(word, width)
        joined = f"{row} {rest}" if row else rest
        if not whole and columns(joined) <= width:
            row = joined
            continue
        yield from [row, *whole] if row else whole
        row = rest
    if row:
        yield row


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    taken = 0
    for c in word:
        taken += columns(c)
        if taken > width and pieces[-1]:
            pieces.append("")
            taken = columns(c)
        pieces[-1] += c
    return pieces


def _fitting(text: str, width: int) -> str:
    """The longest beginning of `text` of at most `width` columns, but at least one letter."""
    taken = 0
    for i, c in enumerate(text):
        taken += columns(c)
        if taken > width:
            return text[: max(i, 1)]
    return text
