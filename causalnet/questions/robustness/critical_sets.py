r"""Critical sets: the least rejections that undo a conclusion.

Write D(θ) for the contrast at the central numbers θ, and θ\S for those with the strengths of the influences in S at zero,
recalibrated. S is *critical* if the conclusion does not hold at θ\S but holds at θ\R for every proper subset R of S.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb, inf, isnan

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.robustness.rejected_parts import rejectable_parts

__all__ = [
    "LARGEST_SET",
    "MOST_TRIALS",
    "LeastSets",
    "claim_sets",
    "influence_sets",
    "speaking_for",
]

Array = NDArray[np.float64]
# From sets of parts that fall to whether the conclusion still stands without them.
Stands = Callable[[Sequence[frozenset[str]]], NDArray[np.bool_]]
# From the same to the contrast at the central numbers without them.
Centre = Callable[[Sequence[frozenset[str]]], Array]

# The largest sets that are tried, and the most sets: their number grows as n³ / 6.
LARGEST_SET = 3
MOST_TRIALS = 40_000


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
    resting: dict[tuple[str, ...], list[str]] = {}
    for part in parts:
        if own := tuple(name for name in names if name in part.claims):
            resting.setdefault(own, []).append(part.name)

    def falling(claims: Sequence[str]) -> frozenset[str]:
        # Few claims have few subsets, and there are many parts. All are in the order of the model.
        some = (c for n in range(1, len(claims) + 1) for c in combinations(claims, n))
        return frozenset([name for own in some for name in resting.get(own, ())])

    found, tried = _least(names, falling, stands, budget)
    return _leaving(found, tried, contrast, centre)


def _without_any(
    sets: list[tuple[str, ...]], found: Sequence[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """The sets that hold none of those that were found, all in one order."""
    known = {*found}
    sizes = {len(f) for f in found}
    return [c for c in sets if not any(own in known for n in sizes for own in combinations(c, n))]


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
    falling: Callable[[Sequence[str]], frozenset[str]],
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
        of_size = list(combinations(names, size))
        tried = _without_any(of_size, found)
        downs = [falling(c) for c in tried]
        # Of the sets that reject the same parts the first, smallest one is named.
        every = {d: c for c, d in zip(tried, downs, strict=True) if d} | every
        asked = map(falling, of_size) if alike and tried else downs
        distinct = list(dict.fromkeys(d for d in asked if d))
        still = dict(zip(distinct, stands(distinct), strict=True)) if distinct else {}
        found += [c for c, d in zip(tried, downs, strict=True) if not still.get(d, True)]
    return LeastSets(tuple(found), min(LARGEST_SET, len(names)), len(names)), every
