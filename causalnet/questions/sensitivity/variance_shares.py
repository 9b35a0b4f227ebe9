"""Shares of variance: how much of an answer's spread each uncertain input explains."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed

__all__ = ["VarianceShares", "variance_shares"]

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
    inputs, n = a.shape
    values = function(np.concatenate([a, b], axis=1)).reshape(2, n)
    nothing, unmet = np.zeros(inputs), int(np.isnan(values).any(axis=0).sum())
    if unmet < n and np.nanvar(values) < NO_VARIANCE:
        return VarianceShares(nothing, nothing, nothing, nothing, 0.0, unmet)
    moving = np.flatnonzero((a != b).any(axis=1))
    # Points that differ in one input stand side by side: a function may share what does not depend on it.
    mixed = np.repeat(a[:, :, None], moving.size, axis=2)
    for i, at in enumerate(moving):
        mixed[at, :, i] = b[at]
    swapped = function(mixed.reshape(inputs, -1)).reshape(n, moving.size).T
    met = ~np.isnan(np.concatenate([values, swapped])).any(axis=0)
    left_out, n = int(n - met.sum()), int(met.sum())
    if not n:
        unknown = np.full(inputs, np.nan)
        return VarianceShares(unknown, unknown, unknown, unknown, np.nan, left_out)
    values, swapped = values[:, met], swapped[:, met]
    centre, variance = float(values.mean()), float(values.var())
    if variance < NO_VARIANCE:
        return VarianceShares(nothing, nothing, nothing, nothing, 0.0, left_out)
    if moving.size == 1:
        whole = np.eye(inputs)[moving[0]]
        return VarianceShares(whole, nothing, whole, nothing, variance, left_out)
    (at_a, at_b), swapped = values - centre, swapped - centre
    first, total = at_b * (swapped - at_a) / variance, (swapped - at_a) ** 2 / (2 * variance)

    def laid(numbers: Array) -> Array:
        out = np.zeros(inputs)
        out[moving] = numbers
        return out

    return VarianceShares(
        laid(first.mean(axis=1)),
        laid(first.std(axis=1) / np.sqrt(n)),
        laid(total.mean(axis=1)),
        laid(total.std(axis=1) / np.sqrt(n)),
        variance,
        left_out,
    )
