"""The width of text, which the layout program does not give before it draws.

That program knows the widths of ASCII and treats every other byte as a space, so a word in Japanese would run out
of its card. It also spreads the room that a heading leaves over the bars below, which would tear them.
"""

from __future__ import annotations

from causalnet.text_width import is_double, is_joined

__all__ = ["assumed_width", "drawn_width", "points"]

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
# Of Noto Color Emoji, the widest of the well-known ones.
EMOJI, FIRST_EMOJI = 1275, "\U0001f300"

_REGULAR = {letter: width for width, letters in REGULAR.items() for letter in letters}
_BOLD = {letter: width for width, letters in BOLD.items() for letter in letters}


def points(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in letters of `size`: the greatest at which it may be drawn, and at least what the layout assumes.

    Examples
    --------
    >>> points("Toll", 10)
    16.11
    """
    return max(drawn_width(text, size, bold=bold), assumed_width(text, size, bold=bold))


def drawn_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width at which a line of text is drawn, as far as widths are known."""
    known, other = (_BOLD, OTHER_BOLD) if bold else (_REGULAR, OTHER)
    pairs = zip(" " + text, text, strict=False)
    drawn = sum(
        known.get(x) or (0 if is_joined(before, x) else _unknown_width(x, other))
        for before, x in pairs
    )
    return drawn * size / 1000


def _unknown_width(letter: str, other: int) -> int:
    """The width of a letter that Arial does not have, at most."""
    if is_double(letter):
        return EMOJI if letter >= FIRST_EMOJI else WIDE
    return other


def assumed_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width that the layout program assumes: each byte beyond ASCII is a space."""
    known = _BOLD if bold else _REGULAR
    return sum(known.get(x) or SPACE * len(x.encode()) for x in text) * size / 1000
