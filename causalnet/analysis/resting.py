"""What a conclusion rests on: what, once rejected, undoes it, and what would tip it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from causalnet.analysis.contrast import Contrast
from causalnet.analysis.elicited import Coordinates, graded_in
from causalnet.console import printed
from causalnet.model.influence import Influence, Modifier

__all__ = ["LeastSets", "Tipping", "claim_sets", "influence_sets", "rows_of", "tipping_values"]

Array = NDArray[np.float64]
# From sets of parts that fall to whether the conclusion still stands without them.
Stands = Callable[[Sequence[frozenset[str]]], NDArray[np.bool_]]

# Sets of more parts than this are not tried, nor more sets than that.
LARGEST = 3
BUDGET = 40_000
# A strength is varied this far beyond its range, in its own width, to find where it tips.
BEYOND = 1.0
POINTS = 41
REFINING = 4


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
        Up to which size all sets were tried.
    among : int
        Out of how many influences (or claims).
    stood : bool
        Whether it stands with nothing rejected; if not, there is nothing to undo.
    """

    sets: tuple[tuple[str, ...], ...]
    tried: int
    among: int
    stood: bool = True

    @property
    def alone(self) -> tuple[str, ...]:
        """Those that undo it by themselves."""
        return tuple(s[0] for s in self.sets if len(s) == 1)


@printed
@dataclass(frozen=True, slots=True)
class Tipping:
    """Where a single number, all others central, undoes a conclusion.

    Attributes
    ----------
    name : str
    central : float
    range : tuple of float
        As stated.
    value : float or None
        The nearest value at which the conclusion no longer stands; None where there is none as far as was
        looked.
    looked : tuple of float
        How far that was.
    """

    name: str
    central: float
    range: tuple[float, float]
    value: float | None
    looked: tuple[float, float]

    @property
    def within(self) -> bool:
        """Whether it tips within its stated range."""
        return self.value is not None and self.range[0] <= self.value <= self.range[1]


def rows_of(contrast: Contrast, coordinates: Coordinates) -> Callable[[Iterable[str]], list[int]]:
    """What gives the coordinates that are zero once some influences and modifiers are rejected.

    An influence that is rejected is one of no strength, and what is left is calibrated anew; a modifier
    falls with the influence that it scales, and with that of what scales it.
    """
    row = {name: i for i, name in enumerate(coordinates.names)}
    fallen: dict[str, list[int]] = {}
    for part in _parts(contrast):
        own = [row[part.name]] if part.name in row else []
        if isinstance(part, Influence):
            own += [
                row[m.name] for m in contrast.model.modifiers if _serves(part, m) and m.name in row
            ]
        fallen[part.name] = own

    return lambda names: [i for name in names for i in fallen[name]]


def influence_sets(contrast: Contrast, stands: Stands, budget: int = BUDGET) -> LeastSets:
    """Least sets of influences and modifiers that undo the conclusion."""
    names = [part.name for part in _parts(contrast)]
    return _least(names, frozenset, stands, budget)


def claim_sets(contrast: Contrast, stands: Stands, budget: int = BUDGET) -> LeastSets:
    """Least sets of claims that undo it: an influence falls once all its claims are rejected."""
    parts = _parts(contrast)
    cited = {c for part in parts for c in part.claims}
    names = [name for name in contrast.model.claims if name in cited]

    def falling(claims: Iterable[str]) -> frozenset[str]:
        rejected = set(claims)
        return frozenset(p.name for p in parts if p.claims and rejected.issuperset(p.claims))

    return _least(names, falling, stands, budget)


