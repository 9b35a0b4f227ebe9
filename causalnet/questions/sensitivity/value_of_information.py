"""The value of knowing: what settling a judgement would be worth for a choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed

__all__ = ["Worth", "noise_level", "value_of_everything", "value_of_knowing"]

Array = NDArray[np.float64]

# Knots of the spline, at these quantiles; simulations for its standard error; shuffles for the noise.
KNOTS = np.array([0.05, 0.275, 0.5, 0.725, 0.95])
SIMULATED = 200
SHUFFLES = 100
# Fitted numbers that are held at a time: they stay in the processor's cache.
AT_A_TIME = 2**16


@printed
class Worth(NamedTuple):
    """A value of knowing and its standard error, in units of the payoff."""

    value: float
    error: float

    def stands_out(self, noise: float) -> bool:
        """Whether it is above a level of noise, and above twice its own standard error."""
        return self.value > max(noise, 2 * self.error)


def value_of_everything(payoffs: Array) -> Worth:
    """EVPI: what it would be worth to know all that the draws differ in before one chooses.

    Parameters
    ----------
    payoffs : ndarray, shape (draws, choices)

    References
    ----------
    H. Raiffa and R. Schlaifer (1961), *Applied Statistical Decision Theory*, section 4.5.
    """
    best = int(payoffs.mean(axis=0).argmax())
    gain = payoffs.max(axis=1) - payoffs[:, best]
    return Worth(float(gain.mean()), float(gain.std() / np.sqrt(len(gain))))


def value_of_knowing(payoffs: Array, known: Array, seed: int = 0) -> Worth:
    r"""EVPPI: what it would be worth to know one number, or several, before one chooses.

    .. math::

        \mathrm{E}_x\,\max_d\,\mathrm{E}[U_d \mid x] - \max_d\,\mathrm{E}[U_d]

    The inner mean is a regression of what each choice pays beyond the best on the number: a natural cubic
    spline with five knots, and a step of its own at zero where the number has mass there. The splines of several
    numbers add. Its error is the spread of the value over coefficients drawn from their joint distribution.

    Parameters
    ----------
    payoffs : ndarray, shape (draws, choices)
    known : ndarray, shape (draws,) or (numbers, draws)
        What is known, drawn together with the payoffs.
    seed : int
        For the standard error.

    Returns
    -------
    Worth

    References
    ----------
    M. Strong, J. E. Oakley and A. Brennan (2014), "Estimating multiparameter partial expected value of
    perfect information from a probabilistic sensitivity analysis sample: a nonparametric regression
    approach", *Medical Decision Making* 34(3), sections 3 and 4.

    Examples
    --------
    >>> x = np.random.default_rng(0).normal(size=4000)
    >>> found = value_of_knowing(np.stack([0 * x, x], axis=1), x)
    >>> bool(abs(found.value - 0.3989) < 3 * 0.01)
    True
    """
    extra, basis = _beyond_best(payoffs), _basis(known)
    if extra.shape[1] < 2 or basis.shape[1] < 2:
        return Worth(0.0, 0.0)
    inverse = np.asarray(np.linalg.pinv(basis.T @ basis), dtype=np.float64)
    coefficients = inverse @ basis.T @ extra
    fitted = basis @ coefficients
    left = extra - fitted
    freedom = max(len(basis) - basis.shape[1], 1)
    noise = left.T @ left / freedom
    rng = np.random.default_rng(seed)
    ways = _root(inverse), _root(noise)
    standard = rng.standard_normal((SIMULATED, *coefficients.shape))
    simulated = coefficients + ways[0] @ standard @ ways[1].T
    values = _values(basis, simulated.transpose(2, 1, 0))
    # The error from sampling the number itself: the value is a mean over the draws.
    gains = fitted.max(axis=1) - fitted[:, fitted.mean(axis=0).argmax()]
    error = np.hypot(np.std(values), gains.std() / np.sqrt(len(gains)))
    return Worth(max(_value(fitted), 0.0), float(error))


def noise_level(
    payoffs: Array, known: Iterable[Array], seed: int = 0, share: float = 0.95
) -> float:
    """The apparent worth of the most valuable of several numbers that are unrelated to the payoffs.

    The payoffs are shuffled over the draws, and the greatest value of knowing is taken, many times: its
    `share` quantile. So that one number among many is not called worth knowing by luck, all are held against
    the same level.

    Parameters
    ----------
    payoffs : ndarray, shape (draws, choices)
    known : sequence of ndarray, each of shape (draws,) or (numbers, draws)
    seed : int
        For the shuffles.
    share : float

    References
    ----------
    P. H. Westfall and S. S. Young (1993), *Resampling-Based Multiple Testing*, section 2.3 (the distribution
    of the extreme over all tests, by shuffling).
    """
    rng, extra = np.random.default_rng(seed), _beyond_best(payoffs)
    spans = [_span(basis) for basis in map(_basis, known) if basis.shape[1] > 1]
    if not spans:
        return 0.0
    shuffled = np.stack([rng.permutation(extra).T for _ in range(SHUFFLES)], axis=1)
    # One product for all numbers, cut up where the columns of each begin.
    coefficients = shuffled @ np.concatenate(spans, axis=1)
    starts = np.cumsum([span.shape[1] for span in spans])[:-1]
    parts = np.split(coefficients.transpose(0, 2, 1), starts, axis=1)
    greatest = np.max([_values(*both) for both in zip(spans, parts, strict=True)], axis=0)
    return max(float(np.quantile(greatest, share)), 0.0)


def _span(basis: Array) -> Array:
    """Orthonormal columns that span those of a basis."""
    left, values, _ = np.linalg.svd(basis, full_matrices=False)
    return np.asarray(left[:, values > values[0] * len(basis) * np.finfo(np.float64).eps])


def _beyond_best(payoffs: Array) -> Array:
    """The payoff of each choice less that of the best on average; the difference is less noisy."""
    best = int(payoffs.mean(axis=0).argmax())
    return np.asarray(payoffs - payoffs[:, best : best + 1])


def _value(fitted: Array) -> float:
    return float(fitted.max(axis=1).mean() - fitted.mean(axis=0).max())


def _values(basis: Array, coefficients: Array) -> Array:
    """`_value` of what a basis fits, for many coefficients at once, shape (choices, columns, times)."""
    found = []
    each = max(1, AT_A_TIME // len(basis))
    contending = coefficients[_contending(basis, coefficients)]
    for start in range(0, coefficients.shape[2], each):
        first, *others = contending[..., start : start + each]
        best = basis @ first
        for other in others:
            np.maximum(best, basis @ other, out=best)
        found.append(best.mean(axis=0))
    return np.asarray(np.concatenate(found) - (basis.mean(axis=0) @ coefficients).max(axis=0))


def _contending(basis: Array, coefficients: Array) -> NDArray[np.bool_]:
    """The choices of which it is not plain that one and the same other pays more, in all draws at any time.

    By the inequality of Cauchy and Schwarz, what is fitted lies within a multiple of its standard deviation of its mean.
    """
    middle = basis.mean(axis=0)
    gram = (basis - middle).T @ (basis - middle)
    leverage = (basis - middle) @ np.linalg.pinv(gram, hermitian=True) * (basis - middle)
    width = (gram @ coefficients * coefficients).sum(axis=1)
    reach = np.sqrt(leverage.sum(axis=1).max() * np.maximum(width, 0.0))
    mean = middle @ coefficients
    return np.asarray((mean + reach >= (mean - reach).max(axis=0)).any(axis=1))


def _basis(known: Array) -> Array:
    """The columns of one number, or of several, whose constant is in there once."""
    first, *more = map(_spline, np.atleast_2d(known))
    return np.concatenate([first, *(columns[:, 1:] for columns in more)], axis=1)


def _spline(known: Array) -> Array:
    """A natural cubic spline of a number, with a step at zero if many draws are there."""
    zero = known == 0
    columns = [np.ones(len(known))]
    if zero.any() and not zero.all():
        columns.append(zero.astype(np.float64))
    moving = known[~zero]
    if not moving.size or moving.min() == moving.max():
        return np.stack(columns, axis=1)
    knots = np.unique(np.quantile(moving, KNOTS))
    scale = (knots[-1] - knots[0]) or 1.0
    at = np.where(zero, 0.0, (known - knots[0]) / scale)
    columns.append(np.where(zero, 0.0, at))
    places = (knots - knots[0]) / scale
    last = places[-1]

    def bend(knot: float) -> Array:
        return np.asarray(np.maximum(at - knot, 0) ** 3 - np.maximum(at - last, 0) ** 3)

    if len(places) > 2:
        final = bend(places[-2]) / (last - places[-2])
        columns += [np.where(zero, 0.0, bend(knot) / (last - knot) - final) for knot in places[:-2]]
    return np.stack(columns, axis=1)


def _root(matrix: Array) -> Array:
    """A square root of a symmetric matrix without negative directions."""
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))
