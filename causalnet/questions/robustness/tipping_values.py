"""Tipping values: the value of one number at which a conclusion falls, all others being central."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.model.effect_size import NOTHING
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.robustness.least_change import LeastChange

__all__ = ["Tipping", "tipping_values"]

Array = NDArray[np.float64]

# How far beyond its range a number is varied, in widths of the range; at least 0.5, for ranges of a single point.
BEYOND = 1.0
# Points of the first grid; rounds of nine points that close in on a crossing (each narrows it eightfold), and on a
# minimum of the distance (fourfold).
POINTS = 41
REFINING = 4
ZOOMING = 12
# The distance from turning where a mechanism cannot meet its baseline: large, but finite so that differences exist.
UNREACHABLE = 1e9


@printed
@dataclass(frozen=True, slots=True)
class Tipping:
    """The value at which a single number, all others central, undoes a conclusion.

    Attributes
    ----------
    name : str
    central : float
    range : tuple of float
        As stated.
    value : float or None
        The nearest value at which the conclusion no longer holds; None where none was found.
    looked : tuple of float
        The interval that was searched.
    unmet : float or None
        The nearest value at which a baseline cannot be met, so that there is no contrast; None where none was found.
    """

    name: str
    central: float
    range: tuple[float, float]
    value: float | None
    looked: tuple[float, float]
    unmet: float | None = None

    @property
    def within(self) -> bool:
        """Whether it tips within its stated range."""
        return self.value is not None and self.range[0] <= self.value <= self.range[1]

    @property
    def unmet_within(self) -> bool:
        """Whether a baseline cannot be met at some values of its stated range."""
        return self.unmet is not None and self.range[0] <= self.unmet <= self.range[1]


def tipping_values(
    contrast: Contrast,
    coordinates: Coordinates,
    holds: Callable[[Array], NDArray[np.bool_]],
    *,
    coarse: bool = False,
    bound: LeastChange | None = None,
) -> list[Tipping]:
    """For each number the value nearest its central one at which the conclusion no longer holds.

    It is sought on a grid over the range and as far again beyond either end, and between points of the grid
    wherever the contrast comes near to where the conclusion turns; then it is closed in on. A coarse grid has the
    ends of the range, zero, and the two ends beyond: it misses a conclusion that turns and turns back between them.
    Where a bound proves that the conclusion stands, nothing is compiled.
    """
    low, high = coordinates.box
    central, count = coordinates.central, len(coordinates.numbers)
    reach = np.maximum(BEYOND * (high - low), 0.5)
    first, last = low - reach, high + reach
    line = _Line(contrast, coordinates, holds)
    points = 2 if coarse else POINTS
    grids = [_grid(first[i], last[i], low[i], high[i], points) for i in range(count)]
    opened = _open(grids, coordinates, bound)
    values = line.on(grids, opened)
    seen = {i: [(at, own)] for i, (at, own) in enumerate(zip(grids, values, strict=True))}
    for i, at, own in () if coarse else line.dips(grids, values, opened):
        seen[i].append((at, own))
    tried = {i: _in_order(parts) for i, parts in seen.items()}
    tips = _closed_in(line, tried, central, holds)
    unmet = _closed_in(line, tried, central, lambda values: ~np.isnan(values))
    return [
        Tipping(
            number.name,
            float(central[i]),
            number.judgement.range,
            tips.get(i),
            (float(first[i]), float(last[i])),
            unmet.get(i),
        )
        for i, number in enumerate(coordinates.numbers)
    ]


def _open(
    grids: Sequence[Array], coordinates: Coordinates, bound: LeastChange | None
) -> list[NDArray[np.bool_]]:
    """The points of each grid beside which the conclusion is not proved to stand, between them and a neighbour."""
    if bound is None or not bound.met or not grids:
        return [np.ones(len(at), dtype=bool) for at in grids]
    ends = np.cumsum([len(at) - 1 for at in grids])
    low = np.repeat(coordinates.central[:, None], ends[-1], axis=1)
    high = low.copy()
    for i, (at, end) in enumerate(zip(grids, ends, strict=True)):
        own = slice(end - len(at) + 1, end)
        low[i, own], high[i, own] = at[:-1], at[1:]
    between = np.split(bound.stands(low, high), ends[:-1])
    return [~(np.append(proved, True) & np.append(True, proved)) for proved in between]


def _in_order(parts: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    """Points of several grids and the values there, in the order of the points."""
    at, own = (np.concatenate(x) for x in zip(*parts, strict=True))
    order = np.argsort(at, kind="stable")
    return at[order], own[order]


def _closed_in(
    line: _Line,
    tried: Mapping[int, tuple[Array, Array]],
    central: Array,
    holds: Callable[[Array], NDArray[np.bool_]],
) -> dict[int, float]:
    """Of each number that has one, the value nearest its central one at which something no longer holds."""
    brackets: dict[int, tuple[float, float]] = {}
    for i, (at, own) in tried.items():
        found = _crossing(at, holds(own), central[i])
        if found is not None:
            brackets[i] = found
    for _ in range(REFINING):
        finer = [(i, np.linspace(*bracket, 9)) for i, bracket in brackets.items()]
        for (i, at), own in zip(finer, line.values(finer), strict=True):
            stands = holds(own)
            # The far end fell when it was first tried; by rounding it may now stand.
            fell = len(stands) - 1 if stands.all() else int(np.argmin(stands))
            brackets[i] = float(at[max(fell - 1, 0)]), float(at[fell])
    return {i: bracket[1] for i, bracket in brackets.items()}


def _grid(first: float, last: float, low: float, high: float, points: int) -> Array:
    """The values tried: evenly spaced, the ends of the range, and zero, where many contrasts vanish."""
    marks = [x for x in (0.0, low, high) if first <= x <= last]
    return np.unique(np.concatenate([np.linspace(first, last, points), marks]))


class _Line:
    """A contrast along one number at a time, the others central."""

    def __init__(
        self,
        contrast: Contrast,
        coordinates: Coordinates,
        holds: Callable[[Array], NDArray[np.bool_]],
    ) -> None:
        self.contrast, self.coordinates, self.holds = contrast, coordinates, holds
        centre = contrast(coordinates.ensemble(coordinates.central[:, None]))
        self.stood = contrast.conclusion.holds(centre.value)

    def values(self, lines: Sequence[tuple[int, Array]]) -> list[Array]:
        """The contrast with each number at each of its own points."""
        total = sum([len(at) for _, at in lines])
        if not total:
            return [np.empty(0) for _ in lines]
        points = np.repeat(self.coordinates.central[:, None], total, axis=1)
        ends = np.cumsum([len(at) for _, at in lines])
        for (i, at), end in zip(lines, ends, strict=True):
            points[i, end - len(at) : end] = at
        return np.split(self.contrast(self.coordinates.ensemble(points)).points, ends[:-1])

    def on(self, grids: Sequence[Array], opened: Sequence[NDArray[np.bool_]]) -> list[Array]:
        """The contrast at the open points of some grids and beside them; elsewhere it is as strong as can be."""
        # All numbers in one call: a contrast at many points costs little more than at one.
        wanted = [_and_beside(own) for own in opened]
        asked = [(i, at[own]) for i, (at, own) in enumerate(zip(grids, wanted, strict=True))]
        proved = np.inf if self.contrast.conclusion.upward else -np.inf
        values = [np.full(len(at), proved) for at in grids]
        for whole, own, found in zip(values, wanted, self.values(asked), strict=True):
            whole[own] = found
        return values

    def depth(self, values: Array) -> Array:
        """The distance of the contrast from where the conclusion turns; not above zero once it has turned."""
        conclusion = self.contrast.conclusion
        least = max(conclusion.by, NOTHING)
        if conclusion.passes:
            margin = (values + NOTHING) * (1 if conclusion.upward else -1)
        elif conclusion.upward is None:
            margin = least - abs(values)
        else:
            margin = (values if conclusion.upward else -values) - least
        away = margin if self.stood else -margin
        far = np.where(self.holds(values), UNREACHABLE, -UNREACHABLE)
        return np.where(np.isnan(away), far, away)

    def dips(
        self, grids: Sequence[Array], values: Sequence[Array], opened: Sequence[NDArray[np.bool_]]
    ) -> list[tuple[int, Array, Array]]:
        """Finer grids where the contrast turns between the points of the first one: number, points, values.

        A conclusion may turn at a single point only, where a contrast touches zero, and no grid would meet that. So
        the grid is refined around every minimum of the depth.
        """
        near = [
            (i, np.linspace(at[max(j - 1, 0)], at[min(j + 1, len(at) - 1)], 9))
            for i, (at, own) in enumerate(zip(grids, values, strict=True))
            for j in _dips(self.depth(own), at)
            if opened[i][j]
        ]
        found: list[tuple[int, Array, Array]] = []
        for _ in range(ZOOMING):
            finer, near = near, []
            for (i, at), own in zip(finer, self.values(finer), strict=True):
                depth = self.depth(own)
                j = int(np.argmin(depth))
                if depth[j] <= 0:
                    found.append((i, at, own))
                elif j in _dips(depth, at):
                    near.append((i, np.linspace(at[max(j - 1, 0)], at[min(j + 1, 8)], 9)))
        return found


def _and_beside(opened: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Some points of a grid and their neighbours."""
    wide = np.pad(opened, 1)
    return np.asarray(wide[:-2] | wide[1:-1] | wide[2:])


