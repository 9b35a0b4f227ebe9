"""Rows that were rounded as they were printed."""

from __future__ import annotations

import math
import warnings

import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.rounding import is_rounded, normalised, warn_normalised


@pytest.mark.parametrize(
    "row",
    [
        [0.3333, 0.3333, 0.3333],
        [0.333, 0.333, 0.333],
        [0.167] * 6,
        [0.1428571] * 7,
        [1.0, 0.0001],
        [0.3333, 0.6666, 1.234e-05],
        [0.5, 0.4999],
        [0, 0.333, 0.666],
        [1.0],
    ],
)
def test_printing_explains(row):
    assert is_rounded(row)
    assert math.fsum(normalised(row)) == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize(
    "row",
    [
        [0.33, 0.33, 0.33],
        [0.3, 0.3, 0.3],
        [0.5, 0.2, 0.2],
        [0.5, 0.49],
        [0.3333, 0.3333, 0.3344],
        [0.99],
        [0.0, 0.0],
        [],
        [1.2, -0.2001],
        [0.05, 0.9],
        [0.009] * 100,
        [0.30000000000000004, 0.6],
    ],
)
def test_printing_does_not_explain(row):
    assert not is_rounded(row)


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=8), st.integers(3, 9), st.booleans())
def test_what_was_rounded_is_known_as_such(weights, digits, significant):
    exact = [w / sum(weights) for w in weights]
    printed = [float(f"{x:.{digits}{'g' if significant else 'f'}}") for x in exact]
    assert is_rounded(printed)


def test_one_warning_names_the_rows_and_points_at_the_caller():
    with pytest.warns(cn.errors.RoundingWarning) as caught:
        cn.Network({"x": ["a", "b", "c"]}, {}, {"x": [0.3333, 0.3333, 0.3333]})
    assert [str(w.message) for w in caught] == [
        "The table of 'x': a row does not sum to 1 because of rounding, and was divided by its sum: "
        "its only row."
    ]
    assert caught[0].filename == __file__
    with pytest.warns(cn.errors.RoundingWarning) as caught:
        warn_normalised([f"line {i}" for i in range(1, 6)], "x.bif")
    assert str(caught[0].message) == (
        "x.bif: 5 rows do not sum to 1 because of rounding, and were divided by their sums: "
        "line 1, line 2, line 3 and 2 more."
    )


def test_nothing_is_said_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warn_normalised([])


def test_a_caller_without_a_name_is_warned_all_the_same():
    with pytest.warns(cn.errors.RoundingWarning):
        exec(  # noqa: S102
            "cn.Network({'x': ['a', 'b', 'c']}, {}, {'x': [0.3333] * 3})", {"cn": cn}
        )
