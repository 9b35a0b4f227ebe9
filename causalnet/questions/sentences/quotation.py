"""Quotations within a sentence."""

from __future__ import annotations

import textwrap

from causalnet.language.translate import language_spoken, tr

__all__ = ["inner_marks", "quotation"]

# Quotation marks within a quotation.
INNER_MARKS = str.maketrans("“”「」", "‘’『』")
# Letters of a quotation that are left; a language without spaces says as much in fewer.
LETTERS, WIDE_LETTERS = 70, 36


def inner_marks(text: str) -> str:
    """A text with the quotation marks of one that is itself quoted."""
    return text.translate(INNER_MARKS)


def quotation(text: str) -> str:
    """The beginning of a text in quotation marks, without its full stop.

    Examples
    --------
    >>> quotation("A toll keeps cars out.")
    '“A toll keeps cars out”'
    """
    text = inner_marks(" ".join(text.split()).rstrip("。."))
    if language_spoken() == "ja" and not text.isascii():
        short = text if len(text) <= WIDE_LETTERS else f"{text[: WIDE_LETTERS - 1]}…"
    else:
        short = textwrap.shorten(text, LETTERS, placeholder="…")
    return tr("“{text}”", text=short)
