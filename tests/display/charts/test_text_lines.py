"""Texts of charts in lines."""

from causalnet.display.charts.text_lines import (
    broken_evenly,
    broken_into_lines,
    literal_text,
    width_of,
)

TITLE = "What would raise the competitiveness of software, each lever alone, and what would not"


def test_underscores_are_spaces_except_in_an_intervention() -> None:
    assert literal_text('shop_sales rise under do(cycle_lane="built")') == (
        'shop sales rise under do(cycle_lane="built")'
    )


def test_no_line_is_wider_than_asked_for_and_no_word_is_lost() -> None:
    for inches in (1.5, 2.5, 4.0):
        text = broken_into_lines(TITLE, inches)
        assert text.split() == TITLE.split()
        assert width_of(text) <= inches
    assert broken_into_lines("identifier" * 9, 1.0).replace("\n", "") == "identifier" * 9


def test_lines_are_about_equally_long() -> None:
    lines = broken_evenly(TITLE, 5.0).split("\n")
    assert len(lines) == len(broken_into_lines(TITLE, 5.0).split("\n")) == 2
    assert abs(width_of(lines[0]) - width_of(lines[1])) < 1


def test_japanese_breaks_anywhere_but_before_a_stop_and_behind_a_bracket() -> None:
    text = broken_into_lines("日本のソフトウェア（業界）は、遅れた。", 1.0)
    lines = text.split("\n")
    assert "".join(lines) == "日本のソフトウェア（業界）は、遅れた。"
    assert len(lines) > 2
    assert max(map(width_of, lines)) <= 1.0
    assert not any(line[0] in "、。）ェー" or line[-1] == "（" for line in lines)


def test_a_wide_letter_is_as_wide_as_it_is_high_whatever_the_font() -> None:
    assert width_of("遅れ", 72) == 2.0


def test_a_dollar_is_kept_from_starting_a_formula() -> None:
    assert broken_into_lines("from $5 to $10", 9) == r"from \$5 to \$10"
