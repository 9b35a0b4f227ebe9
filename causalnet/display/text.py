"""Text on its way into a picture: nothing in it can become markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice

from causalnet.display.scripts import is_right_to_left
from causalnet.line_breaks import line_parts
from causalnet.text_width import JOINER, NON_JOINER, columns, is_double, is_joined

__all__ = [
    "FROM_RIGHT",
    "broken",
    "clean",
    "cut_to_width",
    "dot_lines",
    "dot_string",
    "filled",
    "markup",
    "mirrored",
]

# Characters without a shape: controls, marks of direction, line separators, halves of characters.
SHAPELESS = ("Cc", "Cf", "Zl", "Zp", "Cs", "Cn")
# Marks a text that ends at the place of its cell: the layout program does not know how wide it is.
FROM_RIGHT = "\u200f"
# More letters than one column holds, with their accents.
LETTERS_OF_COLUMN = 40
# Joiners beside a letter on which they do nothing.
JOINERS = re.compile("(?<![^\x00-\u02ff])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02ff])")


def clean(text: str) -> str:
    """`text` without characters that do not have a shape, some of which XML cannot hold.

    A joiner stays between letters that it joins, as in an emoji of several people, or parts, as in Persian.
    """
    # Of nearly every text this is so, and told at once.
    if text.isprintable():
        return text
    plain = "".join(" " if _is_shapeless(c) else c for c in text)
    return JOINERS.sub(" ", plain) if JOINER in plain or NON_JOINER in plain else plain


def _is_shapeless(letter: str) -> bool:
    return unicodedata.category(letter) in SHAPELESS and letter not in (JOINER, NON_JOINER)


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
    """Markup for `text` in at most `lines` lines of `width` columns.

    Examples
    --------
    >>> broken("Investment in <new> value", 16)
    'Investment in<BR ALIGN="LEFT"/>&lt;new&gt; value<BR ALIGN="LEFT"/>'
    """
    rows = filled(text, width, lines)
    if len(rows) < 2:
        return markup("".join(rows))
    return "".join(f'{markup(row)}<BR ALIGN="LEFT"/>' for row in rows)


def markup(text: str) -> str:
    r"""A text within an HTML-like label: none of it is a tag, an entity, or a name that the layout program fills in.

    Examples
    --------
    >>> print(markup(r"a<b \N"))
    a&lt;b \\N
    """
    return escape(text).replace("\\", 2 * "\\")


def mirrored(text: str) -> tuple[str, str]:
    """Markup of a text in a cell, and the side at which it begins to be read; one that runs to the left is marked.

    Examples
    --------
    >>> mirrored("Toll"), mirrored("الثقة") == (FROM_RIGHT + "الثقة", "RIGHT")
    (('Toll', 'LEFT'), True)
    """
    if not is_right_to_left(re.sub("<[^>]*>", "", text)):
        return text, "LEFT"
    lines = text.replace('"LEFT"', '"RIGHT"').split("<BR")
    return "<BR".join(_marked(line) for line in lines), "RIGHT"


def _marked(line: str) -> str:
    """A line with its mark, after the end of the break before it."""
    start, end, rest = line.rpartition("/>")
    return f"{start}{end}{FROM_RIGHT}{rest}" if rest else line


def filled(text: str, width: int, lines: int = 2) -> list[str]:
    """`text` in at most `lines` lines of `width` columns, with an ellipsis if it is longer.

    Text without spaces is broken between phrases; where it would not fit then, between any two letters that may part.

    Examples
    --------
    >>> filled("Investment in new value", 12)
    ['Investment', 'in new value']
    >>> filled("国際競争力と人材の密度", 16)
    ['国際競争力と', '人材の密度']
    """
    # Of a text of any length, no more is read than may be shown.
    text = clean(text[: LETTERS_OF_COLUMN * (lines + 1) * width])
    # One line more than fits shows that there is more, and fills the last line up to its ellipsis.
    for phrases in (True, False):
        rows = list(islice(_rows(text, width, phrases=phrases), lines + 1))
        if len(rows) <= lines:
            return rows
    return [*rows[: lines - 1], cut_to_width(_after(text, rows[: lines - 1]), width)]


def _after(text: str, rows: Sequence[str]) -> str:
    """What comes after the first lines of a text, with its spaces."""
    left = sum(not letter.isspace() for row in rows for letter in row)
    for i, letter in enumerate(text):
        if not left:
            return text[i:]
        left -= not letter.isspace()
    return ""


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


def _rows(text: str, width: int, *, phrases: bool) -> Iterator[str]:
    """`text` filled into lines; a part without a place to break that is longer than a line is cut."""
    row = ""
    for word in clean(text).split():
        space = " " if row else ""
        for chunk in line_parts(word, phrases=phrases):
            *whole, rest = _pieces(chunk, width)
            joined = f"{row}{space}{rest}"
            space = ""
            if not whole and columns(joined) <= width:
                row = joined
                continue
            yield from [row, *whole] if row else whole
            row = rest
    if row:
        yield row


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    taken, before = 0, " "
    for c in word:
        own = 0 if is_joined(before, c) else 1 + is_double(c)
        taken, before = taken + own, c
        if taken > width and pieces[-1]:
            pieces.append("")
            taken = own
        pieces[-1] += c
    return pieces


def _fitting(text: str, width: int) -> str:
    """The longest beginning of `text` of at most `width` columns, but at least one letter."""
    first, *rest = _pieces(text, width)
    return first if rest else text
