"""One verb for the charts of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from causalnet.boundary.checks import public
from causalnet.display.charts.outcome_charts import distribution_chart, effect_chart, scenario_chart
from causalnet.errors import QuestionError
from causalnet.questions.effects.compare import Comparison
from causalnet.questions.effects.effect import Effect
from causalnet.questions.effects.lever import Levers
from causalnet.questions.query.distribution import Distribution
from causalnet.questions.sensitivity.sensitivity import Sensitivity
from causalnet.questions.sensitivity.sensitivity_in_time import SensitivityInTime
from causalnet.questions.time.levers_in_time import LeversInTime
from causalnet.questions.time.persistence import Persistence
from causalnet.questions.time.trajectory_answer import Trajectory
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.verdict_in_time import VerdictInTime
from causalnet.tables import Answer

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["plot"]

# Those that have a chart of their own.
OWN = (
    Levers,
    LeversInTime,
    Verdict,
    VerdictInTime,
    Sensitivity,
    SensitivityInTime,
    Trajectory,
    Persistence,
)
KINDS = (Distribution, Effect, Comparison, *OWN)


@public
def plot(answer: Answer, ax: Axes | None = None) -> Figure:
    """Draw an answer as a chart.

    A distribution as bars, with intervals over draws; an effect as its draws, or as both arms state by state;
    scenarios side by side as changes; levers as a ranking; a verdict as its draws with the range; a
    sensitivity as a tornado; a course in time as a fan; persistence as what is left. Levers, verdicts and
    sensitivities by a later period are drawn as those of today.

    Parameters
    ----------
    answer : Answer
        One of those.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a figure of its own.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    QuestionError
        Where there is no chart of such an answer.
    RenderError
        Where matplotlib is not there.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]})
    >>> figure = cn.plot(cn.query(lawn, "rain"))
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['no', 'yes']
    """
    if isinstance(answer, Distribution):
        return distribution_chart(answer, ax)
    if isinstance(answer, Effect):
        return effect_chart(answer, ax)
    if isinstance(answer, Comparison):
        return scenario_chart(answer, ax)
    if isinstance(answer, OWN):
        return answer.plot(ax)
    known = ", ".join(kind.__name__ for kind in KINDS)
    raise QuestionError(f"There is a chart of a {known}; not of a {type(answer).__name__}.")
