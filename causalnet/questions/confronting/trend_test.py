r"""Mantel's test for trend: whether two ordered variables go together within strata.

With scores :math:`x_i, y_i` (the positions of the states) and :math:`n_h` rows in stratum h, under independence within
strata every order of the y in a stratum is as likely as any other, given the states that occur there. So

.. math::

   T = \sum_h \sum_{i \in h} (x_i - \bar x_h)(y_i - \bar y_h), \qquad
   \operatorname{Var} T = \sum_h \frac{\sum_{i \in h} (x_i - \bar x_h)^2 \; \sum_{i \in h} (y_i - \bar y_h)^2}{n_h - 1},

and :math:`z = T / \sqrt{\operatorname{Var} T}` is nearly normal as soon as there are many rows in all, however few there
are in each stratum.

References
----------
N. Mantel (1963), "Chi-square tests with one degree of freedom; extensions of the Mantel–Haenszel procedure", *JASA*
58(303), equations 4 to 6; J. Besag and P. Clifford (1991), "Sequential Monte Carlo p-values", *Biometrika* 78(2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.network.cases import Codes

__all__ = ["FEW_ROWS", "Trend", "TrendTests", "permuted", "trends"]

Array = NDArray[np.float64]

# Below this number of rows that tell anything, the normal distribution is replaced by permutations.
FEW_ROWS = 200
# A sum of squares below this is a sum of zeros with rounding.
ROUNDING = 1e-9
# Permutations at a time, and how many as extreme as what was found end them.
CHUNK, ENOUGH = 1_000, 10


class Trend(NamedTuple):
    """One test.

    Attributes
    ----------
    z : float
        NaN where no stratum has rows that differ in both variables.
    r : float
        The correlation within strata.
    rows : int
        The rows of the strata in which both variables differ between rows.
    root : float
        z for a correlation of one in every stratum: about the square root of the rows that tell.
    """

    z: float
    r: float
    rows: int
    root: float


@dataclass(frozen=True, slots=True, eq=False)
class TrendTests:
    """One variable against several others, in the same strata.

    Attributes
    ----------
    x, y : ndarray, shape (rows, others), (rows,)
        Scores less their means in the stratum, strata one after another.
    starts : ndarray, shape (strata,)
        The first row of each stratum.
    z, r, rows, root : ndarray, shape (others,)
        As in `Trend`.
    """

    x: Array
    y: Array
    starts: Codes
    z: Array
    r: Array
    rows: Codes
    root: Array

    def __getitem__(self, i: int) -> Trend:
        return Trend(float(self.z[i]), float(self.r[i]), int(self.rows[i]), float(self.root[i]))


def trends(x: Codes, y: Codes, given: Codes) -> TrendTests:
    """Test y against each column of x, in strata of equal rows of `given`.

    Parameters
    ----------
    x : ndarray of int, shape (rows, others)
    y : ndarray of int, shape (rows,)
    given : ndarray of int, shape (rows, conditions)

    Examples
    --------
    >>> both = np.array([0, 0, 0, 1, 1, 1])
    >>> found = trends(both[:, None], both, np.empty((6, 0), int))[0]
    >>> found.r, round(found.z**2, 3)
    (1.0, 5.0)
    """
    if not len(y):
        # One row tells as little as none.
        x, y, given = np.zeros((1, x.shape[1]), np.int64), np.zeros(1, np.int64), given[:0]
    order, starts = _strata(given)
    sizes = np.diff(np.append(starts, len(y)))
    centred = np.column_stack([y, x])[order].astype(np.float64)
    centred -= np.repeat(np.add.reduceat(centred, starts) / sizes[:, None], sizes, axis=0)
    squares = np.add.reduceat(centred**2, starts)
    own, others = squares[:, :1], squares[:, 1:]
    both = (own > ROUNDING) & (others > ROUNDING)
    products = np.where(both, own * others, 0.0)
    variance = (products / np.maximum(sizes - 1, 1)[:, None]).sum(axis=0)
    total = centred[:, 0] @ centred[:, 1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        z = total / np.sqrt(variance)
        # Strata in which only one of the two differs say nothing.
        r = total / np.sqrt(
            np.where(both, own, 0).sum(axis=0) * np.where(both, others, 0).sum(axis=0)
        )
        root = np.sqrt(products).sum(axis=0) / np.sqrt(variance)
    rows = (sizes[:, None] * both).sum(axis=0)
    return TrendTests(centred[:, 1:], centred[:, 0], starts, z, r, rows, root)


def _strata(given: Codes) -> tuple[Codes, Codes]:
    """The rows in the order of their strata, and the first row of each."""
    rows, count = given.shape
    if not (rows and count):
        return np.arange(max(rows, 1)), np.zeros(1, np.int64)
    order = np.lexsort(given.T)
    there = given[order]
    first = np.concatenate([[True], (there[1:] != there[:-1]).any(axis=1)])
    return order, np.flatnonzero(first)


def permuted(
    tests: TrendTests, which: Sequence[int], side: int, most: int, rng: np.random.Generator
) -> list[float]:
    """P-values of some of the tests by permutations of y within strata, one permutation for all of them.

    It stops as soon as every test has met ten permutations as extreme as what was found (Besag and Clifford).

    Parameters
    ----------
    tests : TrendTests
    which : sequence of int
    side : {-1, 0, 1}
        Whether as extreme means at most, at least (1), or as far from zero (0).
    most : int
        The most permutations.
    rng : numpy.random.Generator

    Returns
    -------
    list of float
    """
    if not which:
        return []
    blocks = _blocks(tests, np.asarray(which))
    kept = np.concatenate([np.arange(start, stop) for start, stop in blocks])
    x = tests.x[np.ix_(kept, np.asarray(which))]
    found = tests.y[kept] @ x
    reached, done = np.zeros(len(found)), 0
    while done < most and reached.min() < ENOUGH:
        size = min(CHUNK, most - done)
        parts = [
            rng.permuted(np.tile(tests.y[start:stop], (size, 1)), axis=1) for start, stop in blocks
        ]
        other = np.concatenate(parts, axis=1) @ x
        # Equal sums may differ by rounding.
        if side:
            reached += (side * other >= side * found - ROUNDING).sum(axis=0)
        else:
            reached += (abs(other) >= abs(found) - ROUNDING).sum(axis=0)
        done += size
    return [float(p) for p in (reached + 1) / (done + 1)]


def _blocks(tests: TrendTests, which: Codes) -> list[tuple[int, int]]:
    """The strata in which y and one of the x differ between rows: no other adds to what is summed."""
    stops = [*tests.starts[1:].tolist(), len(tests.y)]
    return [
        (start, stop)
        for start, stop in zip(tests.starts.tolist(), stops, strict=True)
        if abs(tests.y[start:stop]).max() > ROUNDING
        and abs(tests.x[start:stop, which]).max() > ROUNDING
    ]
