"""Words and marks for signs."""

import pytest

from causalnet.formats.map_building.sign_words import is_sign, sign_of


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["+", "＋", "Positive", "INCREASES", "s", "↑", "正", "1", "0.5", "+1", " plus "], "+"),
        (["-", "−", "–", "—", "Negative", "o", "opposite", "負", "-1", "−0,5".replace(",", "."), "- "], "-"),
        (["?", "±", "+/-", "mixed", "Unknown", "不明"], "?"),
        (["", "  ", "\u3000"], ""),
        (["perhaps", "0", "0.0", "high", "+x"], None),
    ],
)  # fmt: skip
def test_a_text_stands_for_a_sign(texts: list[str], sign: str | None) -> None:
    assert {text: sign_of(text) for text in texts} == dict.fromkeys(texts, sign)


def test_an_empty_text_is_not_a_sign() -> None:
    assert [is_sign(text) for text in ("+", "", "high")] == [True, False, False]
