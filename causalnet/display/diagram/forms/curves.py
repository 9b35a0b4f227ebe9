"""The curves of arrows, as the layout program writes them: Bézier curves of several pieces."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "lines_along"]

Array = NDArray[np.float64]


def lines_along(curves: Sequence[str], steps: int) -> tuple[Array, NDArray[np.intp]]:
    """Points along the pieces of curves.

    Parameters
    ----------
    curves : sequence of str
    steps : int
        The number of straight lines that stand for a piece.

    Returns
    -------
    points : array of shape (pieces, steps + 1, 2)
        From the start of each piece to its end.
    curve : array of int
        The index of the curve to which each piece belongs.

    Examples
    --------
    >>> points, curve = lines_along(["e,8,0 0,0 3,0 6,0 6,0", "0,0 0,1 0,2 0,3 0,4 0,5 0,6"], 2)
    >>> points[0]
    array([[0.  , 0.  ],
           [4.125, 0.  ],
           [6.  , 0.  ]])
    >>> curve
    array([0, 1, 1])
    """
    spots = [_spots(curve) for curve in curves]
    control = np.array(" ".join(x for own in spots for x in own).replace(",", " ").split(), float)
    sizes = np.array([len(own) for own in spots], dtype=np.intp)
    begin = np.cumsum(sizes) - sizes
    curve = np.repeat(np.arange(len(spots)), sizes // 3)
    nth = np.arange(len(curve)) - np.repeat(np.cumsum(sizes // 3) - sizes // 3, sizes // 3)
    first = begin[curve] + 3 * nth
    pieces = control.reshape(-1, 2)[first[:, None] + np.arange(4)]
    share = np.linspace(0.0, 1.0, steps + 1)[:, None]
    # Bernstein polynomials of the third degree.
    weights = [(1 - share) ** 3, 3 * (1 - share) ** 2 * share, 3 * (1 - share) * share**2, share**3]
    points = sum(weight * pieces[:, None, i] for i, weight in enumerate(weights))
    return np.asarray(points), curve


def _spots(curve: str) -> list[str]:
    """The control points of a curve; what begins with a letter is the point of a head, and a second curve that of another arrow."""
    return [spot for spot in curve.partition(";")[0].split() if spot[0] not in "es"]
