"""Where a line may end."""

import pytest
from hypothesis import given, strategies as st

from causalnet.display.text import filled
from causalnet.line_breaks import NOT_FIRST, NOT_LAST, line_parts, wrapped

TEXTS = st.text(
    st.sampled_from("国際競争力とのがアイウー、。「」ab한국👨\u200d👩\u0301"), max_size=30
)


@given(TEXTS, st.booleans())
def test_no_letter_is_lost_and_no_line_begins_or_ends_badly(word, phrases):
    parts = list(line_parts(word, phrases=phrases))
    assert "".join(parts) == word
    assert not any(part[0] in NOT_FIRST or part[0] in "\u200d\u0301" for part in parts[1:])
    assert not any(part[-1] in NOT_LAST or part[-1] == "\u200d" for part in parts[:-1])


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        (
            "ソフトウェア産業の国際競争力と人材の密度",
            24,
            ["ソフトウェア産業の", "国際競争力と人材の密度"],
        ),
        ("メイカーズ・プラットフォーム", 20, ["メイカーズ・", "プラットフォーム"]),
        ("AI エージェントによる開発", 21, ["AI エージェントによる", "開発"]),
        ("软件产业的国际竞争力", 12, ["软件产业的国", "际竞争力"]),
        ("소프트웨어 산업의 경쟁력", 12, ["소프트웨어", "산업의 경쟁…"]),
        ("「品質」、価格、納期。", 12, ["「品質」、価", "格、納期。"]),
    ],
)
def test_text_without_spaces_is_broken_where_a_reader_would(text, width, rows):
    assert filled(text, width) == rows


@given(TEXTS, st.integers(4, 20))
def test_lines_at_a_terminal_fit_and_lose_nothing(text, width):
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "この論考のモデルから導かれる帰結であり、予測ではない。",
            30,
            ["この論考のモデルから導かれる帰", "結であり、予測ではない。"],
        ),
        ("値は（0.35）である。", 7, ["値は", "（0.35）", "であ", "る。"]),
        ("plain words wrap as before", 12, ["plain words", "wrap as", "before"]),
        ("AI 開発力  と多重下請け", 12, ["AI 開発力", "と多重下請け"]),
    ],
)
def test_a_japanese_text_is_wrapped_by_its_columns(text, width, lines):
    assert wrapped(text, width) == lines


def test_further_lines_may_be_indented():
    assert wrapped("帰結の水準を測る", 8, "  ") == ["帰結の水", "  準を測", "  る"]
    assert wrapped("one two three", 8, "  ") == ["one two", "  three"]
