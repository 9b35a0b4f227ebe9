"""Tables from mechanisms and slopes, calibrated where a baseline is declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget, aligned
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.effect_matching import effects_of_causes
from causalnet.compilation.mechanisms.ordinal import OrdinalCPT
from causalnet.compilation.mechanisms.protocol import ParametricCPT

__all__ = ["carried_table", "conditional_table"]

Array = NDArray[np.float64]


def conditional_table(
    cpt: ParametricCPT, slopes: Sequence[Slope], target: CalibrationTarget
) -> Array:
    """P(Y = j | s), meeting the declared baseline.

    Returns
    -------
    ndarray, shape (states of each cause…, k, parameters…)

    Raises
    ------
    CalibrationError
        If the mechanism cannot meet it.
    """
    slopes, target = aligned(slopes, target)
    if target.states == 1:
        return _certain(target, len(slopes))
    return cpt.table(_own_slopes(cpt, slopes, target), target)


def carried_table(
    cpt: ParametricCPT,
    slopes: Sequence[Slope],
    more: Sequence[Slope],
    target: CalibrationTarget,
) -> Array:
    """The table with further causes, under the thresholds (cut-points, leak) calibrated without them.

    Parameters
    ----------
    slopes, target
        As for `conditional_table`: those with which the mechanism is calibrated.
    more : sequence of Slope
        Further causes, whose axes come after those of `slopes`.
    """
    count, shape = len(slopes), [s.states for s in more]
    joint = target.weights
    lead = joint.reshape((*joint.shape[:count], *(1 for _ in shape), *joint.shape[count:]))
    even = np.ones(shape) / np.prod(shape, dtype=float)
    even = even.reshape((1,) * count + tuple(shape) + (1,) * (joint.ndim - count))
    every, wide = aligned([*slopes, *more], replace(target, weights=lead * even))
    if target.states == 1:
        return _certain(wide, len(every))
    if slopes and cpt.like_ordinal:
        every[:count] = _own_slopes(cpt, *aligned(slopes, target))
    # Calibrated with the further causes at a strength of zero, which leaves everything else as it was.
    still = [*every[:count], *(s.times(0.0) for s in every[count:])]
    return cpt.table(still, wide, every)


def _own_slopes(
    cpt: ParametricCPT, slopes: Sequence[Slope], target: CalibrationTarget
) -> Sequence[Slope]:
    """The slopes as they are or, for a mechanism like an ordinal, those with an ordinal's effects."""
    if not cpt.like_ordinal:
        return slopes
    ordinal = OrdinalCPT().table(slopes, target)
    return cpt.matched(slopes, effects_of_causes(ordinal, target.weights, len(slopes)), target)


def _certain(target: CalibrationTarget, axes: int) -> Array:
    """The table of a variable with a single state."""
    shape = target.weights.shape
    return np.ones((*shape[:axes], 1, *shape[axes:]))
