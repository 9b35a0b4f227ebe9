"""Tables of the `Ordinal` mechanism: a cumulative logit, and its calibration."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from causalnet.mechanisms.roots import increasing_root

__all__ = ["calibrated_thresholds", "ordinal_table", "uniform_thresholds"]

Array = NDArray[np.float64]


def logistic(x: Array) -> Array:
    """1 / (1 + e^−x), without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)))


def ordinal_table(eta: Array, thresholds: Array, axis: int) -> Array:
    """P(Y = j | s) from the cumulative logit P(Y ≥ j | s) = σ(η(s) − τ_j).

    Parameters
    ----------
    eta : ndarray, shape (states of each cause…, parameters…)
        The linear predictor.
    thresholds : ndarray, shape (k − 1, parameters…)
        τ, increasing along its first axis.
    axis : int
        How many causes there are: where the axis of the states goes.

    References
    ----------
    P. McCullagh (1980), *JRSS B* 42(2), eq. 2.1.
    """
    rows = np.expand_dims(eta, axis)
    tau = thresholds.reshape((1,) * axis + thresholds.shape)
    survival = logistic(rows - tau)
    one = np.ones((*survival.shape[:axis], 1, *survival.shape[axis + 1 :]))
    return np.asarray(-np.diff(np.concatenate([one, survival, 0 * one], axis=axis), axis=axis))


def uniform_thresholds(states: int) -> Array:
    """Thresholds that make all states equally likely at η = 0."""
    survival = np.arange(states - 1, 0, -1) / states
    return np.asarray(-_logit(survival))


def calibrated_thresholds(eta: Array, weights: Array, target: Array) -> Array:
    """The thresholds under which the marginal is `target`.

    Each solves Σ_s P(s) σ(η(s) − τ_j) = P(Y ≥ j), an increasing function of −τ_j.

    Parameters
    ----------
    eta, weights : ndarray, shape (combinations, parameters…)
        The predictor and the probability of each combination of the causes' states.
    target : ndarray, shape (k, parameters…) or one that broadcasts to it
        The declared baseline, without zeros.

    Returns
    -------
    ndarray, shape (k − 1, parameters…)
    """
    target = target / target.sum(axis=0)
    wanted = np.cumsum(target[::-1], axis=0)[::-1][1:]
    # Each end is summed by itself: one minus a sum loses the last digits of a small probability.
    odds = np.log(wanted) - np.log(np.cumsum(target, axis=0)[:-1])

    def gap(minus_tau: Array) -> tuple[Array, Array]:
        s = logistic(eta[:, None] + minus_tau[None])
        p = weights[:, None]
        return (p * s).sum(axis=0) - wanted, (p * s * (1 - s)).sum(axis=0)

    low, high = odds - eta.max(axis=0), odds - eta.min(axis=0)
    return -increasing_root(gap, low, high)


def _logit(p: Array) -> Array:
    return np.asarray(np.log(p) - np.log1p(-p))
