"""The `NoisyMax` and `NoisyMin` mechanisms: graded products over the causes, the leak calibrated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration import (
    CalibrationTarget,
    along_draws,
    refuse_baseline,
)
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.cpt_jacobian import Jacobian, at_least, at_most, flat
from causalnet.compilation.mechanisms.effect_matching import (
    CLOSE,
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

# A leak past a state with a probability of less than this leaves no cause anything to lift.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class NoisyCPT:
    """Implements `ParametricCPT`: the leak L_j is what calibration frees.

    A noisy-MIN is a noisy-MAX read from the top of the effect's scale.
    """

    mechanism: NoisyMax | NoisyMin
    highest: bool

    cumulative_logit: ClassVar[bool] = False
    full_support: ClassVar[bool] = False

    @property
    def kind(self) -> str:
        """The word for it in a model file."""
        return self.mechanism.kind

    @property
    def like_ordinal(self) -> bool:
        """Whether its effects are to be those of an ordinal."""
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
        """Where the leak itself is past a state for certain, no cause can lift the effect past it.

        With matched effects the weights may be zero in any case.
        """
        if self.like_ordinal:
            return False
        if not self.mechanism.leak:
            return True
        spared = np.cumsum(self.mechanism.leak)[:-1]
        if not self.highest:
            spared = 1 - spared
        return bool((spared > ROUNDING).any() if at is None else spared[at - 1] > ROUNDING)

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
        """F = L ∏ read from the end where the neutral causes leave the effect: ∂F/∂w = F ∂ log ∏/∂w."""
        axes, k = len(slopes), target.states
        below = at_most(table, axes)
        own = below if self.highest else at_least(table, axes)
        sign = 1.0 if self.highest else -1.0
        powers = np.arange(1, k) if self.highest else np.arange(k - 1, 0, -1)
        logs = [noisy_log_slopes(slopes, i, powers, highest=self.highest) for i in range(axes)]
        # Amounts of modifiers scale the slopes of an ordinal; products have none.
        silent = [0.0 * own for s in slopes for _ in s.scales]
        return Jacobian(below, sign * own, [own * flat(x, axes) * sign for x in logs] + silent)

    def matched(
        self, slopes: Sequence[Slope], effects: Array, target: CalibrationTarget
    ) -> list[Slope]:
        """Slopes that have these effects, or one share of all of them, as large as can be.

        One share for all causes (in each draw), so that they keep their proportions where the baseline
        leaves too little room for all of it.
        """
        case = self._effects(slopes, target)
        factors, _ = largest_share(case, effects.reshape((len(effects), -1)))
        own = [Slope(s.states, s.weight, s.reference, (), s.sign) for s in slopes]
        return times(own, factors.reshape(effects.shape))

    def matching(
        self, slopes: Sequence[Slope], effects: Array, target: CalibrationTarget
    ) -> Matching:
        """As `matched`; a share of less than one is where the leak's room ends."""
        case = self._effects(slopes, target)
        factors, share = largest_share(case, effects)
        whole = Matching.in_full(times(case.slopes, factors), target)
        short = share < 1.0
        if not short.any():
            return whole
        leak = case.leak_and_jacobian(factors)[0]
        # Only a leak that can rise no further says how the share moves.
        if target.baseline is None or (case.margin(leak)[short] > CLOSE).any():
            raise undetermined(self.kind, target)
        edge, causes = self._edge(whole.slopes, leak, target)
        return Matching(whole.slopes, share, edge * short, causes * short)

    def _lifts(self, slopes: Sequence[Slope], states: int) -> tuple[Array, Array]:
        """What the causes do, as products and as how these rise from state to state."""
        products = noisy_products(slopes, states, highest=self.highest)
        return products, noisy_rises(slopes, states, highest=self.highest)

    def _from_neutral(self, p: Array) -> Array:
        """A distribution from the end where the neutral causes leave the effect."""
        return p if self.highest else p[::-1]

    def _own_leak(self, states: int) -> Array:
        """The leak without a baseline, from the neutral end: that state for certain unless it is declared."""
        leak = self.mechanism.leak
        return self._from_neutral(np.array(leak)) if leak else np.eye(1, states)[0]

    def _leak(self, products: Array, rises: Array, target: CalibrationTarget, axes: int) -> Leak:
        """The leak that the baseline asks for, or the declared one; refused where it is no distribution."""
        if target.baseline is None:
            own = self._own_leak(target.states)
            return declared_leak(along_draws(own, products.ndim - axes - 1))
        weights = target.flat(axes)[:, None]
        lifts = flat(products, axes), flat(rises, axes)
        leak, expected = leak_of(*lifts, weights, self._from_neutral(target.baseline))
        fits = is_leak(leak.cumulative)
        if target.margin and not fits.all():
            near = attainable(leak.cumulative, expected)
            fits = fits | (abs(near - leak.cumulative) * expected <= target.margin).all(axis=0)
            leak = declared_leak(np.diff(near, axis=0, prepend=0.0))
        if not fits.all():
            nearest = attainable(leak.cumulative, expected) * expected
            nearest = self._from_neutral(np.diff(nearest, axis=0, prepend=0.0))
            why = "its causes alone do more than that."
            refuse_baseline(self.kind, target, nearest, fits, why)
        return leak

    def _effects(self, slopes: Sequence[Slope], target: CalibrationTarget) -> NoisyEffects:
        """The effects of the causes as functions of their weights, with an axis of draws throughout."""
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
        """Where the leak stops rising: the derivatives of log(L_(j+1) / L_j) at that j.

        With L_j = B_j / E ∏_j they are those of log E ∏_j − log E ∏_(j+1).
        """
        axes, states = len(slopes), target.states
        products = flat(noisy_products(slopes, states, highest=self.highest), axes)
        p = target.flat(axes)[:, None]
        likelihood = products / (p * products).sum(axis=0)
        # The last leak is one whatever the causes do.
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
