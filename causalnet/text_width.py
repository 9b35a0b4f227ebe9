"""The width of text at a terminal: wide letters take two columns, and marks on a letter take none."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from collections.abc import Iterator

__all__ = [
    "JOINER",
    "NON_JOINER",
    "columns",
    "is_double",
    "is_joined",
    "look_wide",
    "padded",
    "shortened_to",
    "tame",
]

JOINER, NON_JOINER = "\u200d", "\u200c"
# After it, a sign is drawn as an emoji, as wide as other emoji.
AS_EMOJI = "\ufe0f"
SOFT_HYPHEN = "\u00ad"
# Tones of skin after an emoji, and the vowels and finals of Hangul that are drawn into the syllable before.
TONES = ("\U0001f3fb", "\U0001f3ff")
JAMO = ("\u1160", "\u11ff")
# Consoles with one of these draw every sign that takes two bytes in two columns, arrows and Greek letters too.
TWO_BYTES = frozenset(
    "cp932 shift_jis shift_jis_2004 shift_jisx0213 euc_jp cp936 gbk gb2312 cp949 euc_kr johab cp950 big5 big5hkscs".split()
)
# Marks that change the direction of all the text that follows.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_joined(before: str, letter: str) -> bool:
    """Whether a letter is drawn into the one before it: an accent, a joiner, a tone of skin, a part of a joined emoji."""
    if letter.isascii():
        return False
    return before == JOINER or (
        (unicodedata.category(letter) in ("Mn", "Me", "Cf") and letter != SOFT_HYPHEN)
        or TONES[0] <= letter <= TONES[1]
        or JAMO[0] <= letter <= JAMO[1]
    )


def is_double(letter: str) -> bool:
    """Whether a letter takes two columns."""
    return unicodedata.east_asian_width(letter) in ("W", "F")


def columns(text: str) -> int:
    r"""The width of text in letters; those of East Asian scripts, and emoji, count twice.

    Examples
    --------
    >>> columns("AI時代"), columns("e\N{COMBINING ACUTE ACCENT}"), columns("\U0001f468\u200d\U0001f469\u200d\U0001f467")
    (6, 1, 2)
    """
    if text.isascii():
        return len(text)
    return sum(width for _, width in _letters(text))


def look_wide(text: str) -> int:
    r"""The number of columns that a text takes at the terminal to which standard output goes.

    Examples
    --------
    >>> look_wide("naïve"), look_wide("競争力"), look_wide("❤\N{VARIATION SELECTOR-16}")
    (5, 6, 2)
    """
    if text.isascii():
        return len(text)
    return sum(width for _, width in _at_terminal(text))


def padded(text: str, width: int, *, left: bool = True) -> str:
    """`text` with spaces up to a width, at its end or, if it is not aligned to the left, before it.

    Examples
    --------
    >>> padded("競争", 6) + "|", padded("1", 3, left=False)
    ('競争  |', '  1')
    """
    room = " " * (width - look_wide(text))
    return text + room if left else room + text


def shortened_to(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` cut to a width, with an ellipsis for the rest.

    Examples
    --------
    >>> shortened_to("ソフトウェア産業の国際競争力", 12), shortened_to("brief", 12)
    ('ソフトウェ…', 'brief')
    """
    if look_wide(text) <= width:
        return text
    room, kept, before = width - look_wide(ellipsis), 0, " "
    for i, (letter, wide) in enumerate(_at_terminal(text)):
        # A mark stays with its letter, and a joined emoji is whole.
        if not is_joined(before, letter):
            kept = i
        room, before = room - wide, letter
        if room < 0:
            break
    return text[:kept] + ellipsis


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Each letter with its columns."""
    before = " "
    for letter in text:
        if letter == AS_EMOJI:
            yield letter, int(unicodedata.category(before) == "So" and not is_double(before))
        else:
            yield letter, 0 if is_joined(before, letter) else 1 + is_double(letter)
        before = letter


def _at_terminal(text: str) -> Iterator[tuple[str, int]]:
    """Each letter with its columns at the terminal to which standard output goes."""
    encoding = _two_byte_encoding()
    for letter, width in _letters(text):
        yield letter, max(width, _bytes(letter, encoding)) if encoding and width else width


def _two_byte_encoding() -> str | None:
    """The encoding of standard output, if signs of two bytes take two columns there."""
    encoding = getattr(sys.stdout, "encoding", None)
    try:
        name = codecs.lookup(encoding).name.replace("-", "_") if encoding else ""
    except LookupError:
        return None
    return name if name in TWO_BYTES else None


def _bytes(letter: str, encoding: str) -> int:
    try:
        return min(len(letter.encode(encoding)), 2)
    except UnicodeEncodeError:
        return 1


def tame(text: str) -> str:
    r"""`text` without control characters, line separators or marks of direction; line feeds stay.

    Examples
    --------
    >>> tame("a\x1b[2Jb")
    'a [2Jb'
    """
    # What is printable has none of these, and nearly every text is.
    if text.isprintable():
        return text
    return "".join(" " if c != "\n" and _commands(c) else c for c in text)


def _commands(c: str) -> bool:
    # The last two code points of every plane are not characters, and XML refuses them.
    none = ord(c) & 0xFFFE == 0xFFFE
    return none or c in TURNING or unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")
