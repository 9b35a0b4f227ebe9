r"""Shapley values: what each part of a whole adds, on average over the orders in which parts are added.

.. math::

   \varphi_i = \sum_{S \subseteq N \setminus i} \frac{|S|!\,(n - |S| - 1)!}{n!}\,(v(S \cup i) - v(S))

They sum to :math:`v(N) - v(\varnothing)`.

References
----------
L. S. Shapley (1953), "A value for n-person games", *Contributions to the Theory of Games* II; J. Castro, D. Gómez and
J. Tejada (2009), "Polynomial calculation of the Shapley value based on sampling", *Computers & Operations Research* 36(5).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed

__all__ = ["MOST_EXACT", "ShapleyValues", "shapley"]

Array = NDArray[np.float64]
Value = Callable[[frozenset[int]], Array]
Ahead = Callable[[Sequence[frozenset[int]]], None]
MOST_EXACT = 12
"""The number of parts of which all subsets are valued."""
# Subsets that are valued at most where orders are sampled.
SUBSETS_SAMPLED = 4096


@printed
class ShapleyValues(NamedTuple):
    """The share of each part.

    Attributes
    ----------
    values : ndarray, shape (parts, …)
        With the trailing axes of what was valued.
    error : float
        The greatest standard error that comes from sampled orders; zero if all orders were counted.
    orders : int
        The number of sampled orders; zero if all were counted.
    """

    values: Array
    error: float = 0.0
    orders: int = 0


def shapley(
    count: int,
    value: Value,
    seed: int = 0,
    ahead: Ahead | None = None,
    most: int | None = None,
) -> ShapleyValues:
    """The Shapley values of a number of parts.

    Parameters
    ----------
    count : int
        The number of parts.
    value : callable
        From the places of the parts that are there to the value of the whole.
    seed : int
        For the orders that are sampled where there are more than `MOST_EXACT` parts.
    ahead : callable, optional
        Called once with every subset that will be valued, for a whole that is cheaper to value at many of them together.
    most : int, optional
        The subsets that may be valued. Where all are more than these, orders are sampled. Default: 4,096.

    Examples
    --------
    >>> glove = lambda there: np.float64(0 in there and (1 in there or 2 in there))
    >>> shapley(3, glove).values.round(3).tolist()
    [0.667, 0.167, 0.167]
    """
    most = SUBSETS_SAMPLED if most is None else most
    if count <= MOST_EXACT and 2**count <= max(most, 4):
        return _exact(count, value, ahead)
    return _sampled(count, value, seed, ahead, max(2, most // count))


def _exact(count: int, value: Value, ahead: Ahead | None) -> ShapleyValues:
    subsets = [frozenset(i for i in range(count) if mask >> i & 1) for mask in range(2**count)]
    if ahead is not None:
        ahead(subsets)
    each = np.array([value(parts) for parts in subsets])
    weights = [1 / (count * comb(count - 1, size)) for size in range(count)]
    values = []
    for i in range(count):
        without = np.array([mask for mask in range(2**count) if not mask >> i & 1])
        weight = np.array([weights[len(subsets[mask])] for mask in without])
        values.append(np.tensordot(weight, each[without | 1 << i] - each[without], axes=1))
    return ShapleyValues(np.array(values))


def _sampled(
    count: int, value: Value, seed: int, ahead: Ahead | None, sample: int
) -> ShapleyValues:
    rng = np.random.default_rng(seed)
    orders = [rng.permutation(count) for _ in range(sample)]
    chains = [[frozenset(order[:k].tolist()) for k in range(count + 1)] for order in orders]
    if ahead is not None:
        ahead([*dict.fromkeys(parts for chain in chains for parts in chain)])
    added = []
    for order, chain in zip(orders, chains, strict=True):
        levels = [value(parts) for parts in chain]
        added.append(np.diff(np.array(levels), axis=0)[np.argsort(order)])
    each = np.array(added)
    # The error of the mean over draws, where there are draws.
    means = each.reshape(*each.shape[:2], -1).mean(axis=-1)
    error = float((means.std(axis=0, ddof=1) / np.sqrt(len(orders))).max())
    return ShapleyValues(each.mean(axis=0), error, len(orders))
