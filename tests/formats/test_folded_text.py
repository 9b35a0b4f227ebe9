"""Quotes found whatever their white space and marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from causalnet.formats.folded_text import fold, joined_lines


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("It  rained\non us.", "rained on us", "rained\non us"),
        ("He said: “no”.", 'said: "no"', "said: “no”"),
        ("1990–95 — a slump", "1990-95 - a slump", "1990–95 — a slump"),
        ("cafe\u0301s open", "cafés", "cafe\u0301s"),
        ("co\u00adoperate", "cooperate", "co\u00adoperate"),
        ("ＡＩは１０％増", "AIは10%増", "ＡＩは１０％増"),
        ("ｶﾞﾗｽの市場", "ガラスの", "ｶﾞﾗｽの"),
        ("『市場』が\n混む。", "「市場」が混む。", "『市場』が\n混む。"),
        ("雨　が 降る", "雨が降る", "雨　が 降る"),
        ("the ﬁrst", "first", "ﬁrst"),
        ("and so on… then", "on... then", "on… then"),
        ("M\u200b\u0301ax", "\u1e3eax", "M\u200b\u0301ax"),
        ("a\u200bb\ufeffc", "abc", "a\u200bb\ufeffc"),
    ],
)
def test_a_quote_has_its_place_in_the_text(text: str, quote: str, found: str) -> None:
    place = fold(text).find(quote)
    assert place is not None
    assert text[slice(*place)] == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [("10² km", "102 km"), ("It rains.", "it rains."), ("ab", ""), ("rain", "rain fell")],
)
def test_other_differences_count(text: str, quote: str) -> None:
    assert fold(text).find(quote) is None


def test_every_place_of_a_quote() -> None:
    assert [*fold("rain, then rain").every("rain")] == [(0, 4), (11, 15)]


@settings(max_examples=25)
@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_of_a_text_is_found_in_it(text: str, start: int, end: int) -> None:
    whole = fold(text)
    assert len(whole.words) == len(whole.starts) == len(whole.ends)
    assert fold(whole.words).words == whole.words
    for (low, high), letter in zip(
        zip(whole.starts, whole.ends, strict=True), whole.words, strict=True
    ):
        assert letter == " " or low < high <= len(text)
    words = whole.words[start:end].strip()
    if words:
        assert whole.find(words) is not None or fold(words).words != words


def test_lines_are_joined_with_spaces_but_not_in_japanese() -> None:
    assert joined_lines("雨が\n降った\n then it stopped") == "雨が降った then it stopped"
