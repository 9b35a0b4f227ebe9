r"""The arithmetic of noisy mechanisms: products over the causes, and the leak that calibration frees.

.. math::

   F_j(s) = L_j \prod_i (1 - q_i^{\,j+1})^{d_i(s)}, \qquad q_i = \tanh(|w_i| / 2), \qquad
   L_j = \frac{B_j}{\mathrm{E} \prod_i (1 - q_i^{\,j+1})^{d_i(s)}},

with :math:`d_i` the steps of cause i from its neutral end. Products and their ratios are kept as logarithms, since both
:math:`q` near one and differences of neighbouring :math:`F_j` would lose their digits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.contributions import Slope

__all__ = [
    "Leak",
    "attainable",
    "declared_leak",
    "fitted_leak",
    "is_leak",
    "leak_of",
    "noisy_log_slopes",
    "noisy_products",
    "noisy_rises",
    "noisy_table",
]

Array = NDArray[np.float64]


def noisy_products(slopes: Sequence[Slope], states: int, *, highest: bool) -> Array:
    """∏_i (1 − q_i^(j+1))^(d_i): P(no cause lifts Y past j), for j = 0 … k − 1.

    For a noisy-MIN read the effect's scale from the top: a lift is then a pull downwards.

    Parameters
    ----------
    slopes : sequence of Slope
        One for each cause; modifiers are ignored.
    states : int
        The number of states of the effect.
    highest : bool
        True for a noisy-MAX.

    Returns
    -------
    ndarray, shape (states of each cause…, k, parameters…)

    References
    ----------
    F. J. Díez (1993), *UAI*, eq. 8 (cumulative form of the noisy MAX).
    """
    return np.asarray(np.exp(_summed(slopes, states, _log_spared, highest=highest)))


def noisy_rises(slopes: Sequence[Slope], states: int, *, highest: bool) -> Array:
    """log(∏_(j−1) / ∏_j) for j = 1 … k − 1, to its last digits.

    Shape and parameters are those of `noisy_products`, without the first j.
    """
    return _summed(slopes, states, _log_rises, highest=highest)


def _summed(
    slopes: Sequence[Slope],
    states: int,
    each: Callable[[Array, int], Array],
    *,
    highest: bool,
) -> Array:
    """Σ_i d_i `each`(w_i) for every combination of the causes' states."""
    count = len(slopes)
    total: Array = np.zeros((1,) * (count + 1))
    for i, slope in enumerate(slopes):
        w = np.asarray(slope.weight)
        steps = _steps(slope, highest=highest)
        term = np.where(steps > 0, steps * each(abs(w), states)[None], 0.0)
        place = [1] * count
        place[i] = slope.states
        term = term.reshape(tuple(place) + term.shape[1:])
        total = total.reshape(total.shape + (1,) * (term.ndim - total.ndim)) + term
    return total


def _steps(slope: Slope, *, highest: bool) -> Array:
    """d: the steps of a cause from its neutral end, shape (states, 1, parameters…)."""
    direction = slope.direction
    up = np.arange(slope.states).reshape((-1, 1) + (1,) * direction.ndim)
    turned = direction < 0
    return np.asarray(np.where(turned != highest, up, slope.states - 1 - up), dtype=np.float64)


def _log_spared(w: Array, states: int) -> Array:
    """log(1 − q^(j+1)) with q = tanh(w/2), and 0 for the last j."""
    # For small q, log1p(−q^(j+1)) keeps the digits; for q near one, 1 − q^(j+1) = (1 − q)(1 + q + … + q^j) does.
    q, missed = np.tanh(w / 2), _log_missed(w)
    spared = [
        np.where(q < 0.5, np.log1p(-(np.minimum(q, 0.5) ** (j + 1))), missed + np.log(total))
        for j, total in enumerate(_powers(w, states)[:-1])
    ]
    return np.stack([*spared, np.zeros_like(w)])


def _log_rises(w: Array, states: int) -> Array:
    """log((1 − q^j) / (1 − q^(j+1))) for j = 1 … k − 2, and log(1 − q^(k−1)) for the last."""
    # (1 − q^j) / (1 − q^(j+1)) = 1 − q^j / (1 + q + … + q^j): the factors 1 − q cancel.
    q, totals = np.tanh(w / 2), _powers(w, states)
    rises = [np.log1p(-(q**j) / totals[j]) for j in range(1, states - 1)]
    return (
        np.stack([*rises, *_log_spared(w, states)[-2:-1]])
        if states > 1
        else np.zeros((0, *w.shape))
    )


def _powers(w: Array, states: int) -> list[Array]:
    """1 + q + … + q^j for j = 0 … k − 1: with it, 1 − q^(j+1) = (1 − q)(1 + q + … + q^j)."""
    q = np.tanh(w / 2)
    totals = [np.ones_like(q)]
    for j in range(1, states):
        totals.append(totals[-1] + q**j)
    return totals


def _log_missed(w: Array) -> Array:
    """log(1 − q) = log(2 / (e^w + 1)), without the cancellation of 1 − q where q is near one."""
    return np.asarray(np.log(2.0) - w - np.log1p(np.exp(-w)))


