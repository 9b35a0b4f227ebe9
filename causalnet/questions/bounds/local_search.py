r"""Inner bounds: the least and the greatest contrast found within the stated ranges, by local search.

A Frank–Wolfe step maximises the linear model :math:`f(x) + \nabla f(x)^\top (s - x)` over the box, which puts every
number s at the end its derivative points to, and moves x towards s: :math:`x \leftarrow x + \gamma (s - x)`. Coordinate
search then tries single numbers on a grid around x that narrows.

`scipy.optimize` asks for one point at a time. A contrast at many points costs little more than at one, so all starts
and all steps are evaluated together here, and so are the searches of several contrasts: each is a generator that yields
the points at which it needs its contrast, or the gradient, and `in_lockstep` answers all of them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.questions.contrast.batch import PointsAsked
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.lockstep import Gradient, Search, Values
from causalnet.questions.contrast.parameter_space import Coordinates

__all__ = ["Extreme", "cornered", "questions_needed", "searching"]

Array = NDArray[np.float64]

# Most Frank–Wolfe steps from every start, and fewest rounds of coordinate search from the best points.
SEARCH_ROUNDS = 8
POLISHING = 6
# Step lengths γ towards the corner, all tried at once in place of a line search; and the points of the coordinate
# search, in widths of its interval.
STEP_WIDTHS = np.array([1.0, 0.5, 0.2, 0.05])
GRID = np.array([-1.0, -0.5, 0.5, 1.0])
# Of each place in the grid, the other one on its side.
BESIDE = [1, 0, 3, 2]
# A smaller improvement does not count: it is near the rounding of calibration, and would go on for ever.
ENOUGH = 1e-7
GOALS = (-1.0, 1.0)
# Up to this many corners all are tried, since monotone contrasts are extreme at one; and the best points kept as
# starts for each goal.
CORNERS = 256
STARTS_KEPT = 3
# With few free numbers an evaluation is cheap: more points are refined, and in more rounds.
FEW, POLISHED = 12, 3
# The evaluations that a refinement aims at, its most rounds, and the interval, as a share of the range, at which it
# ends.
EVALUATIONS, MOST_POLISHING, LEAST_SHARE = 500, 14, 4e-3
# The share of the range from which on a search looks around a point only, and no longer for far ends.
FINE = 0.125
# As many times the evaluations are made where any number of them takes no more than seconds.
MORE = 4
# The numbers that are refined. Each costs an evaluation of the whole model, so that refining all of a large model would
# take time in the square of its size.
MOST_NUMBERS = 128
# Frank–Wolfe steps after the refinement, which may have changed what the derivatives point to.
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


def searching(
    contrast: Contrast,
    coordinates: Coordinates,
    starts: Sequence[Array] = (),
    *,
    random: int = 16,
    seed: int = 0,
    polish: bool = True,
) -> Search[tuple[Extreme, Extreme]]:
    """The least and the greatest contrast found in the box of the coordinates.

    Corners of the box (all of them where there are few) and random points are tried first. The best of them, the
    central point and the points given are then moved by Frank–Wolfe steps for as long as that helps. The best
    points are refined one number at a time and moved once more. The values found are attained, so they lie
    within the true range. They do not prove that nothing lies beyond.

    What it asks of the contrast is answered by `in_lockstep`, together with what other searches ask.

    Parameters
    ----------
    contrast : Contrast
    coordinates : Coordinates
        The numbers that may move, and their ranges.
    starts : sequence of ndarray, shape (coordinates,)
        More points to start from.
    random, seed : int
        The number of random points, and of random corners where not all are tried; and their seed.
    polish : bool
        Whether to refine one number at a time: slower, and further out.

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
        value = float((yield from search.values(coordinates.central[:, None]))[0])
        return Extreme(value, {}), Extreme(value, {})
    given = 1 + len(starts)
    every = [np.clip(coordinates.central, low, high), *starts, *_tried(coordinates, random, seed)]
    tried = np.array(every)
    worth = yield from search.values(tried.T)
    starting, aims = list[int](), list[float]()
    kept = STARTS_KEPT if (low < high).sum() <= FEW else STARTS_KEPT - 1
    for goal in GOALS:
        best = given + np.argsort(-_real(worth[given:] * goal))[:kept]
        starting += [*range(given), *best.tolist()]
        aims += [goal] * (given + len(best))
    goals = np.array(aims)
    points, values = tried[starting].T, worth[starting] * goals
    points, values = yield from search.moved(points, values, goals, SEARCH_ROUNDS)
    if polish:
        points, values, goals = yield from search.refined(points, values, goals)
    return search.best(points, values, goals)


