"""Tables of the `NoisyMax` and `NoisyMin` mechanisms, and the leak that calibrates them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.mechanisms.slopes import Slope

__all__ = ["attainable", "fitted_leak", "noisy_log_slopes", "noisy_products", "noisy_table"]

Array = NDArray[np.float64]


def noisy_products(slopes: Sequence[Slope], states: int, *, highest: bool) -> Array:
    """∏_i (1 − q_i^(j+1))^(d_i): P(no cause lifts Y past j), for j = 0 … k − 1.

    For a noisy-MIN read the effect's scale from the top: what lifts it then pulls it down.

    Parameters
    ----------
    slopes : sequence of Slope
        One for each cause; modifiers play no part.
    states : int
        How many states the effect has.
    highest : bool
        True for a noisy-MAX.

    Returns
    -------
    ndarray, shape (states of each cause…, k, parameters…)

    References
    ----------
    F. J. Díez (1993), *UAI*, eq. 8 (cumulative form of the noisy MAX).
    """
    count = len(slopes)
    product: Array = np.ones((1,) * (count + 1))
    for i, slope in enumerate(slopes):
        w = np.asarray(slope.weight)
        q = np.tanh(abs(w) / 2)
        grades = np.arange(1, states + 1).reshape((states,) + (1,) * w.ndim)
        spared = 1.0 - q**grades
        spared[-1] = 1.0
        lifts = (w >= 0) if highest else (w < 0)
        up = np.arange(slope.states).reshape((-1, 1) + (1,) * w.ndim)
        steps = np.where(lifts, up, slope.states - 1 - up)
        term = spared[None] ** steps
        place = [1] * count
        place[i] = slope.states
        term = term.reshape(tuple(place) + term.shape[1:])
        product = product.reshape(product.shape + (1,) * (term.ndim - product.ndim)) * term
    return product


def noisy_log_slopes(
    slopes: Sequence[Slope], i: int, powers: NDArray[np.int_], *, highest: bool
) -> Array:
    """∂ log ∏_j / ∂w_i = −d_i g q^(g−1) q′ / (1 − q^g), with q = tanh(w/2) and g the grade."""
    slope = slopes[i]
    q = np.tanh(abs(slope.weight) / 2)
    rate = (1 - q**2) / 2
    grade = powers.reshape((-1,) + (1,) * q.ndim)
    with np.errstate(divide="ignore", invalid="ignore"):
        each = -grade * q ** (grade - 1) * rate / (1 - q**grade)
    each = np.where(np.isfinite(each), each, 0.0)
    lifts = slope.sign > 0 if highest else slope.sign < 0
    up = np.arange(slope.states)
    steps = up if lifts else slope.states - 1 - up
    place = [1] * len(slopes)
    place[i] = slope.states
    shape = (*place, *(1,) * each.ndim)
    own = steps.reshape(shape) * each[(None,) * len(slopes)]
    whole = tuple([s.states for s in slopes])
    return np.broadcast_to(own, whole + own.shape[len(slopes) :])


def noisy_table(products: Array, leak: Array, axis: int, *, highest: bool) -> Array:
    """P(Y = j | s) = L_j ∏ − L_(j−1) ∏, read from the top for a noisy-MIN.

    Parameters
    ----------
    products : ndarray, shape (states of each cause…, k, parameters…)
    leak : ndarray, shape (k, parameters…)
        Cumulative, ending in one.
    axis : int
        How many causes there are.
    """
    cumulative = products * leak.reshape((1,) * axis + leak.shape)
    # A leak on the very edge of what is attainable may fall by a rounding error.
    table = np.maximum(np.diff(cumulative, axis=axis, prepend=0.0), 0.0)
    return np.asarray(table if highest else np.flip(table, axis=axis))


def fitted_leak(expected: Array, target: Array) -> Array:
    """The cumulative leak L_j = P(Y ≤ j) / E ∏_j; past what is attainable it is no leak.

    Parameters
    ----------
    expected : ndarray, shape (k, parameters…)
        E ∏_j over the causes.
    target : ndarray, shape (k, parameters…) or one that broadcasts to it
        The declared baseline, from the end where the neutral causes leave the effect.
    """
    cumulative = np.cumsum(target / target.sum(axis=0), axis=0)
    leak = cumulative / expected
    leak[-1] = 1.0
    return np.asarray(leak)


def attainable(leak: Array, expected: Array) -> Array:
    """The nearest leak that is one: increasing and at most one.

    Nearest in least squares of the cumulative marginal: a weighted isotonic regression, bounded.

    Parameters
    ----------
    leak, expected : ndarray, shape (k, parameters…)

    References
    ----------
    R. E. Barlow, D. J. Bartholomew, J. M. Bremner and H. D. Brunk (1972), *Statistical Inference
    under Order Restrictions*, theorem 1.4 (the min-max formulas).
    """
    free = len(leak) - 1
    # Sums are taken afresh: a difference of running sums is zero where weights are far apart.
    weight = np.maximum(expected[:-1] ** 2, 1e-290)
    moment = weight * leak[:-1]
    levels = [
        np.max(
            [
                np.min(
                    [
                        moment[i : j + 1].sum(axis=0) / weight[i : j + 1].sum(axis=0)
                        for j in range(at, free)
                    ],
                    axis=0,
                )
                for i in range(at + 1)
            ],
            axis=0,
        )
        for at in range(free)
    ]
    return np.array([*(np.minimum(level, 1.0) for level in levels), np.ones_like(leak[-1])])
