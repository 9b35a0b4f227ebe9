"""Printed text in characters that standard output can encode.

Windows consoles and pipes still use code pages such as cp932 and cp1252, where printing an arrow raises
UnicodeEncodeError. So a value of ours that a caller outside the package turns into text uses only characters that
``sys.stdout`` can encode. With UTF-8 nothing changes. Within the package a text is always unchanged: names, files
and frames do not depend on the output.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

__all__ = ["called_from_outside", "fitted", "fitting", "printed"]

T = TypeVar("T")

# Replacements for missing characters. Letters without their accents need no entry.
REPLACEMENTS = {
    "→": "->", "←": "<-", "↛": "-/->", "↑": "^", "↓": "v", "►": ">", "▲": "^", "▼": "v", "▬": "-",
    "−": "-", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "‒": "-", "±": "+/-", "×": "x",
    "·": "*", "≥": ">=", "≤": "<=", "≠": "!=", "≈": "~", "∞": "inf", "√": "sqrt", "…": "...",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "‹": "'", "›": "'",
    "●": "*", "•": "*", "○": "o", "■": "#", "□": "o", "‖": "||", "✓": "v", "✗": "x", "⁄": "/",
    "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "#", "▍": ".", "▎": ".", "▏": ".",
}  # fmt: skip


def printed(kind: type[T]) -> type[T]:
    """Decorate a class: its values print in characters that standard output can encode."""
    for name in ("__str__", "__repr__"):
        own = vars(kind).get(name)
        if own is not None:
            setattr(kind, name, _for_the_caller(own))
    return kind


def _for_the_caller(text_of: Callable[[Any], str]) -> Callable[[Any], str]:
    @wraps(text_of)
    def text(value: Any) -> str:
        outside = called_from_outside()
        whole = text_of(value)
        return fitted(whole) if outside else whole

    return text


def called_from_outside() -> bool:
    """Whether the caller of this function's caller is outside the package."""
    frame = sys._getframe(1).f_back
    # An interpreter that prints a traceback does not have a frame.
    module = frame.f_globals.get("__name__", "") if frame else ""
    return not str(module).startswith("causalnet.")


def fitted(text: str, encoding: str | None = None) -> str:
    r"""`text` in characters of an encoding; default: that of standard output.

    A missing sign is replaced by similar characters. A missing letter loses its accent, or is escaped as Python
    does (``\u65e5``), so that different names stay different.

    Examples
    --------
    >>> fitted("tolls → jams: −0.2 ± 0.1", "cp1252")
    'tolls -> jams: -0.2 ± 0.1'
    >>> fitted("café 日本", "ascii")
    'cafe \\u65e5\\u672c'
    """
    encoding = encoding or getattr(sys.stdout, "encoding", None)
    if encoding is None or text.isascii() or _holds(encoding, text):
        return text
    return "".join(c if _holds(encoding, c) else _replacement(encoding, c) for c in text)


def _holds(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:  # an encoding that Python does not know is the stream's own affair
        return True
    return True


def _replacement(encoding: str, c: str) -> str:
    if c in REPLACEMENTS:
        return REPLACEMENTS[c]
    parts = unicodedata.normalize("NFKD", c)
    # A letter without its accent can still be read, but a sign without its stroke means something else.
    if c.isalpha():
        parts = "".join(part for part in parts if not unicodedata.combining(part))
    parts = "".join(REPLACEMENTS.get(part, part) for part in parts)
    return parts if parts.isascii() else c.encode("ascii", "backslashreplace").decode()


def fitting(said: Callable[[Any], str]) -> Callable[[Any], str]:
    """A function of an answer whose text fits standard output where the caller is outside the package."""

    @wraps(said)
    def text(answer: Any) -> str:
        outside = called_from_outside()
        return fitted(said(answer)) if outside else said(answer)

    return text
