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

__all__ = [
    "Evaluation",
    "LogisticGap",
    "increasing_root",
    "log_odds_gap",
    "logistic_roots",
    "plain_newton",
    "start_of",
]

Array = NDArray[np.float64]

# Rounds in which a Newton step may be taken; then the bracket is halved. After 72 halvings any bracket between
# numbers below 1e6 is narrower than the spacing of floating-point numbers, so the search always ends.
NEWTON, HALVINGS = 60, 72
# Two neighbouring floating-point numbers differ by about this share.
SPACING = 4e-16
# A step shorter than the spacing ends the search only where the value is as small as this: a function that is very
# steep has short steps far from its root too.
SMALL_STEP = 1e-9
# Plain Newton steps settle a root if both tails that are wanted are at least ORDINARY, so that a sum of probabilities
# and its complement have all the digits that matter, if the log-odds rise at least STEEP as fast as the number sought, and
# if a step is at most SETTLED long: it then leaves an error of less than the square of that, as a rule a twentieth of it.
# Most take three steps.
ORDINARY, STEEP, SETTLED = 1e-5, 0.1, 1e-6
PLAIN_STEPS = 8
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
    function: Callable[[Array], Evaluation],
    low: Array,
    high: Array,
    start: Array | None = None,
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
        The first point to try. Default: the middle of the bracket.

    Returns
    -------
    ndarray
        The roots, of the shape of `low`, to the last digits that floating point gives.

    Raises
    ------
    CalibrationError
        If a root is not found because the function is NaN.

    References
    ----------
    W. H. Press et al. (2007), *Numerical Recipes*, 3rd ed., section 9.4 (``rtsafe``).
    """
    low, high = low.copy(), high.copy()
    x = (low + high) / 2
    if start is not None:
        x = np.where((start >= low) & (start <= high), start, x)
    before = high - low
    met = np.zeros(x.shape, dtype=bool)
    for turn in range(NEWTON + HALVINGS):
        value, slope, blur = function(x)
        low = np.where(value <= 0, x, low)
        high = np.where(value >= 0, x, high)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            step = np.where(np.isfinite(slope), value / slope, np.inf)
        newton, length = x - step, abs(step)
        spacing = SPACING * np.maximum(1.0, abs(x))
        # A short step alone proves nothing: near a probability of zero the logarithm is steep, and any step short.
        still = (length <= spacing) & (abs(value) <= SMALL_STEP)
        short = (newton > low) & (newton < high) & (length <= before / 2) & (length > spacing)
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


def logistic_roots(eta: Array, weights: Array, wanted: Array) -> Array:
    r"""The x at which :math:`\sum_s P(s)\,\sigma(\eta(s) + x)` is what is wanted.

    Plain Newton steps take an array of sums and nothing else, and nearly always arrive. Where they do not, and where a
    tail that is wanted is so small that its digits need care, the roots are found in a bracket (`increasing_root`).

    Parameters
    ----------
    eta, weights : ndarray, shape (combinations, parameters…)
        η and P(s).
    wanted : ndarray, shape (2, thresholds, parameters…) or one that broadcasts to it
        The target probability and its complement, each to its last digits.

    Returns
    -------
    ndarray, shape (thresholds, parameters…)
    """
    odds = np.log(wanted[0]) - np.log(wanted[1])
    ordinary = np.minimum(*wanted) >= ORDINARY
    roots, settled = plain_newton(eta, weights / weights.sum(axis=0), odds)
    left = ~(settled & ordinary).all(axis=0)
    if left.all():
        return _bracketed(eta, weights, wanted)
    if left.any():
        wanted = np.broadcast_to(wanted, (2, *roots.shape))[..., left]
        roots[:, left] = _bracketed(eta[:, left], weights[:, left], wanted)
    return roots


def _bracketed(eta: Array, weights: Array, wanted: Array) -> Array:
    """The same roots, to the last digits that floating point gives."""
    odds = np.log(wanted[0]) - np.log(wanted[1])
    # With all of P(s) on the greatest η, or on the least, the root would be at the one end or the other.
    low, high = odds - eta.max(axis=0), odds - eta.min(axis=0)
    start = start_of(eta, weights / weights.sum(axis=0), odds)
    return increasing_root(LogisticGap(eta, weights, wanted), low, high, start)


def plain_newton(eta: Array, p: Array, odds: Array) -> tuple[Array, NDArray[np.bool_]]:
    r"""Roots by Newton's steps without a bracket, and which of them are known to have settled.

    With :math:`F = \sum_s P \sigma` the step is :math:`(\operatorname{logit} F - \operatorname{logit} B)\,
    F (1 - F) / \sum_s P \sigma (1 - \sigma)`.

    Parameters
    ----------
    eta, p : ndarray, shape (combinations, parameters…)
        η and P(s), normalised.
    odds : ndarray, shape (thresholds, parameters…) or one that broadcasts to it
        The log-odds that are wanted.
    """
    x = start_of(eta, p, odds)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        # One exponential for each η, and not for each η in each step.
        against = np.exp(-eta)[:, None]
        # Filled in place in each step: allocating takes longer than the arithmetic.
        likely = np.empty((len(eta), *x.shape))
        for _ in range(PLAIN_STEPS):
            np.multiply(against, np.exp(-x), out=likely)
            likely += 1.0
            np.reciprocal(likely, out=likely)
            mean = np.einsum("c...,cj...->j...", p, likely)
            square = np.einsum("c...,cj...,cj...->j...", p, likely, likely)
            rest = 1 - mean
            slope = (mean - square) / (mean * rest)
            step = (np.log(mean / rest) - odds) / slope
            x = x - step
            length = abs(step)
            # What is not a number does not become one.
            if not (length > SETTLED).any():
                break
    return x, (length <= SETTLED) & (slope >= STEEP)


def start_of(eta: Array, p: Array, odds: Array) -> Array:
    r"""Near the root, by :math:`E\,\sigma(\eta + x) \approx \sigma\bigl((E\eta + x) / \sqrt{1 + \pi V\eta / 8}\bigr)`.

    References
    ----------
    D. J. C. MacKay (1992), "The evidence framework applied to classification networks", *Neural Computation* 4(5).
    """
    mean = np.einsum("c...,c...->...", p, eta)
    spread = np.einsum("c...,c...,c...->...", p, eta, eta) - mean**2
    return np.asarray(odds * np.sqrt(1 + np.pi * np.maximum(spread, 0.0) / 8) - mean)


def log_odds_gap(
    weights: Array, above: Array, below: Array, density: Array, wanted: Array
) -> Evaluation:
    r"""The log-odds of :math:`\sum_s P(s) F(s)` less those wanted, for any F.

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
    likely = above > 0.5
    over, under = p * above, p * below
    sure = np.where(likely, p, 0.0).sum(axis=0)
    unsure = np.where(likely, 0.0, p).sum(axis=0)
    up = np.where(likely, 0.0, over).sum(axis=0)
    down = np.where(likely, under, 0.0).sum(axis=0)
    base = np.where(aim <= rest, sure - aim, rest - unsure)
    return _log_odds(
        base,
        up - down,
        up + down,
        (p * density).sum(axis=0),
        lambda: (over.sum(axis=0), under.sum(axis=0)),
        wanted,
    )


