"""Mantel's test against scipy's chi-square, against every permutation, and against its own formula by loops."""

from itertools import permutations, product

import numpy as np
import pytest
from scipy.stats import chi2_contingency, pearsonr

from causalnet.questions.confronting.trend_test import permuted, trends

RNG = np.random.default_rng(3)
NOTHING = np.empty((60, 0), np.int64)


def test_in_one_stratum_of_two_by_two_it_is_pearsons_chi_square_with_n_less_one() -> None:
    x, y = RNG.integers(0, 2, (2, 60))
    table = np.histogram2d(x, y, bins=2)[0]
    pearson = chi2_contingency(table, correction=False).statistic
    assert trends(x[:, None], y, NOTHING)[0].z ** 2 == pytest.approx(pearson * 59 / 60)


def test_in_one_stratum_it_is_the_correlation() -> None:
    x, y = RNG.integers(0, 4, (2, 60))
    found = trends(x[:, None], y, NOTHING)[0]
    assert found.r == pytest.approx(pearsonr(x, y).statistic)
    assert found.z == pytest.approx(found.r * np.sqrt(59))
    assert found.root == pytest.approx(np.sqrt(59))


def test_strata_by_loops() -> None:
    x, y, given = RNG.integers(0, 3, (60, 2)), RNG.integers(0, 3, 60), RNG.integers(0, 2, (60, 3))
    found = trends(x, y, given)
    for i in range(2):
        total = variance = 0.0
        for stratum in product((0, 1), repeat=3):
            here = (given == stratum).all(axis=1)
            u, v = x[here, i] - x[here, i].mean(), y[here] - y[here].mean()
            total += u @ v
            variance += (u @ u) * (v @ v) / (here.sum() - 1)
        assert found[i].z == pytest.approx(total / np.sqrt(variance))


def test_strata_in_which_nothing_differs_do_not_count() -> None:
    x = np.array([0, 1, 0, 1, 1, 1])
    y = np.array([0, 1, 0, 1, 0, 1])
    given = np.array([0, 0, 0, 0, 1, 1])[:, None]
    assert trends(x[:, None], y, given)[0].rows == 4
    assert trends(x[:, None], y, given)[0].r == pytest.approx(1)
    assert np.isnan(trends(x[:, None], x, np.arange(6)[:, None])[0].z)
    assert np.isnan(trends(x[:0, None], y[:0], given[:0])[0].z)


@pytest.mark.parametrize("side", [-1, 0, 1])
def test_permutations_are_all_orders_within_strata(side: int) -> None:
    x, y = np.array([0, 1, 2, 2, 0, 1, 1]), np.array([0, 0, 2, 1, 1, 2, 2])
    given = np.array([0, 0, 0, 0, 1, 1, 1])[:, None]
    tests = trends(x[:, None], y, given)
    own = tests.y @ tests.x[:, 0]
    reached = number = 0
    for first in permutations(range(4)):
        for second in permutations(range(4, 7)):
            other = tests.y[[*first, *second]] @ tests.x[:, 0]
            extreme = side * other >= side * own - 1e-9 if side else abs(other) >= abs(own) - 1e-9
            reached, number = reached + extreme, number + 1
    # It stops after a thousand permutations with at least ten as extreme.
    [p] = permuted(tests, [0], side, 20_000, np.random.default_rng(0))
    assert p == pytest.approx(reached / number, abs=0.05)


def test_permutations_go_on_until_what_is_rare_has_been_met() -> None:
    x = np.repeat([0, 1], 20)
    tests = trends(x[:, None], x, np.empty((40, 0), np.int64))
    [p] = permuted(tests, [0], 0, 5_000, np.random.default_rng(0))
    # Two of 138 thousand million orders are as extreme.
    assert p == pytest.approx(1 / 5_001)
