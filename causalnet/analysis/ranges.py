"""Over the ranges: the least and the greatest contrast that the stated ranges allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from causalnet.analysis.contrast import Contrast
from causalnet.analysis.elicited import Coordinates
from causalnet.causal.question import carried_out
from causalnet.errors import QuestionError
from causalnet.mechanisms.sensitivity import parameter_derivatives
from causalnet.model.influence import Influence
from causalnet.model.intervention import Hard

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
DIFFERENCE = 1e-5


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
        point, value = search.polished(points[:, best], values[best], goal)
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
        slope = self.gradient(points) * goals
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

    def gradient(self, points: Array) -> Array:
        """Derivatives of the contrast at each point, its calibration included.

        Those by the numbers from the sweep, where that has them; those by baselines by differences.
        """
        low, high = self.coordinates.box
        movable = np.flatnonzero(low < high)
        try:
            swept = self._swept(points)
        except QuestionError:
            return self._differences(points, movable)
        return swept + self._differences(points, movable[movable >= len(self.coordinates.numbers)])

    def _swept(self, points: Array) -> Array:
        """From the sweep, for hard settings; zero for baselines."""
        contrast = self.contrast
        hard = all(
            isinstance(s, Hard) for arm in contrast.arms for s in arm.settings.values()
        ) and not any(arm.cuts for arm in contrast.arms)
        if not hard:
            raise QuestionError("Only hard settings have derivatives by sweep.")
        numbers = self.coordinates.parameters(points).spread(points.shape[1])
        network = contrast.network(numbers)
        total = np.zeros_like(points)
        for sign, arm in zip((1.0, -1.0), contrast.arms, strict=False):
            target, done = carried_out(network, arm)
            found = parameter_derivatives(
                contrast.model,
                target,
                numbers,
                (contrast.conclusion.outcome,),
                contrast.conclusion.given,
                done=done,
            )
            weights = contrast.weights(network)
            for row, number in enumerate(self.coordinates.numbers):
                part = number.part
                if isinstance(part, Influence):
                    slope = found.strengths.get(part.key)
                else:
                    slope = found.amounts.get((part.cause, part.effect, part.by))
                if slope is not None:
                    total[row] += sign * (weights @ slope)
        return total

    def _differences(self, points: Array, movable: NDArray[np.intp]) -> Array:
        """By central differences within the box, along some coordinates."""
        low, high = self.coordinates.box
        slopes = np.zeros_like(points)
        if not movable.size:
            return slopes
        count = points.shape[1]
        up, down = (np.repeat(points[:, None], movable.size, axis=1) for _ in range(2))
        for i, at in enumerate(movable):
            up[at, i] = np.minimum(points[at] + DIFFERENCE, high[at])
            down[at, i] = np.maximum(points[at] - DIFFERENCE, low[at])
        above = self.values(up.reshape(len(points), -1)).reshape(-1, count)
        below = self.values(down.reshape(len(points), -1)).reshape(-1, count)
        for i, at in enumerate(movable):
            slopes[at] = (above[i] - below[i]) / (up[at, i] - down[at, i])
        return np.nan_to_num(slopes)
