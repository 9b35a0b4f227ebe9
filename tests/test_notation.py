"""Interventions as code: names, numbers and mappings as Python reads them."""

import numpy as np
import pytest

from causalnet.notation import (
    counted,
    enumerated,
    is_argument,
    plain_number,
    quoted,
    written_mapping,
)


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("toll", True),
        ("賃金", True),
        ("ｔoll", False),
        ("a b", False),
        ("class", False),
        ("1a", False),
    ],
)
def test_a_name_before_an_equals_sign_is_one_that_python_keeps(name, fits):
    assert is_argument(name) is fits


def test_texts_and_mappings_read_back_as_they_were():
    held = {'a "b"': 'c\n"d"', "賃金": 1}
    assert eval(written_mapping(held)) == held  # noqa: S307
    assert quoted("賃金") == '"賃金"'


def test_numbers_of_numpy_print_as_those_of_python():
    assert repr(plain_number(np.float64(0.5))) == "0.5"
    assert plain_number(3) == 3


def test_lists_and_counts_read_as_a_sentence():
    assert enumerated(["a", "b", "c"], "or") == "a, b or c"
    assert (counted(1, "draw"), counted(0, "draw")) == ("1 draw", "0 draws")
