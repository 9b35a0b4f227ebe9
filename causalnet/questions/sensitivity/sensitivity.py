"""Sensitivity: which judgements move an answer, and which are worth settling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion
from causalnet.model.draws import Draws, as_draws
from causalnet.model.intervention import Intervention
from causalnet.questions.contrast.contrast import Contrast, pieces
from causalnet.questions.contrast.gradient import central_slopes
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.effects.levers import levers
from causalnet.questions.sensitivity.sensitivity_answer import Sensitivity, Settled
from causalnet.questions.sensitivity.sensitivity_in_time import (
    SensitivityInTime,
    sensitivity_in_time,
)
from causalnet.questions.sensitivity.value_of_information import (
    noise_level,
    value_of_everything,
    value_of_knowing,
)
from causalnet.questions.sensitivity.variance_shares import VarianceShares, variance_shares
from causalnet.questions.signs.signs import by_signs
from causalnet.workers import Task, done_by

__all__ = ["sensitivity"]

Array = NDArray[np.float64]


@public
def sensitivity(
    model: CausalModel,
    conclusion: Conclusion,
    *,
    draws: int | Draws = 1000,
    among: Mapping[str, Intervention] | Sequence[Intervention] | None = None,
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Sensitivity | SensitivityInTime:
    """Which judgements move an answer, and which of them are worth settling before one chooses.

    Parameters
    ----------
    model : CausalModel
    conclusion : Conclusion
        Whose contrast is looked at; its direction says whether more or less of the outcome is better. By a later
        period there are swings alone: what follows plays no part.
    draws : int or Draws
        For shares of variance and the value of knowing; baselines are held, and numbers independent.
    among : sequence of Intervention, or mapping from name to Intervention, optional
        What is chosen among. Default: the best setting of every lever.
    n_jobs : int, optional
        Workers of joblib; the result does not depend on how many.
    progress : bool, optional
        Show a bar. Default: at a terminal and past a few seconds.

    Returns
    -------
    Sensitivity or SensitivityInTime

    Raises
    ------
    QuestionError, UnknownNameError, InterventionError
        Where the conclusion speaks of what is not there, or draws are asked for that do not suit.

    References
    ----------
    A. Saltelli et al. (2010), *Computer Physics Communications* 181 (shares of variance); M. Strong, J. E.
    Oakley and A. Brennan (2014), *Medical Decision Making* 34(3) (the value of knowing).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.CausalModel(
    ...     "lawn",
    ...     [cn.Variable("rain", ["no", "yes"], cn.Baseline([0.8, 0.2]), roles=["lever"]),
    ...      cn.Variable("hose", ["off", "on"], cn.Baseline([0.9, 0.1]), roles=["lever"]),
    ...      cn.Variable("wet", ["no", "yes"], cn.Baseline([0.7, 0.3]))],
    ...     [cn.Influence("rain", "wet", "+", strength=cn.pert(0, 2, 4)),
    ...      cn.Influence("hose", "wet", "+", strength=cn.pert(0, 1, 4))],
    ... )
    >>> found = cn.sensitivity(lawn, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    >>> found[0].name, found.worth_settling[0].name
    ('rain → wet', 'rain → wet')
    """
    if isinstance(conclusion, Conclusion) and conclusion.by_period is not None:
        return sensitivity_in_time(model, conclusion)
    how = as_draws(draws)
    if how.correlation or how.baselines:
        raise QuestionError(
            "Shares of variance need numbers that are independent and baselines that are held: "
            f"not {how}."
        )
    contrast = Contrast.of(model, conclusion)
    coordinates = Coordinates(model, elicited_numbers(contrast))
    if not coordinates.numbers:
        signs = by_signs(model, conclusion)
        told = signs.path != "within a period" or conclusion.by_definition
        why = signs.reason if told else "There is nothing to move."
        raise QuestionError(f"No judgement bears on whether {conclusion}. {why}")
    centre = coordinates.central[:, None]
    numbers = sampled(model, how)
    choices = _choices(model, conclusion, among)
    tasks: list[Task[Any]] = [
        partial(_shares, contrast, coordinates, how),
        partial(_ends, contrast, coordinates),
        *(partial(_payoff, model, conclusion, choice, how) for choice in choices),
    ]
    found = done_by(tasks, n_jobs=n_jobs, progress=progress, what="sensitivity")
    shares: VarianceShares = found[0]
    payoffs = np.stack(found[2:], axis=1) if choices else np.empty((how.n, 0))
    slopes = central_slopes(contrast, coordinates)
    points = coordinates.drawn(numbers, how.n)
    ranked = [
        Settled(
            number.name,
            float(coordinates.central[i]),
            number.judgement.range,
            (float(found[1][0][i]), float(found[1][1][i])),
            float(slopes[i]),
            float(shares.first[i]),
            float(shares.first_error[i]),
            float(shares.total[i]),
            float(shares.total_error[i]),
            value_of_knowing(payoffs, points[i]) if len(choices) > 1 else None,
        )
        for i, number in enumerate(coordinates.numbers)
    ]
    signs = by_signs(model, conclusion)
    return Sensitivity(
        conclusion,
        float(contrast(coordinates.parameters(centre))[0]),
        tuple(sorted(ranked, key=lambda s: -round(s.swing, 12))),
        shares.variance,
        how,
        choices,
        value_of_everything(payoffs) if len(choices) > 1 else None,
        noise_level(payoffs, points) if len(choices) > 1 else 0.0,
        conclusion.scale(model.variables[conclusion.outcome].scale()),
        signs.path,
        signs.since,
    )


def _shares(contrast: Contrast, coordinates: Coordinates, how: Draws) -> VarianceShares:
    """Of two samples, the second from another seed."""
    a, b = (
        coordinates.drawn(sampled(contrast.model, replace(how, seed=seed)), how.n)
        for seed in (how.seed, how.seed + 1)
    )
    return variance_shares(lambda points: contrast(coordinates.parameters(points)), a, b)


def _ends(contrast: Contrast, coordinates: Coordinates) -> tuple[Array, Array]:
    """The contrast with each number in turn at the low and at the high end of its range."""
    found = []
    for end in coordinates.box:
        points = np.repeat(coordinates.central[:, None], len(end), axis=1)
        np.fill_diagonal(points, end)
        found.append(contrast(coordinates.parameters(points)) if len(end) else end)
    return found[0], found[1]


def _choices(
    model: CausalModel,
    conclusion: Conclusion,
    among: Mapping[str, Intervention] | Sequence[Intervention] | None,
) -> tuple[Intervention, ...]:
    """What may be chosen: given, or each lever at its best; none where nothing has that role."""
    if among is not None:
        return tuple(among.values() if isinstance(among, Mapping) else among)
    try:
        found = levers(model, conclusion.outcome, given=conclusion.given)
    except QuestionError:
        return ()
    sign = -1.0 if conclusion.upward is False else 1.0
    best: dict[str, tuple[float, Intervention]] = {}
    for lever in found:
        if lever.path == "within a period":
            held = best.get(lever.variable, (0.0, Intervention()))
            if sign * lever.level > held[0]:
                best[lever.variable] = sign * lever.level, lever.intervention
    return tuple(choice for _, choice in best.values())


def _payoff(model: CausalModel, conclusion: Conclusion, choice: Intervention, how: Draws) -> Array:
    """What a choice brings in every draw, more being better."""
    sign = -1.0 if conclusion.upward is False else 1.0
    asked = Conclusion(
        conclusion.outcome,
        "rises",
        under=choice,
        given=conclusion.given,
        at_least=conclusion.at_least,
    )
    contrast, numbers = Contrast.of(model, asked), sampled(model, how)
    values = [np.broadcast_to(contrast(numbers.at(p)), (p.stop - p.start,)) for p in pieces(how.n)]
    return sign * np.concatenate(values)
