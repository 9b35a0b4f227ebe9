"""How far a number of a model moved from its judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.model.judgements.judgement import Judgement

__all__ = ["LearnedShift", "shift_of"]

Array = NDArray[np.float64]

ENDS = (0.05, 0.95)


@printed
@dataclass(frozen=True, slots=True, eq=False)
class LearnedShift:
    """How far one number moved from its judgement.

    Attributes
    ----------
    name : str
        The influence or the modifier.
    judged : Judgement
    before, after : tuple of float
        The middle 90% of the draws, without those at zero; NaN where all are at zero.
    spread_left : float
        The standard deviation after the cases, as a share of that before; without the draws at zero. 1 where the size does
        not vary or all draws are at zero.
    moved : float
        The mean after less that before, in standard deviations of the judgement; without the draws at zero.
    there_before, there_after : float
        The probability that it is not zero by a mass at zero.
    """

    name: str
    judged: Judgement
    before: tuple[float, float]
    after: tuple[float, float]
    spread_left: float
    moved: float
    there_before: float
    there_after: float

    @property
    def size(self) -> float:
        """What it is ranked by: the divergence of a normal distribution after from that before, as far as it is there at all."""
        left = max(self.spread_left, 1e-6)
        return self.there_after * ((left**2 + self.moved**2 - 1) / 2 - float(np.log(left)))


class _Spread(NamedTuple):
    ends: tuple[float, float]
    mean: float
    deviation: float


def _spread(values: Array) -> _Spread:
    if not len(values):
        return _Spread((float("nan"), float("nan")), 0.0, 0.0)
    low, high = np.quantile(values, ENDS)
    # The standard deviation of equal numbers is zero up to rounding only.
    deviation = float(values.std()) if np.ptp(values) > 0 else 0.0
    return _Spread((float(low), float(high)), float(values.mean()), deviation)


def shift_of(name: str, judged: Judgement, before: Array, after: Array) -> LearnedShift:
    """How far a number moved, from its draws before and after."""
    sizes = [x[x != 0] if judged.presence < 1 else x for x in (before, after)]
    first, last = map(_spread, sizes)
    compared = len(sizes[1]) > 0 and first.deviation > 0
    return LearnedShift(
        name,
        judged,
        first.ends,
        last.ends,
        last.deviation / first.deviation if compared else 1.0,
        (last.mean - first.mean) / first.deviation if compared else 0.0,
        judged.presence,
        len(sizes[1]) / len(after),
    )
