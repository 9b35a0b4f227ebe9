"""Tables of the `RankedNode` mechanism: a truncated normal cut into intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.contributions import Slope, predictor
from causalnet.compilation.mechanisms.erfc import log_tail
from causalnet.compilation.mechanisms.ordinal import tails
from causalnet.compilation.mechanisms.root_finding import Reading, increasing_root, log_odds_gap

__all__ = [
    "calibrated_cuts",
    "equidistant_cuts",
    "ranked_mass",
    "ranked_mean",
    "ranked_table",
    "truncated_slopes",
]

Array = NDArray[np.float64]

# Past this spread on the unit interval the truncated normal is flat to the last digit.
WIDEST = 1e4
# Cut-points of a state that is all but impossible may meet; its share of each row still has the right
# proportions with any small distance between them.
NARROWEST = 1e-150
# The logarithm of the largest density that is a number.
LARGEST = 700.0
# Gauss and Legendre's rule with five points.
NODES, WEIGHTS = np.polynomial.legendre.leggauss(5)


def ranked_mean(slopes: Sequence[Slope], variance: float | None) -> tuple[Array, Array]:
    """μ(s) for every combination of states, and σ.

    References
    ----------
    N. E. Fenton, M. Neil and J. G. Caballero (2007), *IEEE TKDE* 19(10), section 4 (weighted mean).
    """
    safe, _ = ranked_mass(slopes)
    units = [slope.weight / safe for slope in slopes]
    matched = math.pi / (math.sqrt(3) * safe)
    sigma = matched if variance is None else np.full_like(matched, math.sqrt(variance))
    return 0.5 + predictor(slopes, units), sigma


def ranked_mass(slopes: Sequence[Slope]) -> tuple[Array, Array]:
    """Σ (states · |weight|), kept above zero; and where it is larger than that, as zeros and ones."""
    mass = np.asarray(sum(slope.states * abs(slope.weight) for slope in slopes))
    least = math.pi / (math.sqrt(3) * WIDEST)
    return np.maximum(mass, least), np.asarray(mass > least, dtype=np.float64)


def equidistant_cuts(states: int) -> Array:
    """Cut-points that divide the unit interval evenly."""
    return np.arange(1, states) / states


def ranked_table(mean: Array, sigma: Array, cuts: Array, axis: int) -> Array:
    """P(Y = j | s): the mass of the truncated normal between neighbouring cut-points.

    Parameters
    ----------
    mean : ndarray, shape (states of each cause…, parameters…)
    sigma : ndarray, shape of the parameters
    cuts : ndarray, shape (k − 1, parameters…)
        Increasing along its first axis, within (0, 1).
    axis : int
        How many causes there are: where the axis of the states goes.
    """
    ends = np.zeros((1, *cuts.shape[1:]))
    edges = np.concatenate([ends, cuts, ends + 1]).reshape((1,) * axis + (-1, *cuts.shape[1:]))
    below, above = (np.delete(edges, at, axis=axis) for at in (-1, 0))
    middle = np.expand_dims(mean, axis)
    whole = log_mass(np.zeros(()), np.ones(()), middle, sigma)
    return np.asarray(np.exp(log_mass(below, above, middle, sigma) - whole))


def calibrated_cuts(mean: Array, sigma: Array, weights: Array, target: Array) -> Array:
    """The cut-points under which the marginal is `target`.

    Parameters
    ----------
    mean, weights : ndarray, shape (combinations, parameters…)
    sigma : ndarray, shape of the parameters
    target : ndarray, shape (k, parameters…) or one that broadcasts to it
        The declared baseline.

    Returns
    -------
    ndarray, shape (k − 1, parameters…)
    """
    wanted = tails(target)[::-1]

    centre = mean[:, None]
    whole = log_mass(np.zeros(()), np.ones(()), centre, sigma)

    def gap(cuts: Array) -> Reading:
        x = cuts[None]
        log_below, log_above = log_mass(
            np.stack([0 * x, x]), np.stack([x, 0 * x + 1]), centre[None], sigma
        )
        below, above = _share(log_below, whole), _share(log_above, whole)
        density = _density(x, centre, sigma, whole)
        return log_odds_gap(weights[:, None], below, above, density, wanted)

    # A normal with the mean and the spread of the whole mixture has its quantiles near those sought.
    p = weights / weights.sum(axis=0)
    middle = (p * np.clip(mean, 0, 1)).sum(axis=0)
    spread = np.sqrt((p * (np.clip(mean, 0, 1) - middle) ** 2).sum(axis=0) + sigma**2)
    start = middle + np.minimum(spread, 0.3) * np.log(wanted[0] / wanted[1]) / 1.7
    shape = np.broadcast_shapes(wanted.shape[1:], (1, *mean.shape[1:]))
    return increasing_root(gap, np.zeros(shape), np.ones(shape), np.broadcast_to(start, shape))


def truncated_cdf(x: Array, mean: Array, sigma: Array) -> Array:
    """P(Y* ≤ x) of a normal truncated to [0, 1], to its last digits."""
    whole = log_mass(np.zeros(()), np.ones(()), mean, sigma)
    return _share(log_mass(np.zeros(()), x, mean, sigma), whole)


def _share(part: Array, whole: Array) -> Array:
    return np.asarray(np.exp(np.minimum(part - whole, 0.0)))


def _density(x: Array, mean: Array, sigma: Array, whole: Array) -> Array:
    bell = -0.5 * ((x - mean) / sigma) ** 2 - np.log(sigma * math.sqrt(2 * math.pi))
    return np.asarray(np.exp(np.minimum(bell - whole, LARGEST)))


def log_mass(low: Array, high: Array, mean: Array, sigma: Array) -> Array:
    """The logarithm of a normal's mass between two points, to its last digits.

    It is a difference of tails on the points' own side of the mean. Where they are so near that the
    difference would have no digits, it is the mean density between them by Gauss and Legendre's rule.
    """
    width = np.maximum(high - low, NARROWEST) / sigma
    a, b = (low - mean) / sigma, (high - mean) / sigma
    turned = a + b < 0
    near, far = np.where(turned, -b, a), np.where(turned, -a, b)
    near, far, width = np.broadcast_arrays(near, far, width)
    narrow = width * (1 + far) < 0.5
    log = np.empty(near.shape)
    wide = ~narrow
    top, bottom = log_tail(np.stack([near[wide], far[wide]]))
    log[wide] = top + np.log1p(-np.exp(bottom - top))
    middle, h = (near[narrow] + far[narrow]) / 2, width[narrow]
    offsets = np.multiply.outer(NODES / 2, h)
    density = np.tensordot(WEIGHTS / 2, np.exp(-offsets * (middle + offsets / 2)), 1)
    log[narrow] = np.log(h) + np.log(density) - middle**2 / 2 - 0.5 * math.log(2 * math.pi)
    return log


def truncated_slopes(x: Array, mean: Array, sigma: Array) -> tuple[Array, Array, Array]:
    """The slopes of `truncated_cdf` by x, by the mean and by σ."""
    whole = log_mass(np.zeros(()), np.ones(()), mean, sigma)
    below = _share(log_mass(np.zeros(()), x, mean, sigma), whole)
    above = _share(log_mass(x, np.ones(()), mean, sigma), whole)
    edges = x, 0.0 * x, 0.0 * x + 1.0
    at, low, high = (_density(edge, mean, sigma, whole) for edge in edges)
    # Every term is small where one side is, so that small slopes keep their digits.
    by_mean = -at + above * low + below * high
    z = [(edge - mean) / sigma for edge in edges]
    by_sigma = -z[0] * at + above * z[1] * low + below * z[2] * high
    return at, by_mean, by_sigma
