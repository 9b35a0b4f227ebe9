"""Judging: from a conclusion to a verdict on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import comb
from typing import Any, Self, get_args

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import FLOOR
from causalnet.model.grammar.conclusion import Conclusion, stands_at
from causalnet.model.influence import Influence
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.question import provenance
from causalnet.questions.robustness.central_change import central_change
from causalnet.questions.robustness.critical_sets import (
    LARGEST_SET,
    MOST_TRIALS,
    Centre,
    claim_sets,
    influence_sets,
    speaking_for,
)
from causalnet.questions.robustness.least_change import LeastChange, least_change
from causalnet.questions.robustness.model_variants import (
    World,
    alternate_worlds,
    bare_world,
    rival_world,
    stands,
    uniform_world,
)
from causalnet.questions.robustness.rejected_parts import (
    rejectable_parts,
    tabled_parts,
)
from causalnet.questions.robustness.tipping_values import Tipping, tipping_values
from causalnet.questions.signs.later_paths import LaterPath, later_than
from causalnet.questions.signs.signs import by_signs
from causalnet.questions.signs.signs_answer import BySigns
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.grounds import ByDraws, OverRanges, Reading, RestsOn
from causalnet.questions.verdict.joint_proposals import AsMuchAlone, as_much_alone
from causalnet.questions.verdict.ranges import over_ranges, widened_by_draws, with_proofs
from causalnet.questions.verdict.standing_without import DRAWS_PER_SET, standing_without
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.witnesses.witnesses import witnesses_of
from causalnet.workers import Task, done_by

__all__ = ["Judging", "verdict"]

Array = NDArray[np.float64]

# Values that are tried of each number to see where it tips: on a grid, or at the ends of its range and beyond.
TRIED, COARSE = 70, 6
# Sets that are tried by signs, in draws, and where tables are cut, each of which asks for a network of its own.
SIGNED = 700
IN_DRAWS = 800
CUT = 500


@public
def verdict(
    model: CausalModel,
    conclusion: Conclusion,
    *,
    draws: int | Draws = 1000,
    reading: Reading = "central",
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Verdict:
    """The part of a conclusion that the argument has earned.

    Four parts, from the strongest ground to the weakest: whether the signs alone settle it; the least and
    the greatest contrast over the whole of the stated ranges; the shares of draws from the judgements; and
    what it rests on, that is, which influences, claims, rivals and numbers would undo it.

    Parameters
    ----------
    model : CausalModel
    conclusion : Conclusion
        The conclusion, within the present period or by a later one. Parts that would take minutes, for a later one or
        in a large model, are a `Skipped` that says why.
    draws : int or Draws
        The draws. Baselines are held and, once more, drawn too.
    reading : {"central", "signs", "share"}
        In what sense it must fall to be undone: at the central numbers, by its signs, or in the share of
        draws that stand (below 90% of 100 draws).
    n_jobs : int, optional
        Workers of joblib; the result does not depend on how many.
    progress : bool, optional
        Show a bar. Default: at a terminal and past a few seconds.

    Returns
    -------
    Verdict

    Raises
    ------
    QuestionError, UnknownNameError, InterventionError
        If the conclusion speaks of what is not there.
    CalibrationError
        If a baseline cannot be met at the central numbers.

    References
    ----------
    M. P. Wellman (1990), "Fundamental concepts of qualitative probabilistic networks", *Artificial
    Intelligence* 44 (signs); R. E. Moore (1966), *Interval Analysis* (ranges); J. Rohmer (2020),
    "Uncertainties in conditional probability tables of discrete Bayesian belief networks: a comprehensive
    review", *Engineering Applications of Artificial Intelligence* 88 (draws).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> found = cn.verdict(lawn, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    >>> found.grade, round(found.central, 3)
    ('signs', 0.355)
    """
    judging = Judging.of(model, conclusion, as_draws(draws), reading)
    tasks: list[Task[Any]] = [partial(over_ranges, [judging.contrast]), *judging.tasks()]
    shared = model, judging.contrast
    (ranges,), *grounds = done_by(
        tasks, shared=shared, n_jobs=n_jobs, progress=progress, what="verdict"
    )
    return judging.verdict(ranges, grounds)


@dataclass(frozen=True, slots=True, eq=False)
class Judging:
    """A conclusion that is being judged: the tasks that find its grounds, and the verdict that they come to.

    The tasks do not depend on each other or on the search over the ranges.

    Attributes
    ----------
    contrast : Contrast
    how : Draws
    reading : {"central", "signs", "share"}
    arms : ndarray, shape (arms, 1, repetitions)
        What is measured at the central numbers.
    """

    contrast: Contrast
    how: Draws
    reading: Reading
    arms: Array

    @classmethod
    def of(cls, model: CausalModel, conclusion: Conclusion, how: Draws, reading: Reading) -> Self:
        """The judging of a conclusion, if it can be judged.

        Raises
        ------
        QuestionError, UnknownNameError, InterventionError
            If the conclusion speaks of what is not there.
        CalibrationError
            If a baseline cannot be met at the central numbers.
        """
        if reading not in get_args(Reading):
            raise unknown("reading", reading, get_args(Reading))
        contrast = contrast_of(model, conclusion)
        contrast.require(how.n)
        return cls(contrast, how, reading, contrast.measured(central(model)))

    @property
    def drawings(self) -> tuple[Draws, Draws]:
        """The draws with baselines held, and those in which they are drawn too."""
        return replace(self.how, vary_baselines=False), replace(self.how, vary_baselines=True)

    def tasks(self) -> list[Task[Any]]:
        """What finds the grounds, all but the ranges."""
        contrast, rivals = self.contrast, self.contrast.model.rivals
        return [
            *self.own_tasks(),
            partial(alternate_worlds, contrast),
            *(partial(rival_world, contrast, name) for name in rivals),
            *(drawing for how in self.drawings for drawing in contrast.drawing(how)),
        ]

    def own_tasks(self) -> list[Task[Any]]:
        """Those of the grounds that share little with other conclusions: the structure, and what it rests on."""
        contrast = self.contrast
        return [
            partial(_by_structure, contrast, contrast.between(self.arms).value),
            partial(_resting, contrast, self.reading, self.how),
        ]

    def verdict(self, ranges: OverRanges | Skipped, grounds: Sequence[Any]) -> Verdict:
        """The verdict from the ranges and from what the tasks have found."""
        contrast, model, rivals = (
            self.contrast,
            self.contrast.model,
            len(self.contrast.model.rivals),
        )
        conclusion, centre = contrast.conclusion, contrast.between(self.arms)
        (signs, later, alone), rests, alternates = grounds[:3]
        worlds = tuple(grounds[3 : 3 + rivals])
        drawn = np.split(np.concatenate(grounds[3 + rivals :]), 2)
        if isinstance(ranges, OverRanges):
            ensemble = sampled(model, self.drawings[0])
            ranges = widened_by_draws(ranges, contrast, ensemble, drawn[0])
            ranges = with_proofs(ranges, signs, contrast)
        return Verdict(
            conclusion,
            centre.value,
            tuple(float(x) for x in self.arms.mean(axis=(1, 2))),
            signs,
            ranges,
            _by_draws(conclusion, self.how, *drawn),
            replace(rests, rivals=worlds, alternates=tuple(alternates)),
            provenance(model, contrast.how, self.how if conclusion.at else None),
            conclusion.scale(model.variables[conclusion.outcome].scale()),
            centre.error,
            later,
            tuple(tuple(map(float, own)) for own in contrast.survival(central(model))[::-1]),
            alone,
        )


def _by_structure(
    contrast: Contrast, change: float
) -> tuple[BySigns, LaterPath | None, tuple[AsMuchAlone, ...]]:
    """What the signs say, the first path that leads elsewhere later, and the proposals that do as much alone."""
    model, conclusion = contrast.model, contrast.conclusion
    signs = by_signs(model, conclusion)
    # Elsewhere than the signs say or, where they leave it open, than it goes at the centre.
    later = signs.later if signs.direction else later_than(model, conclusion, signs.path, change)
    return signs, later, as_much_alone(model, conclusion)


def _by_draws(conclusion: Conclusion, how: Draws, held: Array, moved: Array) -> ByDraws:
    tolerance = max(conclusion.by, FLOOR)
    # A draw in which a baseline cannot be met is not one of the model: the conclusion neither stands nor falls in it.
    first, second = (Estimate(drawn, drawn=True) for drawn in (held, moved))
    shares = [estimate.share(conclusion, tolerance) for estimate in (first, second)]
    return ByDraws(how, first, second, shares[0], shares[1], tolerance)


def _resting(contrast: Contrast, reading: Reading, how: Draws) -> RestsOn:
    coordinates = Coordinates(contrast.model, elicited_numbers(contrast))
    light = contrast.lighter
    afforded = light.affordable
    budget = {"central": MOST_TRIALS, "signs": SIGNED, "share": IN_DRAWS}[reading]
    bound = least_change(light, coordinates)
    # One that proves nothing at the centre proves next to nothing without some parts.
    own = bound if bound is not None and _proves_at_centre(bound, coordinates) else None
    stands_without, centre = standing_without(light, coordinates, reading, how, own)
    tabled = tabled_parts(contrast)
    if sum(comb(len(tabled), size) for size in range(1, LARGEST_SET + 1)) > CUT:
        budget = min(budget, CUT)
    if afforded is not None and reading != "signs":
        budget = min(budget, afforded if reading == "central" else afforded // DRAWS_PER_SET)
    # Where sets are cheap, the model is compiled without the same ones for every conclusion, hence once for all of them;
    # where most are proved to stand, without the others only.
    alike = afforded is None and reading == "central" and own is None
    # Each alone first: least sets of one are among them.
    single = _single(light, centre)
    return RestsOn(
        reading,
        influence_sets(contrast, stands_without, budget, centre, alike=alike),
        claim_sets(contrast, stands_without, budget, centre),
        (),
        _tipping(light, coordinates, bound),
        (),
        bare_world(light, coordinates),
        uniform_world(light),
        single,
        _kinds(light, centre),
        tabled,
        witnesses_of(contrast.model, contrast.conclusion),
    )


def _tipping(
    contrast: Contrast, coordinates: Coordinates, bound: LeastChange | None
) -> tuple[Tipping, ...] | Skipped:
    """The value at which each number alone would turn the conclusion, if that takes seconds."""
    conclusion, afforded = contrast.conclusion, contrast.affordable
    count = len(coordinates.central)
    coarse = afforded is not None and (not contrast.exact or TRIED * count > afforded)
    if coarse and (needed := COARSE * count) > (afforded or 0):
        return Skipped(f"{contrast.effort(needed)}; cn.sensitivity ranks the numbers")
    at_centre = conclusion.holds(contrast(central(contrast.model)).value)

    def same(values: Array) -> NDArray[np.bool_]:
        # Where a baseline cannot be met nothing tips.
        return np.asarray(np.isnan(values) | (stands_at(conclusion, values) == at_centre))

    known = bound if at_centre else None
    if known is not None and not _proves_at_centre(known, coordinates):
        # Upstream of a number all is as at the centre. In a large model to look that up takes long.
        nearer = afforded is None
        known = replace(known, centre=central_change(contrast, coordinates)) if nearer else None
    return tuple(tipping_values(contrast, coordinates, same, coarse=coarse, bound=known))


def _proves_at_centre(bound: LeastChange, coordinates: Coordinates) -> bool:
    return bool(bound.stands(coordinates.central[:, None]).all())


def _kinds(contrast: Contrast, centre: Centre) -> tuple[World, ...]:
    """Of a conclusion about a later period, what is left without a whole kind of influence."""
    if not contrast.conclusion.at:
        return ()
    parts = rejectable_parts(contrast)
    lagged = [p.name for p in parts if isinstance(p, Influence) and p.lag]
    inertia = [p.name for p in parts if isinstance(p, Influence) and p.lag and p.cause == p.effect]
    unstated = [p.name for p in parts if p.standing != "stated"]
    kinds = {
        "without every lagged influence": lagged,
        "without inertia": inertia,
        "without all that is not stated": unstated,
    }
    return _rejecting(contrast, centre, {k: names for k, names in kinds.items() if names})


def _single(contrast: Contrast, centre: Centre) -> tuple[World, ...]:
    """Each influence and modifier rejected alone, the one that leaves least first."""
    names = [p.name for p in rejectable_parts(contrast)]
    if contrast.affordable is not None and len(names) > contrast.affordable:
        return ()
    upward = contrast.conclusion.upward
    found = _rejecting(contrast, centre, {name: [name] for name in names})
    return tuple(sorted(found, key=lambda w: (not w.undoes, speaking_for(w.value, upward))))


def _rejecting(
    contrast: Contrast, centre: Centre, chosen: Mapping[str, Sequence[str]]
) -> tuple[World, ...]:
    """The worlds in which some parts are rejected, by what they are called."""
    if not chosen:
        return ()
    error = contrast(central(contrast.model)).error
    sets = [frozenset(names) for names in chosen.values()]
    values = centre(sets)
    return tuple(
        World(name, float(x), stands(contrast.conclusion, float(x), error), error=error)
        for name, x in zip(chosen, values, strict=True)
    )
