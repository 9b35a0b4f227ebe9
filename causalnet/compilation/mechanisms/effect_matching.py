r"""Effect matching: the weights under which a mechanism has the effects of an ordinal, one cause at a time.

The effect of cause i is the change of the expected level of Y as that cause moves from end to end while the others
keep their joint, :math:`D_i = \sum_{s_{-i}} P(s_{-i}) (\mathrm{E}[Y \mid s_i = \max, s_{-i}] - \mathrm{E}[Y \mid s_i = \min,
s_{-i}])`. Sought are weights with :math:`D_i(w) = a D_i^{\text{ordinal}}` and the largest share a ≤ 1.

With the calibrated leak inserted, :math:`F_j(s) = B_j \prod_j(s) / \mathrm{E} \prod_j`, the effects of a noisy
mechanism are smooth functions of the weights, even where that leak is not a distribution. So for a given share the
weights are found by Newton's method, and the largest share whose leak is a distribution by a search over shares.
`scipy.optimize` solves one system at a time; here every draw has a system of its own, and all are solved at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.noisy_products import (
    fitted_leak,
    noisy_log_slopes,
    noisy_products,
)
from causalnet.errors import QuestionError

__all__ = [
    "NoisyEffects",
    "effects_of_causes",
    "effects_on_level",
    "largest_share",
    "times",
    "undetermined",
]

Array = NDArray[np.float64]

# Effects are met to within MET states. A leak passes for a distribution if it falls, or exceeds one, by no more
# than SLACK, which must exceed what an error of MET does to it.
MET, SLACK = 1e-13, 5e-13
# Past this weight a lift is certain to the last digit, and a larger one changes nothing.
LARGEST_WEIGHT = 40.0
# Most steps for one share, and most shares; bisection alone closes the bracket in far fewer than 150.
NEWTON_STEPS, SHARES = 40, 150
# Matched effects differ from those of the ordinal by no more than this, in states.
MATCHED_WITHIN = 1e-8


@dataclass(frozen=True, slots=True, eq=False)
class NoisyEffects:
    """The effects of a noisy mechanism as functions of factors of its weights, in every draw.

    Attributes
    ----------
    slopes : list of Slope
        One for each cause, weights of shape (draws,).
    weights : ndarray, shape (states of each cause…, draws)
        The joint distribution of the causes.
    baseline : ndarray, shape (k, draws), or None
        From the end at which neutral causes leave the effect.
    leak : ndarray, shape (k, draws)
        The leak where there is no baseline.
    highest : bool
        True for a noisy-MAX.
    """

    slopes: list[Slope]
    weights: Array
    baseline: Array | None
    leak: Array
    highest: bool

    @property
    def idle(self) -> NDArray[np.bool_]:
        """The causes without a weight, in each draw."""
        return np.array([s.weight == 0 for s in self.slopes])

    def at(self, draws: NDArray[np.intp]) -> NoisyEffects:
        """Only some of the draws."""
        slopes = [Slope(s.states, s.weight[draws], s.reference, (), s.sign) for s in self.slopes]
        weights, leak = self.weights[..., draws], self.leak[..., draws]
        baseline = None if self.baseline is None else self.baseline[:, draws]
        return NoisyEffects(slopes, weights, baseline, leak, self.highest)

    def leak_and_jacobian(self, factors: Array) -> tuple[Array, Array, Array]:
        """The leak that calibrates, the effects, and their derivatives by every factor.

        Returns
        -------
        leak : ndarray, shape (k, draws)
        effects : ndarray, shape (causes, draws)
        slopes : ndarray, shape (causes, factors, draws)
        """
        count, states = len(self.slopes), len(self.leak)
        slopes = [s.times(f) for s, f in zip(self.slopes, factors, strict=True)]
        products = noisy_products(slopes, states, highest=self.highest)
        over = tuple(range(count))
        mass = products * np.expand_dims(self.weights, count)
        leak = self.leak
        expected = np.maximum(mass.sum(axis=over), 1e-300)
        if self.baseline is not None:
            leak = fitted_leak(expected, self.baseline)
        # F_j = L_j ∏_j; the expected level is k − 1 − Σ_j F_j from the neutral end of the scale.
        below = (products * leak).take(range(states - 1), axis=count)
        share = mass.take(range(states - 1), axis=count) / expected[:-1]
        sign = -1.0 if self.highest else 1.0
        levels = [sign * below.sum(axis=count)]
        for i in range(count):
            log = noisy_log_slopes(slopes, i, np.arange(1, states), highest=self.highest)
            # ∂ log F_j / ∂w = ∂ log ∏_j / ∂w − E[∏_j ∂ log ∏_j / ∂w] / E ∏_j, since L_j = B_j / E ∏_j; a leak
            # that is declared does not move.
            if self.baseline is not None:
                log = log - (share * log).sum(axis=over)
            # By the factor of a weight, not by the weight: ∂F_j / ∂f = w F_j ∂ log F_j / ∂w.
            unit = sign * self.slopes[i].weight * self.slopes[i].sign
            level = np.einsum("...jn,...jn->...n", below, np.broadcast_to(log, below.shape))
            levels.append(unit * level)
        both = effects_on_level(np.stack(levels, axis=-2), self.weights, count)
        return leak, both[:, 0], both[:, 1:]

    def margin(self, leak: Array) -> Array:
        """The least rise of a leak from state to state: negative where it is not a distribution."""
        if self.baseline is None:
            return np.ones(leak.shape[-1])
        return np.asarray(np.diff(leak, axis=0).min(axis=0))


def effects_of_causes(table: Array, weights: Array, axes: int) -> Array:
    """For each cause, the change in the effect's expected level from moving it from end to end.

    The other causes keep their joint distribution.

    Parameters
    ----------
    table : ndarray, shape (states of each cause…, k, parameters…)
    weights : ndarray, shape (states of each cause…, parameters…)
    axes : int
        The number of causes.

    Returns
    -------
    ndarray, shape (number of causes, parameters…)
        In states of the effect.
    """
    level = np.moveaxis(table, axes, -1) @ np.arange(table.shape[axes])
    return effects_on_level(level, weights, axes)


def effects_on_level(level: Array, weights: Array, axes: int) -> Array:
    """For each cause, the change in a level that depends on all causes, from moving it from end to end.

    The other causes keep their joint distribution.

    Parameters
    ----------
    level : ndarray, shape (states of each cause…, several levels…, parameters…)
    weights : ndarray, shape (states of each cause…, parameters…)
    axes : int
        The number of causes.
    """
    effects: list[Array] = []
    for axis in range(axes):
        gap = level.take([-1], axis=axis) - level.take([0], axis=axis)
        others = weights.sum(axis=axis, keepdims=True)
        flat = others.reshape((-1, *(1,) * (level.ndim - weights.ndim), *others.shape[axes:]))
        gap = gap.reshape((-1, *gap.shape[axes:]))
        effects.append(np.einsum("s...,s...->...", flat, gap))
    return np.array(effects, dtype=np.float64)


def largest_share(case: NoisyEffects, effects: Array) -> tuple[Array, Array]:
    """The factors that bring these effects, or the largest possible share of them, and that share.

    Parameters
    ----------
    effects : ndarray, shape (causes, draws)

    Returns
    -------
    factors : ndarray, shape (causes, draws)
    share : ndarray, shape (draws,)
    """
    draws = effects.shape[-1]
    best, reached, margin = _matched(case, effects, np.ones_like(effects))
    share = np.ones(draws)
    short = np.flatnonzero(~reached | (margin < -SLACK))
    if len(short):
        beyond = np.where(reached, margin, np.nan)[short]
        best[:, short], share[short] = _searched(case.at(short), effects[:, short], beyond)
    return best, share


def _matched(
    case: NoisyEffects, aim: Array, start: Array
) -> tuple[Array, NDArray[np.bool_], Array]:
    """Factors that bring the effects `aim`, whether they were found, and the margin of their leak."""
    found, margin = start.copy(), np.full(aim.shape[-1], np.nan)
    left = np.arange(aim.shape[-1])
    reached = np.zeros(len(left), dtype=bool)
    most = LARGEST_WEIGHT / np.maximum([abs(s.weight) for s in case.slopes], 1e-9)
    for _ in range(NEWTON_STEPS):
        part = case.at(left)
        factors = found[:, left]
        leak, effects, slopes = part.leak_and_jacobian(factors)
        # A cause without weight has no effect, whatever the factor.
        gap = np.where(part.idle, 0.0, aim[:, left] - effects)
        met = abs(gap).max(axis=0, initial=0.0) <= MET
        reached[left[met]] = True
        margin[left] = part.margin(leak)
        if met.all():
            break
        left, factors, gap, slopes = left[~met], factors[:, ~met], gap[:, ~met], slopes[..., ~met]
        step = _solved(slopes, gap)
        # Weights keep their signs. Steps are bounded by a factor of four, since Newton's method overshoots where
        # effects saturate.
        found[:, left] = np.clip(
            factors + step, factors / 4, np.minimum(4 * factors, most[:, left])
        )
    return found, reached, margin


def _solved(slopes: Array, gap: Array) -> Array:
    """Newton's step in every draw; a cause without any weight stays as it is."""
    matrix = np.moveaxis(slopes, -1, 0).copy()
    draw, cause = np.nonzero(abs(matrix).max(axis=1) < 1e-14)
    matrix[draw, cause, cause] = 1.0
    try:
        return np.asarray(np.linalg.solve(matrix, gap.T[..., None])[..., 0].T)
    except np.linalg.LinAlgError:
        return np.asarray((np.linalg.pinv(matrix) @ gap.T[..., None])[..., 0].T)


