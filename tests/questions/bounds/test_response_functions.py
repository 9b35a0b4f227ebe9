"""The best coupling of one witness over its response functions."""

import numpy as np
import pytest

from causalnet.questions.bounds import response_functions
from causalnet.questions.bounds.response_functions import Responses, best_luck
from causalnet.questions.bounds.transport import best_transport
from tests.strategies.networks import random_table


def _case(rng, configurations=3, states=3, first=(0, 1, 2), second=(1, 2)):
    rows = random_table(rng, (configurations, states), 0.2)
    worth = rng.normal(size=(len(first), len(second), states, states))
    return Responses(rows, np.array(first), np.array(second), worth)


@pytest.mark.parametrize("seed", range(6))
def test_it_is_a_coupling_of_every_pair_of_rows(seed):
    case = _case(np.random.default_rng(seed))
    joint = best_luck(case)
    for a, r in enumerate(case.first):
        for b, q in enumerate(case.second):
            np.testing.assert_allclose(joint[a, b].sum(axis=1), case.rows[r], atol=1e-9)
            np.testing.assert_allclose(joint[a, b].sum(axis=0), case.rows[q], atol=1e-9)
            if r == q:
                np.testing.assert_allclose(joint[a, b], np.diag(case.rows[r]), atol=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_of_two_configurations_it_is_the_best_transport(seed):
    case = _case(np.random.default_rng(seed), 2, 3, (0,), (1,))
    value = (best_luck(case) * case.worth).sum()
    best = best_transport(case.rows[:1], case.rows[1:], case.worth[0, 0][None, None])
    assert value == pytest.approx(best[0, 0], abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_functions_that_are_looked_for_are_as_good_as_all_of_them(seed, monkeypatch):
    case = _case(np.random.default_rng(seed), 4, 3, (0, 1, 2, 3), (0, 2, 3))
    every = (best_luck(case) * case.worth).sum()
    monkeypatch.setattr(response_functions, "MOST_COLUMNS", 1)
    found = (best_luck(case) * case.worth).sum()
    assert found <= every + 1e-9
    assert found == pytest.approx(every, abs=1e-3)
