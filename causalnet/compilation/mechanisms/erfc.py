"""The complementary error function, elementwise on arrays, without scipy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["erfc", "log_tail"]

Array = NDArray[np.float64]

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


def erfc(x: Array) -> Array:
    """1 − erf(x), to the last digits for x of either sign.

    References
    ----------
    W. J. Cody (1969), "Rational Chebyshev approximations for the error function", *Mathematics of
    Computation* 23(107).

    Examples
    --------
    >>> erfc(np.array([0.0, 0.2, 1.0, 6.0])).round(6)
    array([1.      , 0.777297, 0.157299, 0.      ])
    """
    x = np.asarray(x, dtype=np.float64)
    y = abs(x)
    tail = np.empty_like(y)
    near, far = y <= 0.46875, y > 4.0
    middle = ~(near | far)
    tail[near] = 1.0 - y[near] * _ratio(NEAR_TOP, NEAR_BOTTOM, y[near] ** 2)
    tail[middle] = _decay(y[middle]) * _ratio(MIDDLE_TOP, MIDDLE_BOTTOM, y[middle])
    tail[far] = _far(y[far])
    return np.where(x < 0, 2.0 - tail, tail)


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


def _far(y: Array) -> Array:
    with np.errstate(under="ignore"):
        return np.asarray(_decay(np.minimum(y, 30.0)) * _series(y) / y)


def _decay(y: Array) -> Array:
    """exp(−y²), with y² split so that no digit of it is lost."""
    coarse = np.floor(y * 16) / 16
    return np.asarray(np.exp(-coarse * coarse) * np.exp(-(y - coarse) * (y + coarse)))


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
