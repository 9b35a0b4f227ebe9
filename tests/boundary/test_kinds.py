"""Kinds of arguments."""

import numpy as np

import causalnet as cn
from tests.fuzz.calls import model


def test_numbers_of_numpy_and_what_can_be_iterated_over_are_taken() -> None:
    asked_plainly = cn.query(model(), ["x", "y"], draws=5, seed=3)
    asked_oddly = cn.query(model(), np.array(["x", "y"]), draws=np.int64(5), seed=np.uint8(3))

    np.testing.assert_array_equal(asked_plainly.drawn, asked_oddly.drawn)
    assert cn.query(model(), (name for name in "xy")).question.outcome == ("x", "y")
