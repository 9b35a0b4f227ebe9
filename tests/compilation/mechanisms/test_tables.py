"""Each mechanism's table against its equation, written out cell by cell."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, strategies as st

from causalnet.compilation.mechanisms.contributions import Scale, Slope, predictor
from causalnet.compilation.mechanisms.noisy_products import (
    declared_leak,
    noisy_products,
    noisy_rises,
    noisy_table,
)
from causalnet.compilation.mechanisms.ordinal import calibrated_thresholds, ordinal_table
from causalnet.compilation.mechanisms.ranked import ranked_mean, ranked_table
from causalnet.compilation.mechanisms.truncated_normal import truncated_cdf

weights = st.floats(-3, 3)


def slope(states, weight, reference=None, scales=()):
    middle = (states - 1) / 2 if reference is None else reference
    return Slope(states, np.array(weight), middle, scales)


def noisy(slopes, cumulative, *, highest):
    """The table of a noisy mechanism with three states and this leak."""
    lifts = [f(slopes, 3, highest=highest) for f in (noisy_products, noisy_rises)]
    leak = declared_leak(np.diff(cumulative, prepend=0.0))
    return noisy_table(*lifts, leak, len(slopes), highest=highest)


@given(w=weights, v=weights, gamma=st.floats(0, 3), tau=st.floats(-2, 2), gap=st.floats(0, 3))
def test_ordinal_is_its_equation(w, v, gamma, tau, gap):
    slopes = [slope(3, w, 1.0, (Scale(1, False, np.array(gamma)),)), slope(2, v)]
    table = ordinal_table(predictor(slopes), np.array([tau, tau + gap]), 2)
    for a, b in product(range(3), range(2)):
        eta = w * (1 + gamma * b) * (a - 1) + v * (b - 0.5)
        at_least = [1.0] + [1 / (1 + math.exp(t - eta)) for t in (tau, tau + gap)] + [0.0]
        expected = [at_least[j] - at_least[j + 1] for j in range(3)]
        np.testing.assert_allclose(table[a, b], expected, atol=1e-12)


@pytest.mark.parametrize("drawn", list(product([False, True], repeat=3)), ids=str)
def test_a_predictor_takes_numbers_of_which_only_some_are_drawn(drawn):
    """The axis of draws is as long as one of a cause, so that a wrong place for it would go unnoticed."""
    rng = np.random.default_rng(0)
    weights = rng.uniform(0.5, 1.5, (3, 3))
    w, v, gamma = (own if of else own[0] for own, of in zip(weights, drawn, strict=True))
    slopes = [slope(3, w, 0.0, (Scale(1, False, np.array(gamma)),)), slope(3, v)]
    eta = predictor(slopes)
    for a, b, n in product(range(3), repeat=3):
        one, two, amount = (x[n] if x.ndim else x for x in map(np.array, (w, v, gamma)))
        expected = one * (1 + amount * b / 2) * a + two * (b - 1)
        got = eta[a, b, n] if any(drawn) else eta[a, b]
        assert got == pytest.approx(expected)


@given(w=st.floats(0, 4), v=st.floats(0, 4))
def test_noisy_max_is_the_greatest_of_independent_lifts(w, v):
    # A positive cause with three states, a negative one with two, an effect with three.
    slopes = [slope(3, w), slope(2, -v)]
    leak = np.array([0.7, 0.9, 1.0])
    table = noisy(slopes, leak, highest=True)
    for a, b in product(range(3), range(2)):
        lifts = [math.tanh(w / 2)] * a + [math.tanh(v / 2)] * (1 - b)
        at_most = []
        for j in range(3):
            chance = leak[j]
            for q in lifts:
                chance *= 1 - q ** (j + 1) if j < 2 else 1.0
            at_most.append(chance)
        np.testing.assert_allclose(table[a, b], np.diff([0.0, *at_most]), atol=1e-12)


@given(w=st.floats(0, 4), v=st.floats(0, 4))
def test_noisy_min_is_noisy_max_with_every_scale_turned_round(w, v):
    leak = np.array([0.6, 0.8, 1.0])
    low, high = (noisy([slope(3, w), slope(2, -v)], leak, highest=h) for h in (False, True))
    np.testing.assert_allclose(low, high[::-1, ::-1, ::-1], atol=1e-12)


@given(w=st.floats(0.1, 3), v=st.floats(0.1, 3))
def test_ranked_mean_is_the_weighted_mean_of_the_ranks(w, v):
    mean, sigma = ranked_mean([slope(3, w), slope(2, -v)], None)
    share = 3 * w / (3 * w + 2 * v)
    for a, b in product(range(3), range(2)):
        expected = share * (a + 0.5) / 3 + (1 - share) * (1 - (b + 0.5) / 2)
        assert mean[a, b] == pytest.approx(expected)
    assert sigma == pytest.approx(math.pi / (math.sqrt(3) * (3 * w + 2 * v)))


def test_truncated_normal_against_quadrature():
    for mu, sigma in [(0.5, 0.1), (0.1, 0.3), (0.9, 0.05), (-0.4, 0.2), (1.7, 0.3), (0.3, 5.0)]:
        x = np.linspace(0, 1, 200_001)
        log = -0.5 * ((x - mu) / sigma) ** 2
        bell = np.exp(log - log.max())
        area = np.concatenate([[0], np.cumsum((bell[1:] + bell[:-1]) / 2)])
        for cut in (0.2, 0.5, 0.9):
            expected = np.interp(cut, x, area / area[-1])
            got = truncated_cdf(np.array(cut), np.array(mu), np.array(sigma))
            assert float(got) == pytest.approx(expected, abs=1e-8)


def test_truncated_normal_far_outside_the_interval_decays_from_its_near_end():
    # There the bell is an exponential with the rate μ/σ² = 200, but for the last bit of its curvature.
    near = truncated_cdf(np.array(0.01), np.array(-50.0), np.array(0.5))
    assert float(near) == pytest.approx(1 - math.exp(-2.0 - 0.01**2 / 0.5), abs=1e-4)
    table = ranked_table(np.array([60.0]), np.array(0.5), np.array([0.3, 0.6]), 1)
    np.testing.assert_allclose(table, [[0, 0, 1]], atol=1e-12)


def test_thresholds_solve_in_every_draw_at_once():
    rng = np.random.default_rng(3)
    eta, p = rng.normal(size=(9, 50)) * 3, rng.dirichlet([1] * 9, size=50).T
    target = np.array([0.7, 0.2, 0.1])
    thresholds = calibrated_thresholds(eta, p, target[:, None])
    assert thresholds.shape == (2, 50)
    table = ordinal_table(eta, thresholds, 1)
    np.testing.assert_allclose((p[:, None] * table).sum(axis=0), target[:, None] * np.ones(50))
