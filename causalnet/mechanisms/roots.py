"""Roots of increasing functions, many at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

__all__ = ["increasing_root"]

Array = NDArray[np.float64]


def increasing_root(
    function: Callable[[Array], tuple[Array, Array]], low: Array, high: Array
) -> Array:
    """Where each of several increasing functions is zero, by Newton steps kept in a bracket.

    Parameters
    ----------
    function : callable
        From points to (values, slopes), elementwise.
    low, high : ndarray
        A bracket for each root: values there are at most, and at least, zero.

    Returns
    -------
    ndarray
        The roots, of the shape of `low`, to the last digits that floating point gives.
    """
    low, high = low.copy(), high.copy()
    x = (low + high) / 2
    for _ in range(200):
        value, slope = function(x)
        low = np.where(value <= 0, x, low)
        high = np.where(value >= 0, x, high)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = x - value / slope
        inside = np.isfinite(step) & (step > low) & (step < high)
        met = (abs(value) < 1e-15) | (step == x)
        new = np.where(met, x, np.where(inside, step, (low + high) / 2))
        if np.all(met | (abs(new - x) <= 4e-16 * np.maximum(1.0, abs(x)))):
            return new
        x = new
    return x
