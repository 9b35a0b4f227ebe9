r"""Proved bounds on a contrast by interval branch and bound: no strengths within the stated ranges exceed them.

To maximise f over a box X, keep a list of boxes that cover X, each with an upper bound :math:`\overline f(B)` from its
enclosure, and the best value attained, f*. Boxes with :math:`\overline f(B) \le f^* + \varepsilon` are done; others are
shrunk or halved. At any time :math:`\max_X f \le \max_B \overline f(B)` over all boxes, done or not.

`scipy.optimize.direct` and `shgo` search globally too, but prove nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.errors import CalibrationError
from causalnet.questions.bounds.contrast_enclosure import Enclosing
from causalnet.questions.bounds.obstacle import obstacle
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.contrast.static import StaticContrast

__all__ = ["Proof", "proved_range"]

Array = NDArray[np.float64]

# Boxes enclosed at a time: enclosing many in one call costs little more than enclosing one.
BOXES_PER_BATCH = 128
# Most boxes for each end. Past them the bounds stand where they are, which is further out but still proved.
MOST_BOXES = 32_000
# How far a bound may lie beyond what is attained. The number of boxes grows steeply as this shrinks.
BOUND_SLACK = 0.01
# Ends of intervals are not rounded outwards; this exceeds what a few thousand operations can lose.
ALLOWANCE = 1e-9


@printed
@dataclass(frozen=True, slots=True)
class Proof:
    """Proved bounds on the contrast, baselines held.

    Attributes
    ----------
    low, high : float
        NaN where nothing was proved.
    inner : tuple of float
        The least and the greatest contrast attained on the way.
    boxes : int
        The number of boxes enclosed.
    reason : str
        Why nothing was proved; empty where it was.
    """

    low: float
    high: float
    inner: tuple[float, float]
    boxes: int
    reason: str = ""


def proved_range(
    contrast: Contrast,
    *,
    attained: tuple[float, float] | None = None,
    tolerance: float = BOUND_SLACK,
    budget: int = MOST_BOXES,
) -> Proof:
    """Least and greatest contrast over the box of the free numbers, proved from outside.

    Interval branch and bound. Over a box the contrast and its derivatives are enclosed. Where the sign of a
    derivative is proved over the whole box, the greatest contrast lies at one end of its number, which is fixed
    there. A box whose bound exceeds what was attained by no more than the tolerance is done. Any other is halved
    along the number that can move the contrast most. The contrast itself is enclosed, since the difference of
    two enclosed arms would forget that both have the same strengths.

    Parameters
    ----------
    contrast : Contrast
    attained : tuple of float, optional
        A least and a greatest contrast that are known to be attained, so that more boxes are done at once.
    tolerance : float
        The largest distance of a bound beyond what was attained.
    budget : int
        The most boxes for each end. Past them the bounds are further out, but proved all the same.

    Returns
    -------
    Proof

    References
    ----------
    E. Hansen and G. W. Walster (2003), *Global Optimization Using Interval Analysis*, 2nd ed., chapter 12
    (branch and bound with the monotonicity test).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> rises = StaticContrast.of(lawn, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    >>> proof = proved_range(rises)
    >>> round(proof.low, 3), round(proof.high, 3)
    (0.14, 0.613)
    """
    coordinates = Coordinates(contrast.model, elicited_numbers(contrast))
    why = obstacle(contrast, coordinates)
    nothing = float("nan")
    if not why and not any(n.free for n in coordinates.numbers):
        value = contrast(coordinates.ensemble(coordinates.central[:, None])).value
        return Proof(value, value, (value, value), 0)
    if why or not isinstance(contrast, StaticContrast):
        return Proof(nothing, nothing, (nothing, nothing), 0, why)
    low, high = coordinates.box
    free = np.flatnonzero(low < high)
    enclosing = Enclosing(contrast, coordinates, free)
    known = (-np.inf, -np.inf) if attained is None else (-attained[0], attained[1])
    try:
        ends = [
            _bounded(enclosing, low[free], high[free], goal, best, tolerance, budget)
            for goal, best in zip((-1.0, 1.0), known, strict=True)
        ]
    except CalibrationError as error:
        return Proof(nothing, nothing, (nothing, nothing), 0, str(error))
    (least, inner_low, n), (greatest, inner_high, m) = ends
    return Proof(-least - ALLOWANCE, greatest + ALLOWANCE, (-inner_low, inner_high), n + m)


def _bounded(
    enclosing: Enclosing,
    low: Array,
    high: Array,
    goal: float,
    best: float,
    tolerance: float,
    budget: int,
) -> tuple[float, float, int]:
    """The proved and the attained maximum of goal × contrast, and the number of boxes enclosed."""
    boxes = [(low, high, np.inf)]
    done, count = -np.inf, 0
    while boxes and count < budget:
        # Highest bounds first: the proved maximum is the highest of all, so no other box lowers it.
        boxes.sort(key=lambda box: box[2])
        now, boxes = boxes[-BOXES_PER_BATCH:], boxes[:-BOXES_PER_BATCH]
        count += len(now)
        lows, highs = (np.stack([box[end] for box in now], axis=1) for end in (0, 1))
        middle, value, slopes = enclosing(lows, highs)
        up, down = (slopes.high, slopes.low) if goal > 0 else (-slopes.low, -slopes.high)
        bound = value.high if goal > 0 else -value.low
        # The exact contrast in the middle of each box is attained.
        best = max(best, float((goal * middle).max(initial=-np.inf)))
        # Monotonicity test: increasing throughout, the maximum has the upper end; decreasing, the lower one.
        lows = np.where((down >= 0) & (up > 0), highs, lows)
        highs = np.where((up <= 0) & (down < 0), np.minimum(highs, lows), highs)
        reach = np.maximum(abs(up), abs(down)) * (highs - lows)
        for i, (old_low, old_high, _) in enumerate(now):
            if bound[i] <= best + tolerance or not (old_low < old_high).any():
                done = max(done, float(bound[i]))
                continue
            new_low, new_high = lows[:, i], highs[:, i]
            settled = (new_low > old_low).any() or (new_high < old_high).any()
            # Enclosed again before it is halved: with fewer free numbers the bound is tighter.
            if settled:
                boxes.append((new_low, new_high, float(bound[i])))
                continue
            at = int(reach[:, i].argmax())
            half = (new_low[at] + new_high[at]) / 2
            first, second = new_high.copy(), new_low.copy()
            first[at] = second[at] = half
            boxes += [(new_low, first, float(bound[i])), (second, new_high, float(bound[i]))]
    left = max((box[2] for box in boxes), default=-np.inf)
    return max(done, left, best), best, count
