"""Scripts of texts: language, direction, and fonts for a browser."""

import pytest

from causalnet.display.scripts import (
    font_stack,
    is_emoji,
    is_invisible,
    is_right_to_left,
    language_of,
    script_of,
)


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["品質", "カンバン"], "ja"),
        (["질 관리", "品質"], "ko"),
        (["质量", "价格"], "zh-Hans"),
        (["價格", "質量"], "zh-Hant"),
        (["الثقة"], "ar"),
        (["Vertrauen", "Αθήνα"], ""),
        ([], ""),
    ],
)
def test_letters_tell_the_language_as_far_as_they_can(texts, language):
    assert language_of(texts) == language


def test_chinese_characters_alone_are_japanese_where_that_is_spoken():
    assert language_of(["品質"], spoken="ja") == "ja"


@pytest.mark.parametrize(
    ("letter", "script"),
    [("あ", "HIRAGANA"), ("ア", "KATAKANA"), ("한", "HANGUL"), ("ش", "ARABIC"), ("🚗", "EMOJI")],
)
def test_scripts_go_by_the_names_of_letters(letter, script):
    assert script_of(letter) == script


def test_joiners_and_marks_of_variation_need_no_font():
    assert all(is_invisible(letter) for letter in "\u200d\ufe0f \u00a0\u2067")
    assert not is_invisible("か")
    assert is_emoji("☂")
    assert not is_emoji("▲")


def test_direction_goes_by_the_first_letter_that_has_one():
    assert is_right_to_left("(12) عالية high")
    assert not is_right_to_left("high عالية")
    assert not is_right_to_left("12%")


def test_a_browser_is_offered_fonts_of_every_script_in_the_picture():
    stack = font_stack("ja", ["ARABIC", "EMOJI"], first="My Font")
    assert stack.startswith("'My Font', Arimo, Arial")
    assert stack.index("Noto Sans CJK JP") < stack.index("Noto Sans Arabic")
    assert "'Noto Color Emoji'" in stack
    assert stack.endswith("sans-serif")
    assert font_stack("zh-Hans").count("Microsoft YaHei") == 1
