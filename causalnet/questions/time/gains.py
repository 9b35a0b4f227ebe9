"""Gains: what comes of holding an intervention for a while, in numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.unroll import Anchor
from causalnet.errors import QuestionError, unknown
from causalnet.model.effect_size import Scale
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.itself_set import itself_set
from causalnet.model.judgements.draws import Draws
from causalnet.questions.estimate import Estimate, standard_error, without_noise
from causalnet.questions.query.paths import PathKind
from causalnet.questions.query.question import Provenance
from causalnet.questions.time.course import read_only
from causalnet.questions.time.long_run import LongRun

__all__ = ["Gains"]

Array = NDArray[np.float64]

# A change that falls short of what is negligible by rounding alone is not called so.
NEAR_ENOUGH = 1e-9
# A gain that has come as near to its peak as this no longer grows, but for the noise of what is sampled.
REACHED = 0.995


@dataclass(frozen=True, eq=False, repr=False)
class Gains:
    """The question and the gains that came of it, with the numbers that follow: see `Persistence`.

    No share is computed of a change that is negligible on the outcome's scale: it would be a quotient of noise.
    """

    outcome: str
    under: Intervention
    versus: Intervention
    sustained: tuple[int, ...]
    gains: Array
    holding: Array
    keep: float
    long_run: LongRun
    provenance: Provenance
    draws: Draws | None = None
    anchor: Anchor = "hold"
    scale: Scale = Scale(1)
    path: PathKind = "within a period"
    delay: int = 0
    peak: Array = field(default_factory=lambda: np.zeros(0))
    peak_period: tuple[int, ...] = ()
    opposite: Array = field(default_factory=lambda: np.zeros(0))
    opposite_period: tuple[int, ...] = ()
    feedback: bool = True
    persistent: tuple[str, ...] = ()

    @property
    def by_definition(self) -> bool:
        """Whether the outcome is itself set while the intervention is held, so that its gain is so by definition."""
        return itself_set(self.outcome, self.under, self.versus)

    @property
    def after(self) -> int:
        """The number of periods after the end that are looked at."""
        return int(self.gains.shape[1]) - 1

    @cached_property
    def gain(self) -> Array:
        """Change in expected level in the last period in which the intervention is felt, shape (sustained,)."""
        return read_only(self.gains[:, 0].mean(axis=(1, 2)))

    @cached_property
    def left(self) -> Array:
        """Gain as a share of its peak, shape (sustained, after + 1); nan of a peak that is negligible.

        A quotient of means, over draws. Where `growing` it is not what is left, but what has been reached.
        """
        return self._share(self.gains.mean(axis=(2, 3)), self.peak[:, None])

    @cached_property
    def growing(self) -> NDArray[np.bool_]:
        """True while the gain is still on its way to its peak, shape (sustained, after + 1)."""
        period = np.add.outer(np.array(self.sustained) - 1 + self.delay, np.arange(self.after + 1))
        with np.errstate(invalid="ignore"):
            return read_only((period < np.array(self.peak_period)[:, None]) & (self.left < REACHED))

    @cached_property
    def unfinished(self) -> NDArray[np.bool_]:
        """Whether the gain has grown after the end, and has not begun to fall, shape (sustained,).

        What will be left of it is not known then. A peak that has lasted longer than what was held counts as kept.
        """
        with np.errstate(invalid="ignore"):
            there = self.left >= REACHED
        since = there.argmax(axis=1)
        return read_only((since > 0) & there[:, -1] & (self.after - since < self.sustained))

    @cached_property
    def kept(self) -> Array:
        """Share that is left of what holding on would have given, shape (sustained, after + 1).

        nan where that is negligible.
        """
        return self._share(self.gains.mean(axis=(2, 3)), self.holding.mean(axis=(2, 3)))

    @cached_property
    def kept_each(self) -> Array:
        """`kept` in every draw, shape (sustained, after + 1, draws); without draws, once."""
        return self._share(without_noise(self.gains), without_noise(self.holding))

    def _share(self, gains: Array, whole: Array) -> Array:
        """Gains as shares of others; nan where those are too small to speak of."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return read_only(np.where(self._counts(whole), gains / whole, np.nan))

    def _counts(self, gains: Array) -> NDArray[np.bool_]:
        """True for changes that are more than negligible."""
        return np.asarray(abs(gains) >= self.scale.negligible - NEAR_ENOUGH)

    @cached_property
    def error(self) -> Array:
        """Standard error of the gains, shape (sustained, after + 1)."""
        return read_only(standard_error(self.gains))

    @cached_property
    def broken(self) -> Array:
        """Share of the draws in which the cycle is broken, shape (sustained,); without draws 0 or 1.

        Of those draws in which holding on gives more than a negligible change; nan where there is none, and where
        the gain is `unfinished`.
        """
        last = self.kept_each[:, -1]
        known = (~np.isnan(last)).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (last >= self.keep).sum(axis=1) / known
        return read_only(np.where((known > 0) & ~self.unfinished, share, np.nan))

    @cached_property
    def needed(self) -> int | None:
        """The fewest periods tried after which the cycle is broken; None where none suffices.

        Over draws: in at least half of them.
        """
        for periods, share in zip(self.sustained, self.broken, strict=True):
            if share >= 0.5:
                return periods
        return None

    @cached_property
    def rate(self) -> float:
        """Share of the gain that one more period leaves, late after the longest intervention.

        nan where what is left by then is negligible.
        """
        late = self.gains[-1].mean(axis=(1, 2))
        start = self.after // 2
        if not late[start] or not self._counts(late[start]) or late[-1] / late[start] <= 0:
            return float("nan")
        return float((late[-1] / late[start]) ** (1 / (self.after - start)))

    @public
    def interval(self, periods: int, share: float = 0.9) -> tuple[float, float]:
        """The middle `share` of the draws of what is kept at the end, where it was held so long."""
        if periods not in self.sustained:
            raise unknown("time", periods, map(str, self.sustained))
        if self.draws is None:
            raise QuestionError("There are no draws: ask with draws=.")
        return Estimate(self.kept_each[self.sustained.index(periods), -1]).interval(share)
