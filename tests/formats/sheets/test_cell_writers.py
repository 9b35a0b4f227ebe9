"""Whatever a model file holds is written to a cell that is read back as the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from causalnet.errors import ModelError
from causalnet.formats.grids.cell_grid import is_empty
from causalnet.formats.sheets.cell_readers import cell_value
from causalnet.formats.sheets.cell_writers import cell_of, pieces
from causalnet.formats.sheets.cells import cell_mistake

odd = st.text(" |｜/;,、'\"[]{}=#\\\n\t1０.%-+−aé日TRUE", max_size=6) | st.sampled_from(
    [
        "#REF!",
        "TRUE",
        "1/2",
        "1-Feb",
        "2026-01-02",
        "nan",
        "inf",
        "10%",
        "likelihood = 1",
        "[1]",
        "{}",
    ]
)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
held = odd | numbers | st.lists(odd, max_size=2)
tables = st.dictionaries(odd, held, min_size=1, max_size=2)
VALUES: dict[str, st.SearchStrategy[object]] = {
    "text": odd,
    "prose": odd,
    "texts": odd | st.lists(odd, min_size=1, max_size=3),
    "states": st.lists(odd, min_size=1, max_size=3),
    "meanings": st.lists(odd, min_size=1, max_size=3),
    "finding": odd | st.lists(odd, min_size=2, max_size=3) | tables,
    "strength": numbers | odd | st.lists(numbers, min_size=2, max_size=3) | tables,
    "mechanism": odd | tables,
    "numbers": st.lists(numbers, min_size=1, max_size=3),
    "number": numbers,
    "share": numbers,
    "whole": st.integers(-(10**14), 10**14),
    "flag": st.booleans(),
    "sign": st.sampled_from(["+", "-", "?", "0"]),
    "toml": tables | st.just({}) | st.lists(tables, max_size=2),
}


@pytest.mark.parametrize("kind", VALUES)
def test_a_cell_is_read_back_as_its_value(kind: str) -> None:
    @settings(max_examples=25)
    @given(VALUES[kind])
    def holds(value: object) -> None:
        cell = cell_of(kind, value)
        read = cell_value(kind, cell, exact=True)

        assert not is_empty(cell)
        assert cell_mistake("", kind, cell, exact=True) is None
        assert read in (value, [value])

    holds()


def test_a_cell_is_as_a_person_would_write_it() -> None:
    assert cell_of("states", ["low", "high"]) == "low|high"
    assert cell_of("strength", [0.2, 0.8, 1.6]) == "0.2/0.8/1.6"
    assert cell_of("strength", 0.5) == 0.5
    assert cell_of("numbers", [0.7, 0.3]) == "0.7|0.3"
    assert cell_of("flag", True) == "yes"
    assert cell_of("finding", ["a", "b"]) == "a|b"
    assert cell_of("toml", {"toll": "all day"}) == 'toll = "all day"'
    assert cell_of("prose", '"quoted", and more') == '"quoted", and more'


def test_what_would_be_read_as_something_else_is_written_as_in_a_model_file() -> None:
    assert cell_of("strength", "0.1/0.2") == '"0.1/0.2"'
    assert cell_of("states", ["a|b", "c"]) == '["a|b", "c"]'
    assert cell_of("prose", "#REF!") == '"#REF!"'
    assert cell_of("text", " a") == '" a"'


def test_what_no_file_can_hold_is_refused() -> None:
    with pytest.raises(ModelError, match="half of a character"):
        cell_of("prose", "\ud800")


def test_a_long_text_is_cut_into_pieces_that_fit() -> None:
    for text in ("x" * 50_000, "\r" * 50_000, "日" * 50_000, "a_x000D_" * 5_000):
        assert max(map(len, pieces(text))) <= 32_767
    assert pieces("") == [""]