class LogisticGap:
    r"""The log-odds of :math:`\sum_s P(s)\,\sigma(\eta(s) + x)` less those wanted, as a function of x.

    As `log_odds_gap`, for a logistic F. Let :math:`m = \min(\sigma, 1 - \sigma) = 1 / (1 + e^{|\eta + x|})`, and
    :math:`q(s) = 1` where :math:`\sigma > 1/2` if at most half is wanted, and where it is not if more is wanted. Then

    .. math::

        \sum_s P \sigma - B = \pm\Bigl(\sum_s P q - \min(B, 1 - B)\Bigr) \pm \sum_s P m\,(1 - 2 q), \qquad
        \frac{d}{dx} \sum_s P \sigma = \sum_s P m - \sum_s P m^2.

    All are sums of one array, which is filled in place: allocating takes longer than the arithmetic.

    Parameters
    ----------
    eta, weights : ndarray, shape (combinations, parameters…)
        η and P(s).
    wanted : ndarray, shape (2, thresholds, parameters…)
        B and 1 − B, each to its last digits.
    """

    def __init__(self, eta: Array, weights: Array, wanted: Array) -> None:
        self._eta = eta[:, None]
        self._p = weights / weights.sum(axis=0)
        self._wanted = wanted
        self._least = wanted.min(axis=0)
        # Of the two sums the smaller one is taken from what is wanted, which keeps its digits.
        self._flipped = wanted[0] > wanted[1]
        self._side = np.where(self._flipped, -1.0, 1.0)

    def __call__(self, x: Array) -> Evaluation:
        """Its values, slopes and rounding errors, all of the shape of x, (thresholds, parameters…)."""
        small = self._eta + x
        chosen = ((small > 0) != self._flipped).astype(np.float64)
        np.abs(small, out=small)
        with np.errstate(over="ignore"):
            np.exp(small, out=small)
        small += 1.0
        np.reciprocal(small, out=small)
        total, part = self._sum(small), self._sum(small, chosen)
        base = self._side * (self._sum(chosen) - self._least)
        return _log_odds(
            base,
            self._side * (total - 2 * part),
            total,
            total - self._sum(small, small),
            lambda: self._both(small, chosen),
            self._wanted,
        )

    def _sum(self, *factors: Array) -> Array:
        """The mean over the combinations of a product."""
        axes = ",".join(["c..."] + ["cj..."] * len(factors))
        return np.asarray(np.einsum(f"{axes}->j...", self._p, *factors))

    def _both(self, small: Array, chosen: Array) -> tuple[Array, Array]:
        """P(Y ≥ j) and P(Y < j), each summed from numbers with all their digits."""
        large = np.where((chosen > 0) != self._flipped, 1 - small, small)
        return self._sum(large), self._sum(np.where(large == small, 1 - small, small))


