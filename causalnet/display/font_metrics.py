"""The width of text, which the layout program does not give before it draws.

That program knows the widths of ASCII and treats every other byte as a space, so a word in Japanese would run out
of its card. It also spreads the room that a heading leaves over the bars below, which would tear them.
"""

from __future__ import annotations

import unicodedata

__all__ = ["columns", "points"]

# Arial's widths in thousandths of the font size, which Arimo, Helvetica and Liberation Sans share.
REGULAR = {
    191: "'",
    222: "ijl",
    278: " !,./:;I[\\]ft|",
    334: "()-`r{}",
    389: '*"',
    500: "Jcksvxyz^",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
BOLD = {
    238: "'",
    278: " ,./I\\ijl|",
    333: "!()-:;[]`ft",
    389: "*r{}",
    500: 'z"',
    556: "#$0123456789J_aceksvxy",
    584: "+<=>^~",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    975: "@",
}
# Other letters, with a generous width.
WIDE, OTHER, OTHER_BOLD, SPACE = 1000, 640, 700, 278

_REGULAR = {letter: width for width, letters in REGULAR.items() for letter in letters}
_BOLD = {letter: width for width, letters in BOLD.items() for letter in letters}


def points(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in letters of `size`.

    Examples
    --------
    >>> points("Toll", 10)
    16.11
    """
    known, other = (_BOLD, OTHER_BOLD) if bold else (_REGULAR, OTHER)
    return sum(known.get(c) or _unknown(c, other) for c in text) * size / 1000


def _unknown(letter: str, width: int) -> int:
    """The greatest width at which text may be drawn, and the width that the layout assumes."""
    drawn = 0 if unicodedata.combining(letter) else WIDE if _is_wide(letter) else width
    return max(drawn, SPACE * len(letter.encode()))


def columns(text: str) -> int:
    """The width of text in letters; those of East Asian scripts count twice."""
    return sum(1 + _is_wide(letter) for letter in text if not unicodedata.combining(letter))


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in ("W", "F")
