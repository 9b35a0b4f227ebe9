"""Over the ranges: the least and the greatest contrast that the stated ranges allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.gradient import gradient
from causalnet.questions.contrast.parameter_space import Coordinates

__all__ = ["Extreme", "cornered", "questions_needed", "searched"]

Array = NDArray[np.float64]

# Rounds of the search from every start, and of the polishing of what it found.
ROUNDS = 8
POLISHING = 6
# Steps towards the corner that the derivatives point at, and values tried for one number alone.
STEPS = np.array([1.0, 0.5, 0.2, 0.05])
GRID = np.array([-1.0, -0.5, 0.5, 1.0])
# An improvement that is smaller is none.
ENOUGH = 1e-7
GOALS = (-1.0, 1.0)
# Every corner is tried where there are so many; of all that is tried so many points are kept for each goal.
CORNERS = 256
KEPT = 3
# Where few numbers are free more than the best point is polished, and for longer.
FEW, POLISHED = 12, 3
EVALUATIONS, MOST_POLISHING, LEAST_SHARE = 500, 14, 4e-3
AGAIN = 2


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
    random: int = 16,
    seed: int = 0,
    polish: bool = True,
) -> tuple[Extreme, Extreme]:
    """The least and the greatest contrast found in the box of the coordinates.

    Corners of the box (all of them where there are few) and random points are tried first. From the best
    of them, the central point and the points given, each is moved towards the corner at which its
    derivatives point, as far as that helps (a Frank–Wolfe step with a search along it). What is best is
    then polished one number at a time and moved once more. What is found is attained, so it lies within
    the true range; it is no proof that nothing lies beyond.

    Parameters
    ----------
    contrast : Contrast
    coordinates : Coordinates
        What may move.
    starts : sequence of ndarray, shape (coordinates,)
        More points to start from.
    random, seed : int
        How many random points, and as many random corners where not all are tried; and their seed.
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
    own = np.array([np.clip(coordinates.central, low, high), *starts])
    tried = _tried(coordinates, random, seed)
    worth = search.values(tried.T)
    starting, aims = list[Array](), list[float]()
    kept = KEPT if (low < high).sum() <= FEW else KEPT - 1
    for goal in GOALS:
        best = np.argsort(-_real(worth * goal))[:kept]
        starting += [*own, *tried[best]]
        aims += [goal] * (len(own) + len(best))
    goals = np.array(aims)
    points, values = search.moved(np.array(starting).T, goals, ROUNDS)
    if polish:
        points, values, goals = search.refined(points, values, goals)
    return search.best(points, values, goals)


def questions_needed(coordinates: Coordinates) -> int:
    """About how many points `searched` asks for."""
    low, high = coordinates.box
    free = int((low < high).sum())
    starts = 2 * (KEPT + 1)
    return CORNERS + starts * ROUNDS * (2 * free + len(STEPS)) + 2 * EVALUATIONS + 2


def cornered(contrast: Contrast, coordinates: Coordinates) -> tuple[Extreme, Extreme]:
    """The least and the greatest contrast at a few points: each number alone at its ends, and two corners of the box.

    In either corner every number stands at the end that brought less, or more, by itself. Where the contrast is
    monotone in each number, whatever the others are, these are the least and the greatest of all.
    """
    low, high = coordinates.box
    central, size = np.clip(coordinates.central, low, high), len(low)
    alone = np.repeat(central[:, None], 1 + 2 * size, axis=1)
    for i in range(size):
        alone[i, 1 + 2 * i], alone[i, 2 + 2 * i] = low[i], high[i]
    values = contrast(coordinates.parameters(alone))
    ends = np.stack([low, central, high])
    tried = np.stack([values[1::2], np.full(size, values[0]), values[2::2]])
    each = np.arange(size)
    corners = [ends[_real(tried * goal).argmax(axis=0), each] for goal in GOALS]
    points = np.concatenate([alone, np.array(corners).T], axis=1)
    values = np.concatenate([values, contrast(coordinates.parameters(np.array(corners).T))])
    found = []
    for goal in GOALS:
        at = int(np.argmax(_real(values * goal)))
        where = dict(zip(coordinates.names, points[:, at].tolist(), strict=True))
        found.append(Extreme(float(values[at]), where))
    return found[0], found[1]


