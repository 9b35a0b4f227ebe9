"""The variance that is left against the formula as it is written, and against a survey with a normal posterior."""

from math import inf

import numpy as np
import pytest

from causalnet.questions.surveying.preposterior import VarianceLeft

RNG = np.random.default_rng(2)


@pytest.mark.parametrize(("numbers", "cells"), [(3, 9), (9, 4), (5, 5)])
def test_it_is_the_formula(numbers: int, cells: int) -> None:
    g, b = RNG.normal(size=numbers), RNG.normal(size=(numbers, cells))
    left = VarianceLeft(g, b)
    for n in (1, 50, 1_000):
        whole = g @ np.linalg.solve(np.eye(numbers) + n * b @ b.T, g) / (g @ g)
        assert left(n) == pytest.approx(whole)


def test_it_is_the_posterior_variance_of_a_linear_gaussian_survey() -> None:
    # y = B'θ + e, e ~ N(0, 1), n times: the classical posterior by Kalman's gain.
    g, b = RNG.normal(size=4), RNG.normal(size=(4, 2))
    n, prior = 7, np.eye(4)
    gain = prior @ b @ np.linalg.inv(b.T @ prior @ b + np.eye(2) / n)
    posterior = prior - gain @ b.T @ prior
    assert VarianceLeft(g, b)(n) == pytest.approx(g @ posterior @ g / (g @ g))


def test_what_no_number_settles_is_what_the_cases_cannot_see() -> None:
    g, b = np.array([3.0, 4.0, 0.0]), np.array([[0.1, 0.0], [0.0, 0.0], [0.0, 0.5]])
    left = VarianceLeft(g, b)
    assert left(inf) == pytest.approx(16 / 25)
    assert left(1e12) == pytest.approx(16 / 25)
    assert VarianceLeft(g, np.full((3, 4), 1e-13))(inf) == 1.0
