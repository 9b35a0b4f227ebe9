r"""The `Ordinal` mechanism: a cumulative logit, its thresholds calibrated.

.. math::

   P(Y \ge j \mid s) = \sigma(\eta(s) - \tau_j), \qquad \sum_s P(s)\, \sigma(\eta(s) - \tau_j) = P(Y \ge j)

References
----------
P. McCullagh (1980), "Regression models for ordinal data", *JRSS B* 42(2) (the proportional-odds model).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration_target import (
    NARROWEST,
    CalibrationTarget,
    aligned,
    along_draws,
    column_factors,
    with_columns,
)
from causalnet.compilation.mechanisms.contributions import Slope, contribution, predictor, spread
from causalnet.compilation.mechanisms.cpt_jacobian import (
    Jacobian,
    amount_slopes,
    at_least,
    at_most,
    flat,
)
from causalnet.compilation.mechanisms.protocol import LatentScaleCPT, Matching
from causalnet.compilation.mechanisms.root_finding import logistic_roots
from causalnet.model.mechanism import Ordinal

__all__ = [
    "OrdinalCPT",
    "calibrated_thresholds",
    "ordinal_table",
    "ordinal_thresholds",
    "tails",
    "uniform_thresholds",
]

Array = NDArray[np.float64]

# The exponential of the sum of two such numbers does not overflow, nor does that of its opposite underflow.
FAR_FROM_OVERFLOW = 300.0
# Replaces the probability of an impossible state.
IMPOSSIBLE = 1e-300


@dataclass(frozen=True, slots=True)
class OrdinalCPT(LatentScaleCPT):
    """Implements `ParametricCPT`; calibration frees the thresholds τ_j."""

    mechanism: Ordinal = Ordinal()

    cumulative_logit: ClassVar[bool] = True
    copies: ClassVar[int] = 8
    like_ordinal: ClassVar[bool] = False

    def table(
        self,
        slopes: Sequence[Slope],
        target: CalibrationTarget,
        moved: Sequence[Slope] | None = None,
    ) -> Array:
        """P(Y = j | s), calibrated with `slopes`."""
        eta, axes = predictor(slopes), len(slopes)
        tau = _thresholds(eta, target, axes)
        table = ordinal_table(eta, tau, axes)
        factors = column_factors(self.mechanism.kind, table, target, axes)
        if moved is not None:
            table = ordinal_table(predictor(moved), tau, axes)
        return with_columns(table, factors, axes)

    def jacobian(
        self, slopes: Sequence[Slope], table: Array, target: CalibrationTarget
    ) -> Jacobian:
        """∂F/∂η = −F (1 − F), the derivative of a logistic, and ∂F/∂τ = F (1 − F)."""
        axes = len(slopes)
        below = at_most(table, axes)
        rise = below * at_least(table, axes)
        # By the strength, not by the signed weight, which at zero has lost the sign of the influence.
        units = [np.full_like(s.weight, s.sign) for s in slopes]
        lifts = [spread(contribution(slopes, i, unit), slopes) for i, unit in enumerate(units)]
        steps = [flat(x, axes)[:, None] for x in [*lifts, *amount_slopes(slopes)]]
        return Jacobian(below, rise, [-rise * x for x in steps])

    def matched(
        self, slopes: Sequence[Slope], effects: Array, target: CalibrationTarget
    ) -> list[Slope]:
        """An ordinal has the effects of an ordinal already."""
        return list(slopes)

    def matching(
        self, slopes: Sequence[Slope], effects: Array, target: CalibrationTarget
    ) -> Matching:
        """An ordinal has the effects of an ordinal already."""
        return Matching.in_full(list(slopes), target)


def ordinal_thresholds(slopes: Sequence[Slope], target: CalibrationTarget) -> Array:
    """The thresholds of an ordinal mechanism, shape (states − 1, parameters…)."""
    slopes, target = aligned(slopes, target)
    return _thresholds(predictor(slopes), target, len(slopes))


def _thresholds(eta: Array, target: CalibrationTarget, axes: int) -> Array:
    """The thresholds that meet the baseline; without one, those of equally likely states."""
    if target.baseline is None:
        return along_draws(uniform_thresholds(target.states), eta.ndim - axes)
    return calibrated_thresholds(flat(eta, axes), target.flat(axes), target.baseline)


def logistic(x: Array) -> tuple[Array, Array]:
    """σ(x) and 1 − σ(x), each to its last digits."""
    with np.errstate(over="ignore"):
        return _falling(np.negative(x)), _falling(np.array(x))


def _falling(x: Array) -> Array:
    """1 / (1 + eˣ), in place of x: allocating takes longer than the arithmetic."""
    np.exp(x, out=x)
    x += 1.0
    return np.reciprocal(x, out=x)


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
        The number of causes, which is the position of the axis of states.

    References
    ----------
    P. McCullagh (1980), *JRSS B* 42(2), eq. 2.1.
    """
    states = len(thresholds) + 1
    before: tuple[Any, ...] = (slice(None),) * axis
    above, below = _above_and_below(
        eta[(*before, None)], thresholds.reshape((1,) * axis + thresholds.shape)
    )
    table = np.empty((*above.shape[:axis], states, *above.shape[axis + 1 :]))
    first, last = (*before, 0), (*before, -1)
    table[first], table[last] = below[first], above[last]
    if states > 2:
        gaps = np.maximum(np.diff(thresholds, axis=0), NARROWEST)
        between = table[(*before, slice(1, -1))]
        np.multiply(
            above[(*before, slice(None, -1))], below[(*before, slice(1, None))], out=between
        )
        between *= -np.expm1(-gaps)
    return table


