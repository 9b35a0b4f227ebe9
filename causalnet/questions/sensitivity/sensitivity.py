"""Sensitivity: which judgements move an answer, and which are worth settling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import QuestionError
from causalnet.language.translate import lazy, template
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.gradient import central_slopes
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.effects.levers import levers
from causalnet.questions.query.paths import is_still
from causalnet.questions.sensitivity.drawing import Drawing
from causalnet.questions.sensitivity.sensitivity_answer import Sensitivity
from causalnet.questions.sensitivity.swing import Swing
from causalnet.questions.sensitivity.value_of_information import (
    Worth,
    noise_level,
    value_of_everything,
    value_of_knowing,
)
from causalnet.questions.sensitivity.variance_shares import (
    VarianceShares,
)
from causalnet.questions.signs.signs import by_signs, path_within
from causalnet.questions.skipped import Skipped
from causalnet.workers import Task, done_by

__all__ = ["sensitivity"]

Array = NDArray[np.float64]

# Halvings with which the last value before a baseline cannot be met is closed in on.
HALVINGS = 40
# A draw among many costs less than a point by itself: a simulation shares its particles among them.
DRAWS_FEWER = 1 / 16
# Numbers whose worth is found at a time.
NUMBERS_PER_TASK = 8


@public
def sensitivity(
    model: CausalModel,
    conclusion: Conclusion,
    *,
    draws: int | Draws = 1000,
    among: Mapping[str, Intervention] | Sequence[Intervention] | None = None,
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Sensitivity:
    """The judgements that move an answer most, and the worth of knowing each before a choice.

    Parameters
    ----------
    model : CausalModel
    conclusion : Conclusion
        Whose contrast is looked at; its direction says whether more or less of the outcome is better. What would take
        minutes, of one by a later period or in a large model, is left out, and named in `skipped`.
    draws : int or Draws
        For shares of variance and the value of knowing; baselines are held, and numbers independent.
    among : sequence of Intervention, or mapping from name to Intervention, optional
        The choices. Default: the best setting of every lever.
    n_jobs : int, optional
        Workers of joblib; the result does not depend on how many.
    progress : bool, optional
        Show a bar. Default: at a terminal and past a few seconds.

    Returns
    -------
    Sensitivity

    Raises
    ------
    QuestionError, UnknownNameError, InterventionError
        If the conclusion speaks of what is not there, or draws are asked for that do not suit. If no judgement
        bears on it, the answer says why and ranks none.

    References
    ----------
    A. Saltelli et al. (2010), *Computer Physics Communications* 181 (shares of variance); M. Strong, J. E.
    Oakley and A. Brennan (2014), *Medical Decision Making* 34(3) (the value of knowing).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> found = cn.sensitivity(lawn, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    >>> found[0].name, found.worth_knowing[0].name
    ('rain → wet', 'sprinkler → wet')
    """
    how = as_draws(draws)
    if how.correlation or how.vary_baselines:
        raise QuestionError(
            "Shares of variance need numbers that are independent and baselines that are held: "
            f"not {how.phrase}."
        )
    contrast = contrast_of(model, conclusion)
    # No judgement bears on a conclusion that is so by definition, so there is no choice to make.
    choices = () if conclusion.by_definition else _choices(model, conclusion, among)
    light = contrast.lighter
    coordinates = Coordinates(model, elicited_numbers(contrast))
    scale = conclusion.scale(model.variables[conclusion.outcome].scale())
    if _is_still(model, conclusion) or _unmoved(light, coordinates):
        signs = by_signs(model, conclusion)
        value = light.between(light.measured(central(model))).value
        return Sensitivity(
            conclusion,
            value,
            how,
            scale,
            path=signs.path,
            since=signs.since,
            notes=signs.notes,
            later=signs.later,
            blocking=signs.blocking,
            source=model,
        )
    shares_asked = how.n * (len(coordinates.central) + 2)
    over = contrast.affordable
    paid = len(choices) > 1 and (over is None or how.n * len(choices) * DRAWS_FEWER <= over)
    drawing = Drawing(
        contrast, coordinates, how, _affords(light, shares_asked), choices if paid else ()
    )
    tasks: list[Task[Any]] = [*drawing.tasks(), partial(_ends, light, coordinates)]
    tasks += [partial(_slopes, contrast, coordinates), partial(by_signs, model, conclusion)]
    shared = model, contrast, light, coordinates
    *drawn, ends, slopes, signs = done_by(
        tasks, shared=shared, n_jobs=n_jobs, progress=progress, what="sensitivity"
    )
    shares, paying = drawing.drawn(drawn)
    points = coordinates.of_ensemble(sampled(model, how))
    payoffs: Array | None = None
    met: NDArray[np.bool_] = np.ones(how.n, dtype=bool)
    if paying is not None:
        # A draw in which a baseline cannot be met pays nothing, under whatever choice.
        met = np.asarray(~np.isnan(paying).any(axis=1))
        payoffs, points = paying[met], points[:, met]
        payoffs = payoffs if len(payoffs) else None
    worths, noise = _knowing(payoffs, points, n_jobs)
    ranked = [
        Swing(
            number.name,
            float(coordinates.central[i]),
            number.judgement.range,
            (float(ends.values[0, i]), float(ends.values[1, i])),
            float(slopes[i]),
            *(_share(shares, i) if shares else (float("nan"),) * 4),
            worths[i],
            (float(ends.at[0, i]), float(ends.at[1, i])),
        )
        for i, number in enumerate(coordinates.numbers)
    ]
    left_out = {
        template("shares of variance"): (not shares, shares_asked),
        template("value of knowing"): (len(choices) > 1 and not paid, how.n * len(choices)),
    }
    return Sensitivity(
        conclusion,
        light.between(light.measured(central(model))).value,
        how,
        scale,
        tuple(sorted(ranked, key=lambda s: -round(s.swing, 12))),
        shares.variance if shares else float("nan"),
        choices,
        None if payoffs is None else value_of_everything(payoffs),
        noise,
        signs.path,
        signs.since,
        tuple(
            Skipped(lazy("{name}: {note}", name=lazy(what), note=contrast.effort(asked)))
            for what, (skipped, asked) in left_out.items()
            if skipped
        ),
        signs.notes,
        signs.later,
        signs.blocking,
        (shares.left_out if shares else 0, int((~met).sum())),
        source=model,
    )


def _is_still(model: CausalModel, conclusion: Conclusion) -> bool:
    """Whether what is set cannot reach the outcome."""
    # A level is what it is, whether or not anything that is set reaches it.
    return not conclusion.passes and is_still(path_within(model, conclusion))


def _unmoved(contrast: Contrast, coordinates: Coordinates) -> bool:
    """Whether no number bears on it: there is none, or what is set decides."""
    if not coordinates.numbers or not contrast.conclusion.by_definition:
        return not coordinates.numbers
    return bool(np.ptp(_ends(contrast, coordinates).values) < NOTHING)


def _affords(contrast: Contrast, points: int) -> bool:
    return contrast.affordable is None or points <= contrast.affordable


def _share(shares: VarianceShares, i: int) -> tuple[float, float, float, float]:
    found = (shares.first, shares.first_error, shares.total, shares.total_error)
    first, first_error, total, total_error = (float(x[i]) for x in found)
    return first, first_error, total, total_error


class _Ends(NamedTuple):
    """The contrast with each number in turn at either end of its range, and where that is; shape (2, numbers)."""

    values: Array
    at: Array


def _ends(contrast: Contrast, coordinates: Coordinates) -> _Ends:
    """Each number at the low and at the high end of its range, others central.

    Where a baseline cannot be met there, at the last value before that.
    """
    at = np.array(coordinates.box)
    values = np.array([_alone(contrast, coordinates, end) for end in at])
    for end, own in zip(at, values, strict=True):
        barred = np.isnan(own)
        good, bad = coordinates.central.copy(), end.copy()
        for _ in range(HALVINGS if barred.any() else 0):
            middle = np.where(barred, (good + bad) / 2, end)
            met = ~np.isnan(_alone(contrast, coordinates, middle))
            good, bad = np.where(met, middle, good), np.where(met, bad, middle)
        if barred.any():
            end[barred] = good[barred]
            own[:] = np.where(barred, _alone(contrast, coordinates, end), own)
    return _Ends(values, at)


def _slopes(contrast: Contrast, coordinates: Coordinates) -> Array:
    """The derivative by each number at the centre; NaN where nothing is exact."""
    if contrast.exact:
        return central_slopes(contrast, coordinates)
    return np.full(len(coordinates.numbers), np.nan)


def _alone(contrast: Contrast, coordinates: Coordinates, at: Array) -> Array:
    """The contrast with each number in turn at a value of its own, others central, shape (numbers,)."""
    points = np.repeat(coordinates.central[:, None], len(at), axis=1)
    np.fill_diagonal(points, at)
    return contrast(coordinates.ensemble(points)).points if len(at) else at


def _choices(
    model: CausalModel,
    conclusion: Conclusion,
    among: Mapping[str, Intervention] | Sequence[Intervention] | None,
) -> tuple[Intervention, ...]:
    """The choices: those given, or each lever at its best; none if no variable has that role."""
    if among is not None and not among:
        raise QuestionError(
            "among= holds nothing to choose from. Write among=[cn.do(x='high'), …], or leave it out."
        )
    if among is not None:
        return tuple(among.values() if isinstance(among, Mapping) else among)
    sign = -1.0 if conclusion.upward is False else 1.0
    best: dict[str, tuple[float, Intervention]] = {}
    for variable, gain, choice in _gains(model, conclusion):
        held = best.get(variable, (0.0, Intervention()))
        if sign * gain > held[0]:
            best[variable] = sign * gain, choice
    return tuple(choice for _, choice in best.values())


def _gains(model: CausalModel, conclusion: Conclusion) -> Iterator[tuple[str, float, Intervention]]:
    """Each setting of a lever that can reach the outcome, and the change that it brings; none without levers."""
    outcome, given = conclusion.outcome, conclusion.given
    try:
        found = levers(model, outcome, given=given, at=conclusion.at)
        yield from ((x.variable, x.level, x.intervention) for x in found if x.reaches)
    except QuestionError:
        return


def _knowing(
    payoffs: Array | None, points: Array, n_jobs: int | None
) -> tuple[list[Worth | None], float]:
    """The value of knowing each number, and what numbers that are unrelated to the payoffs seem to be worth."""
    if payoffs is None:
        return [None] * len(points), 0.0
    each = NUMBERS_PER_TASK
    tasks: list[Task[Any]] = [partial(noise_level, payoffs, points)]
    tasks += [partial(_worths, payoffs, points[i : i + each]) for i in range(0, len(points), each)]
    noise, *parts = done_by(tasks, shared=[payoffs], n_jobs=n_jobs, progress=False)
    return [worth for part in parts for worth in part], noise


def _worths(payoffs: Array, points: Array) -> list[Worth]:
    return [value_of_knowing(payoffs, known) for known in points]
