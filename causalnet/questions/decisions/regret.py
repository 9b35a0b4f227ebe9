"""Regret: what a choice loses against the best one, draw by draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Regrets", "regrets"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Regrets:
    """What each choice loses against the best one in the same draw.

    Attributes
    ----------
    mean, high, worst : ndarray, shape (choices,)
        The mean over the draws, their 95% quantile, and the greatest.
    best : ndarray, shape (choices,)
        The share of draws in which each is best; equal ones share a draw.
    """

    mean: Array
    high: Array
    worst: Array
    best: Array


def regrets(payoffs: Array) -> Regrets:
    """The regrets of choices.

    Parameters
    ----------
    payoffs : ndarray, shape (choices, draws)
        More is better. Draws in which one is NaN are left out.

    References
    ----------
    L. J. Savage (1951), "The theory of statistical decision", *JASA* 46.

    Examples
    --------
    >>> found = regrets(np.array([[1.0, 0.0], [0.0, 3.0]]))
    >>> found.mean.tolist(), found.worst.tolist(), found.best.tolist()
    ([1.5, 0.5], [3.0, 1.0], [0.5, 0.5])
    """
    payoffs = payoffs[:, ~np.isnan(payoffs).any(axis=0)]
    most = payoffs.max(axis=0)
    lost = most - payoffs
    first = lost <= 1e-12
    return Regrets(
        np.asarray(lost.mean(axis=1)),
        np.asarray(np.quantile(lost, 0.95, axis=1)),
        np.asarray(lost.max(axis=1)),
        np.asarray((first / first.sum(axis=0)).mean(axis=1)),
    )
