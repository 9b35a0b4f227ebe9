"""Numbers as people write them in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from causalnet.numerals import as_number, as_shares, comma_pairs, numerals, plain_numeral

WRITTEN = {
    "0,4": [0.4],
    "0.2,0.4": [0.2, 0.4],
    "0,2,0,4": [0.2, 0.4],
    "0,2; 0,4": [0.2, 0.4],
    "(0.2, 0.4)": [0.2, 0.4],
    "0.2-0.4": [0.2, 0.4],
    "0.2 – 0.4": [0.2, 0.4],
    "-0.2": [-0.2],
    "−0,2": [-0.2],
    "1e-3": [0.001],
    "80 %": [0.8],
    "33.3%": [0.333],
    "０．４": [0.4],
    "1.000,5": [1000.5],
    "1,000.5": [1000.5],
    "1 000": [1000.0],
    "1,000,000": [1000000.0],
    "1/4|3/4": [0.25, 0.75],
    "1/4": [1.0, 4.0],
    "": [],
    "strong": [],
    "0.4.5": [],
    "0.4 (weak)": [],
    "1,": [],
    "x" * 10_000: [],
    "1," * 10_000: [],
}


@pytest.mark.parametrize(("text", "values"), WRITTEN.items())
def test_the_numbers_of_a_text(text, values):
    assert [numeral.value for numeral in numerals(text)] == values


def test_one_number_is_one():
    assert as_number("0,4") == 0.4
    assert as_number("0.2/0.4") is None


@given(st.floats(-1e6, 1e6))
def test_a_number_comes_back(number):
    assert as_number(repr(number)) == number
    assert as_number(repr(number).replace(".", ",")) == number


@given(st.text(max_size=20))
def test_any_text_is_read_or_left(text):
    for numeral in numerals(text):
        assert plain_numeral(numeral)


@given(st.lists(st.decimals("0.001", 1, places=3), min_size=2, max_size=5))
def test_decimal_commas_between_commas_are_found_again(numbers):
    written = ", ".join(map(str, numbers)).replace(".", ",")
    assert [n.value for n in numerals(written)] == [float(n) for n in numbers]


def test_commas_in_place_of_points():
    assert comma_pairs([0, 2, 0, 8]) == [0.2, 0.8]
    assert comma_pairs([0, 2, 0]) == comma_pairs([0.2, 0.8]) == comma_pairs([True, False]) == []


def test_what_makes_a_hundred_is_in_percent():
    assert [plain_numeral(n) for n in as_shares(numerals("33.3/66.7"))] == ["0.333", "0.667"]
    assert [plain_numeral(n) for n in as_shares(numerals("0.4/0.6"))] == ["0.4", "0.6"]
    assert [plain_numeral(n) for n in as_shares(numerals("100"))] == ["100"]
