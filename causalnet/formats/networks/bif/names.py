"""Names that all BIF readers accept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from causalnet.formats.networks.parts.names import replacement_words

__all__ = ["is_plain", "safe_words"]

BARE_NAME = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")
INTEGER = re.compile(r"0|[1-9][0-9]{0,8}")
KEYWORDS = {
    "table",
    "default",
    "probability",
    "variable",
    "network",
    "property",
    "type",
    "discrete",
}
# pgmpy looks for these words anywhere in a block, and for a number after them.
MISREAD = re.compile(r"(?:table|default)[-+.0-9eE]|variable|probability")


def is_plain(word: str, *, state: bool = False) -> bool:
    """Whether pyAgrum and pgmpy both read a word as it is.

    Examples
    --------
    >>> is_plain("light-on"), is_plain("5-10%"), is_plain("table"), is_plain("12", state=True)
    (True, False, False, True)
    """
    if state and INTEGER.fullmatch(word):
        return True
    return bool(BARE_NAME.fullmatch(word)) and word not in KEYWORDS and not MISREAD.search(word)


def safe_words(names: Sequence[str], stem: str, *, state: bool = False) -> list[str]:
    """For each name a word that every reader accepts: the name itself if it is plain, else one made from it.

    Examples
    --------
    >>> safe_words(["rain", "Rain", "not known", "雨"], "v")
    ['rain', 'Rain_2', 'not_known', 'v4']
    """
    return replacement_words(names, stem, partial(is_plain, state=state))
