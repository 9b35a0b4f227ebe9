"""Shares of variance: how much of an answer's spread each uncertain input explains."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed

__all__ = ["VarianceShares", "mixed_values", "shares_of_values", "variance_shares"]

Array = NDArray[np.float64]

# A variance below this is rounding.
NO_VARIANCE = 1e-24


@printed
class VarianceShares(NamedTuple):
    """Sobol' indices of each input, with standard errors; shape (inputs,).

    Attributes
    ----------
    first, first_error : ndarray
        The share that settling this input alone would take away, on average.
    total, total_error : ndarray
        The share that would be left if all but this one were settled.
    variance : float
        Of the answer.
    left_out : int
        The number of pairs of draws without an answer in one of their mixtures.
    """

    first: Array
    first_error: Array
    total: Array
    total_error: Array
    variance: float
    left_out: int = 0


def variance_shares(function: Callable[[Array], Array], a: Array, b: Array) -> VarianceShares:
    r"""Sobol' indices by pick and freeze, from two independent samples of the inputs.

    With :math:`A_B^{(i)}` the sample A whose input i is taken from B,

    .. math::

        S_i = \frac{\mathrm{E}\,[f(B)\,(f(A_B^{(i)}) - f(A))]}{\mathrm{Var} f},\qquad
        T_i = \frac{\mathrm{E}\,[(f(A) - f(A_B^{(i)}))^2]}{2\,\mathrm{Var} f}.

    Values are centred first, which takes nothing away and steadies the first. A pair of draws in which an answer is NaN
    is left out. An input that alone varies has all of the variance by definition; nothing is estimated then.

    Parameters
    ----------
    function : callable
        From points, shape (inputs, n), to values, shape (n,).
    a, b : ndarray, shape (inputs, n)
        Inputs are independent of each other.

    Returns
    -------
    VarianceShares

    References
    ----------
    A. Saltelli et al. (2010), "Variance based sensitivity analysis of model output. Design and estimator
    for the total sensitivity index", *Computer Physics Communications* 181, table 2 (b) and (f).

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> a, b = rng.normal(size=(2, 2, 20_000))
    >>> variance_shares(lambda x: 3 * x[0] + x[1], a, b).first.round(1)
    array([0.9, 0.1])
    """
    return shares_of_values(mixed_values(function, a, b), (a != b).any(axis=1))


def mixed_values(function: Callable[[Array], Array], a: Array, b: Array) -> Array:
    """The values of f at A, at B, and at A with each input in turn from B; shape (2 + inputs, n).

    One call for each input, at all points of A: a function may share with f(A) what does not depend on that input. The
    columns do not depend on each other, so samples may be taken a piece at a time.
    """
    at_a = function(a)
    values = np.repeat(at_a[None], 2 + len(a), axis=0)
    values[1] = function(b)
    for i in np.flatnonzero((a != b).any(axis=1)):
        mixed = a.copy()
        mixed[i] = b[i]
        values[2 + i] = function(mixed)
    return values


def shares_of_values(values: Array, moving: NDArray[np.bool_]) -> VarianceShares:
    """Sobol' indices from `mixed_values`, and from which of the inputs vary."""
    met = ~np.isnan(values).any(axis=0)
    left_out, n = int((~met).sum()), int(met.sum())
    if not n:
        unknown = np.full(len(moving), np.nan)
        return VarianceShares(unknown, unknown, unknown, unknown, np.nan, left_out)
    values = values[:, met]
    centre, variance = float(values[:2].mean()), float(values[:2].var())
    nothing = np.zeros(len(moving))
    if variance < NO_VARIANCE:
        return VarianceShares(nothing, nothing, nothing, nothing, 0.0, left_out)
    if moving.sum() == 1:
        whole = moving.astype(np.float64)
        return VarianceShares(whole, nothing, whole, nothing, variance, left_out)
    change = values[2:] - values[0]
    first, total = (values[1] - centre) * change / variance, change**2 / (2 * variance)
    return VarianceShares(
        first.mean(axis=1),
        first.std(axis=1) / np.sqrt(n),
        total.mean(axis=1),
        total.std(axis=1) / np.sqrt(n),
        variance,
        left_out,
    )
