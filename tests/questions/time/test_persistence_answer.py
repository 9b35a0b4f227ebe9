"""The answer of lock-in: what is printed is worked out once."""

import pickle
from collections import Counter

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from causalnet.questions.time import gains
from tests.display.charts.over_time.test_trajectory import model


def found():
    return cn.persistence(model(), "y", under=do(x="b"), sustained=[1, 2], after=3, draws=10)


def test_printing_computes_nothing_a_second_time(monkeypatch):
    calls = Counter()
    for name in ("without_noise", "standard_error"):
        own = getattr(gains, name)

        def call(numbers, name=name, own=own):
            calls[name] += 1
            return own(numbers)

        monkeypatch.setattr(gains, name, call)
    answer = found()
    first = str(answer)
    # Once for the gains and once for what holding on gives.
    assert dict(calls) == {"without_noise": 2, "standard_error": 1}
    assert str(answer) == first
    assert len(answer.to_frame()) == 2 * 4
    assert dict(calls) == {"without_noise": 2, "standard_error": 1}


def test_what_is_kept_can_not_be_changed():
    answer = found()
    for array in (answer.kept, answer.left, answer.error, answer.kept_each, *answer.ends()):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0


def test_what_has_been_printed_can_be_pickled():
    answer = found()
    printed = str(answer)
    again = pickle.loads(pickle.dumps(answer))
    assert str(again) == printed
    assert np.array_equal(again.kept, answer.kept)


def turning() -> cn.CausalModel:
    """x lowers y at once and raises it, by more, in the next period."""
    return cn.CausalModel(
        "turning",
        [cn.Variable(v, ["low", "high"], cn.Baseline([0.5, 0.5])) for v in "xy"],
        [
            cn.Influence("x", "y", "-", 1.0),
            cn.Influence("x", "y", "+", 3.0, lag=1),
            cn.Influence("y", "y", "+", 1.5, lag=1),
        ],
    )


def test_a_fall_before_the_gain_is_told():
    under = do(x="high")
    answer = cn.persistence(turning(), "y", under=under, sustained=[1, 4], after=4)
    course = cn.trajectory(turning(), "y", under=under, periods=4)
    assert answer.opposite == pytest.approx([course.change[0]] * 2)
    assert answer.opposite_period == (0, 0)
    assert answer.sentence.endswith("In period 0 it is lower by 12 percentage points.")
    assert str(answer).count("-0.122 in period 0") == 2
    assert "the other way" in str(answer)
    assert "the other way" not in str(found())


def test_a_fall_that_is_the_peak_is_told_beside_the_gain():
    model = turning().replacing(
        cn.Influence("x", "y", "-", 3.0), cn.Influence("x", "y", "+", 4.0, lag=1)
    )
    answer = cn.persistence(model, "y", under=do(x="high"), sustained=[8], after=4)
    assert (answer.peak_period, answer.opposite_period) == ((0,), (8,))
    assert "is left of the rise in y (16 percentage points)" in answer.sentence
    assert answer.sentence.endswith("In period 0 it is lower by 32 percentage points.")
