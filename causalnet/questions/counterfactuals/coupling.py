r"""Couplings: how the luck of a case carries over from one world to another.

A table :math:`P(x \mid a)` does not say what x would have been in the same case, had its causes been b in place
of a. A coupling of a variable is a joint table

.. math::

   K(x, x' \mid a, b) = P(f(a, U) = x, f(b, U) = x')

for some function f and some luck U. Its margins are :math:`P(x \mid a)` and :math:`P(x' \mid b)`, and where a = b it
is diagonal: the same causes and the same luck have the same effect. Each function below makes one from two rows, and
gives it as the row of the second version once the first is known, :math:`K(x, x' \mid a, b) / P(x \mid a)`; where
:math:`P(x \mid a)` is zero, as the row of the second world.

References
----------
A. Balke and J. Pearl (1994), "Counterfactual probabilities: computational methods, bounds and applications", *UAI*;
M. Oberst and D. Sontag (2019), "Counterfactual off-policy evaluation with Gumbel-max structural causal models", *ICML*.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "COUPLINGS",
    "Coupling",
    "Couplings",
    "Rows",
    "fresh",
    "gumbel",
    "once_known",
    "overlap",
    "rank",
]

Array = NDArray[np.float64]
Coupling = Literal["rank", "fresh", "gumbel"]
# One coupling for all witnesses, or one for each.
Couplings = Coupling | Mapping[str, Coupling]
# Of the causes' states, those of the variable, and the draws.
Rows = Array
# A probability below it has no inverse.
SMALLEST = np.finfo(np.float64).tiny


def rank(first: Rows, second: Rows, same: Array, kept: NDArray[np.intp]) -> Array:
    """One rank: a single uniform number goes through both quantile functions.

    A case that is lucky stays as lucky. The states must be ordered.

    Parameters
    ----------
    first, second : ndarray, shape (…, states, draws)
        The rows of both worlds; the leading axes are broadcast against each other.
    same : ndarray, shape (…, 1, 1, 1)
        One where the causes are the same in both worlds, else zero. Such rows are equal, and a rank couples equal rows
        diagonally by itself.
    kept : ndarray of int
        The states in the first world that are wanted.

    Returns
    -------
    ndarray, shape (…, kept states, states, draws)

    Examples
    --------
    >>> rows = np.array([[0.8, 0.2], [0.4, 0.6]])[:, :, None]
    >>> rank(rows[0], rows[1], np.zeros((1, 1, 1)), np.arange(2))[..., 0].round(3)
    array([[0.5, 0.5],
           [0. , 1. ]])
    """
    return once_known(overlap(first, second, kept), first, second, kept)


def overlap(first: Rows, second: Rows, kept: NDArray[np.intp]) -> Array:
    """The joint table of both versions under one rank, of the same shape as what `rank` gives.

    Each state holds an interval of the uniform number. Two states meet where their intervals overlap.
    """
    low, high = _intervals(first)
    lower, upper = _intervals(second)
    low, high = low[..., kept, None, :], high[..., kept, None, :]
    lower, upper = lower[..., None, :, :], upper[..., None, :, :]
    shared = np.minimum(high, upper)
    shared -= np.maximum(low, lower)
    return np.maximum(shared, 0, out=shared)


def once_known(coupled: Array, first: Rows, second: Rows, kept: NDArray[np.intp]) -> Array:
    """The row of the second version once the first is known, in place of the joint table of both."""
    own = first[..., kept, None, :]
    known = own >= SMALLEST
    # The inverse is taken of a small array, and the large one only multiplied.
    coupled *= np.divide(1.0, own, out=np.zeros_like(own), where=known)
    if not known.all():
        np.copyto(coupled, second[..., None, :, :], where=~known)
    return coupled


def _intervals(rows: Rows) -> tuple[Array, Array]:
    """The interval of the uniform number in which each state holds."""
    high = np.cumsum(rows, axis=-2)
    high[..., -1, :] = 1.0
    return np.concatenate([np.zeros_like(high[..., :1, :]), high[..., :-1, :]], axis=-2), high


def fresh(first: Rows, second: Rows, same: Array, kept: NDArray[np.intp]) -> Array:
    """Fresh luck: the variable draws again wherever its causes have changed.

    Parameters and result are as for `rank`; the states need no order.

    Examples
    --------
    >>> rows = np.array([[0.8, 0.2], [0.4, 0.6]])[:, :, None]
    >>> fresh(rows[0], rows[1], np.zeros((1, 1, 1)), np.arange(2))[..., 0].round(3)
    array([[0.4, 0.6],
           [0.4, 0.6]])
    """
    causes = np.broadcast_shapes(first.shape[:-2], second.shape[:-2], same.shape[:-3])
    found = np.empty((*causes, len(kept), *second.shape[-2:]))
    found[...] = second[..., None, :, :]
    found[np.broadcast_to(same[..., 0, 0, 0] > 0, causes)] = np.eye(second.shape[-2])[kept, :, None]
    return found


def gumbel(first: Rows, second: Rows, same: Array, kept: NDArray[np.intp]) -> Array:
    r"""Gumbel-max: each state has a Gumbel number of its own, which it keeps in both worlds.

    The state with the largest sum of that number and the logarithm of its probability is taken. No order of the
    states is needed, and none changes the answer. Parameters and result are as for `rank`.

    Notes
    -----
    With exponential numbers in place of Gumbel ones, x is the argument of the least :math:`E_i / q_i` and x' of the
    least :math:`E_i / r_i`. Integrated over :math:`E_j` and :math:`E_l`, with :math:`g(t) = \sum_i \max(q_i, r_i t)`,

    .. math::

       K(j, j) = q_j / g(q_j / r_j), \qquad
       K(j, l) = q_j r_l \int_{q_l / r_l}^{q_j / r_j} g(t)^{-2} \, dt

    where the upper limit exceeds the lower, else zero. g is linear between the ratios :math:`q_i / r_i`, and there
    the integral from s to t is :math:`(t - s) / (g(s)\, g(t))`.

    Examples
    --------
    >>> rows = np.array([[0.8, 0.2], [0.4, 0.6]])[:, :, None]
    >>> gumbel(rows[0], rows[1], np.zeros((1, 1, 1)), np.arange(2))[..., 0].round(3)
    array([[0.5, 0.5],
           [0. , 1. ]])
    """
    q, r = (np.moveaxis(rows, -2, -1) for rows in np.broadcast_arrays(first, second))
    # A ratio is kept as a pair (numerator, denominator), because the denominator may be zero. A state that neither
    # world has breaks the line anywhere.
    none = (q == 0) & (r == 0)
    above, below = np.where(none, 1.0, q), np.where(none, 1.0, r)
    order = np.argsort(above / (above + below), axis=-1)
    a, b = (np.take_along_axis(x, order, -1) for x in (above, below))
    # g times the denominator, at every ratio.
    g = np.maximum(q[..., None, :] * b[..., None], r[..., None, :] * a[..., None]).sum(axis=-1)
    steps = (a[..., 1:] * b[..., :-1] - a[..., :-1] * b[..., 1:]) / (g[..., 1:] * g[..., :-1])
    reached = np.concatenate([np.zeros_like(q[..., :1]), np.cumsum(steps, axis=-1)], axis=-1)
    back = np.argsort(order, axis=-1)
    integral, g = (np.take_along_axis(x, back, -1) for x in (reached, g))
    between = np.maximum(integral[..., kept, None] - integral[..., None, :], 0)
    found = q[..., kept, None] * r[..., None, :] * between
    diagonal = (q * r / g)[..., kept]
    found[..., np.arange(len(kept)), kept] = diagonal
    return once_known(np.moveaxis(found, -3, -1), first, second, kept)


COUPLINGS: Mapping[Coupling, Callable[[Rows, Rows, Array, NDArray[np.intp]], Array]] = {
    "rank": rank,
    "fresh": fresh,
    "gumbel": gumbel,
}
