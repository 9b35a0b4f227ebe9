"""Shares of variance against closed forms."""

import numpy as np
import pytest

from causalnet.questions.sensitivity.variance_shares import variance_shares


def test_a_sum_gives_each_part_its_own_variance():
    rng = np.random.default_rng(1)
    a, b = rng.uniform(size=(2, 3, 40_000))
    weights = np.array([3.0, 1.0, 0.0])
    found = variance_shares(lambda x: weights @ x, a, b)
    expected = weights**2 / (weights**2).sum()
    assert (abs(found.first - expected) < 4 * found.first_error + 1e-9).all()
    assert (abs(found.total - expected) < 4 * found.total_error + 1e-9).all()
    assert found.variance == pytest.approx(10 / 12, rel=0.02)


def test_the_ishigami_function():
    # T. Ishigami and T. Homma (1990); closed form with a = 7, b = 0.1.
    rng = np.random.default_rng(2)
    a, b = rng.uniform(-np.pi, np.pi, size=(2, 3, 60_000))

    def ishigami(x):
        return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])

    found = variance_shares(ishigami, a, b)
    np.testing.assert_allclose(found.first, [0.3139, 0.4424, 0.0], atol=0.02)
    np.testing.assert_allclose(found.total, [0.5576, 0.4424, 0.2437], atol=0.02)
    assert (found.first_error < 0.02).all()


def test_what_does_not_move_explains_nothing():
    rng = np.random.default_rng(3)
    a, b = rng.uniform(size=(2, 2, 1000))
    a[1] = b[1] = 0.7
    found = variance_shares(lambda x: x[0] * x[1], a, b)
    assert found.first[1] == found.total[1] == 0
    still = variance_shares(lambda x: 0 * x[0], a, b)
    assert still.variance == 0
    assert not still.first.any()


def test_pairs_of_draws_without_an_answer_are_left_out_and_counted():
    rng = np.random.default_rng(1)
    a, b = rng.random((2, 2, 500))

    def answer(points):
        return np.where(points[0] > 0.99, np.nan, 3 * points[0] + points[1])

    found = variance_shares(answer, a, b)
    met = (a[0] <= 0.99) & (b[0] <= 0.99)
    assert found.left_out == (~met).sum() > 0
    whole = variance_shares(lambda x: 3 * x[0] + x[1], a[:, met], b[:, met])
    assert found.first == pytest.approx(whole.first)
    assert found.total == pytest.approx(whole.total)
    assert whole.left_out == 0


def test_without_any_answer_there_are_no_shares():
    a, b = np.random.default_rng(1).random((2, 1, 20))
    found = variance_shares(lambda x: np.full(x.shape[1], np.nan), a, b)
    assert found.left_out == 20
    assert np.isnan(found.variance)


def test_the_only_input_that_varies_has_all_of_the_variance_exactly():
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(2, 2, 20))
    a[1] = b[1] = 3.0
    found = variance_shares(lambda x: x[0] ** 3 + x[1], a, b)
    assert found.first.tolist() == found.total.tolist() == [1, 0]
    assert found.first_error.tolist() == found.total_error.tolist() == [0, 0]
    assert found.variance > 0
