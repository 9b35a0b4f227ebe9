"""The normal distribution truncated to the unit interval, each probability to its last digits."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "log_mass",
    "log_tail",
    "mass_ratio",
    "truncated_cdf",
    "truncated_density",
    "truncated_slopes",
]

Array = NDArray[np.float64]

# Cut-points of a state that is all but impossible may meet; its share of each row still has the right
# proportions with any small distance between them.
NARROWEST = 1e-150
# The logarithm of the largest density that is a number.
LARGEST = 700.0
# Gauss and Legendre's rule with five points.
NODES, WEIGHTS = np.polynomial.legendre.leggauss(5)


def truncated_cdf(x: Array, mean: Array, sigma: Array) -> Array:
    """P(Y* ≤ x) of a normal truncated to [0, 1], to its last digits."""
    whole = log_mass(np.zeros(()), np.ones(()), mean, sigma)
    return mass_ratio(log_mass(np.zeros(()), x, mean, sigma), whole)


def mass_ratio(part: Array, whole: Array) -> Array:
    """The ratio of two masses from their logarithms, at most one."""
    return np.asarray(np.exp(np.minimum(part - whole, 0.0)))


def truncated_density(x: Array, mean: Array, sigma: Array, whole: Array) -> Array:
    """The density of the truncated normal, `whole` being the logarithm of the mass that is left of it."""
    bell = -0.5 * ((x - mean) / sigma) ** 2 - np.log(sigma * math.sqrt(2 * math.pi))
    return np.asarray(np.exp(np.minimum(bell - whole, LARGEST)))


def log_mass(low: Array, high: Array, mean: Array, sigma: Array) -> Array:
    """The logarithm of a normal's mass between two points, to its last digits.

    It is a difference of tails on the points' own side of the mean. Where they are so near that the
    difference would have no digits, it is the mean density between them by Gauss and Legendre's rule.
    """
    width = np.maximum(high - low, NARROWEST) / sigma
    a, b = (low - mean) / sigma, (high - mean) / sigma
    turned = a + b < 0
    near, far = np.where(turned, -b, a), np.where(turned, -a, b)
    near, far, width = np.broadcast_arrays(near, far, width)
    narrow = width * (1 + far) < 0.5
    log = np.empty(near.shape)
    wide = ~narrow
    top, bottom = log_tail(np.stack([near[wide], far[wide]]))
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
    # Every term is small where one side is, so that small slopes keep their digits.
    by_mean = -at + above * low + below * high
    z = [(edge - mean) / sigma for edge in edges]
    by_sigma = -z[0] * at + above * z[1] * low + below * z[2] * high
    return at, by_mean, by_sigma


# ── the tail of the normal ───────────────────────────────────────────────────────────────────

# Coefficients of Cody's rational approximations, highest power first.
NEAR_TOP = (1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2,
            3.77485237685302021e2, 3.20937758913846947e3)  # fmt: skip
NEAR_BOTTOM = (1.0, 2.36012909523441209e1, 2.44024637934444173e2,
               1.28261652607737228e3, 2.84423683343917062e3)  # fmt: skip
MIDDLE_TOP = (2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0,
              6.61191906371416295e1, 2.98635138197400131e2, 8.81952221241769090e2,
              1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3)  # fmt: skip
MIDDLE_BOTTOM = (1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2,
                 1.62138957456669019e3, 3.29079923573345963e3, 4.36261909014324716e3,
                 3.43936767414372164e3, 1.23033935480374942e3)  # fmt: skip
FAR_TOP = (1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1,
           1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4)  # fmt: skip
FAR_BOTTOM = (1.0, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1,
              6.05183413124413191e-2, 2.33520497626869185e-3)  # fmt: skip


def log_tail(z: Array) -> Array:
    """The logarithm of P(Z > z) of a standard normal, even where the probability is too small for a number.

    Examples
    --------
    >>> log_tail(np.array([-1.0, 0.0, 40.0])).round(6).tolist()
    [-0.172754, -0.693147, -804.608442]
    """
    y = abs(np.asarray(z, dtype=np.float64)) / np.sqrt(2)
    near, far = y <= 0.46875, y > 4.0
    middle = ~(near | far)
    log = np.empty_like(y)
    log[near] = np.log1p(-y[near] * _ratio(NEAR_TOP, NEAR_BOTTOM, y[near] ** 2))
    log[middle] = np.log(_ratio(MIDDLE_TOP, MIDDLE_BOTTOM, y[middle])) - y[middle] ** 2
    log[far] = np.log(_series(y[far]) / y[far]) - y[far] ** 2
    log = log - np.log(2)
    return np.asarray(np.where(z < 0, np.log1p(-np.exp(np.minimum(log, -np.log(2)))), log))


def _series(y: Array) -> Array:
    with np.errstate(under="ignore"):
        z = 1.0 / y**2
        return np.asarray(1 / np.sqrt(np.pi) - z * _ratio(FAR_TOP, FAR_BOTTOM, z))


def _ratio(top: tuple[float, ...], bottom: tuple[float, ...], x: Array) -> Array:
    return np.asarray(_polynomial(top, x) / _polynomial(bottom, x))


def _polynomial(coefficients: tuple[float, ...], x: Array) -> Array:
    """A polynomial by Horner's rule, highest power first, the same to the last bit as `numpy.polyval`."""
    first, second, *others = coefficients
    y = first * x + second
    for c in others:
        y *= x
        y += c
    return y