def questions_needed(coordinates: Coordinates) -> int:
    """Roughly the number of points at which `searching` evaluates the contrast."""
    low, high = coordinates.box
    free = int((low < high).sum())
    starts = 2 * (STARTS_KEPT + 1)
    return CORNERS + starts * SEARCH_ROUNDS * (2 * free + len(STEP_WIDTHS)) + 2 * EVALUATIONS + 2


def cornered(contrast: Contrast, coordinates: Coordinates) -> tuple[Extreme, Extreme]:
    """The least and the greatest contrast with each number alone at either end, and at two corners of the box.

    In the corners every number is at the end that lowered, or raised, the contrast by itself. Where the contrast is
    monotone in each number, whatever the others are, these are the least and the greatest of all.
    """
    low, high = coordinates.box
    central, size = np.clip(coordinates.central, low, high), len(low)
    alone = np.repeat(central[:, None], 1 + 2 * size, axis=1)
    for i in range(size):
        alone[i, 1 + 2 * i], alone[i, 2 + 2 * i] = low[i], high[i]
    values = contrast(coordinates.ensemble(alone)).points
    ends = np.stack([low, central, high])
    tried = np.stack([values[1::2], np.full(size, values[0]), values[2::2]])
    each = np.arange(size)
    corners = [ends[_real(tried * goal).argmax(axis=0), each] for goal in GOALS]
    points = np.concatenate([alone, np.array(corners).T], axis=1)
    at_corners = contrast(coordinates.ensemble(np.array(corners).T)).points
    values = np.concatenate([values, at_corners])
    found = []
    for goal in GOALS:
        at = int(np.argmax(_real(values * goal)))
        where = dict(zip(coordinates.names, points[:, at].tolist(), strict=True))
        found.append(Extreme(float(values[at]), where))
    return found[0], found[1]


def _tried(coordinates: Coordinates, random: int, seed: int) -> Array:
    """Points from which a search may start, shape (points, coordinates): corners of the box, and random points."""
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
    """Values by which points are ranked: NaN, where calibration fails, is the worst of all."""
    return np.where(np.isnan(values), -np.inf, values)


