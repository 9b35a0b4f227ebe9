"""Ratio estimates: repetitions of a weighted simulation taken together, and the error of what none of them hit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["effective_size", "least_error", "pseudo_values"]

Array = NDArray[np.float64]


def pseudo_values(values: Array, log_chance: Array) -> Array:
    r"""One value for each repetition, whose plain mean is the ratio estimate of all of them together.

    Each repetition counts by the chance that it gives to what was found. With :math:`p = \sum_r z_r p_r / \sum_r
    z_r` the pseudo-value of repetition :math:`r` is :math:`p + R z_r (p_r - p) / \sum_s z_s`: their mean is
    :math:`p`, and their standard error that of the ratio.

    Parameters
    ----------
    values : ndarray, shape (…, draws, repetitions)
    log_chance : ndarray, shape (draws, repetitions)
        −∞ where a repetition agrees with nothing that was found; finite in one repetition of every draw at least.

    References
    ----------
    A. B. Owen (2013), *Monte Carlo theory, methods and examples*, section 2.7 (ratio estimation).
    """
    share = _shares(log_chance)
    whole = (share * values).sum(axis=-1, keepdims=True)
    return np.asarray(whole + share.shape[-1] * share * (values - whole))


def effective_size(sizes: Array, log_chance: Array) -> Array:
    """Effective sample size of all repetitions of a draw together, shape (draws,)."""
    share = _shares(log_chance)
    return np.asarray(1 / (share**2 / np.maximum(sizes, 1e-300)).sum(axis=-1))


def _shares(log_chance: Array) -> Array:
    weights = np.exp(log_chance - log_chance.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def least_error(samples: Array | float) -> Array:
    """The standard error of a share that is seen in none of so many samples, or in all of them.

    Such samples do not differ, and their own spread says that the share is known. Two samples either way are
    added to them.

    References
    ----------
    A. Agresti and B. A. Coull (1998), "Approximate is better than 'exact' for interval estimation of binomial
    proportions", *The American Statistician* 52(2).
    """
    count = np.asarray(samples, dtype=np.float64) + 4
    p = 2 / count
    return np.asarray(np.sqrt(p * (1 - p) / count))
