"""The chart of a survey: what each design would leave, by the number of cases."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING, Any, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import concluded
from causalnet.display.charts.style import dressed, legend_above, row_axes
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels
from causalnet.questions.sentences.phrasing import comma_list

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.surveying.survey_answer import Survey, SurveyDesign

__all__ = ["survey_chart"]

SHOWN = 10
# The palest shade is that of the most cases.
SHADES = (1.0, 0.6, 0.35)


@public
def survey_chart(found: Survey, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """A line for each design, from what the fewest cases leave to what no number of them settles."""
    rows = [*found.ranked[:most], *([found.more] if found.more else []), found.everything]
    ax = row_axes([_label(found, design) for design in rows], ax, row=0.42)
    for i, design in enumerate(rows):
        y, first = len(rows) - 1 - i, not i
        ax.plot([design.endless, 1], [y, y], color=inks().grey, lw=1, alpha=0.5)
        numbers = [n for n in design.left if not isinf(n)]
        for number, shade in zip(numbers, SHADES, strict=False):
            style: dict[str, Any] = {
                "ms": 8 if number == found.cases else 6,
                "color": inks().arm,
                "alpha": shade,
            }
            label = tr("{count} cases", count=f"{int(number):,}") if first else ""
            ax.plot([design.left[number]], [y], "o", label=label, **style)
        label = tr("any number of cases") if first else ""
        ax.plot([design.endless], [y], "|", ms=13, mew=2, color=inks().ink, label=label)
    ax.set_xlim(-0.02, 1.04)
    about = concluded(found.provenance.source, found.conclusion)
    title = tr("What a survey would leave open: {conclusion}", conclusion=about)
    dressed(ax, title, tr("share of the variance that is left; to the left is better"))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _label(found: Survey, design: SurveyDesign) -> str:
    if not design.names:
        return tr("every variable")
    words = ModelLabels(found.provenance.source)
    return comma_list([words.variable(v) for v in design.names])
