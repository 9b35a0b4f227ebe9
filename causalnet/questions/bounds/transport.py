r"""Transport problems, many at a time: the greatest expected worth of any coupling of two rows.

For rows p and q and a worth :math:`w(x, x')` the greatest :math:`\sum_{x, x'} K(x, x')\, w(x, x')` over all couplings
K is reached at a vertex of the transport polytope. Its vertices are the spanning trees of the complete bipartite graph
whose flows are not negative. The trees depend on the numbers of states alone, and a tree's flows are linear in p and q:
all problems of one size are solved together.

References
----------
G. B. Dantzig (1951), "Application of the simplex method to a transportation problem"; L. V. Kantorovich (1942).
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.cache import cached

__all__ = ["MOST_STATES", "best_transport", "tree_count"]

Array = NDArray[np.float64]
# Five by five states have 390,625 spanning trees.
MOST_STATES = 4
# A flow that only rounding makes negative.
ROUNDING = 1e-12
# Flows that are worked out at a time.
AT_A_TIME = 2**21


class _Trees(NamedTuple):
    """The spanning trees between some rows and columns.

    Attributes
    ----------
    cells : ndarray of int, shape (trees, edges)
        The cell of the coupling that each edge is.
    flows : ndarray, shape (trees, edges, rows + columns − 1)
        The flow on each edge as a linear function of both margins, the last of which follows from the others.
    """

    cells: NDArray[np.intp]
    flows: Array


def tree_count(rows: int, columns: int) -> int:
    """The number of spanning trees, by which the work of one problem grows.

    Examples
    --------
    >>> tree_count(2, 2), tree_count(3, 3), tree_count(4, 4)
    (4, 81, 4096)
    """
    return int(rows ** (columns - 1) * columns ** (rows - 1))


@cached(16)
def _trees(rows: int, columns: int) -> _Trees:
    ends = np.zeros((rows * columns, rows + columns))
    for cell in range(rows * columns):
        ends[cell, [cell // columns, rows + cell % columns]] = 1
    subsets = np.array(list(combinations(range(rows * columns), rows + columns - 1)), dtype=np.intp)
    # Without its last line, the incidence matrix of a spanning tree is regular, and that of any other subset is not.
    incidence = np.swapaxes(ends[subsets], 1, 2)[:, :-1]
    spanning = abs(np.linalg.det(incidence)) > 0.5
    return _Trees(subsets[spanning], np.linalg.inv(incidence[spanning]))


def best_transport(first: Array, second: Array, worth: Array) -> Array:
    """The greatest expected worth of a coupling, for each of many pairs of rows and some worths of each.

    Parameters
    ----------
    first : ndarray, shape (pairs, m)
    second : ndarray, shape (pairs, n)
    worth : ndarray, shape (pairs, worths, m, n)

    Returns
    -------
    ndarray, shape (pairs, worths)

    Examples
    --------
    >>> p, q = np.array([[0.7, 0.3]]), np.array([[0.4, 0.6]])
    >>> best_transport(p, q, np.stack([np.eye(2), 1 - np.eye(2)])[None]).round(3)
    array([[0.7, 0.9]])
    """
    m, n = worth.shape[2:]
    flat = worth.reshape(*worth.shape[:2], m * n)
    each = max(AT_A_TIME // (tree_count(m, n) * (m + n)), 1)
    best = np.empty(worth.shape[:2])
    for start in range(0, len(worth), each):
        part = slice(start, start + each)
        vertices = _vertices(first[part], second[part])
        best[part] = (vertices @ flat[part].transpose(0, 2, 1)).max(axis=1)
    return best


def _vertices(first: Array, second: Array) -> Array:
    """The vertices of each transport polytope, shape (pairs, vertices, cells); some are listed more than once."""
    trees = _trees(first.shape[1], second.shape[1])
    margins = np.concatenate([first, second], axis=1)[:, :-1]
    flows = np.tensordot(margins, trees.flows, axes=(1, 2))
    possible = (flows >= -ROUNDING).all(axis=-1)
    most = int(possible.sum(axis=1).max())
    chosen = np.argsort(~possible, axis=1, kind="stable")[:, :most]
    # A polytope with fewer vertices than another repeats its first.
    chosen = np.where(np.take_along_axis(possible, chosen, 1), chosen, chosen[:, :1])
    found = np.zeros((*chosen.shape, first.shape[1] * second.shape[1]))
    flows = np.take_along_axis(flows, chosen[..., None], 1)
    np.put_along_axis(found, trees.cells[chosen], flows, -1)
    return found
