"""Where a line of text may end, in scripts with and without spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from causalnet.display.font_metrics import is_double, is_joined

__all__ = ["line_parts"]

# No line begins with these, and none ends with those (the rules of Japanese typesetting, JIS X 4051, in short).
NOT_FIRST = frozenset(
    "、。，．・：；？！ー～」』】》〉）］｝”’…‥々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％"
)
NOT_LAST = frozenset("「『【《〈（［｛“‘")
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


@lru_cache(maxsize=4096)
def _kind(letter: str) -> str:
    """The script of a letter; the mark of a long vowel belongs to the word before it."""
    return unicodedata.name(letter, "").split(" ", 1)[0].split("-", 1)[0]
