"""Transport problems, against a linear programme each."""

import numpy as np
import pytest
from scipy.optimize import linprog

from causalnet.questions.bounds.transport import best_transport, tree_count
from tests.strategies.networks import random_table


def _programme(p, q, worth):
    m, n = worth.shape
    margins = [np.kron(np.eye(m), np.ones(n)), np.kron(np.ones(m), np.eye(n))]
    found = linprog(-worth.ravel(), A_eq=np.vstack(margins), b_eq=np.concatenate([p, q]))
    return -found.fun


@pytest.mark.parametrize(("m", "n"), [(2, 2), (2, 3), (3, 3), (1, 4), (4, 3), (4, 4)])
@pytest.mark.parametrize("zeros", [0.0, 0.5])
def test_the_best_coupling_is_that_of_a_linear_programme(m, n, zeros):
    rng = np.random.default_rng(m * n)
    first, second = random_table(rng, (6, m), zeros), random_table(rng, (6, n), zeros)
    worth = rng.normal(size=(6, 2, m, n))
    found = best_transport(first, second, worth)
    for k, j in np.ndindex(found.shape):
        expected = _programme(first[k], second[k], worth[k, j])
        assert found[k, j] == pytest.approx(expected, abs=1e-9)


def test_the_number_of_trees_is_that_of_cayley_for_two_sides():
    assert [tree_count(m, n) for m, n in [(1, 5), (2, 3), (3, 4)]] == [1, 12, 432]


def test_problems_taken_piece_by_piece_are_the_same(monkeypatch):
    rng = np.random.default_rng(0)
    first, second = random_table(rng, (7, 3)), random_table(rng, (7, 3))
    worth = rng.normal(size=(7, 1, 3, 3))
    whole = best_transport(first, second, worth)
    monkeypatch.setattr("causalnet.questions.bounds.transport.AT_A_TIME", 1)
    np.testing.assert_allclose(best_transport(first, second, worth), whole, atol=1e-14)
