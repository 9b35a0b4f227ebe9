"""Over the ranges: the least and the greatest contrast that the stated ranges allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from causalnet.analysis.contrast import Contrast
from causalnet.analysis.elicited import Coordinates
from causalnet.analysis.gradient import gradient
from causalnet.console import printed

__all__ = ["Extreme", "searched"]

Array = NDArray[np.float64]

# Rounds of the search from every start, and of the polishing of what it found.
ROUNDS = 8
POLISHING = 6
# Steps towards the corner that the derivatives point at, and values tried for one number alone.
STEPS = np.array([1.0, 0.5, 0.2, 0.05])
GRID = np.array([-1.0, -0.5, 0.5, 1.0])
# An improvement that is smaller is none.
ENOUGH = 1e-7


@printed
@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest contrast that was attained, and where.

    Attributes
    ----------
    value : float
        The contrast there.
    at : mapping from name to number
        The strengths and amounts that attain it.
    """

    value: float
    at: dict[str, float] = field(repr=False)


def searched(
    contrast: Contrast,
    coordinates: Coordinates,
    starts: Sequence[Array] = (),
    *,
    random: int = 3,
    seed: int = 0,
    polish: bool = True,
) -> tuple[Extreme, Extreme]:
    """The least and the greatest contrast found in the box of the coordinates.

    From several starts (the central point, the corners of the box, random points and those given) each
    point is moved towards the corner at which its derivatives point, as far as that helps (a Frank–Wolfe
    step with a search along it); what is best is then polished one number at a time. What is found is
    attained, so it lies within the true range; it is no proof that nothing lies beyond.

    Parameters
    ----------
    contrast : Contrast
    coordinates : Coordinates
        What may move.
    starts : sequence of ndarray, shape (coordinates,)
        More points to start from.
    random, seed : int
        How many random points there are among them, and their seed.
    polish : bool
        Whether to polish; what is found without is less far out, and sooner found.

    Returns
    -------
    tuple of Extreme
        Least and greatest.

    References
    ----------
    M. Frank and P. Wolfe (1956), "An algorithm for quadratic programming", *Naval Research Logistics
    Quarterly* 3; M. Jaggi (2013), "Revisiting Frank-Wolfe", *ICML*, algorithm 1.
    """
    search = _Search(contrast, coordinates)
    low, high = coordinates.box
    if not (low < high).any():
        value = float(search.values(coordinates.central[:, None])[0])
        return Extreme(value, {}), Extreme(value, {})
    rng = np.random.default_rng(seed)
    anywhere = rng.uniform(low[:, None], high[:, None], (len(low), random)).T
    first = [np.clip(coordinates.central, low, high), low, high, *anywhere, *starts]
    points = np.array([*first, *first]).T
    goals = np.repeat([-1.0, 1.0], len(first))
    values = search.values(points) * goals
    for _ in range(ROUNDS):
        points, values, gain = search.step(points, values, goals)
        if gain < ENOUGH:
            break
    found = []
    for goal in (-1.0, 1.0):
        own = np.flatnonzero(goals == goal)
        best = own[np.nanargmax(np.where(np.isnan(values[own]), -np.inf, values[own]))]
        point, value = points[:, best], values[best]
        if polish:
            point, value = search.polished(point, value, goal)
        at = (
            dict(zip(coordinates.names, point.tolist(), strict=True))
            if not coordinates.sticks
            else {}
        )
        found.append(Extreme(float(value * goal), at))
    return found[0], found[1]


@dataclass(frozen=True, eq=False)
class _Search:
    """A contrast over a box; a point that cannot be met by calibration is worth nothing."""

    contrast: Contrast
    coordinates: Coordinates

    def values(self, points: Array) -> Array:
        return self.contrast(self.coordinates.parameters(points))

    def step(self, points: Array, values: Array, goals: Array) -> tuple[Array, Array, float]:
        """Each point moved towards its corner, where that helps; and what the best ones gained."""
        low, high = (end[:, None] for end in self.coordinates.box)
        slope = gradient(self.contrast, self.coordinates, points) * goals
        corner = np.where(slope > 0, high, np.where(slope < 0, low, points))
        tried = points[:, :, None] + (corner - points)[:, :, None] * STEPS
        tried = np.clip(tried, low[..., None], high[..., None])
        found = self.values(tried.reshape(len(points), -1)).reshape(-1, len(STEPS)) * goals[:, None]
        found = np.where(np.isnan(found), -np.inf, found)
        best = found.argmax(axis=1)
        each = np.arange(len(best))
        better = found[each, best] > np.where(np.isnan(values), -np.inf, values) + ENOUGH
        points = np.where(better, tried[:, each, best], points)
        moved = np.where(better, found[each, best], values)
        gains = [moved[goals == g].max() - values[goals == g].max() for g in (-1.0, 1.0)]
        return points, moved, float(np.nan_to_num(np.max(gains), nan=1.0))

    def polished(self, point: Array, value: float, goal: float) -> tuple[Array, float]:
        """One number at a time: over its whole range, then ever closer to where it is."""
        low, high = self.coordinates.box
        movable = np.flatnonzero(low < high)
        share = 1.0
        for _ in range(POLISHING):
            if not movable.size:
                break
            tried = np.repeat(point[:, None], movable.size * len(GRID), axis=1)
            for i, at in enumerate(movable):
                reach = (high[at] - low[at]) * share
                grid = np.clip(point[at] + reach * GRID, low[at], high[at])
                tried[at, i * len(GRID) : (i + 1) * len(GRID)] = grid
            found = np.nan_to_num(self.values(tried) * goal, nan=-np.inf)
            by_number = found.reshape(movable.size, len(GRID))
            # All that help alone are moved together, if that helps more than the best of them.
            together = point.copy()
            for i, at in enumerate(movable):
                if by_number[i].max() > value + ENOUGH:
                    together[at] = tried[at, i * len(GRID) + by_number[i].argmax()]
            both = np.stack([together, tried[:, found.argmax()]], axis=1)
            worth = np.nan_to_num(self.values(both) * goal, nan=-np.inf)
            if worth.max() > value + ENOUGH:
                point, value = both[:, worth.argmax()], float(worth.max())
            else:
                share /= 2
        return point, value
