r"""Roots of increasing functions, many at once, and the log-odds function that calibration solves.

Calibration solves :math:`\sum_s P(s) F_j(s; x) = B_j` for x. It does so in log-odds,
:math:`g(x) = \operatorname{logit} \sum_s P(s) F_j(s; x) - \operatorname{logit} B_j`, which is nearly linear where F is
logistic, so that Newton's steps converge fast, and which keeps the digits of small probabilities.

`scipy.optimize.newton` takes arrays but keeps no bracket, `brentq` takes one function at a time, and importing either
takes longer than a small model takes to compile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import CalibrationError

__all__ = ["Evaluation", "increasing_root", "log_odds_gap"]

Array = NDArray[np.float64]

# Rounds in which a Newton step may be taken; then the bracket is halved. After 72 halvings any bracket between
# numbers below 1e6 is narrower than the spacing of floating-point numbers, so the search always ends.
NEWTON, HALVINGS = 60, 72
# Two neighbouring floating-point numbers differ by about this share.
SPACING = 4e-16
# A step shorter than the spacing ends the search only where the value is as small as this: a function that is very
# steep has short steps far from its root too.
SMALL = 1e-9
# A value below this share of the probabilities that it is a difference of counts as zero: it is rounding.
PRECISE = 1e-13
# The same where all combinations of the causes are certain of one side. Joint distributions that were calibrated
# themselves have no more digits.
CERTAIN = 1e-13


class Evaluation(NamedTuple):
    """An increasing function at some points: its values, its slopes, and the rounding error of the values."""

    value: Array
    slope: Array
    blur: Array


def increasing_root(
    function: Callable[[Array], Evaluation], low: Array, high: Array, start: Array | None = None
) -> Array:
    """The roots of several increasing functions, by Newton steps kept in a bracket.

    A Newton step is taken only where it stays in the bracket and is at most half as long as the step
    before. Otherwise the bracket is halved. So the iteration cannot cycle.

    Parameters
    ----------
    function : callable
        From points to their `Evaluation`, elementwise.
    low, high : ndarray
        A bracket for each root: the values there are at most zero, and at least zero.
    start : ndarray, optional
        Where to look first. Default: the middle of the bracket.

    Returns
    -------
    ndarray
        The roots, of the shape of `low`, to the last digits that floating point gives.

    Raises
    ------
    CalibrationError
        Where a root is not found because the function is NaN.

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
        # A short step alone proves nothing: near a probability of zero the logarithm is steep, and any step short.
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
    r"""The log-odds of :math:`\sum_s P(s) F(s)` less those wanted.

    Probabilities above one half are summed as their complements, so that small tails keep their digits. They
    decide the root where some combinations of the causes are all but certain of one side, the others of the
    other, and these certain parts alone already sum to what is wanted.

    Parameters
    ----------
    weights : ndarray, shape (combinations, 1, parameters…)
        P(s).
    above, below : ndarray, shape (combinations, thresholds, parameters…)
        F(s) and 1 − F(s), each to its last digits.
    density : ndarray
        The slope of F(s) by the number sought.
    wanted : ndarray, shape (2, thresholds, parameters…)
        The target probability and its complement, each to its last digits.
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
    # Near the goal log1p of the relative gap keeps the digits of their difference, which a quotient would lose. Far
    # from it the gap has cancelled, and the sum itself has the digits.
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
