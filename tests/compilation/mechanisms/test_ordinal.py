"""Ordinal mechanisms against their equation, cell by cell."""

import math
from itertools import product

import numpy as np
from hypothesis import given, strategies as st

from causalnet.compilation.mechanisms.contributions import SlopeScale, predictor
from causalnet.compilation.mechanisms.ordinal import calibrated_thresholds, ordinal_table
from tests.toys import slope

weights = st.floats(-3, 3)


@given(w=weights, v=weights, gamma=st.floats(0, 3), tau=st.floats(-2, 2), gap=st.floats(0, 3))
def test_ordinal_is_its_equation(w, v, gamma, tau, gap):
    slopes = [slope(3, w, 1.0, (SlopeScale(1, False, np.array(gamma)),)), slope(2, v)]
    table = ordinal_table(predictor(slopes), np.array([tau, tau + gap]), 2)
    for a, b in product(range(3), range(2)):
        eta = w * (1 + gamma * b) * (a - 1) + v * (b - 0.5)
        at_least = [1.0] + [1 / (1 + math.exp(t - eta)) for t in (tau, tau + gap)] + [0.0]
        expected = [at_least[j] - at_least[j + 1] for j in range(3)]
        np.testing.assert_allclose(table[a, b], expected, atol=1e-12)


def test_thresholds_solve_in_every_draw_at_once():
    rng = np.random.default_rng(3)
    eta, p = rng.normal(size=(9, 50)) * 3, rng.dirichlet([1] * 9, size=50).T
    target = np.array([0.7, 0.2, 0.1])
    thresholds = calibrated_thresholds(eta, p, target[:, None])
    assert thresholds.shape == (2, 50)
    table = ordinal_table(eta, thresholds, 1)
    np.testing.assert_allclose((p[:, None] * table).sum(axis=0), target[:, None] * np.ones(50))
