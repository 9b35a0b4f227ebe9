"""Tables of the `RankedNode` mechanism: a truncated normal cut into intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.mechanisms.erfc import erfc
from causalnet.mechanisms.roots import increasing_root
from causalnet.mechanisms.slopes import Slope, predictor

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
    below = truncated_cdf(cuts.reshape((1,) * axis + cuts.shape), np.expand_dims(mean, axis), sigma)
    zero = np.zeros((*below.shape[:axis], 1, *below.shape[axis + 1 :]))
    table = np.diff(np.concatenate([zero, below, zero + 1], axis=axis), axis=axis)
    # A very wide normal has few digits left to tell neighbouring cut-points apart.
    return np.asarray(np.maximum(table, 0.0))


def calibrated_cuts(mean: Array, sigma: Array, weights: Array, target: Array) -> Array:
    """The cut-points under which the marginal is `target`.

    Parameters
    ----------
    mean, weights : ndarray, shape (combinations, parameters…)
    sigma : ndarray, shape of the parameters
    target : ndarray, shape (k, parameters…) or one that broadcasts to it
        The declared baseline, without zeros.

    Returns
    -------
    ndarray, shape (k − 1, parameters…)
    """
    wanted = np.cumsum(target / target.sum(axis=0), axis=0)[:-1]
    p = weights[:, None]

    def gap(cuts: Array) -> tuple[Array, Array]:
        below = truncated_cdf(cuts[None], mean[:, None], sigma)
        density = truncated_density(cuts[None], mean[:, None], sigma)
        return (p * below).sum(axis=0) - wanted, (p * density).sum(axis=0)

    shape = np.broadcast_shapes(wanted.shape, (1, *mean.shape[1:]))
    return increasing_root(gap, np.zeros(shape), np.ones(shape))


def truncated_cdf(x: Array, mean: Array, sigma: Array) -> Array:
    """P(Y* ≤ x) of a normal truncated to [0, 1].

    It is taken from the tail on the mean's own side, where differences keep their digits.
    """
    flipped = mean > 0.5
    centre = np.where(flipped, 1 - mean, mean)
    at = np.where(flipped, 1 - x, x)
    top, bottom = _tail(-centre / sigma), _tail((1 - centre) / sigma)
    whole = top - bottom
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(whole > 0, (top - _tail((at - centre) / sigma)) / whole, 1.0)
    return np.asarray(np.clip(np.where(flipped, 1 - share, share), 0.0, 1.0))


def truncated_density(x: Array, mean: Array, sigma: Array) -> Array:
    """The density that goes with `truncated_cdf`."""
    flipped = mean > 0.5
    centre = np.where(flipped, 1 - mean, mean)
    at = np.where(flipped, 1 - x, x)
    whole = _tail(-centre / sigma) - _tail((1 - centre) / sigma)
    bell = np.exp(-0.5 * ((at - centre) / sigma) ** 2) / (sigma * math.sqrt(2 * math.pi))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(whole > 0, bell / whole, 0.0))


def truncated_slopes(x: Array, mean: Array, sigma: Array) -> tuple[Array, Array, Array]:
    """The slopes of `truncated_cdf` by x, by the mean and by σ."""
    share = truncated_cdf(x, mean, sigma)
    at, low, high = [(edge - mean) / sigma for edge in (x, np.zeros_like(mean), np.ones_like(mean))]
    density = [truncated_density(edge, mean, sigma) for edge in (x, 0.0 * x, 0.0 * x + 1.0)]
    by_mean = -(density[0] - density[1]) + share * (density[2] - density[1])
    by_sigma = -(at * density[0] - low * density[1]) + share * (
        high * density[2] - low * density[1]
    )
    return density[0], by_mean, by_sigma


def _tail(z: Array) -> Array:
    """P(Z > z) of a standard normal."""
    return np.asarray(0.5 * erfc(np.asarray(z) / math.sqrt(2)))
