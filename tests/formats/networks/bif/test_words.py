"""Words and numbers in the blocks of BIF files."""

import pytest

from causalnet.formats.networks.bif.words import (
    comma_separated,
    items,
    listed_states,
    read_numbers,
    shown_piece,
)


@pytest.mark.parametrize(
    ("text", "count", "found"),
    [
        ("low, high", 2, ["low", "high"]),
        ("low high", 2, ["low", "high"]),
        ("very low, very high", 2, ["very low", "very high"]),
        ('"not, known", known', 2, ["not, known", "known"]),
        ("low, high,", 2, ["low", "high"]),
    ],
)
def test_names_are_parted_by_commas_or_by_space(text, count, found):
    assert items(text, count) == found


def test_a_wrong_number_of_names_is_told():
    with pytest.raises(ValueError, match="2 were found, not 3"):
        items("low, high", 3)
    with pytest.raises(ValueError, match="nothing between two commas"):
        comma_separated("low,, high")
    assert listed_states("low high", None) == ["low", "high"]
    assert listed_states("very low, high", None) == ["very low", "high"]


def test_numbers_are_read_and_what_is_none_is_named():
    assert read_numbers("0.25 0.75") == [0.25, 0.75]
    with pytest.raises(ValueError, match="x1"):
        read_numbers("0.25, x1")


def test_a_piece_of_a_file_is_short_and_printable():
    assert shown_piece("a\n  b") == "a b"
    assert len(shown_piece("a" * 100)) == 61
    assert shown_piece("a\x1bb") == repr("a\x1bb")
