"""Roots of increasing functions, many at once, and the function that calibration asks them of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import CalibrationError

__all__ = ["Evaluation", "increasing_root", "log_odds_gap"]

Array = NDArray[np.float64]

# Rounds in which a Newton step may be taken; then the bracket is halved, and 72 halvings of any bracket
# between numbers below 1e6 leave it narrower than the spacing of floating-point numbers.
NEWTON, HALVINGS = 60, 72
# Two neighbouring floating-point numbers differ by about this share.
SPACING = 4e-16
# A step shorter than the spacing ends the search only where the value is as small as this.
SMALL = 1e-9
# A value is zero to this share of the probabilities that it is made of: their logarithms have no more digits.
PRECISE = 1e-13
# What probabilities may miss by where all combinations of the causes are certain. Joint distributions that
# were themselves calibrated have no more digits.
CERTAIN = 1e-13


class Evaluation(NamedTuple):
    """An increasing function at some points: its values, its slopes, and how far values may be off."""

    value: Array
    slope: Array
    blur: Array


def increasing_root(
    function: Callable[[Array], Evaluation], low: Array, high: Array, start: Array | None = None
) -> Array:
    """Where each of several increasing functions is zero, by Newton steps kept in a bracket.

    A Newton step is taken only where it stays in the bracket and is at most half as long as the step
    before. Otherwise the bracket is halved. So the steps cannot go round in a circle.

    Parameters
    ----------
    function : callable
        From points to their `Evaluation`, elementwise.
    low, high : ndarray
        A bracket for each root: values there are at most, and at least, zero.
    start : ndarray, optional
        Where to look first; by default the middle of the bracket.

    Returns
    -------
    ndarray
        The roots, of the shape of `low`, to the last digits that floating point gives.

    Raises
    ------
    CalibrationError
        Where a root is not found, as a function that is not a number has none.

    References
    ----------
    W. H. Press et al. (2007), *Numerical Recipes*, 3rd ed., section 9.4 (``rtsafe``).
    """
    low, high = low.copy(), high.copy()
    x = (low + high) / 2
    if start is not None:
        x = np.where((start > low) & (start < high), start, x)
    before = high - low
    met = np.zeros(x.shape, dtype=bool)
    for turn in range(NEWTON + HALVINGS):
        value, slope, blur = function(x)
        low = np.where(value <= 0, x, low)
        high = np.where(value >= 0, x, high)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            step = np.where(np.isfinite(slope), value / slope, np.inf)
        newton = x - step
        spacing = SPACING * np.maximum(1.0, abs(x))
        # Where a probability is next to nothing its logarithm is so steep that any step is short.
        still = (abs(step) <= spacing) & (abs(value) <= SMALL)
        short = (newton > low) & (newton < high) & (abs(step) <= before / 2)
        short &= abs(step) > spacing
        new = np.where(short & (turn < NEWTON), newton, (low + high) / 2)
        new = np.where(met | (abs(value) <= blur) | still, x, new)
        before = abs(new - x)
        met |= (before <= spacing) & ~np.isnan(value)
        x = new
        if met.all():
            return x
    raise CalibrationError(
        "The numbers that meet the baseline were not found: the probabilities that they depend on are "
        "not numbers.",
        variable="",
        nearest=(),
    )


def log_odds_gap(
    weights: Array, above: Array, below: Array, density: Array, wanted: Array
) -> Evaluation:
    r"""How far the log-odds of :math:`\sum_s P(s) F(s)` are from those wanted.

    Probabilities near one are summed as what they lack to it. So small tails keep their digits, also where
    some combinations of the causes are all but certain of either side and their certain part alone gives
    what is wanted: then the tails decide.

    Parameters
    ----------
    weights : ndarray, shape (combinations, 1, parameters…)
        P(s).
    above, below : ndarray, shape (combinations, thresholds, parameters…)
        F(s) and 1 − F(s), each to its own last digits.
    density : ndarray
        The slope of F(s) by the number sought.
    wanted : ndarray, shape (2, thresholds, parameters…)
        The probability wanted, and what it lacks to one, each to its own last digits.
    """
    p = weights / weights.sum(axis=0)
    aim, rest = wanted
    least = np.minimum(aim, rest)
    likely = above > 0.5
    over, under = p * above, p * below
    sure = np.where(likely, p, 0.0).sum(axis=0)
    unsure = np.where(likely, 0.0, p).sum(axis=0)
    up = np.where(likely, 0.0, over).sum(axis=0)
    down = np.where(likely, under, 0.0).sum(axis=0)
    base = np.where(aim <= rest, sure - aim, rest - unsure)
    base = np.where(abs(base) <= CERTAIN * least, 0.0, base)
    gap = base + up - down
    # Far from what is wanted either probability by itself has its digits; near it, what lies between them.
    short, long = gap < -aim / 2, gap > rest / 2
    mean, other = aim + gap, rest - gap
    if short.any():
        mean = np.where(short, over.sum(axis=0), mean)
    if long.any():
        other = np.where(long, under.sum(axis=0), other)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        first = np.where(short, np.log(mean / aim), np.log1p(np.maximum(gap / aim, -0.75)))
        last = np.where(long, np.log(other / rest), np.log1p(np.maximum(-gap / rest, -0.75)))
        scale = 1 / mean + 1 / other
        slope = (p * density).sum(axis=0) * scale
        noise = (np.where(base == 0, 0.0, least) + up + down) * scale
    return Evaluation(first - last, slope, np.where(short | long, 0.0, PRECISE * noise))
