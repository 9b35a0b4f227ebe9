"""The chart of a survey: what each design would leave, by the number of cases."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import dressed, figure_for, legend_above, named

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
    ax = ax if ax is not None else figure_for((7.0, 1.8 + 0.42 * len(rows)))
    for y, design in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        first = y == len(rows) - 1
        ax.plot([design.endless, 1], [y, y], color=GREY, lw=1, alpha=0.5)
        numbers = [n for n in design.left if not isinf(n)]
        for number, shade in zip(numbers, SHADES, strict=False):
            ax.plot(
                [design.left[number]],
                [y],
                "o",
                ms=7 if number == found.cases else 5,
                color=ARM,
                alpha=shade,
                label=f"{int(number):,} cases" if first else None,
            )
        ax.plot(
            [design.endless], [y], "|", ms=12, mew=2, color=INK, label="endless" if first else None
        )
    ax.set_yticks(range(len(rows)), [_label(found, d) for d in reversed(rows)], fontsize=8)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xlim(-0.02, 1.04)
    dressed(
        ax,
        f"What a survey would leave open: {found.conclusion}",
        "share of the variance that is left; to the left is better",
    )
    legend_above(ax)
    return cast("Figure", ax.figure)


def _label(found: Survey, design: SurveyDesign) -> str:
    if not design.names:
        return "every variable"
    return named(", ".join(found.labels[v] for v in design.names), 40)
