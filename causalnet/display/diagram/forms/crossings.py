"""How often the arrows of a picture cross."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from causalnet.display.diagram.forms.curves import Array, lines_along
from causalnet.display.diagram.forms.placement import Placement

__all__ = ["crossings"]

# The straight lines that stand for a piece of a curve.
STEPS = 2


def crossings(placement: Placement, straight: Iterable[tuple[str, str]] = ()) -> int:
    """The number of places in which two arrows cross.

    Parameters
    ----------
    placement : Placement
    straight : iterable of (str, str)
        The cards of arrows that do not have a curve yet: they are taken to run straight from one to the other.
    """
    points, arrow = lines_along([own["pos"] for own in placement.arrows.values()], STEPS)
    starts, ends = points[:, :-1].reshape(-1, 2), points[:, 1:].reshape(-1, 2)
    pairs = [*straight]
    middles = [[(placement.boxes[name].x, placement.boxes[name].y) for name in p] for p in pairs]
    ways = np.array(middles).reshape(-1, 2, 2)
    starts, ends = np.concatenate([starts, ways[:, 0]]), np.concatenate([ends, ways[:, 1]])
    own = len(placement.arrows)
    arrow = np.concatenate([np.repeat(arrow, STEPS), own + np.arange(len(pairs))])
    # Two pieces cross if each has the ends of the other on both of its sides.
    parted = _sides(starts, ends, starts) * _sides(starts, ends, ends) < 0
    return int(np.count_nonzero(parted & parted.T & (arrow[:, None] < arrow)))


def _sides(starts: Array, ends: Array, points: Array) -> Array:
    """On which side of each piece (rows) each point (columns) lies, by its sign."""
    x, y = (ends - starts).T[..., None]
    from_x, from_y = (points[None] - starts[:, None]).transpose(2, 0, 1)
    return np.asarray(x * from_y - y * from_x)
