"""The width of text, which the layout program does not give before it draws.

That program knows the widths of ASCII and treats every other byte as a space, so a word in Japanese would run out
of its card. It also spreads the room that a heading leaves over the bars below, which would tear them.
"""

from __future__ import annotations

import unicodedata

__all__ = ["JOINER", "NON_JOINER", "assumed_width", "columns", "is_double", "is_joined", "points"]

JOINER, NON_JOINER = "\u200d", "\u200c"
# Tones of skin after an emoji.
TONES = ("\U0001f3fb", "\U0001f3ff")

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
    """The width of a line of text in letters of `size`: the greatest at which it may be drawn, and at least what the layout assumes.

    Examples
    --------
    >>> points("Toll", 10)
    16.11
    """
    known, other = (_BOLD, OTHER_BOLD) if bold else (_REGULAR, OTHER)
    pairs = zip(" " + text, text, strict=False)
    drawn = sum(
        known.get(x) or (0 if is_joined(before, x) else WIDE if is_double(x) else other)
        for before, x in pairs
    )
    return max(drawn * size / 1000, assumed_width(text, size, bold=bold))


def assumed_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width that the layout program assumes: each byte beyond ASCII is a space."""
    known = _BOLD if bold else _REGULAR
    return sum(known.get(x) or SPACE * len(x.encode()) for x in text) * size / 1000


def columns(text: str) -> int:
    """The width of text in letters; those of East Asian scripts, and emoji, count twice.

    Examples
    --------
    >>> columns("AI時代"), columns("\U0001f468\u200d\U0001f469\u200d\U0001f467")
    (6, 2)
    """
    pairs = zip(" " + text, text, strict=False)
    return sum(1 + is_double(letter) for before, letter in pairs if not is_joined(before, letter))


def is_joined(before: str, letter: str) -> bool:
    """Whether a letter is drawn into the one before it: an accent, a joiner, a tone of skin, a part of a joined emoji."""
    if letter.isascii():
        return False
    return bool(unicodedata.combining(letter)) or (
        before == JOINER
        or letter in (JOINER, NON_JOINER)
        or unicodedata.category(letter) in ("Mn", "Me")
        or TONES[0] <= letter <= TONES[1]
    )


def is_double(letter: str) -> bool:
    """Whether a letter takes two columns."""
    return unicodedata.east_asian_width(letter) in ("W", "F")
