r"""The `RankedNode` mechanism: a truncated normal cut into intervals, its cut-points calibrated.

.. math::

   Y^* \mid s \sim \mathrm{TNormal}_{[0, 1]}(\mu(s), \sigma), \qquad
   P(Y = j \mid s) = P(c_j < Y^* \le c_{j+1} \mid s), \qquad
   \sum_s P(s)\, P(Y^* \le c_j \mid s) = P(Y < j),

with :math:`c_0 = 0` and :math:`c_k = 1`. The mean :math:`\mu(s)` is a weighted mean of the causes' ranks; the last
equation is the calibration of the inner cut-points.

References
----------
N. E. Fenton, M. Neil and J. G. Caballero (2007), "Using ranked nodes to model qualitative judgments in Bayesian
networks", *IEEE TKDE* 19(10).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, NoReturn

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration_target import (
    CalibrationTarget,
    along_draws,
    column_factors,
    with_columns,
)
from causalnet.compilation.mechanisms.contributions import Slope, predictor
from causalnet.compilation.mechanisms.cpt_jacobian import Jacobian, amount_slopes, at_most, flat
from causalnet.compilation.mechanisms.effect_matching import (
    MATCHED_WITHIN,
    effects_of_causes,
    times,
    undetermined,
)
from causalnet.compilation.mechanisms.ordinal import tails
from causalnet.compilation.mechanisms.protocol import LatentScaleCPT, Matching
from causalnet.compilation.mechanisms.root_finding import Evaluation, increasing_root, log_odds_gap
from causalnet.compilation.mechanisms.truncated_normal import (
    log_mass,
    mass_ratio,
    truncated_density,
    truncated_slopes,
)
from causalnet.errors import CalibrationError
from causalnet.model.mechanism import RankedNode

__all__ = ["RankedCPT", "calibrated_cuts", "equidistant_cuts", "ranked_mean", "ranked_table"]

Array = NDArray[np.float64]

# Past this spread the truncated normal is uniform to the last digit. It bounds the mass of the weights from below,
# by which they are divided.
WIDEST_SPREAD = 1e4
# The resolution of the share of an ordinal's effects that a ranked node can have.
SHARE = 2.0**-10
# The relative step of a finite difference: small beside the curvature, large beside the rounding of effects.
NUDGE = 1e-6


@dataclass(frozen=True, slots=True)
class RankedCPT(LatentScaleCPT):
    """Implements `ParametricCPT`; calibration frees the cut-points c_j."""

    mechanism: RankedNode

    cumulative_logit: ClassVar[bool] = False
    copies: ClassVar[int] = 36

    @property
    def like_ordinal(self) -> bool:
        """Whether its effects match those of an ordinal."""
        return self.mechanism.like_ordinal

    def table(
        self,
        slopes: Sequence[Slope],
        target: CalibrationTarget,
        moved: Sequence[Slope] | None = None,
    ) -> Array:
        """P(Y = j | s), calibrated with `slopes`."""
        axes = len(slopes)
        mean, sigma = ranked_mean(slopes, self.mechanism.variance)
        cuts = _cuts(mean, sigma, target, axes)
        table = ranked_table(mean, sigma, cuts, axes)
        factors = column_factors(self.mechanism.kind, table, target, axes)
        if moved is not None:
            table = ranked_table(*ranked_mean(moved, self.mechanism.variance), cuts, axes)
        return with_columns(table, factors, axes)

    def jacobian(
        self, slopes: Sequence[Slope], table: Array, target: CalibrationTarget
    ) -> Jacobian:
        r"""Through mean and spread: weights :math:`W_i` are shares of a mass :math:`m`, σ is π / (√3 m).

        With :math:`u_i = w_i / m` and :math:`m = \sum_j k_j |w_j|`,
        :math:`\partial u_j / \partial w_i = (\delta_{ij} - u_j\, \partial_i m) / m`
        and :math:`\partial \sigma / \partial w_i = -\sigma\, \partial_i m / m`.
        """
        axes, variance = len(slopes), self.mechanism.variance
        mean, sigma = ranked_mean(slopes, variance)
        cuts = _cuts(mean, sigma, target, axes)
        freed, by_mean, by_sigma = truncated_slopes(cuts[None], flat(mean, axes)[:, None], sigma)
        mass, spread = _mass(slopes)
        units = [replace(s, weight=s.weight / mass) for s in slopes]
        numbers = []
        for i, slope in enumerate(slopes):
            # The mass is of absolute weights; at a weight of zero it can only grow.
            growth = slope.states * spread * slope.sign * slope.direction
            steps = [-u.weight * growth / mass for u in units]
            steps[i] = steps[i] + slope.sign / mass
            widened = 0.0 if variance is not None else -sigma * growth / mass
            shifted = flat(predictor(slopes, steps), axes)[:, None]
            numbers.append(by_mean * shifted + by_sigma * widened)
        numbers += [by_mean * flat(x, axes)[:, None] for x in amount_slopes(units)]
        return Jacobian(at_most(table, axes), freed, numbers)

    def matched(
        self, slopes: Sequence[Slope], effects: Array, target: CalibrationTarget
    ) -> list[Slope]:
        """Slopes with these effects, or with the largest share of them that the mechanism can have.

        The cut-points meet any baseline. But the causes together can only move the mean from end to end, and
        with a declared variance only the proportions of the weights are free.
        """
        factors, met = self._factors(slopes, effects, target, np.ones_like(effects))
        share, step = np.where(met, 1.0, 0.0), 1.0
        # With a declared variance a share has no meaning: either the proportions can be met or not.
        while self.mechanism.variance is None and not met.all() and step > SHARE:
            # On a grid of powers of two, so that rounding does not decide which share is found.
            step /= 2
            tried = np.where(met, share, share + step)
            start = np.where(share > 0, factors, 1.0)
            found, reached = self._factors(slopes, effects * tried, target, start)
            factors = np.where(reached & ~met, found, factors)
            share = np.where(reached & ~met, tried, share)
        if not (share > 0).all():
            self._refuse(self.table(times(slopes, factors), target), target, share > 0)
        return times(slopes, factors)

    def matching(
        self, slopes: Sequence[Slope], effects: Array, target: CalibrationTarget
    ) -> Matching:
        """As `matched`; refused where only a share is met: on its grid it has no derivative."""
        found = self.matched(slopes, effects, target)
        own = effects_of_causes(self.table(found, target), target.weights, len(slopes))
        if abs(own - effects).max(initial=0.0) > MATCHED_WITHIN:
            raise undetermined(self.mechanism.kind, target)
        return Matching.in_full(found, target)

    def _factors(
        self,
        slopes: Sequence[Slope],
        effects: Array,
        target: CalibrationTarget,
        start: Array,
    ) -> tuple[Array, NDArray[np.bool_]]:
        """Factors of the weights that bring these effects, and whether they were found (in each draw)."""

        def ratios(factors: Array, *, shared: bool = False) -> tuple[Array, NDArray[np.bool_]]:
            table = self.table(times(slopes, factors), target)
            got = effects_of_causes(table, target.weights, len(slopes))
            moved = abs(got) > 1e-12
            ratio = np.divide(effects, got, out=np.ones_like(got), where=moved)
            if self.mechanism.variance is not None:
                ratio = ratio / ratio.mean(axis=0, where=moved | ~moved.any(axis=0))
                ratio = np.where(moved, ratio, 1.0)
            # An effect near 1e-12 has no digits left to be matched.
            noise = 1e-12 / np.maximum(abs(got), 1e-12)
            if shared:
                noise = noise.max(axis=0, initial=0.0)
            gap = abs(ratio - 1) - noise
            return ratio, gap.max(axis=0, initial=0.0) < 1e-10

        # Effects are nearly proportional to the weights, so that a fixed-point iteration converges. It is damped:
        # the weights share one mass, and a full step of one overshoots the others.
        factors = start
        for _ in range(80):
            ratio, met = ratios(factors)
            if met.all():
                return factors, met
            factors = factors * np.where(met, 1.0, np.clip(ratio, 0.5, 2.0) ** 0.7)
        if self.mechanism.variance is None:
            return factors, met
        factors, met = _proportioned(factors, ratios)
        # Ratios are taken to their mean, so that the noise of one effect spreads to the ratios of all.
        return factors, met if met.all() else met | ratios(factors, shared=True)[1]

    def _refuse(self, table: Array, target: CalibrationTarget, met: NDArray[np.bool_]) -> NoReturn:
        """Raise where no weights have the effects of an ordinal in their proportions."""
        where = f" in {(~met).sum():,} of {met.size:,} draws" if met.ndim else ""
        axes = table.ndim - 1 - met.ndim
        marginal = (target.flat(axes)[:, None] * flat(table, axes)).sum(axis=0)
        if met.ndim:
            marginal = marginal[:, int(np.argmin(met))]
        raise CalibrationError(
            f"The {self.mechanism.kind} of {target.variable!r} cannot match an ordinal{where}: no weights "
            "give the effects of its causes in the right proportions. Weaken the strengths, leave out "
            "like_ordinal, or use an ordinal mechanism.",
            variable=target.variable,
            nearest=tuple(float(x) for x in marginal),
        )


def _proportioned(
    factors: Array, ratios: Callable[[Array], tuple[Array, NDArray[np.bool_]]]
) -> tuple[Array, NDArray[np.bool_]]:
    """Newton steps in logarithms, for draws in which the fixed-point iteration converges too slowly."""
    shape, count = factors.shape, len(factors)
    for _ in range(20):
        ratio, met = ratios(factors)
        if met.all():
            break
        log = np.log(np.maximum(ratio, 1e-9)).reshape(count, -1)
        columns = []
        for i in range(count):
            nudge = np.ones((count,) + (1,) * (factors.ndim - 1))
            nudge[i] += NUDGE
            beside = np.log(np.maximum(ratios(factors * nudge)[0], 1e-9)).reshape(count, -1)
            columns.append((beside - log) / np.log1p(NUDGE))
        # Only proportions count, so that the matrix is singular: the pseudo-inverse gives the shortest step.
        matrix = np.moveaxis(np.stack(columns, axis=1), -1, 0)
        step = -(np.linalg.pinv(matrix, rcond=1e-7) @ log.T[..., None])[..., 0].T
        factors = factors * np.where(met, 1.0, np.exp(np.clip(step, -1, 1)).reshape(shape))
    return factors, met


def _cuts(mean: Array, sigma: Array, target: CalibrationTarget, axes: int) -> Array:
    """The cut-points that meet the baseline; equidistant ones without a baseline."""
    if target.baseline is None:
        return along_draws(equidistant_cuts(target.states), mean.ndim - axes)
    return calibrated_cuts(flat(mean, axes), sigma, target.flat(axes), target.baseline)


def ranked_mean(slopes: Sequence[Slope], variance: float | None) -> tuple[Array, Array]:
    """μ(s) for every combination of states, and σ.

    References
    ----------
    N. E. Fenton, M. Neil and J. G. Caballero (2007), *IEEE TKDE* 19(10), section 4 (weighted mean).
    """
    safe, _ = _mass(slopes)
    # W_i (s_i − ref_i) / k_i with W_i = k_i w_i / Σ_j k_j w_j moves the mean by w_i / Σ_j k_j w_j a step.
    units = [slope.weight / safe for slope in slopes]
    # A standard logistic has the variance π² / 3: with this σ a step of the mean weighs w_i in log-odds.
    matched = math.pi / (math.sqrt(3) * safe)
    sigma = matched if variance is None else np.full_like(matched, math.sqrt(variance))
    return 0.5 + predictor(slopes, units), sigma


def _mass(slopes: Sequence[Slope]) -> tuple[Array, Array]:
    """Σ_j k_j |w_j|, bounded from below; and where the bound does not act (ones), for its derivative."""
    mass = np.asarray(sum(slope.states * abs(slope.weight) for slope in slopes))
    least = math.pi / (math.sqrt(3) * WIDEST_SPREAD)
    return np.maximum(mass, least), np.asarray(mass > least, dtype=np.float64)


def equidistant_cuts(states: int) -> Array:
    """Cut-points that divide the unit interval evenly."""
    return np.arange(1, states) / states


def ranked_table(mean: Array, sigma: Array, cuts: Array, axis: int) -> Array:
    """P(Y = j | s): the mass of the truncated normal between neighbouring cut-points.

    Parameters
    ----------
    mean : ndarray, shape (states of each cause…, parameters…)
    sigma : ndarray, shape of the parameters
    cuts : ndarray, shape (k − 1, parameters…)
        Increasing along its first axis, within (0, 1).
    axis : int
        The number of causes, which is the position of the axis of states.
    """
    ends = np.zeros((1, *cuts.shape[1:]))
    edges = np.concatenate([ends, cuts, ends + 1]).reshape((1,) * axis + (-1, *cuts.shape[1:]))
    below, above = (np.delete(edges, at, axis=axis) for at in (-1, 0))
    middle = np.expand_dims(mean, axis)
    whole = log_mass(np.zeros(()), np.ones(()), middle, sigma)
    return np.asarray(np.exp(log_mass(below, above, middle, sigma) - whole))


def calibrated_cuts(mean: Array, sigma: Array, weights: Array, baseline: Array) -> Array:
    """The cut-points under which the marginal is `baseline`.

    Each solves Σ_s P(s) P(Y* ≤ c_j | s) = P(Y < j), an increasing function of c_j.

    Parameters
    ----------
    mean, weights : ndarray, shape (combinations, parameters…)
    sigma : ndarray, shape of the parameters
    baseline : ndarray, shape (k, parameters…) or one that broadcasts to it

    Returns
    -------
    ndarray, shape (k − 1, parameters…)
    """
    wanted = tails(baseline)[::-1]
    centre = mean[:, None]
    whole = log_mass(np.zeros(()), np.ones(()), centre, sigma)

    def gap(cuts: Array) -> Evaluation:
        x = cuts[None]
        log_below, log_above = log_mass(
            np.stack([0 * x, x]), np.stack([x, 0 * x + 1]), centre[None], sigma
        )
        below, above = mass_ratio(log_below, whole), mass_ratio(log_above, whole)
        slope = truncated_density(x, centre, sigma, whole)
        return log_odds_gap(weights[:, None], below, above, slope, wanted)

    # Start at the quantiles of a logistic with the mean and spread of the whole mixture; 1.7 is its scale beside
    # that of a normal. A poor start costs steps only, since the roots are bracketed.
    p = weights / weights.sum(axis=0)
    middle = (p * np.clip(mean, 0, 1)).sum(axis=0)
    spread = np.sqrt((p * (np.clip(mean, 0, 1) - middle) ** 2).sum(axis=0) + sigma**2)
    start = middle + np.minimum(spread, 0.3) * np.log(wanted[0] / wanted[1]) / 1.7
    shape = np.broadcast_shapes(wanted.shape[1:], (1, *mean.shape[1:]))
    return increasing_root(gap, np.zeros(shape), np.ones(shape), np.broadcast_to(start, shape))
