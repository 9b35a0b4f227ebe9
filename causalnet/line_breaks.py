"""Where a line of text may end, in scripts with and without spaces, and text in lines."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator

from causalnet.cache import cached
from causalnet.text_width import is_double, is_joined, look_wide

__all__ = ["in_lines", "line_parts", "without_line_ends", "wrapped"]

# No line begins with these, and none ends with those (the rules of Japanese typesetting, JIS X 4051, in short).
NOT_FIRST = frozenset(
    "、。，．・：；？！ー～」』】》〉）］｝”’…‥々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％"
)
NOT_LAST = frozenset("「『【《〈（［｛“‘￥＄")
LINE_END = re.compile(r"(?<=(?P<before>.))\n(?=(?P<after>.))|\n")
PAUSES = frozenset("、。，．・：；？！」』】》〉）］｝")


def line_parts(word: str, *, phrases: bool) -> Iterator[str]:
    """The parts of a word between which a line may end.

    Parameters
    ----------
    word : str
        Text without spaces.
    phrases : bool
        Whether Japanese is broken only where a phrase begins: after a particle or a pause, and between kana and kanji words.

    Examples
    --------
    >>> list(line_parts("国際競争力と人材の密度", phrases=True))
    ['国際競争力と', '人材の', '密度']
    >>> list(line_parts("low-code", phrases=False))
    ['low-code']
    """
    if not any(is_double(letter) for letter in word):
        yield word
        return
    japanese = phrases and any(_kind(letter) in ("HIRAGANA", "KATAKANA") for letter in word)
    start = 0
    for i in range(1, len(word)):
        if _may_part(word[i - 1], word[i]) and (not japanese or _begins(word[i - 1], word[i])):
            yield word[start:i]
            start = i
    yield word[start:]


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """The lines of a text at a terminal, of at most a width as far as words allow.

    Parameters
    ----------
    text : str
    width : int
        The columns of a line.
    indent : str
        What stands before each line but the first.

    Examples
    --------
    >>> wrapped("この論考のモデルから導かれる帰結であり、予測ではない。", 30)
    ['この論考のモデルから導かれる帰', '結であり、予測ではない。']
    """
    if look_wide(text) == len(text):
        return textwrap.wrap(
            text,
            width,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    lines, line = list[str](), ""
    for piece in _pieces(text):
        if line.strip() and look_wide((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = indent + piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def in_lines(note: str, width: int) -> str:
    """A note in lines of a width; one that has its lines already keeps them.

    Examples
    --------
    >>> print(in_lines("  an item of a list that goes on", 22))
      an item of a list
        that goes on
    """
    if "\n" in note or look_wide(note) <= width:
        return note
    inset = len(note) - len(note.lstrip())
    return "\n".join(wrapped(note, width, " " * (2 * inset)))


def without_line_ends(text: str) -> str:
    r"""A text without its line ends: a space for each, and none between two letters of a script without spaces.

    Examples
    --------
    >>> without_line_ends("needs\nspace"), without_line_ends("経路がこれを高\nめる。")
    ('needs space', '経路がこれを高める。')
    """
    return LINE_END.sub(_between, text)


def _between(end: re.Match[str]) -> str:
    """What stands for a line end."""
    letters = (end["before"] or " ", end["after"] or " ")
    return "" if all(is_double(x) and _kind(x) != "HANGUL" for x in letters) else " "


def _pieces(text: str) -> Iterator[str]:
    """The parts between which a line may end, the last of each word with the space after it."""
    for word, space in re.findall(r"(\S+|^)(\s*)", text):
        *parts, last = line_parts(word, phrases=False) if word else [""]
        yield from (*parts, last + " " * len(space))


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two letters."""
    if after in NOT_FIRST or before in NOT_LAST or is_joined(before, after):
        return False
    # Korean words are told apart by spaces, and so are those of all scripts with narrow letters.
    together = _kind(before) == _kind(after) == "HANGUL"
    return (is_double(before) or is_double(after)) and not together


def _begins(before: str, after: str) -> bool:
    """Whether a phrase of Japanese begins at the second of two letters."""
    if before in PAUSES:
        return True
    kinds = _kind(before), _kind(after)
    return kinds[1] != "HIRAGANA" and kinds[0] != kinds[1]


@cached(entries=4096)
def _kind(letter: str) -> str:
    """The script of a letter; the mark of a long vowel belongs to the word before it."""
    return unicodedata.name(letter, "").split(" ", 1)[0].split("-", 1)[0]
