"""The curves of arrows, as the layout program writes them: Bézier curves of several pieces."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "along"]

Array = NDArray[np.float64]


def along(curve: str, steps: int) -> Array:
    """Points of a curve from its start to its end, one a row: the ends of its pieces, and `steps` to each piece.

    Examples
    --------
    >>> along("e,8,0 0,0 3,0 6,0 6,0", 2)
    array([[0.  , 0.  ],
           [4.125, 0.  ],
           [6.  , 0.  ]])
    """
    # What begins with a letter is the point of a head. A second curve beside the first is that of another arrow.
    spots = [spot.split(",") for spot in curve.partition(";")[0].split() if spot[0] not in "es"]
    control = np.array(spots, dtype=float)
    pieces = np.stack([control[i : len(control) - 3 + i : 3] for i in range(4)], axis=1)
    share = np.arange(1, steps + 1) / steps
    # Bernstein polynomials of the third degree.
    rest = 1 - share
    weights = np.stack([rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3], axis=1)
    points = np.einsum("sk,pkx->psx", weights, pieces)
    return np.concatenate([control[:1], points.reshape(-1, 2)])
