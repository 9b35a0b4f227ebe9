"""Judging: from a conclusion to a verdict on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.parameters.parameters import Parameters, central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion
from causalnet.model.draws import Draws, as_draws
from causalnet.questions.bounds.branch_and_bound import proved_range
from causalnet.questions.bounds.search import Extreme, searched
from causalnet.questions.contrast.contrast import Contrast, measure, pieces
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers, sticks_of
from causalnet.questions.effects.rank_shares import MOST
from causalnet.questions.query.question import provenance
from causalnet.questions.query.spread import TOLERANCE, Spread
from causalnet.questions.robustness.critical_sets import (
    BUDGET,
    Centre,
    Stands,
    claim_sets,
    influence_sets,
    rows_of,
    tipping_values,
)
from causalnet.questions.robustness.model_variants import (
    alternate_worlds,
    bare_world,
    rival_world,
    uncaused,
    uniform_world,
    without_causes,
)
from causalnet.questions.signs.signs import BySigns, by_signs
from causalnet.questions.verdict.grounds import ByDraws, OverRanges, Reading, RestsOn
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.verdict_in_time import VerdictInTime, verdict_in_time
from causalnet.workers import Task, done_by

__all__ = ["verdict", "verdict_today"]

Array = NDArray[np.float64]

# Draws that a set of influences is tried in, where the reading is a share of draws.
FEW = 100
# Sets that are tried by signs, and in draws.
SIGNED = 700
IN_DRAWS = 800


@public
def verdict(
    model: CausalModel,
    conclusion: Conclusion,
    *,
    draws: int | Draws = 1000,
    reading: Reading = "central",
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Verdict | VerdictInTime:
    """How much of a conclusion the argument has earned.

    Four parts, from the strongest ground to the weakest: whether the signs alone settle it; the least and
    the greatest contrast over the whole of the stated ranges; the shares of draws from the judgements; and
    what it rests on, that is, which influences, claims, rivals and numbers would undo it.

    Parameters
    ----------
    model : CausalModel
    conclusion : Conclusion
        What is concluded. One by a later period is judged by its signs, in draws and by what it rests on; its
        ranges are not searched, and `reading`, `n_jobs` and `progress` play no part.
    draws : int or Draws
        How many draws, and how. Baselines are held and, once more, drawn too.
    reading : {"central", "signs", "share"}
        In what sense it must fall to be undone: at the central numbers, by its signs, or in the share of
        draws that stand (below 90% of 100 draws).
    n_jobs : int, optional
        Workers of joblib; the result does not depend on how many.
    progress : bool, optional
        Show a bar. Default: at a terminal and past a few seconds.

    Returns
    -------
    Verdict or VerdictInTime

    Raises
    ------
    QuestionError, UnknownNameError, InterventionError
        Where the conclusion speaks of what is not there.
    CalibrationError
        Where a baseline cannot be met at the central numbers.

    References
    ----------
    M. P. Wellman (1990), "Fundamental concepts of qualitative probabilistic networks", *Artificial
    Intelligence* 44 (signs); R. E. Moore (1966), *Interval Analysis* (ranges); J. Rohmer (2020),
    "Uncertainties in conditional probability tables of discrete Bayesian belief networks: a comprehensive
    review", *Engineering Applications of Artificial Intelligence* 88 (draws).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.CausalModel(
    ...     "lawn",
    ...     [cn.Variable("rain", ["no", "yes"], cn.Baseline([0.8, 0.2])),
    ...      cn.Variable("wet", ["no", "yes"], cn.Baseline([0.7, 0.3]))],
    ...     [cn.Influence("rain", "wet", "+", strength=cn.pert(1, 2, 4))],
    ... )
    >>> found = cn.verdict(lawn, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    >>> found.grade, round(found.central, 3)
    ('signs', 0.362)
    """
    if isinstance(conclusion, Conclusion) and conclusion.by_period is not None:
        return verdict_in_time(model, conclusion, as_draws(draws))
    return verdict_today(
        model, conclusion, draws=draws, reading=reading, n_jobs=n_jobs, progress=progress
    )


def verdict_today(
    model: CausalModel,
    conclusion: Conclusion,
    *,
    draws: int | Draws = 1000,
    reading: Reading = "central",
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Verdict:
    """The verdict on a conclusion within a period; parameters as for `verdict`."""
    if reading not in get_args(Reading):
        raise unknown("reading", reading, get_args(Reading))
    contrast = Contrast.of(model, conclusion)
    how = as_draws(draws)
    centre = contrast.network(central(model))
    held, moved = (sampled(model, replace(how, baselines=b)) for b in (False, True))
    batches = [(b, p) for b in (held, moved) for p in pieces(how.n)]
    rivals = [partial(rival_world, model, conclusion, name) for name in model.rivals]
    tasks: list[Task[Any]] = [
        partial(by_signs, model, conclusion),
        partial(_over_ranges, contrast),
        partial(_resting, contrast, reading, how),
        partial(alternate_worlds, model, conclusion, contrast.names),
        *(partial(_batch, contrast, b.at(p), p.stop - p.start) for b, p in batches),
        *rivals,
    ]
    found = done_by(tasks, n_jobs=n_jobs, progress=progress, what="verdict")
    signs, ranges, rests, alternates = found[:4]
    drawn = np.split(np.concatenate(found[4 : 4 + len(batches)]), 2)
    by_draws = _by_draws(conclusion, how, *drawn)
    return Verdict(
        conclusion,
        float(contrast.on(centre)),
        tuple(float(measure(centre, conclusion, arm)) for arm in contrast.arms),
        signs,
        _bounded(_reaching(ranges, contrast, held, drawn[0]), signs, conclusion),
        by_draws,
        replace(rests, rivals=tuple(found[4 + len(batches) :]), alternates=tuple(alternates)),
        provenance(model),
        conclusion.scale(model.variables[conclusion.outcome].scale()),
    )


def _batch(contrast: Contrast, numbers: Parameters, draws: int) -> Array:
    """The contrast in some draws, which are all alike where there is nothing to draw."""
    return np.broadcast_to(contrast(numbers), (draws,))


def _over_ranges(contrast: Contrast) -> OverRanges:
    model = contrast.model
    coordinates = Coordinates(model, elicited_numbers(contrast))
    least, greatest = searched(contrast, coordinates)
    free = Coordinates(model, coordinates.numbers, sticks_of(contrast))
    found = searched(contrast, free, [free.placed(e.at) for e in (least, greatest)])
    proof = proved_range(contrast, attained=(least.value, greatest.value))
    outer = (proof.low, proof.high) if not proof.reason else (-np.inf, np.inf)
    # What is attained where baselines are held is attained where they are free.
    free_ends = min(found[0].value, least.value), max(found[1].value, greatest.value)
    return OverRanges(least, greatest, free_ends, outer, proof.reason)


def _bounded(ranges: OverRanges, signs: BySigns, conclusion: Conclusion) -> OverRanges:
    """The proved bounds, with what the signs prove besides."""
    low, high = ranges.outer
    if not conclusion.passes:
        low = max(low, 0.0) if signs.direction in ("does not fall", "unchanged") else low
        high = min(high, 0.0) if signs.direction in ("does not rise", "unchanged") else high
    return replace(ranges, outer=(low, high))


def _reaching(
    ranges: OverRanges, contrast: Contrast, numbers: Parameters, drawn: Array
) -> OverRanges:
    """The ranges, with whatever a draw happened to attain beyond what the search did."""
    names = elicited_numbers(contrast)
    if not names or np.isnan(drawn).all():
        return ranges
    ends = []
    for end, at in ((ranges.least, np.nanargmin(drawn)), (ranges.greatest, np.nanargmax(drawn))):
        beyond = drawn[at] < end.value if end is ranges.least else drawn[at] > end.value
        own = numbers.at(slice(at, at + 1))
        there = {n.name: float(n.value(own).item()) for n in names}
        ends.append(Extreme(float(drawn[at]), there) if beyond else end)
    free = min(ranges.free[0], ends[0].value), max(ranges.free[1], ends[1].value)
    return replace(ranges, least=ends[0], greatest=ends[1], free=free)


def _by_draws(conclusion: Conclusion, how: Draws, held: Array, moved: Array) -> ByDraws:
    tolerance = max(conclusion.by, TOLERANCE)
    shares = [
        float(np.mean([conclusion.holds(float(x), tolerance) for x in drawn]))
        for drawn in (held, moved)
    ]
    first, second = (Spread(drawn[~np.isnan(drawn)]) for drawn in (held, moved))
    return ByDraws(how, first, second, shares[0], shares[1], tolerance)


def _resting(contrast: Contrast, reading: Reading, how: Draws) -> RestsOn:
    coordinates = Coordinates(contrast.model, elicited_numbers(contrast))
    conclusion = contrast.conclusion
    budget = {"central": BUDGET, "signs": SIGNED, "share": IN_DRAWS}[reading]
    stands, centre = _standing(contrast, coordinates, reading, how)
    at_centre = conclusion.holds(float(contrast(central(contrast.model))[0]))

    def same(values: Array) -> NDArray[np.bool_]:
        return np.array([conclusion.holds(float(x)) == at_centre for x in values])

    return RestsOn(
        reading,
        influence_sets(contrast, stands, budget, centre),
        claim_sets(contrast, stands, budget, centre),
        (),
        tuple(tipping_values(contrast, coordinates, same)),
        (),
        bare_world(contrast, coordinates),
        uniform_world(contrast),
    )


def _standing(
    contrast: Contrast, coordinates: Coordinates, reading: Reading, how: Draws
) -> tuple[Stands, Centre]:
    """Whether the conclusion stands without some parts, in the sense of the reading; and what is left at the centre."""
    model, conclusion = contrast.model, contrast.conclusion
    centre = _without(contrast, coordinates, coordinates.central[:, None])
    if reading == "signs":
        return _by_signs_alone(model, conclusion), lambda sets: centre(sets)[:, 0]
    known: dict[frozenset[str], float] = {}

    def left(sets: Sequence[frozenset[str]]) -> Array:
        new = [s for s in sets if s not in known]
        known.update(zip(new, centre(new)[:, 0].tolist() if new else (), strict=True))
        return np.array([known[s] for s in sets])

    if reading == "central" or not len(coordinates.central):
        return lambda sets: np.array([conclusion.holds(float(x)) for x in left(sets)]), left
    points = coordinates.drawn(sampled(model, replace(how, n=FEW, baselines=False)), FEW)
    drawn = _without(contrast, coordinates, points)
    tolerance = max(conclusion.by, TOLERANCE)

    def stands(sets: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
        held = [[conclusion.holds(float(x), tolerance) for x in row] for row in drawn(sets)]
        return np.asarray(np.mean(held, axis=1) >= MOST)

    return stands, left


def _by_signs_alone(model: CausalModel, conclusion: Conclusion) -> Stands:
    return lambda sets: np.array(
        [by_signs(model.rejecting(*s), conclusion).status == "follows" for s in sets]
    )


def _without(
    contrast: Contrast, coordinates: Coordinates, points: Array
) -> Callable[[Sequence[frozenset[str]]], Array]:
    """From sets of parts that fall to the contrast without them at some points, shape (sets, points)."""
    model, count = contrast.model, points.shape[1]
    if not len(coordinates.central):
        value = float(contrast(central(model))[0])
        return lambda sets: np.full((len(sets), count), value)
    rows = rows_of(contrast, coordinates)

    def values(sets: Sequence[frozenset[str]], alone: tuple[str, ...]) -> Array:
        every = np.tile(points, len(sets))
        for i, names in enumerate(sets):
            every[rows(names), i * count : (i + 1) * count] = 0.0
        numbers = without_causes(coordinates.parameters(every), model, alone)
        return np.broadcast_to(contrast(numbers), (len(sets) * count,)).reshape(len(sets), count)

    def found(sets: Sequence[frozenset[str]]) -> Array:
        whole = np.empty((len(sets), count))
        alone = [uncaused(model, contrast.names, names) for names in sets]
        for group in dict.fromkeys(alone):
            at = [i for i, own in enumerate(alone) if own == group]
            whole[at] = values([sets[i] for i in at], group)
        return whole

    return found
