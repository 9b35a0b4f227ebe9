"""Courses: one outcome in one arm, period by period."""

import numpy as np
import pytest

from causalnet.questions.time.course import Course, estimates, opposite, peak

STATES = ("low", "middle", "high")


def course(*, drawn: bool) -> Course:
    survival = np.random.default_rng(3).uniform(0, 1, (4, 2, 50, 6))
    return Course("y", STATES, np.sort(survival, axis=1)[:, ::-1], 0.01, drawn=drawn)


@pytest.mark.parametrize("drawn", [True, False])
def test_each_period_has_an_estimate_of_its_level(drawn):
    found = course(drawn=drawn)
    assert [x.drawn for x in found.estimates] == [drawn] * 4
    np.testing.assert_allclose([x.value for x in found.estimates], found.level, atol=1e-12)
    np.testing.assert_allclose(found.level, found.p @ np.arange(3), atol=1e-12)
    np.testing.assert_array_equal([x.error for x in found.estimates], found.error)


def test_an_error_is_at_least_what_no_sample_was_in():
    levels = np.full((2, 1, 5), 0.5)
    assert [x.error for x in estimates(levels, np.array([0.0, 0.02]), drawn=False)] == [0.0, 0.02]


def test_the_first_of_equal_changes_is_the_peak_and_the_other_way_is_told_apart():
    changes = np.array([0.1, -0.3, 0.3, 0.2])[:, None, None]
    assert peak(changes, 4) == (1, -0.3)
    assert peak(changes, 1) == (0, 0.1)
    assert opposite(changes, 0.3) == (1, -0.3)
    assert opposite(abs(changes), 0.3)[1] == 0.0
