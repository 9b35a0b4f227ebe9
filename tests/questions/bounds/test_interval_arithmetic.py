"""Intervals and jets: every value at a point of a box lies within the enclosure."""

import numpy as np
from hypothesis import given, strategies as st

from causalnet.questions.bounds.interval_arithmetic import Interval, Jet, exact

NUMBERS = st.floats(-3, 3)


@st.composite
def point_in(draw):
    ends = sorted([draw(NUMBERS), draw(NUMBERS)])
    share = draw(st.floats(0, 1))
    return Interval(*(np.array([e]) for e in ends)), ends[0] + share * (ends[1] - ends[0])


@given(point_in(), point_in())
def test_sums_differences_and_products_hold_every_value(first, second):
    (x, a), (y, b) = first, second
    for found, value in ((x + y, a + b), (x - y, a - b), (x * y, a * b)):
        assert found.low[0] - 1e-12 <= value <= found.high[0] + 1e-12
    assert x.magnitude[0] >= abs(a) - 1e-12


@given(point_in(), st.floats(0.1, 3), st.floats(0, 1))
def test_a_quotient_holds_every_value(first, low, width):
    x, a = first
    found = x.over(Interval(np.array([low]), np.array([low + width])))
    assert found.low[0] - 1e-9 <= a / (low + width / 2) <= found.high[0] + 1e-9


def test_an_intersection_that_rounding_empties_is_a_point():
    found = Interval(np.array([1.0]), np.array([2.0])).within(
        Interval(np.array([2.5]), np.array([3.0]))
    )
    assert found.low == found.high


def test_the_mean_value_form_is_tighter_than_a_product():
    # x (1 - x) for x in 0.5 ± 0.1: interval arithmetic forgets that x occurs twice.
    x = Jet(Interval(np.array([0.4]), np.array([0.6])), Interval(np.ones((1, 1)), np.ones((1, 1))))
    product = x * (exact(np.array(1.0), 1, 1) - x)
    near = product.near(np.array([0.25]), np.array([[0.1]]))
    assert product.value.low <= near.value.low <= 0.24
    assert 0.25 <= near.value.high <= product.value.high
    assert near.value.high - near.value.low < product.value.high - product.value.low
