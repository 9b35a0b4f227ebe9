"""Spreads: one number in many draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public, public_class
from causalnet.console import printed
from causalnet.errors import QuestionError, shown
from causalnet.model.effect_size import FLOOR
from causalnet.tables import signed

__all__ = ["Shares", "Spread"]


@printed
class Shares(NamedTuple):
    """Of all draws, how many rise, hold and fall; they sum to one."""

    rise: float
    hold: float
    fall: float


@public_class
@printed
@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """A number in every draw from a model's judgements.

    It is a spread of judgements: shares of draws are not probabilities of being true.

    Attributes
    ----------
    drawn : ndarray, shape (draws,)
        Read-only.

    Examples
    --------
    >>> spread = Spread(np.array([-0.1, 0.0, 0.2, 0.3]))
    >>> round(spread.median, 3), spread.shares().rise
    (0.1, 0.5)
    """

    drawn: NDArray[np.float64]

    def __post_init__(self) -> None:
        try:
            own = np.array(self.drawn, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            own = np.empty((0, 0))
        if own.ndim != 1:
            raise QuestionError(f"A spread takes a number for each draw, got {shown(self.drawn)}.")
        own.flags.writeable = False
        object.__setattr__(self, "drawn", own)

    @property
    def mean(self) -> float:
        """The mean of the draws."""
        return float(self.drawn.mean()) if self.drawn.size else float("nan")

    @property
    def median(self) -> float:
        """The middle of the draws."""
        return float(np.median(self.drawn)) if self.drawn.size else float("nan")

    @property
    def error(self) -> float:
        """Monte-Carlo standard error of the mean: how far another seed would move it."""
        n = self.drawn.size
        return float(self.drawn.std(ddof=1) / np.sqrt(n)) if n > 1 else float("nan")

    @property
    def told_error(self) -> str:
        """The error in words."""
        if self.drawn.size == 1:
            return "a single draw tells no Monte-Carlo error"
        return f"Monte-Carlo error {self.error:.4f}"

    @public
    def interval(self, share: float = 0.9) -> tuple[float, float]:
        """The middle `share` of the draws."""
        if not 0 < share < 1:
            raise QuestionError(f"An interval holds a share between 0 and 1, not {share!r}.")
        if not self.drawn.size:
            return float("nan"), float("nan")
        with np.errstate(invalid="ignore"):  # infinite draws
            low, high = np.quantile(self.drawn, [(1 - share) / 2, (1 + share) / 2])
        return float(low), float(high)

    @public
    def shares(self, tolerance: float = FLOOR) -> Shares:
        """How many draws rise by more than `tolerance`, fall by more than it, or do neither."""
        rise = float((self.drawn > tolerance).mean())
        fall = float((self.drawn < -tolerance).mean())
        hold = float((abs(self.drawn) <= tolerance).mean())
        return Shares(rise, hold, fall)

    def __str__(self) -> str:
        low, high = self.interval()
        return f"{signed(self.median)} [{signed(low)}, {signed(high)}]"
