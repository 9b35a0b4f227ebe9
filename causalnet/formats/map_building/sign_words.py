"""The words and marks for the sign of a link."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from causalnet.model.influence import Sign

__all__ = ["is_sign", "is_zero", "sign_of"]

WORDS: dict[Sign, str] = {
    "+": "+ ++ +++ plus pos positive positively increase increases increased increasing raises raise up same s rises "
    "direct ↑ ↗ ⊕ 正 プラス 増加 増 促進 正の影響",
    "-": "- -- --- minus neg negative negatively decrease decreases decreased decreasing lowers lower reduces "
    "reduce down opposite o falls inverse inhibits ↓ ↘ ⊖ 負 マイナス 減少 減 抑制 負の影響",
    "?": "? +/- -/+ ± ∓ +- -+ unknown unclear mixed ambiguous either both unsure undetermined 不明 両方",
}
MEANINGS = {word: sign for sign, words in WORDS.items() for word in words.split()}
DASHES = re.compile("[−–—‐‑﹣－]")
ZERO = re.compile(r"[+-]?0+(?:\.0*)?")
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")


def sign_of(text: str) -> Sign | Literal[""] | None:
    """The sign that a text stands for: empty for an empty text, None if it is unknown.

    A number stands for its own sign, and zero is unknown: a link that is there has an effect.

    Examples
    --------
    >>> sign_of("Positive"), sign_of("−"), sign_of("-0.5"), sign_of(" "), sign_of("perhaps")
    ('+', '-', '-', '', None)
    """
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip().strip("'()[]").casefold()
    if not plain:
        return ""
    found = MEANINGS.get(plain.replace(" ", ""))
    if found or not NUMBER.fullmatch(plain) or not float(plain):
        return found
    return "-" if plain.startswith("-") else "+"


def is_sign(text: str) -> bool:
    """Whether a text stands for a sign."""
    return bool(sign_of(text))


def is_zero(text: str) -> bool:
    """Whether a text in place of a sign says that there is no influence.

    Examples
    --------
    >>> is_zero("0"), is_zero("0.0"), is_zero("0.5"), is_zero("")
    (True, True, False, False)
    """
    return bool(ZERO.fullmatch(text.strip()))
