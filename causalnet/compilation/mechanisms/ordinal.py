"""Tables of the `Ordinal` mechanism: a cumulative logit, and its calibration."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.root_finding import Reading, increasing_root, log_odds_gap

__all__ = ["calibrated_thresholds", "ordinal_table", "tails", "uniform_thresholds"]

Array = NDArray[np.float64]

# Thresholds of a state that is all but impossible may meet, or even cross by a rounding error. Its share of
# each row still has the right proportions with any small distance between them.
NARROWEST = 1e-150
# Stands for the probability of what cannot occur.
IMPOSSIBLE = 1e-300


def logistic(x: Array) -> tuple[Array, Array]:
    """1 / (1 + e^−x) and what it lacks to one, without overflow and each to its last digits."""
    small = np.exp(-abs(x))
    large = 1.0 / (1.0 + small)
    small = small * large
    return np.where(x < 0, small, large), np.where(x < 0, large, small)


def ordinal_table(eta: Array, thresholds: Array, axis: int) -> Array:
    r"""P(Y = j | s) from the cumulative logit P(Y ≥ j | s) = σ(η(s) − τ_j).

    A difference of two survivals is taken as a product, which keeps the digits of small probabilities:

    .. math::

        \sigma(\eta - \tau_j) - \sigma(\eta - \tau_{j+1})
        = \sigma(\eta - \tau_j)\,\sigma(\tau_{j+1} - \eta)\,(1 - e^{\tau_j - \tau_{j+1}}).

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
    apart = np.expand_dims(eta, axis) - thresholds.reshape((1,) * axis + thresholds.shape)
    one = np.ones((*apart.shape[:axis], 1, *apart.shape[axis + 1 :]))
    above, below = logistic(apart)
    at_least, at_most = (np.concatenate(x, axis=axis) for x in ([one, above], [below, one]))
    gaps = np.maximum(np.diff(thresholds, axis=0), NARROWEST)
    width = -np.expm1(-gaps.reshape((1,) * axis + gaps.shape))
    ends = np.ones((1,) * (axis + 1) + gaps.shape[1:])
    inner = [ends, width, ends] if len(thresholds) else [ends]
    return np.asarray(at_least * at_most * np.concatenate(inner, axis=axis))


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
        The declared baseline.

    Returns
    -------
    ndarray, shape (k − 1, parameters…)
    """
    wanted = tails(target)
    odds = np.log(wanted[0]) - np.log(wanted[1])

    def gap(minus_tau: Array) -> Reading:
        above, below = logistic(eta[:, None] + minus_tau[None])
        return log_odds_gap(weights[:, None], above, below, above * below, wanted)

    low, high = odds - eta.max(axis=0), odds - eta.min(axis=0)
    return -np.asarray(increasing_root(gap, low, high))


def tails(target: Array) -> Array:
    """P(Y ≥ j) and P(Y < j) for j = 1 … k − 1, each summed from its own end.

    One minus a sum loses the last digits of a small probability.

    Returns
    -------
    ndarray, shape (2, k − 1, parameters…)
    """
    p = target / target.sum(axis=0)
    both = np.array([np.cumsum(p[::-1], axis=0)[::-1][1:], np.cumsum(p, axis=0)[:-1]])
    # A drawn baseline may rule a state out. Its threshold is then as far off as numbers go.
    return np.asarray(np.maximum(both, IMPOSSIBLE))


def _logit(p: Array) -> Array:
    return np.asarray(np.log(p) - np.log1p(-p))
