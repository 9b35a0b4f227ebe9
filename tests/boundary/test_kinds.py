"""Kinds of arguments."""

from collections.abc import Callable

import numpy as np
import pytest

import causalnet as cn
from tests.fuzz.calls import model


def test_numbers_of_numpy_and_what_can_be_iterated_over_are_taken() -> None:
    asked_plainly = cn.query(model(), ["x", "y"], draws=5, seed=3)
    asked_oddly = cn.query(model(), np.array(["x", "y"]), draws=np.int64(5), seed=np.uint8(3))

    np.testing.assert_array_equal(asked_plainly.drawn, asked_oddly.drawn)
    assert cn.query(model(), (name for name in "xy")).question.outcome == ("x", "y")


@pytest.mark.parametrize("kind", [float, np.float64, np.float32])
def test_what_is_not_a_number_is_met_alike_in_every_type(kind: Callable[[str], float]) -> None:
    rises = cn.Conclusion("y", "rises", under=cn.do(x="yes"))

    # Where any number may stand, as for a change; and where one has bounds.
    assert rises.holds(kind("nan")) is False
    with pytest.raises(cn.errors.ArgumentError, match="'keep' must be a number"):
        cn.persistence(model(), "y", under=cn.do(x="yes"), keep=kind("nan"))
