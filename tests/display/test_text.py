"""Text on its way into a picture."""

import time
import unicodedata

import pytest
from hypothesis import given, strategies as st

from causalnet.display.text import broken, clean, cut_to_width, dot_lines, dot_string, filled
from causalnet.text_width import columns

ANY = st.text(max_size=60)


@given(ANY)
def test_nothing_without_a_shape_is_left(text):
    kept = {unicodedata.category(c) for c in clean(text) if c not in "\u200c\u200d"}
    assert kept.isdisjoint({"Cc", "Cf", "Zl", "Zp", "Cs", "Cn"})
    assert len(clean(text)) == len(text)


@given(ANY, st.integers(4, 30))
def test_shortened_text_keeps_to_its_columns(text, width):
    assert columns(cut_to_width(text, width)) <= width


@given(ANY, st.integers(4, 30), st.integers(1, 3))
def test_filled_text_keeps_to_its_lines_and_columns(text, width, lines):
    rows = filled(text, width, lines)
    assert len(rows) <= lines
    assert all(columns(row) <= width for row in rows)


@given(ANY, st.integers(4, 30))
def test_with_room_enough_no_letter_is_lost(text, width):
    rows = filled(text, width, 100)
    assert "".join("".join(rows).split()) == "".join(clean(text).split())


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("one two three", ["one two", "three"]),
        ("abcdefghijklm", ["abcdefgh", "ijklm"]),
        ("ab abcdefghijklm", ["ab", "abcdefg…"]),
        ("日本語の名前", ["日本語の", "名前"]),
    ],
)
def test_lines_are_broken_at_spaces_or_where_they_must_be(text, rows):
    assert filled(text, 8) == rows


def test_markup_is_escaped_line_by_line():
    assert broken("<a> & <b>", 5) == '&lt;a&gt; &amp;<BR ALIGN="LEFT"/>&lt;b&gt;<BR ALIGN="LEFT"/>'


@given(ANY)
def test_no_text_ends_a_string_of_dot(text):
    body = dot_string(text)[1:-1]
    assert '"' not in body.replace("\\\\", "").replace('\\"', "")
    assert not body.replace("\\\\", "").endswith("\\")
    tooltip = dot_lines([text])[1:-1]
    assert '"' not in tooltip
    assert "\\" not in tooltip.replace(4 * "\\", "")


def test_a_word_of_any_length_takes_no_more_than_its_letters_to_fill():
    start = time.process_time()
    rows = filled("x" * 200_000, 20)

    assert rows == ["x" * 20, "x" * 19 + "…"]
    assert filled("雨" * 50, 6, 3) == ["雨雨雨", "雨雨雨", "雨雨…"]
    assert filled("abcdef gh", 4, 3) == ["abcd", "ef", "gh"]
    assert time.process_time() - start < 2