def _tried(coordinates: Coordinates, random: int, seed: int) -> Array:
    """Where a search may start, shape (points, coordinates): corners of the box, and points anywhere in it."""
    low, high = coordinates.box
    free = np.flatnonzero(low < high)
    if not random:
        return np.array([low, high])
    rng = np.random.default_rng(seed)
    if free.size <= np.log2(CORNERS):
        which = np.array(list(product((False, True), repeat=free.size)))
    else:
        which = rng.random((random, free.size)) < 0.5
    corners = np.repeat(low[None], len(which), axis=0)
    corners[:, free] = np.where(which, high[free], low[free])
    anywhere = rng.uniform(low, high, (random, len(low)))
    return np.concatenate([[low, high], corners, anywhere])


def _real(values: Array) -> Array:
    """Values by which points are ranked: what cannot be calibrated is worth nothing."""
    return np.where(np.isnan(values), -np.inf, values)


@dataclass(frozen=True, eq=False)
class _Search:
    """A contrast over a box; a point that cannot be met by calibration is worth nothing.

    Points are columns. Each has a goal, minus one or one, and is worth the contrast times that.
    """

    contrast: Contrast
    coordinates: Coordinates

    def values(self, points: Array) -> Array:
        return np.broadcast_to(
            self.contrast(self.coordinates.parameters(points)), (points.shape[1],)
        )

    def best(self, points: Array, values: Array, goals: Array) -> tuple[Extreme, Extreme]:
        """The least and the greatest contrast among some points."""
        ends = []
        for goal in GOALS:
            own = np.flatnonzero(goals == goal)
            at = own[np.argmax(_real(values[own]))]
            where = zip(self.coordinates.names, points[:, at].tolist(), strict=True)
            named = {} if self.coordinates.sticks else dict(where)
            ends.append(Extreme(float(values[at] * goal), named))
        return ends[0], ends[1]

    def moved(self, points: Array, goals: Array, rounds: int) -> tuple[Array, Array]:
        """Points moved towards their corners, again and again as long as that helps; and what they are worth."""
        values = self.values(points) * goals
        for _ in range(rounds):
            points, values, gain = self.step(points, values, goals)
            if gain < ENOUGH:
                break
        return points, values

    def refined(
        self, points: Array, values: Array, goals: Array
    ) -> tuple[Array, Array, NDArray[np.float64]]:
        """The best points of either goal, polished one number at a time and moved once more."""
        low, high = self.coordinates.box
        free = int((low < high).sum())
        rounds = int(np.clip(EVALUATIONS // (free * len(GRID)), POLISHING, MOST_POLISHING))
        chosen: list[int] = []
        for goal in GOALS:
            own = np.flatnonzero(goals == goal)
            order = own[np.argsort(-_real(values[own]), kind="stable")]
            chosen += order[: POLISHED if free <= FEW else 1].tolist()
        aims = goals[chosen]
        ends = self.polished(points[:, chosen], values[chosen], aims, rounds)
        found, worth = self.moved(ends, aims, AGAIN)
        return found, worth, aims

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
        with np.errstate(invalid="ignore"):
            gains = _real(moved) - _real(values)
        return points, moved, float(np.nan_to_num(gains, nan=0.0).max())

    def polished(self, points: Array, values: Array, goals: Array, rounds: int) -> Array:
        """One number at a time: over its whole range, then ever closer to where it is."""
        low, high = self.coordinates.box
        movable = np.flatnonzero(low < high)
        count, size = points.shape[1], len(GRID)
        each, share, values = np.arange(count), np.ones(count), _real(values)
        for _ in range(rounds):
            if share.max() < LEAST_SHARE:
                break
            tried = np.repeat(points[:, :, None], movable.size * size, axis=2)
            for i, at in enumerate(movable):
                grid = points[at][:, None] + (high[at] - low[at]) * share[:, None] * GRID
                tried[at, :, i * size : (i + 1) * size] = np.clip(grid, low[at], high[at])
            found = self.values(tried.reshape(len(points), -1)).reshape(count, -1)
            found = _real(found * goals[:, None])
            alone = found.reshape(count, movable.size, size)
            # All that help alone are moved together, if that helps more than the best of them.
            together = points.copy()
            for i, at in enumerate(movable):
                helps = alone[:, i].max(axis=1) > values + ENOUGH
                where = tried[at, each, i * size + alone[:, i].argmax(axis=1)]
                together[at] = np.where(helps, where, points[at])
            best = found.argmax(axis=1)
            joined, single = _real(self.values(together) * goals), found[each, best]
            better = np.maximum(joined, single) > values + ENOUGH
            new = np.where(joined >= single, together, tried[:, each, best])
            points = np.where(better, new, points)
            values = np.where(better, np.maximum(joined, single), values)
            share = np.where(better, share, share / 2)
        return points
