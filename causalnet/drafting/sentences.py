"""A text as numbered sentences, each with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from causalnet.drafting.abbreviations import ends_sentence
from causalnet.drafting.blocks import TextBlock, blocks
from causalnet.formats.folded_text import joined_lines

__all__ = ["Sentence", "sentences"]

# Latin marks end a sentence before a space; those of Chinese and Japanese need none.
END = re.compile(r"[.!?…؟۔।॥]+|[。！？｡．]+")
WIDE = frozenset("。！？｡．")
CLOSERS = "\"'”’»›)\\]}」』】〉》）］｝〕"
AFTER = re.compile(rf"[{CLOSERS}]*(?:\[\d{{1,3}}\])*[{CLOSERS}¹²³⁰⁴-⁹]*")
PAIRS = dict(zip("「『（【〈《〔［｛", "」』）】〉》〕］｝", strict=True))
BRACKET = re.compile("[" + re.escape("".join([*PAIRS, *PAIRS.values()])) + "]")
# The levels of brackets within brackets that are followed, and the letters looked at around a mark.
DEEPEST, LOOK = 20, 100
# What goes on behind a closed quotation: particles and commas.
GOES_ON = frozenset("とっはがをにでのもやかへよねなさ、，,：；…—")
WIDE_LETTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f「『（【〈《]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text.

    Attributes
    ----------
    number : int
        Its number in the text, from 1.
    start, end : int
        Its place in the text: ``text[start:end]``.
    text : str
        Its words in one line.
    kind : {"sentence", "heading"}
        A heading names what follows; a claim is rarely found in it.
    """

    number: int
    start: int
    end: int
    text: str
    kind: Literal["sentence", "heading"] = "sentence"

    @property
    def label(self) -> str:
        """What it goes by, e.g. ``s12``."""
        return f"s{self.number}"

    def __str__(self) -> str:
        return f"[{self.label}] {self.text}"


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in English, Japanese or a script with the same marks, in order.

    Lines that were broken to fit a page are joined; headings and items of lists stand alone. Abbreviations,
    initials and decimal points do not end a sentence, and a quotation in Japanese brackets is not split.

    Parameters
    ----------
    text : str
        Plain text, or Markdown.

    Returns
    -------
    tuple of Sentence

    Examples
    --------
    >>> for sentence in sentences("Rain fell, e.g. on Dr. Ito's lawn. The grass got wet! 雨が降った。芝生が濡れた。"):
    ...     print(sentence)
    [s1] Rain fell, e.g. on Dr. Ito's lawn.
    [s2] The grass got wet!
    [s3] 雨が降った。
    [s4] 芝生が濡れた。
    """
    found: list[Sentence] = []
    for block in blocks(text):
        for start, end in _spans(text, block):
            kind: Literal["sentence", "heading"] = "heading" if block.heading else "sentence"
            found.append(Sentence(len(found) + 1, start, end, joined_lines(text[start:end]), kind))
    return tuple(found)


def _spans(text: str, block: TextBlock) -> Iterator[tuple[int, int]]:
    """Where each sentence of a block starts and ends."""
    start = block.start
    if not block.heading:
        for cut in _cuts(text, block.start, block.end):
            yield from _trimmed(text, start, cut)
            start = cut
    yield from _trimmed(text, start, block.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of text without the white space around it, if it holds a letter or a digit."""
    part = text[start:end]
    if any(c.isalnum() for c in part):
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """The places between the sentences of a block."""
    within = _bracketed(text, start, end)
    lows = [low for low, _ in within]
    for mark in END.finditer(text, start, end):
        after = AFTER.match(text, mark.end(), end)
        cut = after.end() if after else mark.end()
        closed = cut > mark.end()
        around = bisect_right(lows, mark.start()) - 1
        if around >= 0 and mark.start() < within[around][1] and cut <= within[around][1]:
            continue
        if _is_end(text, mark, cut, start, end, closed=closed):
            yield cut


def _bracketed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost pairs of Japanese brackets; one that is never closed does not count."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for bracket in BRACKET.finditer(text, start, end):
        c, at = bracket[0], bracket.start()
        if c in PAIRS:
            opened = [*opened[-DEEPEST:], (PAIRS[c], at)]
        elif (level := _level(opened, c)) is not None:
            low = opened[level][1]
            opened = opened[:level]
            while pairs and pairs[-1][0] > low:
                pairs.pop()
            pairs.append((low, at))
    return pairs


def _level(opened: Sequence[tuple[str, int]], closer: str) -> int | None:
    """The innermost open bracket that a closing one fits."""
    fitting = (i for i in reversed(range(len(opened))) if opened[i][0] == closer)
    return next(fitting, None)


def _is_end(
    text: str, mark: re.Match[str], cut: int, start: int, end: int, *, closed: bool
) -> bool:
    """Whether a sentence ends with this mark."""
    following = text[cut : min(end, cut + LOOK)].lstrip()
    if not following:
        return False
    first, wide = following[0], mark[0][-1] in WIDE
    if closed and first in GOES_ON:
        return False
    if wide or (mark[0][-1] in "!?" and WIDE_LETTER.match(first)):
        between_digits = mark[0] == "．" and first.isdigit()
        return not between_digits
    if not text[cut].isspace():
        return False
    return ends_sentence(text[max(start, mark.end() - LOOK) : mark.end()], following, closed=closed)