def _log_odds(
    base: Array,
    change: Array,
    total: Array,
    slope: Array,
    sums: Callable[[], tuple[Array, Array]],
    wanted: Array,
) -> Evaluation:
    """The difference in log-odds, its slope and rounding error.

    Parameters
    ----------
    base : ndarray
        What the combinations that are likely on one side have in all, less what is wanted of that side.
    change, total : ndarray
        The small probabilities beside them, with their signs, and without.
    slope : ndarray
        The slope of the sum itself.
    sums : callable
        The sum and its complement, for where they are far from what is wanted.
    wanted : ndarray, shape (2, …)
    """
    aim, rest = wanted
    least = np.minimum(aim, rest)
    base = np.where(abs(base) <= CERTAIN * least, 0.0, base)
    gap = base + change
    # Near the goal log1p of the relative gap keeps the digits of their difference, which a quotient would lose. Far
    # from it the gap has cancelled, and the sum itself has the digits.
    short, long = gap < -aim / 2, gap > rest / 2
    far = short | long
    mean, other = aim + gap, rest - gap
    if not far.any():
        scale = 1 / mean + 1 / other
        noise = PRECISE * ((np.where(base == 0, 0.0, least) + total) * scale)
        return Evaluation(np.log1p(gap / aim) - np.log1p(-gap / rest), slope * scale, noise)
    over, under = sums()
    mean, other = np.where(short, over, mean), np.where(long, under, other)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        first = np.where(short, np.log(mean / aim), np.log1p(np.maximum(gap / aim, -0.75)))
        last = np.where(long, np.log(other / rest), np.log1p(np.maximum(-gap / rest, -0.75)))
        scale = 1 / mean + 1 / other
        # Where the sum underflows, the scale is infinite and the slope of the logarithm unknown.
        steepness = slope * scale
        noise = (np.where(base == 0, 0.0, least) + total) * scale
    return Evaluation(first - last, steepness, np.where(far, 0.0, PRECISE * noise))
