"""Ratio estimates from repetitions of a weighted simulation."""

import numpy as np
import pytest

from causalnet.inference.sampling.ratio_estimate import effective_size, least_error, pseudo_values


def test_the_mean_of_the_pseudo_values_is_the_ratio():
    values, log = np.array([[0.2, 0.6, 0.1]]), np.log([[1.0, 3.0, 0.5]])
    share = np.exp(log) / np.exp(log).sum()
    assert pseudo_values(values, log).mean() == pytest.approx((share * values).sum())


def test_equal_chances_leave_the_values_as_they_are():
    values = np.array([[0.2, 0.6, 0.1]])
    np.testing.assert_allclose(pseudo_values(values, np.full((1, 3), -5.0)), values)


def test_a_repetition_that_contradicts_the_evidence_counts_for_nothing():
    log = np.array([[0.0, -np.inf]])
    assert pseudo_values(np.array([[0.3, 0.9]]), log).mean() == pytest.approx(0.3)
    assert effective_size(np.array([[10.0, 10.0]]), log) == pytest.approx([10])
    assert effective_size(np.array([[10.0, 10.0]]), np.zeros((1, 2))) == pytest.approx([20])


def test_a_share_that_no_sample_has_is_not_known_exactly():
    assert 0 < least_error(1000) < least_error(10) < 0.5
