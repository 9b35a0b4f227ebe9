r"""The `NoisyMax` and `NoisyMin` mechanisms: products over the causes, the leak calibrated.

In cumulative form, :math:`F_j(s) = P(Y \le j \mid s) = L_j \prod_j(s)`, where :math:`\prod_j(s)` is the probability that
no cause lifts Y past j (`noisy_products`) and :math:`L_j` is that of the leak. Calibration frees the leak: with the
baseline :math:`B_j` in cumulative form, :math:`L_j = B_j / \mathrm{E} \prod_j`. A baseline can be met where this
:math:`L` is a distribution, rising to one.

References
----------
F. J. Díez (1993), "Parameter adjustment in Bayes networks: the generalized noisy OR-gate", *UAI*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration_target import (
    CalibrationTarget,
    along_draws,
    refuse_baseline,
)
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.cpt_jacobian import Jacobian, at_least, at_most, flat
from causalnet.compilation.mechanisms.effect_matching import (
    MATCHED_WITHIN,
    NoisyEffects,
    largest_share,
    times,
    undetermined,
)
from causalnet.compilation.mechanisms.noisy_products import (
    Leak,
    attainable,
    declared_leak,
    is_leak,
    leak_of,
    noisy_log_slopes,
    noisy_products,
    noisy_rises,
    noisy_table,
)
from causalnet.compilation.mechanisms.protocol import Matching
from causalnet.model.mechanism import NoisyMax, NoisyMin

__all__ = ["NoisyCPT"]

Array = NDArray[np.float64]

# Where the leak itself leaves less than this below a state, no cause can lift anything past it.
LEAK_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class NoisyCPT:
    """Implements `ParametricCPT`; calibration frees the leak L_j.

    A noisy-MIN is a noisy-MAX read from the top of the effect's scale, so that one implementation serves both.
    """

    mechanism: NoisyMax | NoisyMin
    highest: bool

    cumulative_logit: ClassVar[bool] = False
    full_support: ClassVar[bool] = False

    @property
    def like_ordinal(self) -> bool:
        """Whether its effects match those of an ordinal."""
        return self.mechanism.like_ordinal

    @property
    def copies(self) -> int:
        """Arrays of the table's size that are alive at once while it is made."""
        return 36 if self.like_ordinal else 6

    def root(self, states: int) -> Array:
        """The declared leak; uniform without one."""
        leak = self.mechanism.leak
        return np.array(leak, dtype=np.float64) if leak else np.full(states, 1 / states)

    def responds(self, at: int | None) -> bool:
        """Whether the leak leaves the causes anything to lift: not where it is past the state for certain.

        With matched effects the weights may be zero in any case.
        """
        if self.like_ordinal:
            return False
        if not self.mechanism.leak:
            return True
        spared = np.cumsum(self.mechanism.leak)[:-1]
        if not self.highest:
            spared = 1 - spared
        return bool(
            (spared > LEAK_ROUNDING).any() if at is None else spared[at - 1] > LEAK_ROUNDING
        )

    def table(
        self,
        slopes: Sequence[Slope],
        target: CalibrationTarget,
        moved: Sequence[Slope] | None = None,
    ) -> Array:
        """P(Y = j | s), calibrated with `slopes`."""
        axes, lifts = len(slopes), self._lifts(slopes, target.states)
        leak = self._leak(*lifts, target, axes)
        if moved is not None:
            lifts = self._lifts(moved, target.states)
        return noisy_table(*lifts, leak, axes, highest=self.highest)

    def jacobian(
        self, slopes: Sequence[Slope], table: Array, target: CalibrationTarget
    ) -> Jacobian:
        """F = L ∏ from the end at which neutral causes leave the effect: ∂F/∂w = F ∂ log ∏ / ∂w."""
        axes, k = len(slopes), target.states
        below = at_most(table, axes)
        own = below if self.highest else at_least(table, axes)
        sign = 1.0 if self.highest else -1.0
        powers = np.arange(1, k) if self.highest else np.arange(k - 1, 0, -1)
        logs = [noisy_log_slopes(slopes, i, powers, highest=self.highest) for i in range(axes)]
        # Amounts of modifiers scale the slopes of an ordinal; products do not have slopes.
        silent = [0.0 * own for s in slopes for _ in s.scales]
        return Jacobian(below, sign * own, [own * flat(x, axes) * sign for x in logs] + silent)

    def matched(
        self, slopes: Sequence[Slope], effects: Array, target: CalibrationTarget
    ) -> list[Slope]:
        """Slopes with these effects, or with the largest share of them that the baseline leaves room for.

        The share is the same for all causes (in each draw), so that they keep their proportions.
        """
        case = self._effects(slopes, target)
        factors, _ = largest_share(case, effects.reshape((len(effects), -1)))
        own = [Slope(s.states, s.weight, s.reference, (), s.sign) for s in slopes]
        return times(own, factors.reshape(effects.shape))

    def matching(
        self, slopes: Sequence[Slope], effects: Array, target: CalibrationTarget
    ) -> Matching:
        """As `matched`. A share below one is the largest at which the leak still is a distribution."""
        case = self._effects(slopes, target)
        factors, share = largest_share(case, effects)
        whole = Matching.in_full(times(case.slopes, factors), target)
        short = share < 1.0
        if not short.any():
            return whole
        leak = case.leak_and_jacobian(factors)[0]
        # The share has a derivative only where it is the leak that bounds it.
        if target.baseline is None or (case.margin(leak)[short] > MATCHED_WITHIN).any():
            raise undetermined(self.mechanism.kind, target)
        edge, causes = self._edge(whole.slopes, leak, target)
        return Matching(whole.slopes, share, edge * short, causes * short)

    def _lifts(self, slopes: Sequence[Slope], states: int) -> tuple[Array, Array]:
        """The products over the causes, and the logarithms of their ratios from state to state."""
        products = noisy_products(slopes, states, highest=self.highest)
        return products, noisy_rises(slopes, states, highest=self.highest)

    def _from_neutral(self, p: Array) -> Array:
        """A distribution read from the end at which neutral causes leave the effect."""
        return p if self.highest else p[::-1]

    def _own_leak(self, states: int) -> Array:
        """The leak without a baseline, from the neutral end. Default: that state for certain."""
        leak = self.mechanism.leak
        return self._from_neutral(np.array(leak)) if leak else np.eye(1, states)[0]

    def _leak(self, products: Array, rises: Array, target: CalibrationTarget, axes: int) -> Leak:
        """The leak that meets the baseline, or the declared one; refused where it is not a distribution."""
        if target.baseline is None:
            own = self._own_leak(target.states)
            return declared_leak(along_draws(own, products.ndim - axes - 1))
        weights = target.flat(axes)[:, None]
        lifts = flat(products, axes), flat(rises, axes)
        leak, expected = leak_of(*lifts, weights, self._from_neutral(target.baseline))
        fits = is_leak(leak.cumulative)
        # Causes that are sampled have a joint with an error: a leak that misses by no more than that is mended.
        if target.margin and not fits.all():
            near = attainable(leak.cumulative, expected)
            fits = fits | (abs(near - leak.cumulative) * expected <= target.margin).all(axis=0)
            leak = declared_leak(np.diff(near, axis=0, prepend=0.0))
        if not fits.all():
            nearest = attainable(leak.cumulative, expected) * expected
            nearest = self._from_neutral(np.diff(nearest, axis=0, prepend=0.0))
            why = "its causes alone do more than that."
            refuse_baseline(self.mechanism.kind, target, nearest, fits, why)
        return leak

    def _effects(self, slopes: Sequence[Slope], target: CalibrationTarget) -> NoisyEffects:
        """The effects of the causes as functions of their weights, every array with an axis of draws."""
        weights = target.weights.reshape((*[s.states for s in slopes], -1))
        draws = weights.shape[-1]
        baseline = target.baseline
        if baseline is not None:
            baseline = self._from_neutral(baseline).reshape((target.states, -1))
            baseline = np.broadcast_to(baseline, (target.states, draws))
        return NoisyEffects(
            [Slope(s.states, np.reshape(s.weight, -1), s.reference, (), s.sign) for s in slopes],
            weights,
            baseline,
            np.repeat(np.cumsum(self._own_leak(target.states))[:, None], draws, axis=1),
            self.highest,
        )

    def _edge(
        self, slopes: list[Slope], leak: Array, target: CalibrationTarget
    ) -> tuple[Array, Array]:
        """The derivatives of log(L_(j+1) / L_j) at the j where the leak stops rising.

        With L_j = B_j / E ∏_j they are those of log E ∏_j − log E ∏_(j+1).
        """
        axes, states = len(slopes), target.states
        products = flat(noisy_products(slopes, states, highest=self.highest), axes)
        p = target.flat(axes)[:, None]
        likelihood = products / (p * products).sum(axis=0)
        # The last leak is always one.
        likelihood[:, -1] = 0.0
        at = np.argmin(np.diff(leak, axis=0), axis=0)
        draw = np.arange(len(at))
        causes = likelihood[:, at, draw] - likelihood[:, at + 1, draw]
        edge = []
        for i in range(axes):
            log = noisy_log_slopes(slopes, i, np.arange(1, states + 1), highest=self.highest)
            mean = (p * likelihood * flat(log, axes)).sum(axis=0)
            edge.append(mean[at, draw] - mean[at + 1, draw])
        return np.array(edge), np.asarray(causes)