@dataclass(frozen=True, eq=False)
class _Search:
    """A contrast over a box.

    Points are columns. Each has a goal, −1 or 1, and its value is the contrast times that goal, so that both the least
    and the greatest contrast are maxima and are sought in the same calls.
    """

    contrast: Contrast
    coordinates: Coordinates

    def values(self, points: Array) -> Search[Array]:
        """The contrast at the points."""
        return (yield Values(PointsAsked(self.contrast, self.coordinates, points)))

    def worth(
        self,
        tried: Array,
        points: Array,
        values: Array,
        goals: Array,
        failed: NDArray[np.bool_] | bool = False,
    ) -> Search[Array]:
        """The values of several points tried from each point, shape (points, tried), by which they are ranked.

        Where a number is at an end of its range, many a point that is tried is the point itself, whose value is known.
        Those that have failed before are not asked about again, and count as much as the point itself.
        """
        found = np.repeat(_real(values)[:, None], tried.shape[2], axis=1)
        new = (tried != points[:, :, None]).any(axis=0) & ~np.asarray(failed)
        if new.any():
            own = yield from self.values(tried[:, new])
            found[new] = _real(own * np.repeat(goals, new.sum(axis=1)))
        return found

    def gradient(self, points: Array) -> Search[Array]:
        """Its derivatives there."""
        return (yield Gradient(PointsAsked(self.contrast, self.coordinates, points)))

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

    def moved(
        self, points: Array, values: Array, goals: Array, rounds: int
    ) -> Search[tuple[Array, Array]]:
        """Points moved by Frank–Wolfe steps for as long as that helps, and their values."""
        # A point that a step does not help stays, and would be offered the same step again.
        left = np.arange(points.shape[1])
        for _ in range(rounds):
            own, worth = yield from self.step(points[:, left], values[left], goals[left])
            moved = worth > _real(values[left])
            left, own, worth = left[moved], own[:, moved], worth[moved]
            if not left.size:
                break
            points, values = points.copy(), values.copy()
            points[:, left], values[left] = own, worth
        return points, values

    def refined(
        self, points: Array, values: Array, goals: Array
    ) -> Search[tuple[Array, Array, Array]]:
        """The best points of either goal, refined one number at a time and moved once more."""
        low, high = self.coordinates.box
        free = int((low < high).sum())
        wanted = EVALUATIONS * (MORE if self.contrast.affordable is None else 1)
        rounds = int(np.clip(wanted // (free * len(GRID)), POLISHING, MOST_POLISHING))
        chosen: list[int] = []
        for goal in GOALS:
            own = np.flatnonzero(goals == goal)
            order = own[np.argsort(-_real(values[own]), kind="stable")]
            chosen += order[: POLISHED if free <= FEW else 1].tolist()
        aims = goals[chosen]
        ends = yield from self.polished(points[:, chosen], values[chosen], aims, rounds)
        found, worth = yield from self.moved(*ends, aims, AGAIN)
        return found, worth, aims

    def step(self, points: Array, values: Array, goals: Array) -> Search[tuple[Array, Array]]:
        """One Frank–Wolfe step of each point, taken where it helps; and the values."""
        low, high = (end[:, None] for end in self.coordinates.box)
        slope = (yield from self.gradient(points)) * goals
        corner = np.where(slope > 0, high, np.where(slope < 0, low, points))
        tried = points[:, :, None] + (corner - points)[:, :, None] * STEP_WIDTHS
        tried = np.clip(tried, low[..., None], high[..., None])
        found = yield from self.worth(tried, points, values, goals)
        best = found.argmax(axis=1)
        each = np.arange(len(best))
        better = found[each, best] > _real(values) + ENOUGH
        new = np.where(better, tried[:, each, best], points)
        return new, np.where(better, found[each, best], values)

    def foremost(self, points: Array) -> Search[NDArray[np.intp]]:
        """The numbers that can move; of very many, those whose ranges may move the contrast furthest."""
        low, high = self.coordinates.box
        movable = np.flatnonzero(low < high)
        if movable.size <= MOST_NUMBERS:
            return movable
        slope = yield from self.gradient(points)
        reach = abs(slope).max(axis=1) * (high - low)
        return np.sort(movable[np.argsort(-reach[movable], kind="stable")[:MOST_NUMBERS]])

    def polished(
        self, points: Array, values: Array, goals: Array, rounds: int
    ) -> Search[tuple[Array, Array]]:
        """Coordinate search: each number over its whole range, then over ever shorter intervals around it; with the values.

        A derivative sees neither a far end nor a second maximum, which the first, wide grids do. Once these have found
        nothing, a number at an end of its range to which its derivative points stays there.
        """
        low, high = self.coordinates.box
        movable = yield from self.foremost(points)
        count, size = points.shape[1], len(GRID)
        each, share, values = np.arange(count), np.ones(count), _real(values)
        # Where no move helped, the far half of the next grid has been tried: it is the near half of the one before.
        still = np.zeros(count, dtype=bool)
        wide = True
        for _ in range(rounds):
            if share.max() < LEAST_SHARE or not movable.size:
                break
            tried = np.repeat(points[:, :, None], movable.size * size, axis=2)
            failed = still[:, None] & np.tile(abs(GRID) == 1, movable.size)
            for i, at in enumerate(movable):
                grid = points[at][:, None] + (high[at] - low[at]) * share[:, None] * GRID
                grid, its = np.clip(grid, low[at], high[at]), slice(i * size, (i + 1) * size)
                tried[at, :, its] = grid
                # Cut off at an end of the range, both places of a side may be the same.
                failed[:, its] |= (abs(GRID) == 1) & (grid == grid[:, BESIDE])
            found = yield from self.worth(tried, points, values, goals, failed)
            alone = found.reshape(count, movable.size, size)
            # Moves that help alone are tried together: where numbers do not interact that saves many rounds.
            together = points.copy()
            for i, at in enumerate(movable):
                helps = alone[:, i].max(axis=1) > values + ENOUGH
                where = tried[at, each, i * size + alone[:, i].argmax(axis=1)]
                together[at] = np.where(helps, where, points[at])
            best = found.argmax(axis=1)
            single = found[each, best]
            joined = values.copy()
            several = (together != points).sum(axis=0) > 1
            if several.any():
                own = yield from self.values(together[:, several])
                joined[several] = _real(own * goals[several])
            better = np.maximum(joined, single) > values + ENOUGH
            new = np.where(joined >= single, together, tried[:, each, best])
            points = np.where(better, new, points)
            values = np.where(better, np.maximum(joined, single), values)
            still, share = ~better, np.where(better, share, share / 2)
            if wide and share.max() <= FINE:
                wide = False
                slope = (yield from self.gradient(points)) * goals
                inward = np.where(slope > 0, points < high[:, None], points > low[:, None])
                movable = movable[(inward | (slope == 0)).any(axis=1)[movable]]
        return points, values