def _searched(case: NoisyEffects, effects: Array, beyond: Array) -> tuple[Array, Array]:
    """The largest attainable share, by the rule of false position on the margin of its leak.

    References
    ----------
    M. Dowell and P. Jarratt (1971), "A modified regula falsi method", *BIT* 11 (the Illinois rule).
    """
    count = effects.shape[-1]
    best = np.zeros_like(effects)
    low, high = np.zeros(count), np.ones(count)
    inside = case.margin(case.leak_and_jacobian(best)[0])
    left, last = np.arange(count), np.full(count, -1)
    for turn in range(SHARES):
        with np.errstate(invalid="ignore", divide="ignore"):
            cut = inside[left] / (inside[left] - beyond[left])
        # Every third step halves the bracket, so that it closes for any shape of the margin.
        cut = np.where(np.isfinite(cut) & (turn % 3 < 2), cut, 0.5)
        cut = np.clip(cut, 1e-4, 1 - 1e-4)
        share = low[left] + cut * (high[left] - low[left])
        start = np.where(
            low[left] > 0, best[:, left] * share / np.maximum(low[left], 1e-9), np.sqrt(share)
        )
        factors, reached, margin = _matched(case.at(left), effects[:, left] * share, start)
        fits = reached & (margin >= -SLACK)
        best[:, left[fits]] = factors[:, fits]
        low[left[fits]], high[left[~fits]] = share[fits], share[~fits]
        # Illinois: an end that stays twice has its value halved, or it would stay for ever.
        again = fits == last[left]
        beyond[left[fits & again]] /= 2
        inside[left[~fits & again]] /= 2
        last[left] = fits
        inside[left[fits]] = margin[fits]
        beyond[left[~fits]] = np.where(reached, margin, np.nan)[~fits]
        left = left[(high[left] - low[left] > 1e-14) & ~(fits & (margin <= SLACK))]
        if not len(left):
            break
    return best, low


def times(slopes: Sequence[Slope], factors: Array) -> list[Slope]:
    """The slopes with each weight multiplied by a factor."""
    return [s.times(f) for s, f in zip(slopes, factors, strict=True)]


def undetermined(kind: str, target: CalibrationTarget) -> QuestionError:
    """The error where matched weights have no derivative by the effects."""
    return QuestionError(
        f"The {kind} mechanism of {target.variable!r} cannot match an ordinal exactly, so its "
        "derivatives by the strengths are not determined."
    )
