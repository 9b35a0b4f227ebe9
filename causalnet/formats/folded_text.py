"""Texts reduced to words and punctuation, in which a quote is found whatever its white space and marks."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["WIDE", "FoldedText", "fold", "is_wide", "joined_lines"]

PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ‹›`´", "'")
    | dict.fromkeys("“”„‟″«»〝〞〟「」『』", '"')
    | dict.fromkeys("‐‑‒–—―−⁃", "-")
    | {"〜": "~"}
)
# Marks that show nothing: soft hyphens, joiners, and marks of the order of bytes.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
# Kinds of Unicode variants that read the same: full and half width, ligatures, and fixed spaces.
SAME = ("<wide>", "<narrow>", "<compat>", "<noBreak>", "<vertical>", "<small>")
# Half-width voicing marks belong to the letter before, although they do not combine by themselves.
VOICING = frozenset("\uff9e\uff9f")
JAMO = ("\u1160", "\u11ff")
WIDE = re.compile(
    r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\uff66-\uff9f\uffe0-\uffe6]"
)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text reduced to words and punctuation, with the place of each letter in the text.

    Attributes
    ----------
    words : str
        The text with one space for any white space (none between Chinese or Japanese letters), plain quotation marks
        and dashes, and one form for each letter.
    starts, ends : sequence of int
        For each letter of `words`, where it stands in the text.
    """

    words: str
    starts: array[int]
    ends: array[int]

    def find(self, quote: str) -> tuple[int, int] | None:
        r"""Where a quote stands in the text, as start and end; None if it does not, or is empty.

        Examples
        --------
        >>> text = "He said: “It  rained\non the lawn”."
        >>> start, end = fold(text).find('"It rained on')
        >>> text[start:end]
        '“It  rained\non'
        """
        return next(self.every(quote), None)

    def every(self, quote: str) -> Iterator[tuple[int, int]]:
        """Every place at which a quote stands in the text."""
        wanted = fold(quote).words
        at = self.words.find(wanted) if wanted else -1
        while at >= 0:
            yield self.starts[at], self.ends[at + len(wanted) - 1]
            at = self.words.find(wanted, at + 1)


def fold(text: str) -> FoldedText:
    r"""A text reduced to words and punctuation.

    Examples
    --------
    >>> fold("Ｔｈｅ  ‘lawn’ –\n wet").words, fold("雨が\n降った").words
    ("The 'lawn' - wet", '雨が降った')
    """
    letters: list[str] = []
    starts, ends = array("L"), array("L")
    gap = False
    for start, end in _clusters(text):
        cluster = text[start:end].translate(UNSEEN)
        if cluster.isspace():
            gap = bool(letters)
            continue
        for letter in _plain(cluster):
            if letter == " ":
                gap = bool(letters)
                continue
            if gap and not (is_wide(letters[-1]) and is_wide(letter)):
                letters.append(" ")
                starts.append(ends[-1])
                ends.append(start)
            gap = False
            letters.append(letter)
            starts.append(start)
            ends.append(end)
    return FoldedText("".join(letters), starts, ends)


def joined_lines(text: str) -> str:
    r"""A text in one line: a space for any white space, and none between Chinese or Japanese letters.

    Examples
    --------
    >>> joined_lines("the wet\n  lawn"), joined_lines("雨が\n降った")
    ('the wet lawn', '雨が降った')
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    parts = lines[:1]
    for before, line in pairwise(lines):
        parts.append(line if is_wide(before[-1]) and is_wide(line[0]) else f" {line}")
    return "".join(parts)


def is_wide(letter: str) -> bool:
    """Whether a letter is Chinese or Japanese, and stands without spaces."""
    return letter > "\u2e7f" and WIDE.match(letter) is not None


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each letter with the marks that combine with it; what shows nothing is left out."""
    start = end = -1
    for at, c in enumerate(text):
        if c in INVISIBLE:
            continue
        if start >= 0 and not (c > "\u02ff" and _combines(c)):
            yield start, end
            start = -1
        start, end = at if start < 0 else start, at + 1
    if start >= 0:
        yield start, end


def _combines(c: str) -> bool:
    return bool(unicodedata.combining(c)) or c in VOICING or JAMO[0] <= c <= JAMO[1]


def _plain(cluster: str) -> str:
    """A letter in its plain form."""
    if cluster.isascii():
        return cluster.translate(PLAIN)
    variants = "".join(
        unicodedata.normalize("NFKC", c) if unicodedata.decomposition(c).startswith(SAME) else c
        for c in cluster.translate(PLAIN)
    )
    return unicodedata.normalize("NFC", variants).translate(PLAIN)
