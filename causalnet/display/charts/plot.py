"""The verb that draws charts of answers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from causalnet.answer_tables import Answer
from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ChartTheme, themed
from causalnet.display.charts.decisions.decision import decision_chart
from causalnet.display.charts.decisions.portfolio import portfolio_chart
from causalnet.display.charts.effects.comparison import scenario_chart
from causalnet.display.charts.effects.couplings import causation_chart, counterfactual_chart
from causalnet.display.charts.effects.distribution import distribution_chart
from causalnet.display.charts.effects.effect import effect_chart
from causalnet.display.charts.effects.levers import lever_chart
from causalnet.display.charts.effects.marginals import marginals_chart
from causalnet.display.charts.effects.pairs import pairs_chart
from causalnet.display.charts.effects.routes import mediation_chart, routes_chart
from causalnet.display.charts.effects.sensitivity import sensitivity_chart
from causalnet.display.charts.effects.slopes import slopes_chart
from causalnet.display.charts.effects.verdict import verdict_chart
from causalnet.display.charts.effects.verdicts import verdicts_chart
from causalnet.display.charts.finding_out.audit import audit_chart
from causalnet.display.charts.finding_out.confrontation import confrontation_chart
from causalnet.display.charts.finding_out.graph_questions import (
    adjustment_sets_chart,
    front_door_sets_chart,
    independences_chart,
    instruments_chart,
)
from causalnet.display.charts.finding_out.identification import (
    estimated_effect_chart,
    identification_chart,
)
from causalnet.display.charts.finding_out.learned import learned_chart
from causalnet.display.charts.finding_out.survey import survey_chart
from causalnet.display.charts.instead import no_chart
from causalnet.display.charts.lettering import letter
from causalnet.display.charts.over_time.loops import loops_chart
from causalnet.display.charts.over_time.persistence import persistence_chart
from causalnet.display.charts.over_time.trajectory import fan_charts
from causalnet.display.charts.style import require_matplotlib
from causalnet.display.charts.voices.accounts import agreement_chart, crux_chart
from causalnet.display.charts.voices.compared_voices import compared_voices_chart
from causalnet.display.charts.voices.coverage import coverage_chart
from causalnet.display.charts.voices.voices import dissent_chart
from causalnet.display.charts.voices.witnesses import witnesses_chart
from causalnet.errors import ArgumentError
from causalnet.language.translate import Language, language_spoken, speaking
from causalnet.questions.adjustment.adjustment_sets import AdjustmentSets
from causalnet.questions.adjustment.front_door_sets import FrontDoorSets
from causalnet.questions.adjustment.instruments import Instruments
from causalnet.questions.audit.audit_answer import Audit
from causalnet.questions.causation.causation_answer import Causation
from causalnet.questions.confronting.confrontation import Confrontation
from causalnet.questions.counterfactuals.counterfactual_answer import Counterfactual
from causalnet.questions.coverage.coverage_answer import Coverage
from causalnet.questions.decisions.decision_answer import Decision
from causalnet.questions.decisions.portfolio_answer import Portfolios
from causalnet.questions.effects.compare import Comparison
from causalnet.questions.effects.effect import Effect
from causalnet.questions.effects.levers_answer import Levers
from causalnet.questions.effects.pairs import Pairs
from causalnet.questions.effects.query import Marginals
from causalnet.questions.effects.slopes import Slopes
from causalnet.questions.identification.estimate import EstimatedEffect
from causalnet.questions.identification.identification_answer import Identification
from causalnet.questions.learning.learned import Learned
from causalnet.questions.loops.loops_answer import Loops
from causalnet.questions.query.distribution import Distribution
from causalnet.questions.routes.mediation_answer import Mediation
from causalnet.questions.routes.routes_answer import Routes
from causalnet.questions.sensitivity.sensitivity_answer import Sensitivity
from causalnet.questions.separation.independences import Independences
from causalnet.questions.surveying.survey_answer import Survey
from causalnet.questions.time.persistence_answer import Persistence
from causalnet.questions.time.trajectory_answer import Trajectory
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.verdicts import Verdicts
from causalnet.questions.voices.agreement_answer import Agreement
from causalnet.questions.voices.compare_voices_answer import VoiceVerdicts
from causalnet.questions.voices.crux_answer import Crux
from causalnet.questions.voices.dissent_answer import Dissent
from causalnet.questions.witnesses.witnesses_answer import Witnesses

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["plot"]

Chart = Callable[..., "Figure"]

CHARTS: Mapping[type, Chart] = {
    Distribution: distribution_chart,
    Effect: effect_chart,
    Comparison: scenario_chart,
    Levers: lever_chart,
    Verdict: verdict_chart,
    Sensitivity: sensitivity_chart,
    Trajectory: fan_charts,
    Persistence: persistence_chart,
    Counterfactual: counterfactual_chart,
    Causation: causation_chart,
    Routes: routes_chart,
    Mediation: mediation_chart,
    VoiceVerdicts: compared_voices_chart,
    Witnesses: witnesses_chart,
    Coverage: coverage_chart,
    Agreement: agreement_chart,
    Crux: crux_chart,
    Dissent: dissent_chart,
    Portfolios: portfolio_chart,
    Decision: decision_chart,
    AdjustmentSets: adjustment_sets_chart,
    FrontDoorSets: front_door_sets_chart,
    Instruments: instruments_chart,
    Independences: independences_chart,
    Identification: identification_chart,
    EstimatedEffect: estimated_effect_chart,
    Confrontation: confrontation_chart,
    Survey: survey_chart,
    Learned: learned_chart,
    Marginals: marginals_chart,
    Pairs: pairs_chart,
    Slopes: slopes_chart,
    Verdicts: verdicts_chart,
    Loops: loops_chart,
    Audit: audit_chart,
}


@public
def plot(
    answer: Answer,
    ax: Axes | None = None,
    *,
    theme: ChartTheme = "light",
    language: Language | None = None,
    font: str | Path | None = None,
    **options: object,
) -> Figure:
    """Draw an answer as a chart.

    The type of the answer decides the chart: bars with intervals over draws for a distribution; a bar for each variable for
    marginals; the draws, or both arms state by state, for an effect; changes for scenarios side by side; a ranking for levers,
    pairs and slopes; the draws with the range for a verdict; a row each for several verdicts; a tornado for a sensitivity; a fan
    for a course in time; the remaining share for persistence; gains for loops; checks met and not met for an audit;
    for a counterfactual or causation the range over all couplings, with the named ones in it; bars for routes and for
    direct and indirect effects; for witnesses the sources for and against each influence; for coverage what is
    explained and what is left over; for two accounts the influences that they share, and for their crux the steps
    from one answer to the other; for a dissent what each voice said of each number; for portfolios the cost frontier
    or the regrets; for a decision each choice or the worth of each look; for a confrontation what the cases say of every sign;
    for a survey what each design would leave open; for what cases teach each number as judged and as learned. Levers, verdicts
    and sensitivities by a later period are drawn like those of today.

    A notebook shows the figure without a magic command.

    Parameters
    ----------
    answer : Answer
        One of these.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Default: a new figure. On given axes, a course shows one outcome, and persistence only
        the shares that are left.
    theme : {"light", "dark", "print"}
        The colours. Default: ``"light"``.
    language : {"en", "ja"}
        The language of the chart's own words. ModelLabels are as the model has them (``model.in_language("ja")``). Default: ``"en"``.
    font : str or Path, optional
        A font file, or the name of a family of the system. Default: matplotlib's own, and for letters that it does not have a
        font that is found here.
    most : int
        The number of levers, slopes, loops, judgements or disagreements to draw (default: 12); with ``what="tipping"``, of numbers
        (default: 10); of pairs of settings, of sets with their regrets, or of designs of a survey (default: 10); of verdicts,
        of influences with witnesses, or of groups of voices (default: 30); of checks (default: 20); of marginals (default: 40); of signs
        that were tested (default: 50); of numbers that cases moved (default: 12).
    what : {"draws", "tipping"}, {"frontier", "regret"} or {"choices", "looks"}
        For a verdict: the contrast over draws with its range (default), or the numbers that would tip it. For portfolios:
        what a budget buys (default), or what each set may lose. For a decision: what to choose in each case (default), or what
        each look is worth.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ArgumentError
        If the chart of such an answer does not take an option.
    QuestionError
        If there is no chart of such an answer.
    RenderError
        If matplotlib is not installed.
    FileError, UnknownNameError
        If `font` cannot be read or found.

    Warns
    -----
    FontWarning
        If no font here has some of the letters.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]})
    >>> figure = cn.plot(cn.query(lawn, "rain"))
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['yes', 'no']
    """
    kind = type(answer)
    chart = CHARTS.get(kind)
    if chart is None:
        raise no_chart(answer, CHARTS)
    _check(kind, chart, options)
    require_matplotlib()
    with themed(theme), speaking(language or language_spoken()):
        figure = chart(answer, ax, **options)
        letter(figure, font)
    return figure


def _check(kind: type, chart: Chart, options: Mapping[str, object]) -> None:
    """Refuse options that the chart does not take, and list those that it does."""
    parameters = inspect.signature(chart).parameters.values()
    known = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    for name in options:
        if name not in known:
            takes = " and ".join(f"{own}=" for own in known) or "no options"
            what = f"The chart of a {kind.__name__} takes {takes}."
            raise ArgumentError(f"plot() has no argument {name!r} for this answer. {what}")
