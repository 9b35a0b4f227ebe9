"""Regrets, by their definition."""

import numpy as np

from causalnet.questions.decisions.regret import regrets


def test_by_definition() -> None:
    rng = np.random.default_rng(0)
    payoffs = rng.normal(size=(4, 300))
    found = regrets(payoffs)
    lost = payoffs.max(axis=0) - payoffs
    np.testing.assert_allclose(found.mean, lost.mean(axis=1))
    np.testing.assert_allclose(found.worst, lost.max(axis=1))
    np.testing.assert_allclose(found.high, np.quantile(lost, 0.95, axis=1))
    np.testing.assert_allclose(
        found.best, (payoffs.argmax(axis=0) == np.arange(4)[:, None]).mean(axis=1)
    )


def test_the_best_in_a_single_draw_has_none() -> None:
    found = regrets(np.array([[1.0], [2.0]]))
    assert (found.worst.tolist(), found.best.tolist()) == ([1.0, 0.0], [0.0, 1.0])


def test_equal_choices_share_a_draw_and_draws_without_a_value_are_left_out() -> None:
    found = regrets(np.array([[1.0, np.nan, 0.0], [1.0, 5.0, 2.0]]))
    assert found.best.tolist() == [0.25, 0.75]
    assert found.worst.tolist() == [2.0, 0.0]
