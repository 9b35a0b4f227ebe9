r"""Ratio estimates from repetitions of a weighted simulation, and the standard error of a share of zero or one.

Repetition :math:`r` estimates the chance :math:`z_r` of the evidence and the answer :math:`p_r` given it. Together they
estimate :math:`p = \sum_r z_r p_r / \sum_r z_r`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["effective_size", "least_error", "pseudo_values"]

Array = NDArray[np.float64]


def pseudo_values(values: Array, log_chance: Array) -> Array:
    r"""One value for each of R repetitions, with the ratio estimate as their plain mean.

    The pseudo-value of repetition :math:`r` is :math:`p + R z_r (p_r - p) / \sum_s z_s`. The mean of all is
    :math:`p`, and their standard error is that of the ratio (the delta method).

    Parameters
    ----------
    values : ndarray, shape (…, draws, repetitions)
    log_chance : ndarray, shape (draws, repetitions)
        :math:`\log z_r`; −∞ where a repetition contradicts the evidence. Finite in one repetition of every draw at
        least.

    References
    ----------
    A. B. Owen (2013), *Monte Carlo theory, methods and examples*, section 2.7 (ratio estimation).
    """
    share = _shares(log_chance)
    whole = (share * values).sum(axis=-1, keepdims=True)
    return np.asarray(whole + share.shape[-1] * share * (values - whole))


def effective_size(sizes: Array, log_chance: Array) -> Array:
    """The effective sample size of all repetitions of a draw together, shape (draws,).

    Repetition r with the share a_r of the weight has the variance a_r² / n_r, and these add up.
    """
    share = _shares(log_chance)
    return np.asarray(1 / (share**2 / np.maximum(sizes, 1e-300)).sum(axis=-1))


def _shares(log_chance: Array) -> Array:
    weights = np.exp(log_chance - log_chance.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def least_error(samples: Array | float) -> Array:
    """The standard error of a share that none of the samples has, or all of them.

    Such samples do not differ, so that their own spread is zero although the share is not known. Two samples with
    it and two without are added to them.

    References
    ----------
    A. Agresti and B. A. Coull (1998), "Approximate is better than 'exact' for interval estimation of binomial
    proportions", *The American Statistician* 52(2).
    """
    count = np.asarray(samples, dtype=np.float64) + 4
    p = 2 / count
    return np.asarray(np.sqrt(p * (1 - p) / count))