def _dips(depth: Array, at: Array) -> list[int]:
    """The local minima of a depth that could reach zero before their neighbours."""
    sides, gaps = np.concatenate([[np.inf], depth, [np.inf]]), np.diff(at)
    # Where a baseline cannot be met the depth is infinite: that is not a dip.
    with np.errstate(invalid="ignore"):
        left, right = sides[:-2] - depth, sides[2:] - depth
    # It may go on falling as steeply as it fell from either side, as far as to the point on the other side.
    ratio = np.concatenate([[1.0], gaps[1:] / gaps[:-1], [1.0]]) if gaps.size else np.ones(1)
    onward, backward = left * ratio, right / ratio
    lowest = (left >= 0) & (right >= 0) & (depth > 0)
    drop = np.where(
        np.isinf(left), backward, np.where(np.isinf(right), onward, np.maximum(onward, backward))
    )
    return [int(j) for j in np.flatnonzero(lowest & (depth <= drop))]


def _crossing(grid: Array, stands: NDArray[np.bool_], central: float) -> tuple[float, float] | None:
    """The bracket of the nearest crossing: the last point that stands and the first that does not."""
    fallen = grid[~stands]
    if not fallen.size:
        return None
    nearest = fallen[np.argmin(abs(fallen - central))]
    between = grid[stands & ((grid - central) * (grid - nearest) <= 0)]
    inner = between[np.argmin(abs(between - nearest))] if between.size else central
    return float(inner), float(nearest)
