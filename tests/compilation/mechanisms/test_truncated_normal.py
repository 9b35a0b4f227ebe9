"""The truncated normal against the standard library's error function, and its slopes against differences."""

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from causalnet.compilation.mechanisms.ranked import ranked_table
from causalnet.compilation.mechanisms.truncated_normal import (
    log_mass,
    truncated_cdf,
    truncated_slopes,
)

means, sigmas, points = st.floats(-1, 2), st.floats(0.05, 3), st.floats(0.01, 0.99)


def below(x, mean, sigma):
    """P(Z ≤ x) of a normal that is not truncated."""
    return math.erfc((mean - x) / (sigma * math.sqrt(2))) / 2


@given(x=points, mean=st.floats(0, 1), sigma=sigmas)
def test_the_distribution_function_is_a_share_of_the_mass_that_is_left(x, mean, sigma):
    low, at, high = (below(edge, mean, sigma) for edge in (0, x, 1))
    got = truncated_cdf(*map(np.array, (x, mean, sigma)))
    assert got == pytest.approx((at - low) / (high - low), rel=1e-9, abs=1e-12)


@given(low=st.floats(-3, 3), width=st.floats(1e-14, 1e-9), sigma=sigmas)
def test_a_narrow_mass_is_its_width_times_the_density(low, width, sigma):
    """A difference of two tails would have no digits left."""
    high = low + width
    middle = (low + high) / 2 / sigma
    expected = math.log((high - low) / sigma) - middle**2 / 2 - math.log(2 * math.pi) / 2
    got = log_mass(*map(np.array, (low, high, 0.0, sigma)))
    assert got == pytest.approx(expected, rel=1e-12)


@given(x=points, mean=means, sigma=sigmas)
def test_slopes_are_differences(x, mean, sigma):
    step, at = 1e-6, np.array([x, mean, sigma])
    for i, slope in enumerate(truncated_slopes(*at)):
        up, down = (truncated_cdf(*(at + sign * step * np.eye(3)[i])) for sign in (1, -1))
        assert slope == pytest.approx((up - down) / (2 * step), rel=1e-5, abs=1e-7)


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