def _above_and_below(eta: Array, thresholds: Array) -> tuple[Array, Array]:
    """σ(η − τ) and 1 − σ(η − τ), each to its last digits.

    With one exponential for each η and each τ, where that cannot overflow, in place of one for each pair.
    """
    if max(eta.max(), -eta.min(), abs(thresholds).max()) > FAR_FROM_OVERFLOW:
        return logistic(eta - thresholds)
    below = np.exp(-eta) * np.exp(thresholds)
    above = 1.0 + below
    np.reciprocal(above, out=above)
    below *= above
    return above, below


def uniform_thresholds(states: int) -> Array:
    """Thresholds that make all states equally likely at η = 0."""
    survival = np.arange(states - 1, 0, -1) / states
    return np.asarray(-_logit(survival))


def calibrated_thresholds(eta: Array, weights: Array, baseline: Array) -> Array:
    """The thresholds under which the marginal is `baseline`.

    Each solves Σ_s P(s) σ(η(s) − τ_j) = P(Y ≥ j), an increasing function of −τ_j.

    Parameters
    ----------
    eta, weights : ndarray, shape (combinations, parameters…)
        The predictor and the probability of each combination of the causes' states.
    baseline : ndarray, shape (k, parameters…) or one that broadcasts to it

    Returns
    -------
    ndarray, shape (k − 1, parameters…)
    """
    return -logistic_roots(eta, weights, tails(baseline))


def tails(baseline: Array) -> Array:
    """P(Y ≥ j) and P(Y < j) for j = 1 … k − 1, each summed from its end of the scale.

    One minus a sum loses the last digits of a small probability.

    Returns
    -------
    ndarray, shape (2, k − 1, parameters…)
    """
    p = baseline / baseline.sum(axis=0)
    both = np.array([p[:0:-1].cumsum(axis=0)[::-1], p[:-1].cumsum(axis=0)])
    # A drawn baseline may rule a state out: its threshold is then far off, but finite.
    return np.asarray(np.maximum(both, IMPOSSIBLE))


def _logit(p: Array) -> Array:
    return np.asarray(np.log(p) - np.log1p(-p))
