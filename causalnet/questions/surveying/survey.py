"""Surveying: which variables to measure in how many cases, before there are data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import QuestionError, unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import Given
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.judgements.draws import Draws
from causalnet.model.judgements.panel import one_judgement
from causalnet.model.mechanism import Tabular
from causalnet.network.graph import ancestors
from causalnet.notation import counted
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates, Elicited
from causalnet.questions.contrast.static import StaticContrast
from causalnet.questions.query.posed_conclusion import posed_conclusion
from causalnet.questions.query.question import provenance
from causalnet.questions.surveying.case_information import CaseInformation, mean_and_deviation
from causalnet.questions.surveying.preposterior import VarianceLeft
from causalnet.questions.surveying.simulated_survey import simulated_survey
from causalnet.questions.surveying.survey_answer import Survey, SurveyDesign

__all__ = ["survey"]

Array = NDArray[np.float64]

# Other numbers of cases that are told.
OTHERS = (50, 1_000)
SURVEYS = 50
# The draws in which simulated surveys are weighed.
DRAWS = 2_000
# Variables times points of the compiled network: about ten seconds.
MOST_WORK = 60_000
MOST_CELLS = 100_000


@public
def survey(
    model: CausalModel,
    conclusion: Conclusion | str,
    direction: Literal["rises", "falls", "holds"] = "rises",
    *,
    under: Intervention | None = None,
    versus: Intervention | None = None,
    given: Given | None = None,
    cases: int = 200,
    measuring: int = 2,
    among: Sequence[str] | None = None,
    surveys: int = SURVEYS,
    seed: int = 0,
) -> Survey:
    """Which variables to measure in comparable cases, and how much of a conclusion's uncertainty that would settle.

    The cases are others than the one that the model is about. They teach how strong the influences are, and not what the
    baselines are here: those are held. A design is a set of variables that are measured together in every case; it is
    ranked by the share of the variance of the contrast, over the judgements, that the cases would leave on average.

    Parameters
    ----------
    model : CausalModel
    conclusion : Conclusion or str
        The conclusion, within the present period; or the name of the outcome, with `under`.
    direction : {"rises", "falls", "holds"}, default "rises"
        The direction, where the outcome is given by name. What there is to learn does not depend on it.
    under, versus : Intervention, optional
        The two arms, where the outcome is given by name.
    given : mapping, optional
        The observations, where the outcome is given by name.
    cases : int, default 200
        The number of cases.
    measuring : int, default 2
        The number of variables that are measured together. All pairs are compared. More than two variables are built up
        greedily from the best pair.
    among : sequence of str, optional
        What can be measured. Default: every variable that is not latent.
    surveys : int, default 50
        The number of simulated surveys that check the best design; 0 for none.
    seed : int, default 0
        For the simulated surveys.

    Returns
    -------
    Survey

    Raises
    ------
    QuestionError, UnknownNameError
        If the conclusion speaks of what is not there or of a later period, no judgement that is uncertain moves it, or
        the model is too large.

    Notes
    -----
    Each judged number counts by its mean and its variance. The contrast is taken to be linear in the numbers, and the
    cases to speak of them as they do at the means: the preposterior variance of a linear-Gaussian model. The answer tells how
    linear the contrast is, and checks the best design by surveys that are simulated from beginning to end.

    References
    ----------
    K. Chaloner and I. Verdinelli (1995), "Bayesian experimental design: a review", *Statistical Science* 10(3).

    Examples
    --------
    >>> import causalnet as cn
    >>> found = cn.survey(cn.load("lawn"), "wet", under=cn.do(rain="yes"), cases=100)
    >>> found[0].names, round(found.left, 2)
    (('rain', 'wet'), 0.51)
    """
    asked = posed_conclusion(model, conclusion, direction, under, versus, given)
    if asked.at:
        raise QuestionError(
            f"survey reads a conclusion within the present period, not in period {asked.at}: cases are seen once. Leave at= out."
        )
    names = _measurable(model, among, measuring)
    contrast = StaticContrast.of(model, asked)
    parents = network_of(model).parents
    through = ancestors(parents, {*names, *contrast.names})
    coordinates = _coordinates(model, through)
    _require_small(len(names), len(coordinates.numbers))
    info = CaseInformation.of(model, coordinates, [v for v in model.variables if v in through])
    gradient = info.gradient(contrast)
    if not np.linalg.norm(gradient) > NOTHING:
        raise QuestionError(
            f"No uncertain judgement moves “{asked}”, so that cases cannot teach anything about it."
        )
    numbers = [*sorted({cases, *OTHERS}), inf]
    designs, more = _designs(info, gradient, names, measuring, cases, numbers)
    how = Draws(DRAWS, seed=seed)
    spread, linearity = _over_draws(contrast, coordinates, info, gradient, how)
    first = designs[0].names
    check = (
        simulated_survey(contrast, first, sorted(ancestors(parents, first)), cases, surveys, how)
        if surveys
        else None
    )
    return Survey(
        asked,
        cases,
        measuring,
        designs,
        more,
        SurveyDesign((), _left(gradient, info.complete(), numbers)),
        names,
        spread,
        asked.scale(model.variables[asked.outcome].scale()),
        check,
        linearity,
        {v.name: v.label for v in model.variables.values()},
        provenance(model, "linear-Gaussian preposterior variance", how),
    )


def _measurable(model: CausalModel, among: Sequence[str] | None, measuring: int) -> tuple[str, ...]:
    """What can be measured: at least as many as are measured together."""
    if among is None:
        among = [v.name for v in model.variables.values() if not v.latent]
    for name in among:
        if name not in model.variables:
            raise unknown("variable", name, model.variables)
    names = tuple(dict.fromkeys(among))
    if len(names) < measuring:
        raise QuestionError(
            f"measuring={measuring} is more than can be measured: {counted(len(names), 'variable')}."
        )
    return names


def _coordinates(model: CausalModel, through: Iterable[str]) -> Coordinates:
    """The uncertain numbers that the variables depend on, within a period."""
    numbers = []
    graded = {v for v in through if not isinstance(model.variables[v].mechanism, Tabular)}
    for influence in model.influences:
        judged = model.strength(influence)
        if judged is not None and not influence.lag and influence.effect in graded:
            numbers.append(Elicited(influence, one_judgement(influence.name, judged)))
    numbers += [
        Elicited(m, one_judgement(m.name, model.amount(m)))
        for m in model.modifiers
        if m.effect in graded
    ]
    uncertain = [n for n in numbers if mean_and_deviation(n.judgement)[1] > 0]
    return Coordinates(model, tuple(uncertain))


def _require_small(variables: int, numbers: int) -> None:
    work = variables * (1 + 2 * numbers)
    if work > MOST_WORK:
        raise QuestionError(
            f"A survey of {variables:,} variables and {numbers:,} judged numbers would take minutes. Name fewer variables that can be "
            "measured: among=['x', 'y']."
        )


def _left(gradient: Array, factor: Array, numbers: Sequence[float]) -> Mapping[float, float]:
    left = VarianceLeft(gradient, factor)
    return {number: left(number) for number in numbers}


def _designs(
    info: CaseInformation,
    gradient: Array,
    names: Sequence[str],
    measuring: int,
    cases: int,
    numbers: Sequence[float],
) -> tuple[tuple[SurveyDesign, ...], SurveyDesign | None]:
    """The designs of so many variables, the most telling first, and the first with one more."""
    factors = info.singles(names) if measuring == 1 else info.pairs(names)
    designs = [SurveyDesign(k, _left(gradient, b, numbers)) for k, b in factors.items()]
    designs.sort(key=lambda d: d.left[cases])
    best = designs[0]
    grown: list[SurveyDesign] = []
    while len(best.names) <= measuring:
        larger = _grown(info, gradient, names, best, cases, numbers)
        if larger is None:
            break
        best = larger
        grown.append(best)
    if len(best.names) < measuring:
        raise QuestionError(
            f"A joint table of {measuring} such variables is too large. Measure fewer together."
        )
    more = grown.pop() if len(best.names) > measuring else None
    return (tuple(designs) if measuring < 3 else tuple(reversed(grown))), more


def _grown(
    info: CaseInformation,
    gradient: Array,
    names: Sequence[str],
    design: SurveyDesign,
    cases: int,
    numbers: Sequence[float],
) -> SurveyDesign | None:
    """The design with the variable that teaches most beside it; None where the joint table would be too large."""
    states = info.network.states
    size = int(np.prod([len(states[v]) for v in design.names]))
    larger = [
        SurveyDesign(own, _left(gradient, info.joint(own), numbers))
        for v in names
        if v not in design.names and size * len(states[v]) <= MOST_CELLS // len(info.apart)
        for own in [tuple(n for n in names if n in (*design.names, v))]
    ]
    return min(larger, key=lambda d: d.left[cases], default=None)


def _over_draws(
    contrast: Contrast,
    coordinates: Coordinates,
    info: CaseInformation,
    gradient: Array,
    how: Draws,
) -> tuple[float, float]:
    """The standard deviation of the contrast, and how well the linear approximation follows it."""
    ensemble = sampled(contrast.model, how)
    values = contrast(ensemble).points
    moments = np.array([mean_and_deviation(n.judgement) for n in coordinates.numbers])
    points = coordinates.of_ensemble(ensemble)
    linear = gradient @ ((points - moments[:, :1]) / moments[:, 1:])
    met = ~np.isnan(values)
    if met.sum() < 2:
        return float("nan"), float("nan")
    return float(values[met].std()), float(np.corrcoef(values[met], linear[met])[0, 1])
