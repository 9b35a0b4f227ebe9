"""Shapley values: exact on known games, and near enough where orders are sampled."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from causalnet.questions.routes import shapley as module
from causalnet.questions.routes.shapley import shapley


def by_orders(count, value):
    """The mean of what each part adds, over all orders."""
    added = np.zeros(count)
    orders = list(permutations(range(count)))
    for order in orders:
        for k, part in enumerate(order):
            added[part] += value(frozenset(order[: k + 1])) - value(frozenset(order[:k]))
    return added / len(orders)


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_they_are_the_mean_over_all_orders_and_sum_to_the_whole(count, seed):
    worth = np.random.default_rng(seed).normal(size=2**count)

    def value(parts):
        return worth[sum(1 << i for i in parts)]

    found = shapley(count, value)
    assert found.values == pytest.approx(by_orders(count, value), abs=1e-12)
    assert found.values.sum() == pytest.approx(worth[-1] - worth[0], abs=1e-12)
    assert (found.error, found.orders) == (0.0, 0)


def test_draws_are_shared_out_one_by_one():
    worth = np.random.default_rng(0).normal(size=(8, 6))
    found = shapley(3, lambda parts: worth[sum(1 << i for i in parts)]).values
    for draw in range(6):
        alone = shapley(3, lambda parts, k=draw: worth[sum(1 << i for i in parts), k]).values
        assert found[:, draw] == pytest.approx(alone, abs=1e-14)


def test_beyond_the_limit_orders_are_sampled_and_their_error_is_said(monkeypatch):
    worth = np.random.default_rng(1).normal(size=2**5)

    def value(parts):
        return worth[sum(1 << i for i in parts)]

    exact = shapley(5, value).values
    monkeypatch.setattr(module, "MOST_EXACT", 4)
    found = shapley(5, value)
    assert found.orders == module.SUBSETS_SAMPLED // 5
    assert 0 < found.error < 0.1
    assert abs(found.values - exact).max() < 4 * found.error
    assert found.values.sum() == pytest.approx(worth[-1] - worth[0], abs=1e-12)
    assert shapley(5, value, seed=0).values.tolist() == found.values.tolist()
    assert shapley(5, value, seed=1).values.tolist() != found.values.tolist()
