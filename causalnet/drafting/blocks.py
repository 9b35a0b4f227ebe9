"""The blocks of a text: paragraphs, headings and items of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from causalnet.formats.folded_text import is_wide

__all__ = ["TextBlock", "blocks"]

WIDEST_PAGE = 120
"""The columns of the widest page to which lines are broken; longer lines are whole paragraphs."""
LONGEST_HEADING = 120
ITEM = re.compile(
    r"\s*(?:[-*+•‣◦●○■□–]\s+|・|\(?\d{1,3}[.)]\s+|\(?[a-z]\)\s+|[①-⑳]|[（(][一二三四五六七八九十\d]+[)）]|"
    r"[一二三四五六七八九十]+、)"
)
MARKED_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
RULE = re.compile(r"\s*(?:[=\-*_~#＝ー─━・]\s*){3,}$")
ENDS = frozenset(".!?…。！？｡．؟۔।:：;；,、，")
COMMAS = frozenset(",;、，；")
# A heading in Japanese ends in a noun, and rarely in these letters.
HIRAGANA = re.compile("[ぁ-ゖ]")
CLOSING = "\"'”’»)]}」』】〉》）"


class TextBlock(NamedTuple):
    """A stretch of text that no sentence crosses."""

    start: int
    end: int
    heading: bool


class Line(NamedTuple):
    """One line of a text, without its end."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def blocks(text: str) -> Iterator[TextBlock]:
    r"""The paragraphs, headings and items of a text, in order.

    Examples
    --------
    >>> text = "On rain\n\nRain wets\nthe grass.\n- It rains.\n- It pours."
    >>> [(text[b.start : b.end], b.heading) for b in blocks(text)]
    [('On rain', True), ('Rain wets\nthe grass.', False), ('It rains.', False), ('It pours.', False)]
    """
    lines = _lines(text)
    page = max((_columns(line.text.rstrip()) for line in lines), default=0)
    held: list[Line] = []
    for line in lines:
        if held and not _goes_on(held[-1], line, page):
            yield _block(held)
            held = []
        if line.text.strip() and not RULE.match(line.text):
            held.append(line)
    if held:
        yield _block(held)


def _lines(text: str) -> list[Line]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found.append(Line(start, line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")))
        start += len(line)
    return found


def _goes_on(line: Line, following: Line, page: int) -> bool:
    """Whether a paragraph goes on in the following line: that line was broken to fit a page."""
    text = following.text
    if not text.strip() or RULE.match(text) or ITEM.match(text) or MARKED_HEADING.match(text):
        return False
    if MARKED_HEADING.match(line.text) or page > WIDEST_PAGE:
        return False
    here = line.text.rstrip()
    first = text.split()[0]
    wide = is_wide(first[0])
    if first[0].islower() or here[-1] in COMMAS or (wide and HIRAGANA.match(here[-1])):
        return True
    # The first word of the following line had no room in this one.
    room = _columns(here) + (2 if wide else 1 + _columns(first))
    return room > page - (3 if wide else 0)


def _block(lines: list[Line]) -> TextBlock:
    first, last = lines[0], lines[-1]
    marked = MARKED_HEADING.match(first.text)
    item = None if marked else ITEM.match(first.text)
    lead = marked or item
    start = first.start + (lead.end() if lead else 0)
    end = last.start + len(last.text.rstrip())
    alone = len(lines) == 1 and not item and _is_title(first.text)
    return TextBlock(min(start, end), end, bool(marked) or alone)


def _is_title(line: str) -> bool:
    """Whether a line that stands alone is a heading: it is short, and no mark ends it."""
    text = line.strip().rstrip(CLOSING)
    return bool(text) and len(text) <= LONGEST_HEADING and text[-1] not in ENDS


def _columns(text: str) -> int:
    """The columns that a text takes on a page; a Chinese or Japanese letter takes two."""
    return len(text) if text.isascii() else sum(2 if is_wide(c) else 1 for c in text)
