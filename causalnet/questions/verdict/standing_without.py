"""Whether a conclusion stands without some parts of its model, in the sense in which it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.model.effect_size import FLOOR, NOTHING
from causalnet.model.grammar.conclusion import stands_at
from causalnet.model.judgements.draws import Draws
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.effects.rank_shares import RELIABLE_SHARE
from causalnet.questions.estimate import Estimate
from causalnet.questions.robustness.critical_sets import Centre, Stands
from causalnet.questions.robustness.least_change import LeastChange
from causalnet.questions.robustness.rejected_parts import (
    model_without,
    points_without,
    rows_of,
    tabled_parts,
    without_parts,
)
from causalnet.questions.signs.signs import by_signs
from causalnet.questions.verdict.grounds import Reading

__all__ = ["DRAWS_PER_SET", "standing_without"]

Array = NDArray[np.float64]

# Draws that a set of influences is tried in, where the reading is a share of draws.
DRAWS_PER_SET = 100


def standing_without(
    contrast: Contrast,
    coordinates: Coordinates,
    reading: Reading,
    how: Draws,
    bound: LeastChange | None,
) -> tuple[Stands, Centre]:
    """A function that tells if the conclusion stands without some parts, and one that gives the rest at the centre.

    Parameters
    ----------
    bound : LeastChange or None
        Where it proves that the conclusion stands, nothing is compiled.
    """
    centre = without_parts(contrast, coordinates, coordinates.central[:, None])
    if reading == "signs":
        return _by_signs_alone(contrast), lambda sets: centre(sets)[:, 0]
    known: dict[frozenset[str], float] = {}

    def left(sets: Sequence[frozenset[str]]) -> Array:
        new = [s for s in sets if s not in known]
        known.update(zip(new, centre(new)[:, 0].tolist() if new else (), strict=True))
        return np.array([known[s] for s in sets])

    if reading == "central" or not len(coordinates.central):
        return _at_the_centre(contrast, left, _proved(contrast, coordinates, bound)), left
    return _in_most_draws(contrast, coordinates, how), left


def _by_signs_alone(contrast: Contrast) -> Stands:
    model, conclusion = contrast.model, contrast.conclusion
    return lambda sets: np.array(
        [by_signs(model_without(model, s), conclusion).status == "follows" for s in sets]
    )


def _proved(contrast: Contrast, coordinates: Coordinates, bound: LeastChange | None) -> Stands:
    """Whether a bound proves that it stands; for sets that cut tables there is none."""
    if bound is None:
        return lambda sets: np.zeros(len(sets), dtype=bool)
    proves, middle = bound.stands, coordinates.central[:, None]
    rows, tabled = rows_of(contrast, coordinates), {*tabled_parts(contrast)}

    def proved(sets: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
        whole = np.array([tabled.isdisjoint(s) for s in sets], dtype=bool)
        return whole & proves(points_without(rows, sets, middle))

    return proved


def _at_the_centre(contrast: Contrast, left: Centre, proved: Stands) -> Stands:
    error = contrast(central(contrast.model)).error
    least = 2 * error if error > 0 else NOTHING

    def standing(sets: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
        stands = proved(sets)
        values = left([s for s, known in zip(sets, stands, strict=True) if not known])
        stands[~stands] = np.isnan(values) | stands_at(contrast.conclusion, values, least)
        return stands

    return standing


def _in_most_draws(contrast: Contrast, coordinates: Coordinates, how: Draws) -> Stands:
    conclusion = contrast.conclusion
    draws = sampled(contrast.model, replace(how, n=DRAWS_PER_SET, vary_baselines=False))
    drawn = without_parts(contrast, coordinates, coordinates.of_ensemble(draws))
    tolerance = max(conclusion.by, FLOOR)

    def mostly(sets: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
        # A set without which no draw meets the baselines is not known to undo it.
        left = [Estimate(row, drawn=True) for row in drawn(sets)]
        return np.array(
            [not len(x.met) or x.share(conclusion, tolerance) >= RELIABLE_SHARE for x in left]
        )

    return mostly
