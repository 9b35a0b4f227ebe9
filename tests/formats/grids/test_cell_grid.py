"""Cells and headers."""

from causalnet.formats.grids.cell_grid import is_empty, plain_name


def test_white_space_and_missing_values_are_empty() -> None:
    assert all(map(is_empty, [None, "", " \u3000\ufeff", float("nan")]))
    assert not any(map(is_empty, [0, False, "0"]))


def test_a_header_is_plain_without_capitals_spaces_and_marks() -> None:
    assert plain_name("\ufeffFrom  Label\u3000") == "from_label"
