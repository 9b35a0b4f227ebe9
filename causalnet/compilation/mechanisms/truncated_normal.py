r"""The normal distribution truncated to the unit interval, each probability to its last digits.

.. math::

   P(a < Y^* \le b) = \frac{\Phi(z_b) - \Phi(z_a)}{\Phi(z_1) - \Phi(z_0)}, \qquad z_x = (x - \mu) / \sigma

`scipy.stats.truncnorm` gives the probability of an interval only as a difference of two distribution functions, in
which a narrow interval far from the mean loses its digits; and importing `scipy.stats` takes longer than compiling a
small model.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration_target import NARROWEST

__all__ = [
    "log_mass",
    "mass_ratio",
    "truncated_cdf",
    "truncated_density",
    "truncated_slopes",
]

Array = NDArray[np.float64]

# No exponential of more is taken: the density stays finite.
LARGEST_EXPONENT = 700.0
# The Gauss–Legendre rule with five points.
NODES, WEIGHTS = np.polynomial.legendre.leggauss(5)


def truncated_cdf(x: Array, mean: Array, sigma: Array) -> Array:
    """P(Y* ≤ x) of a normal truncated to [0, 1], to its last digits."""
    whole = log_mass(np.zeros(()), np.ones(()), mean, sigma)
    return mass_ratio(log_mass(np.zeros(()), x, mean, sigma), whole)


def mass_ratio(part: Array, whole: Array) -> Array:
    """The ratio of two masses from their logarithms, at most one."""
    return np.asarray(np.exp(np.minimum(part - whole, 0.0)))


def truncated_density(x: Array, mean: Array, sigma: Array, whole: Array) -> Array:
    """The density of the truncated normal; `whole` is the logarithm of its remaining mass."""
    bell = -0.5 * ((x - mean) / sigma) ** 2 - np.log(sigma * math.sqrt(2 * math.pi))
    return np.asarray(np.exp(np.minimum(bell - whole, LARGEST_EXPONENT)))


def log_mass(low: Array, high: Array, mean: Array, sigma: Array) -> Array:
    """The logarithm of a normal's mass between two points, to its last digits.

    It is a difference of tails. Where the points are so near that the difference would lose its digits, it is
    the integral of the density between them by Gauss–Legendre quadrature.
    """
    # Imported here, so that a question to a model without ranked nodes does not load scipy.
    from scipy.special import log_ndtr

    width = np.maximum(high - low, NARROWEST) / sigma
    a, b = (low - mean) / sigma, (high - mean) / sigma
    # Tails are taken on the far side of the mean, where they are small and have all of their digits.
    turned = a + b < 0
    near, far = np.where(turned, -b, a), np.where(turned, -a, b)
    near, far, width = np.broadcast_arrays(near, far, width)
    # Within this width the density changes by less than a factor of e^½, and five points integrate it to the last
    # digit.
    narrow = width * (1 + far) < 0.5
    log = np.empty(near.shape)
    wide = ~narrow
    top, bottom = log_ndtr(-np.stack([near[wide], far[wide]]))
    log[wide] = top + np.log1p(-np.exp(bottom - top))
    middle, h = (near[narrow] + far[narrow]) / 2, width[narrow]
    offsets = np.multiply.outer(NODES / 2, h)
    mean_density = np.tensordot(WEIGHTS / 2, np.exp(-offsets * (middle + offsets / 2)), 1)
    log[narrow] = np.log(h) + np.log(mean_density) - middle**2 / 2 - 0.5 * math.log(2 * math.pi)
    return log


def truncated_slopes(x: Array, mean: Array, sigma: Array) -> tuple[Array, Array, Array]:
    """The slopes of `truncated_cdf` by x, by the mean and by σ."""
    whole = log_mass(np.zeros(()), np.ones(()), mean, sigma)
    below = mass_ratio(log_mass(np.zeros(()), x, mean, sigma), whole)
    above = mass_ratio(log_mass(x, np.ones(()), mean, sigma), whole)
    edges = x, 0.0 * x, 0.0 * x + 1.0
    at, low, high = (truncated_density(edge, mean, sigma, whole) for edge in edges)
    # F = (Φ(z_x) − Φ(z_0)) / (Φ(z_1) − Φ(z_0)), by the quotient rule; ∂z/∂μ = −1/σ and ∂z/∂σ = −z/σ.
    # Every term is small if one side is, so small slopes keep their digits.
    by_mean = -at + above * low + below * high
    z = [(edge - mean) / sigma for edge in edges]
    by_sigma = -z[0] * at + above * z[1] * low + below * z[2] * high
    return at, by_mean, by_sigma
