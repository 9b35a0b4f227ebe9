"""Gains of interventions that end."""

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from tests.questions.time.test_persistence import delayed, row, weakly


def test_draws_in_which_nothing_changes_are_left_out_and_counted():
    found = cn.persistence(
        weakly(cn.interval(0.0, 0.12)), "y", under=do(x="high"), draws=100, sustained=[4]
    )
    moved = abs(found.holding[0, -1].mean(axis=-1)) >= 0.02
    assert 0.1 < moved.mean() < 0.9
    assert (np.isnan(found.kept_each[0, -1]) == ~moved).all()
    assert f"In {1 - moved.mean():.0%} of the draws holding on gives a negligible change" in str(
        found
    )


@pytest.mark.parametrize("lag", [1, 2, 5])
def test_a_gain_that_comes_later_is_read_later(lag):
    under = do(x="high")
    found = cn.persistence(delayed(lag), "y", under=under, sustained=[1, 2], after=4)
    course = cn.trajectory(delayed(lag), "y", under=under.until(0), periods=lag + 4)
    assert (found.path, found.delay) == ("lagged only", lag)
    assert found.peak_period == (lag, lag)
    assert found.peak[0] == pytest.approx(course.change.max())
    assert found.gains[0, :, 0, 0] == pytest.approx(course.change[lag:])
    # Nothing remembers it: it is gone one period after its end is felt, however long the lag.
    assert row(found)[:4] == ["1", f"{found.peak[0]:+.3f}", str(lag), "large"]
    assert row(found)[4:8] == ["0%"] * 4
    assert row(found)[-1] == "lost"
    assert "negligible " not in " ".join(row(found))
    assert "4 periods after its end is felt, 0% is left of the rise in y" in found.sentence
    assert found.sentence.endswith(f"It reaches y from period {lag} on.")
    assert list(found.to_frame()["period"][:2]) == [lag, lag + 1]


def test_shares_are_of_the_peak_and_never_more_than_all_of_it():
    found = cn.persistence(delayed(1, inertia=6.0), "y", under=do(x="high"), draws=5, after=4)
    assert np.nanmax(found.left) <= 1 + 1e-9
    late = cn.persistence(delayed(4, inertia=3.0, at_once=0.3), "y", under=do(x="high"), after=8)
    course = cn.trajectory(
        delayed(4, inertia=3.0, at_once=0.3), "y", under=do(x="high").until(0), periods=8
    )
    assert late.delay == 0
    assert late.peak_period[0] == int(course.change.argmax()) == 4
    assert late.growing[0].tolist() == [True] * 4 + [False] * 5
    assert row(late)[4:7] == ["grows"] * 2 + ["100%"]
    assert np.nanmax(late.left) <= 1 + 1e-9
