r"""Critical sets and tipping values: the least rejections that undo a conclusion, and the values that do.

Write D(θ) for the contrast at the central numbers θ, and θ\S for those with the strengths of the influences in S at zero,
recalibrated. S is *critical* if the conclusion does not hold at θ\S but holds at θ\R for every proper subset R of S. The
*tipping value* of one number is the value nearest its central one at which the conclusion does not hold, all others
being central.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb, inf, isnan

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.model.effect_size import NOTHING
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.robustness.rejected_parts import rejectable_parts

__all__ = [
    "LARGEST_SET",
    "MOST_TRIALS",
    "LeastSets",
    "Tipping",
    "claim_sets",
    "influence_sets",
    "speaking_for",
    "tipping_values",
]

Array = NDArray[np.float64]
# From sets of parts that fall to whether the conclusion still stands without them.
Stands = Callable[[Sequence[frozenset[str]]], NDArray[np.bool_]]
# From the same to the contrast at the central numbers without them.
Centre = Callable[[Sequence[frozenset[str]]], Array]

# The largest sets that are tried, and the most sets: their number grows as n³ / 6.
LARGEST_SET = 3
MOST_TRIALS = 40_000
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
class LeastSets:
    """Least sets of influences, or of claims, whose rejection undoes a conclusion.

    Least means that no part of a set would do. Sets are tried by size, smallest first.

    Attributes
    ----------
    sets : tuple of tuple of str
        In the order of the model, smaller ones first.
    tried : int
        The size up to which all sets were tried.
    among : int
        The number of influences (or claims) from which they are taken.
    stood : bool
        Whether it stands with nothing rejected; if not, there is nothing to undo.
    left : float or None
        The contrast at the central numbers that speaks least for the conclusion among the sets tried; None where
        some set undoes it, or none was tried.
    without : tuple of str
        The set that leaves so much.
    """

    sets: tuple[tuple[str, ...], ...]
    tried: int
    among: int
    stood: bool = True
    left: float | None = None
    without: tuple[str, ...] = ()

    @property
    def alone(self) -> tuple[str, ...]:
        """Those that undo it by themselves."""
        return tuple(s[0] for s in self.sets if len(s) == 1)


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


def influence_sets(
    contrast: Contrast,
    stands: Stands,
    budget: int = MOST_TRIALS,
    centre: Centre | None = None,
    *,
    alike: bool = False,
) -> LeastSets:
    """Least sets of influences and modifiers that undo the conclusion; with `alike` every conclusion is asked without the same."""
    names = [part.name for part in rejectable_parts(contrast)]
    found, tried = _least(names, frozenset, stands, budget, alike=alike)
    return _leaving(found, tried, contrast, centre)


def claim_sets(
    contrast: Contrast, stands: Stands, budget: int = MOST_TRIALS, centre: Centre | None = None
) -> LeastSets:
    """Least sets of claims that undo it: an influence is rejected once all its claims are."""
    parts = rejectable_parts(contrast)
    cited = {c for part in parts for c in part.claims}
    names = [name for name in contrast.model.claims if name in cited]
    resting: dict[frozenset[str], list[str]] = {}
    for part in parts:
        if part.claims:
            resting.setdefault(frozenset(part.claims), []).append(part.name)

    def falling(claims: Iterable[str]) -> frozenset[str]:
        rejected = frozenset(claims)
        # Few claims have few subsets, and there are many parts.
        some = (
            frozenset(c) for n in range(1, len(rejected) + 1) for c in combinations(rejected, n)
        )
        return frozenset(name for own in some for name in resting.get(own, ()))

    found, tried = _least(names, falling, stands, budget)
    return _leaving(found, tried, contrast, centre)


def _leaving(
    found: LeastSets,
    tried: dict[frozenset[str], tuple[str, ...]],
    contrast: Contrast,
    centre: Centre | None,
) -> LeastSets:
    """With the contrast that is weakest for the conclusion, where no set that was tried undoes it."""
    if found.sets or not tried or centre is None:
        return found
    values = centre(list(tried))
    if np.isnan(values).all():
        return found
    upward = contrast.conclusion.upward
    # Of sets that leave the same, the smallest is named.
    value, without = min(
        zip(values.tolist(), tried.values(), strict=True),
        key=lambda x: (speaking_for(x[0], upward), len(x[1])),
    )
    return replace(found, left=value, without=without)


def speaking_for(value: float, upward: bool | None) -> float:
    """The contrast in the direction of a conclusion: the greater, the more it supports it.

    Without a contrast, where a baseline cannot be met, nothing speaks against it.
    """
    if isnan(value):
        return inf
    # Values that differ by rounding alone tie, and the first of those that tie is told.
    own = round(value, 12)
    return -abs(own) if upward is None else own if upward else -own


def _least(
    names: Sequence[str],
    falling: Callable[[Iterable[str]], frozenset[str]],
    stands: Stands,
    left: int,
    *,
    alike: bool = False,
) -> tuple[LeastSets, dict[frozenset[str], tuple[str, ...]]]:
    """Minimal sets, smallest first, and the parts rejected with each set that was tried.

    A set that rejects the same parts as another is evaluated once. With `alike`, all sets of a size are evaluated, those
    that hold a smaller one that was found among them.
    """
    every: dict[frozenset[str], tuple[str, ...]] = {}
    if not stands([frozenset()])[0]:
        return LeastSets((), 0, len(names), stood=False), every
    found: list[tuple[str, ...]] = []
    for size in range(1, LARGEST_SET + 1):
        left -= comb(len(names), size)
        if left < 0:
            return LeastSets(tuple(found), size - 1, len(names)), every
        # By size, so that every set found is minimal: supersets of one that was found are left out.
        tried = of_size = list(combinations(names, size))
        if undoing := [frozenset(f) for f in found]:
            tried = [c for c in of_size if not any(f.issubset(c) for f in undoing)]
        downs = [falling(c) for c in tried]
        # Of the sets that reject the same parts the first, smallest one is named.
        every = {d: c for c, d in zip(tried, downs, strict=True) if d} | every
        asked = map(falling, of_size) if alike and tried else downs
        distinct = list(dict.fromkeys(d for d in asked if d))
        still = dict(zip(distinct, stands(distinct), strict=True)) if distinct else {}
        found += [c for c, d in zip(tried, downs, strict=True) if not still.get(d, True)]
    return LeastSets(tuple(found), min(LARGEST_SET, len(names)), len(names)), every


def tipping_values(
    contrast: Contrast,
    coordinates: Coordinates,
    holds: Callable[[Array], NDArray[np.bool_]],
    *,
    coarse: bool = False,
) -> list[Tipping]:
    """For each number the value nearest its central one at which the conclusion no longer holds.

    It is sought on a grid over the range and as far again beyond either end, and between points of the grid
    wherever the contrast comes near to where the conclusion turns; then it is closed in on. A coarse grid has the
    ends of the range, zero, and the two ends beyond: it misses a conclusion that turns and turns back between them.
    """
    low, high = coordinates.box
    central, count = coordinates.central, len(coordinates.numbers)
    reach = np.maximum(BEYOND * (high - low), 0.5)
    first, last = low - reach, high + reach
    line = _Line(contrast, coordinates, holds)
    points = 2 if coarse else POINTS
    grids = [_grid(first[i], last[i], low[i], high[i], points) for i in range(count)]
    # The grids of all numbers in one call: a contrast at many points costs little more than at one.
    values = line.values(list(enumerate(grids)))
    seen = {i: [(at, own)] for i, (at, own) in enumerate(zip(grids, values, strict=True))}
    for i, at, own in () if coarse else line.dips(grids, values):
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
            return []
        points = np.repeat(self.coordinates.central[:, None], total, axis=1)
        ends = np.cumsum([len(at) for _, at in lines])
        for (i, at), end in zip(lines, ends, strict=True):
            points[i, end - len(at) : end] = at
        return np.split(self.contrast(self.coordinates.ensemble(points)).points, ends[:-1])

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
        self, grids: Sequence[Array], values: Sequence[Array]
    ) -> list[tuple[int, Array, Array]]:
        """Finer grids where the contrast turns between the points of the first one: number, points, values.

        A conclusion may turn at a single point only, where a contrast touches zero, and no grid would meet that. So
        the grid is refined around every minimum of the depth.
        """
        near = [
            (i, np.linspace(at[max(j - 1, 0)], at[min(j + 1, len(at) - 1)], 9))
            for i, (at, own) in enumerate(zip(grids, values, strict=True))
            for j in _dips(self.depth(own), at)
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
