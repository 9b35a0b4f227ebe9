"""Tables in plain text: widths as they look, and words that wrap where a page is too narrow."""

import pytest
from hypothesis import given, settings, strategies as st

from causalnet.text_table import text_table
from causalnet.text_width import look_wide

CELLS = st.text("ab 競é→", max_size=30).map(str.strip)


@settings(max_examples=60)
@given(st.lists(st.tuples(CELLS, CELLS, st.integers(0, 99).map(str)), min_size=1, max_size=5))
def test_columns_stay_in_line_and_nothing_is_lost(rows: list[tuple[str, str, str]]) -> None:
    lines = text_table(rows, [True, True, False], 40)
    letters = sorted("".join(cell for row in rows for cell in row).replace(" ", ""))
    assert sorted("".join(lines).replace(" ", "")) == letters
    # Numbers end in one column of the terminal.
    ends = {look_wide(line) for line in lines if line and line[-1].isdigit()}
    assert len(ends) == 1


@pytest.mark.parametrize(("page", "width"), [(30, 42), (60, 60), (200, 200)])
def test_words_give_way_and_numbers_do_not(page: int, width: int) -> None:
    rows = [
        ["what it is about", "remark", "number"],
        ["so many words that " * 2, "and more " * 4, "1"],
    ]
    lines = text_table(rows, [True, True, False], page)
    assert max(map(look_wide, lines)) <= width
    assert (len(lines) == 2) is (page == 200)


def test_a_heading_spans_the_table() -> None:
    long = "a heading that is wider than the page"
    assert text_table([[long], ["a", "1"]], [True, False], 10)[0] == long
