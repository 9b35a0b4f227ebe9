"""The Jacobian of a CPT by the numbers of its mechanism, with the numbers that calibration frees held fixed.

It is that of F_j(s) = P(Y ≤ j | s), not of P(Y = j | s): in F each freed number moves one j alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.contributions import Slope, contribution, spread

__all__ = ["Jacobian", "amount_slopes", "at_least", "at_most", "flat"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Jacobian:
    """Derivatives of F_j(s) = P(Y ≤ j | s), with axes (combinations, j = 0 … k − 2, draws).

    Attributes
    ----------
    cumulative : ndarray
        F itself.
    freed : ndarray
        ∂F_j/∂c_j up to a factor for each j: c_j is the number that calibration frees (a threshold, a
        cut-point, a leak). The factor cancels in the implicit function theorem.
    numbers : list of ndarray
        ∂F/∂w for every cause's strength, then ∂F/∂γ for every modifier's amount.
    """

    cumulative: Array
    freed: Array
    numbers: list[Array]


def flat(array: Array, axes: int) -> Array:
    """The array with all combinations of the causes' states along one axis."""
    return array.reshape((-1, *array.shape[axes:]))


def at_most(table: Array, axes: int) -> Array:
    """F_j(s) for j = 0 … k − 2."""
    return np.asarray(np.cumsum(flat(table, axes), axis=1)[:, :-1])


def at_least(table: Array, axes: int) -> Array:
    """1 − F_j(s), summed from the top: a difference from one would lose the digits of a small probability."""
    return np.asarray(np.cumsum(flat(table, axes)[:, ::-1], axis=1)[:, ::-1][:, 1:])


def amount_slopes(slopes: Sequence[Slope]) -> list[Array]:
    """∂η/∂γ for every modifier's amount: η is linear in each of them."""
    found = []
    for i, slope in enumerate(slopes):
        for at in range(len(slope.scales)):
            one, none = (
                contribution(
                    [*slopes[:i], slope.scaled(at, amount), *slopes[i + 1 :]], i, slope.weight
                )
                for amount in (1.0, 0.0)
            )
            found.append(spread(one - none, slopes))
    return found
