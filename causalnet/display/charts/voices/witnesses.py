"""The chart of witnesses: for every influence the independent sources for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY, INK, LINE_STYLES
from causalnet.display.charts.style import beside, dressed, figure_for, legend_above, named
from causalnet.errors import QuestionError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.witnesses.witnesses_answer import Witnesses

__all__ = ["witnesses_chart"]


@public
def witnesses_chart(found: Witnesses, ax: Axes | None, *, most: int = 30) -> Figure:
    """The sources for each influence to the right, and those against it to the left."""
    if not found.carriers:
        raise QuestionError(f"There is no influence to draw. {found.sentence}")
    rows = found.carriers[:most]
    ax = ax if ax is not None else figure_for((7.5, 1.5 + 0.36 * len(rows)))
    spoken, other = any(carrier.against for carrier in rows), LINE_STYLES[1]["color"]
    for y, carrier in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        last = y == len(rows) - 1
        ax.barh([y], [carrier.independent], height=0.55, color=ARM, label="for" if last else "")
        ax.barh(
            [y],
            [-carrier.against],
            height=0.55,
            color=other,
            label="against" if last and spoken else "",
        )
        beside(ax, carrier.independent, y, "" if carrier.sources else "nobody")
    ax.axvline(0, color=GREY, lw=1)
    ends = max(c.independent for c in rows), max(c.against for c in rows)
    ax.set_xlim(-ends[1] - 0.2, ends[0] + 1)
    ticks = range(-ends[1], ends[0] + 1, max(1, sum(ends) // 8))
    ax.set_xticks([*ticks], [str(abs(tick)) for tick in ticks])
    ax.set_yticks(range(len(rows)), [named(c.label) for c in reversed(rows)], fontsize=8, color=INK)
    dressed(ax, found.sentence, "independent sources")
    legend_above(ax)
    return cast("Figure", ax.figure)
