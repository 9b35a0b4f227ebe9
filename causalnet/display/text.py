"""Text on its way into a picture: nothing in it can become markup."""

from __future__ import annotations

import textwrap
import unicodedata
from html import escape

__all__ = ["broken", "clean", "dot_string", "shortened"]


def clean(text: str) -> str:
    """`text` without characters that have no shape of their own: controls, and marks that turn direction."""
    return "".join(
        " " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs") else c for c in text
    )


def shortened(text: str, width: int) -> str:
    """At most `width` characters, with an ellipsis for the rest.

    Examples
    --------
    >>> shortened("Software competitiveness", 12)
    'Software co…'
    """
    text = " ".join(clean(text).split())
    return text if len(text) <= width else text[: width - 1] + "…"


def broken(text: str, width: int, lines: int = 2, *, left: bool = False) -> str:
    """Markup for `text` in at most so many lines, broken at spaces; centred unless `left`.

    Examples
    --------
    >>> broken("Investment in <new> value", 16)
    'Investment in<BR/>&lt;new&gt; value'
    """
    words = " ".join(clean(text).split())
    rows = textwrap.wrap(words, width, max_lines=lines, placeholder="…") or [""]
    if left:
        return "".join(f'{escape(row)}<BR ALIGN="LEFT"/>' for row in rows)
    return "<BR/>".join(escape(row) for row in rows)


def dot_string(text: str) -> str:
    r"""A quoted string of the DOT language; backslashes stand for themselves.

    Examples
    --------
    >>> print(dot_string('say "a"'))
    "say \"a\""
    """
    body = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{body}"'
