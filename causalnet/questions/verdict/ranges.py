"""The ranges of a verdict: the least and the greatest contrast within the stated ranges, searched and proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.language.translate import lazy
from causalnet.model.effect_size import NOTHING
from causalnet.questions.bounds.branch_and_bound import proved_range
from causalnet.questions.bounds.local_search import Extreme, cornered, questions_needed, searching
from causalnet.questions.contrast.batch import PointsAsked
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.gradient import is_swept
from causalnet.questions.contrast.lockstep import Search, Values, in_lockstep
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers, sticks_of
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.signs_answer import BySigns
from causalnet.questions.signs.structural_balance import path_of
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.grounds import OverRanges

__all__ = ["over_ranges", "widened_by_draws", "with_proofs"]

Array = NDArray[np.float64]


def over_ranges(contrasts: Sequence[Contrast]) -> list[OverRanges | Skipped]:
    """The least and the greatest of some contrasts within the stated ranges; they are searched in lockstep.

    Searched, and proved where that can be; by a later period or in a large model only as far as it takes seconds.
    """
    return in_lockstep([_over_ranges(contrast) for contrast in contrasts])


def _over_ranges(contrast: Contrast) -> Search[OverRanges | Skipped]:
    model = contrast.model
    coordinates = Coordinates(model, elicited_numbers(contrast))
    if _out_of_reach(contrast):
        return (yield from _unmoved(contrast, coordinates))
    light = contrast.lighter
    afforded = light.affordable
    whole = afforded is None or (light.exact and questions_needed(coordinates) <= afforded)
    if not whole and is_swept(light):
        ends = yield from searching(light, coordinates, random=0, polish=False)
        why = lazy(
            "{count:,} numbers have been moved along their slopes alone",
            count=len(coordinates.numbers),
        )
        return OverRanges(*ends, None, reason=why)
    if not whole:
        return _at_corners(light, coordinates, afforded or 0)
    least, greatest = yield from searching(contrast, coordinates)
    free = Coordinates(model, coordinates.numbers, sticks_of(contrast))
    found = yield from searching(contrast, free, [free.placed(e.at) for e in (least, greatest)])
    proof = proved_range(contrast, attained=(least.value, greatest.value))
    outer = (proof.low, proof.high) if not proof.reason else (-np.inf, np.inf)
    # A value attained with baselines held is also attained with baselines free.
    free_ends = min(found[0].value, least.value), max(found[1].value, greatest.value)
    return OverRanges(least, greatest, free_ends, outer, proof.reason)


def _unmoved(contrast: Contrast, coordinates: Coordinates) -> Search[OverRanges]:
    """The range of what nothing can change: the centre has the only value."""
    centre = coordinates.central
    (value,) = (yield Values(PointsAsked(contrast, coordinates, centre[:, None]))).tolist()
    end = Extreme(value, dict(zip(coordinates.names, centre.tolist(), strict=True)))
    return OverRanges(end, end, (value, value), (0.0, 0.0))


def _out_of_reach(contrast: Contrast) -> bool:
    """Whether no path leads from what differs to the outcome: whatever the numbers, nothing changes."""
    c = contrast.conclusion
    if c.passes or c.at:
        return False
    return path_of(Arms(contrast.model, c.under, c.versus), c) in ("no path", "lagged only")


def _at_corners(
    contrast: Contrast, coordinates: Coordinates, afforded: int
) -> OverRanges | Skipped:
    """Each number at its ends, and the corners that follow; baselines held."""
    needed = 2 * len(coordinates.central) + 3
    if needed > afforded:
        return Skipped(contrast.effort(needed))
    why = lazy("each number was moved to its ends alone")
    if contrast.conclusion.at:
        why = lazy("it is read in a later period, and each number was moved to its ends alone")
    return OverRanges(*cornered(contrast, coordinates), None, reason=why)


def with_proofs(ranges: OverRanges, signs: BySigns, contrast: Contrast) -> OverRanges:
    """The proved bounds, with what the signs prove besides; a single number where no strength bears on it."""
    conclusion, (least, greatest) = contrast.conclusion, ranges.inner
    outcome = contrast.model.variables[conclusion.outcome]
    # An outcome without any intervention stays at its baseline, whatever leads to it.
    as_it_is = conclusion.passes and not (conclusion.under or conclusion.given) and outcome.baseline
    still = greatest - least < NOTHING and (conclusion.by_definition or as_it_is)
    if (still or not elicited_numbers(contrast)) and contrast.exact:
        return replace(ranges, outer=(least, least), reason="")
    low, high = ranges.outer
    if not conclusion.passes:
        low = max(low, 0.0) if signs.direction in ("does not fall", "unchanged") else low
        high = min(high, 0.0) if signs.direction in ("does not rise", "unchanged") else high
    return replace(ranges, outer=(low, high))


def widened_by_draws(
    ranges: OverRanges, contrast: Contrast, ensemble: Ensemble, drawn: Array
) -> OverRanges:
    """The ranges, with whatever a draw happened to attain beyond what the search did."""
    names = elicited_numbers(contrast)
    if not names or np.isnan(drawn).all():
        return ranges
    ends = []
    for end, at in ((ranges.least, np.nanargmin(drawn)), (ranges.greatest, np.nanargmax(drawn))):
        beyond = drawn[at] < end.value if end is ranges.least else drawn[at] > end.value
        own = ensemble.at(slice(at, at + 1))
        there = {n.name: float(n.value(own).item()) for n in names}
        ends.append(Extreme(float(drawn[at]), there) if beyond else end)
    free = ranges.free
    if free is not None:
        free = min(free[0], ends[0].value), max(free[1], ends[1].value)
    return replace(ranges, least=ends[0], greatest=ends[1], free=free)
