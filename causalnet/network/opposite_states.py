"""Pairs of states that everybody reads in one direction: yes and no, true and false, present and absent."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

__all__ = ["affirmed_state"]

# What is so, and what is not so, in some languages; each word in lower case.
PAIRS = (
    ("yes", "no"), ("y", "n"), ("true", "false"), ("t", "f"), ("1", "0"), ("present", "absent"), ("on", "off"), ("high", "low"),
    ("positive", "negative"), ("pos", "neg"), ("ja", "nein"), ("wahr", "falsch"), ("an", "aus"), ("hoch", "niedrig"), ("ja", "nej"),
    ("ja", "nee"), ("oui", "non"), ("vrai", "faux"), ("élevé", "faible"), ("sí", "no"), ("si", "no"), ("sì", "no"), ("verdadero", "falso"),
    ("vero", "falso"), ("sim", "não"), ("да", "нет"), ("tak", "nie"), ("はい", "いいえ"), ("有", "無"), ("有り", "無し"), ("あり", "なし"),
    ("真", "偽"), ("高い", "低い"), ("高", "低"), ("是", "否"), ("有", "无"), ("真", "假"), ("예", "아니요"), ("있음", "없음"), ("نعم", "لا"),
)  # fmt: skip
AFFIRMED = {frozenset(pair): pair[0] for pair in PAIRS}


def affirmed_state(states: Sequence[str]) -> str | None:
    """The one of two states that says yes, in whatever order they stand; None where that is not obvious.

    Examples
    --------
    >>> affirmed_state(["yes", "no"]), affirmed_state(["FALSE", "TRUE"]), affirmed_state(["なし", "あり"])
    ('yes', 'TRUE', 'あり')
    >>> affirmed_state(["red", "green"]) is None
    True
    """
    plain = {unicodedata.normalize("NFKC", state).strip().casefold(): state for state in states}
    if len(states) != 2 or len(plain) != 2:
        return None
    affirmed = AFFIRMED.get(frozenset(plain))
    return None if affirmed is None else plain[affirmed]