def _least(
    names: Sequence[str],
    falling: Callable[[Iterable[str]], frozenset[str]],
    stands: Stands,
    left: int,
) -> LeastSets:
    """Minimal sets by size; a set that makes the same parts fall as a smaller one is no news."""
    if not stands([frozenset()])[0]:
        return LeastSets((), 0, len(names), stood=False)
    found: list[tuple[str, ...]] = []
    for size in range(1, LARGEST + 1):
        left -= comb(len(names), size)
        if left < 0:
            return LeastSets(tuple(found), size - 1, len(names))
        tried = [c for c in combinations(names, size) if not any(set(f) <= set(c) for f in found)]
        downs = [falling(c) for c in tried]
        distinct = list(dict.fromkeys(d for d in downs if d))
        still = dict(zip(distinct, stands(distinct), strict=True)) if distinct else {}
        found += [c for c, d in zip(tried, downs, strict=True) if not still.get(d, True)]
    return LeastSets(tuple(found), min(LARGEST, len(names)), len(names))


def tipping_values(
    contrast: Contrast, coordinates: Coordinates, holds: Callable[[Array], NDArray[np.bool_]]
) -> list[Tipping]:
    """For each number the nearest value, in and about its range, at which the conclusion falls.

    It is sought on a grid over the range and as far again beyond either end, then closed in on.
    """
    low, high = coordinates.box
    central, count = coordinates.central, len(coordinates.numbers)
    reach = np.maximum(BEYOND * (high - low), 0.5)
    first, last = low - reach, high + reach
    grids = [np.linspace(first[i], last[i], POINTS) for i in range(count)]
    brackets: dict[int, tuple[float, float]] = {}
    for i, stands in enumerate(_along(contrast, coordinates, grids, holds)):
        found = _crossing(grids[i], stands, central[i])
        if found is not None:
            brackets[i] = found
    for _ in range(REFINING):
        finer = {i: np.linspace(*bracket, 9) for i, bracket in brackets.items()}
        grids = [finer.get(i, central[i : i + 1]) for i in range(count)]
        for i, stands in enumerate(_along(contrast, coordinates, grids, holds)):
            if i in brackets:
                at = len(stands) - 1 if stands.all() else int(np.argmin(stands))
                brackets[i] = float(grids[i][max(at - 1, 0)]), float(grids[i][at])
    return [
        Tipping(
            number.name,
            float(central[i]),
            number.judgement.range,
            brackets[i][1] if i in brackets else None,
            (float(first[i]), float(last[i])),
        )
        for i, number in enumerate(coordinates.numbers)
    ]


def _along(
    contrast: Contrast,
    coordinates: Coordinates,
    grids: Sequence[Array],
    holds: Callable[[Array], NDArray[np.bool_]],
) -> Iterator[NDArray[np.bool_]]:
    """Whether it holds with each number at each point of its own grid, others central."""
    total = sum(map(len, grids))
    points = np.repeat(coordinates.central[:, None], total, axis=1)
    ends = np.cumsum([len(g) for g in grids])
    for i, grid in enumerate(grids):
        points[i, ends[i] - len(grid) : ends[i]] = grid
    found = holds(contrast(coordinates.parameters(points))) if total else np.empty(0, dtype=bool)
    return iter(np.split(found, ends[:-1])) if total else iter(())


def _crossing(grid: Array, stands: NDArray[np.bool_], central: float) -> tuple[float, float] | None:
    """The last point that stands and the first that does not, going out from the centre."""
    fallen = grid[~stands]
    if not fallen.size:
        return None
    nearest = fallen[np.argmin(abs(fallen - central))]
    between = grid[stands & ((grid - central) * (grid - nearest) <= 0)]
    inner = between[np.argmin(abs(between - nearest))] if between.size else central
    return float(inner), float(nearest)


def _parts(contrast: Contrast) -> list[Influence | Modifier]:
    """The influences and modifiers within a period that bear on a contrast and may be rejected."""
    graded = {*graded_in(contrast)}
    own: list[Influence | Modifier] = [
        i for i in contrast.model.influences if i.effect in graded and not i.lag
    ]
    return own + [m for m in contrast.model.modifiers if m.effect in graded]


def _serves(influence: Influence, modifier: Modifier) -> bool:
    return modifier.effect == influence.effect and influence.cause in (modifier.cause, modifier.by)