def noisy_log_slopes(
    slopes: Sequence[Slope], i: int, powers: NDArray[np.int_], *, highest: bool
) -> Array:
    """∂ log ∏_j by the strength of a cause: −d_i g q^(g−1) q′ / (1 − q^g), with q = tanh(|w|/2) and g the grade.

    Which end of the cause lifts, and whether a greater strength lifts more, depends on the sign of the
    weight; at a weight of zero, on that of the influence.
    """
    slope = slopes[i]
    size = abs(slope.weight)
    q, totals = np.tanh(size / 2), _powers(size, int(powers.max(initial=1)))
    # q′ is (1 − q)(1 + q) / 2, and 1 − q^g has the first factor too.
    each = np.array([-g * q ** (g - 1) * (1 + q) / 2 / totals[g - 1] for g in powers])
    each = each.reshape((len(powers), *size.shape)) * (slope.sign * slope.direction)
    steps = _steps(slope, highest=highest)
    own = steps * each[None]
    place = [1] * len(slopes)
    place[i] = slope.states
    own = own.reshape(tuple(place) + own.shape[1:])
    whole = tuple([s.states for s in slopes])
    return np.broadcast_to(own, whole + own.shape[len(slopes) :])


# ── the leak, which calibration frees ─────────────────────────────────────────────────────────


class Leak(NamedTuple):
    """The distribution of a noisy mechanism at neutral causes, from the end at which these leave the effect.

    Attributes
    ----------
    cumulative : ndarray, shape (k, parameters…)
        L_j; the last is one.
    rises : ndarray, shape (k − 1, parameters…)
        log(L_(j−1) / L_j), to its last digits.
    """

    cumulative: Array
    rises: Array


def declared_leak(p: Array) -> Leak:
    """The leak with these probabilities, shape (k, parameters…)."""
    cumulative = np.cumsum(p, axis=0)
    return Leak(cumulative, _log_shares(p, cumulative))


def _log_shares(p: Array, cumulative: Array) -> Array:
    """log(C_(j−1) / C_j) of cumulative probabilities, from the smaller of p_j and C_(j−1), which has the digits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        new = np.where(cumulative[1:] > 0, p[1:] / cumulative[1:], 1.0)
        before = np.where(cumulative[1:] > 0, cumulative[:-1] / cumulative[1:], 0.0)
        return np.asarray(np.where(new < 0.5, np.log1p(-np.minimum(new, 0.5)), np.log(before)))


def leak_of(products: Array, rises: Array, weights: Array, baseline: Array) -> tuple[Leak, Array]:
    """The leak under which the marginal is `baseline`, and E ∏_j.

    Where the baseline cannot be met, that leak is not a distribution.

    Parameters
    ----------
    products, rises : ndarray, shape (combinations, k or k − 1, parameters…)
    weights : ndarray, shape (combinations, 1, parameters…)
    baseline : ndarray, shape (k, parameters…) or one that broadcasts to it
    """
    expected = np.maximum((weights * products).sum(axis=0), 1e-300)
    # L_(j−1) / L_j = (B_(j−1) / B_j) (E ∏_j / E ∏_(j−1)); the second ratio is 1 + E(∏_j − ∏_(j−1)) / E ∏_(j−1).
    gains = (weights * products[:, 1:] * -np.expm1(rises)).sum(axis=0)
    p = baseline / baseline.sum(axis=0)
    shares = _log_shares(p, np.cumsum(p, axis=0))
    return Leak(fitted_leak(expected, baseline), shares + np.log1p(gains / expected[:-1])), expected


def is_leak(cumulative: Array) -> NDArray[np.bool_]:
    """Whether a cumulative leak increases and is at most one, in each draw."""
    rises = (np.diff(cumulative, axis=0) >= -1e-12).all(axis=0)
    return np.asarray(rises & (cumulative <= 1 + 1e-12).all(axis=0))


def fitted_leak(expected: Array, baseline: Array) -> Array:
    """The cumulative leak L_j = P(Y ≤ j) / E ∏_j; not a distribution where the baseline cannot be met.

    Parameters
    ----------
    expected : ndarray, shape (k, parameters…)
        E ∏_j over the causes.
    baseline : ndarray, shape (k, parameters…) or one that broadcasts to it
        The declared baseline, from the end at which neutral causes leave the effect.
    """
    cumulative = np.cumsum(baseline / baseline.sum(axis=0), axis=0)
    leak = cumulative / expected
    leak[-1] = 1.0
    return np.asarray(leak)


def attainable(leak: Array, expected: Array) -> Array:
    """The nearest leak that is a distribution.

    Nearest by least squares of the cumulative marginal: a weighted isotonic regression, with one as its bound.
    scikit-learn and `scipy.optimize.isotonic_regression` fit one sequence at a time; here each draw is one, short
    enough for the min-max formulas.

    Parameters
    ----------
    leak, expected : ndarray, shape (k, parameters…)

    References
    ----------
    R. E. Barlow, D. J. Bartholomew, J. M. Bremner and H. D. Brunk (1972), *Statistical Inference
    under Order Restrictions*, theorem 1.4 (the min-max formulas).
    """
    free = len(leak) - 1
    # Every sum is formed anew: differences of running sums cancel where weights are of very different size.
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


def noisy_table(products: Array, rises: Array, leak: Leak, axis: int, *, highest: bool) -> Array:
    """P(Y = j | s) = L_j ∏_j − L_(j−1) ∏_(j−1), read from the top for a noisy-MIN.

    The difference is formed as L_j ∏_j (1 − ratio), with the ratio as a logarithm, so that it keeps its digits.

    Parameters
    ----------
    products, rises : ndarray
        The results of `noisy_products` and `noisy_rises`.
    leak : Leak
    axis : int
        The number of causes.
    """
    cumulative = products * leak.cumulative.reshape((1,) * axis + leak.cumulative.shape)
    ratio = rises + leak.rises.reshape((1,) * axis + leak.rises.shape)
    # A leak at the edge of being a distribution may fall by a rounding error: no probability may be negative.
    gained = -np.expm1(np.minimum(ratio, 0.0))
    first = np.ones((*gained.shape[:axis], 1, *gained.shape[axis + 1 :]))
    table = cumulative * np.concatenate([first, gained], axis=axis)
    return np.asarray(table if highest else np.flip(table, axis=axis))
