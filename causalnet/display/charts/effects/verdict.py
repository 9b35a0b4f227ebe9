"""Charts of a verdict: the contrast over draws, and the numbers that would tip it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import concluded
from causalnet.display.charts.intervals import hollow, range_line
from causalnet.display.charts.style import (
    axis_label,
    bins_for,
    count_axis,
    dressed,
    figure_for,
    histogram,
    legend_above,
    row_axes,
)
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.questions.sentences.phrasing import Phrasing, capital
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.verdict_answer import Verdict

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["verdict_chart"]


@public
def verdict_chart(
    verdict: Verdict,
    ax: Axes | None = None,
    *,
    what: Literal["draws", "tipping"] = "draws",
    most: int = 10,
) -> Figure:
    """The contrast over draws with its range; or the `most` numbers that would tip it."""
    return _tipping(verdict, ax, most) if what == "tipping" else _draws(verdict, ax)


def _draws(verdict: Verdict, ax: Axes | None) -> Figure:
    """The contrast in every draw, with the range that was found and the centre."""
    ax = ax if ax is not None else figure_for((7.5, 2.4))
    conclusion, held, moved = verdict.conclusion, verdict.draws.held, verdict.draws.moved
    # For a threshold the levels are shown, with a line at the threshold.
    threshold = conclusion.threshold or 0.0
    levels = [estimate.met + threshold for estimate in (held, moved) if estimate is not None]
    bins = bins_for(np.concatenate(levels), len(held.met))
    fill: dict[str, Any] = {"fill": True, "color": inks().arm, "alpha": 0.85}
    histogram(ax, levels[0], bins, label=tr("draws, baselines held"), **fill)
    for other in levels[1:]:
        colour = inks().line(1)["color"]
        histogram(ax, other, bins, color=colour, lw=1.6, label=tr("baselines drawn too"))
    top = ax.get_ylim()[1]
    if verdict.attained is not None:
        low, high = (end + threshold for end in verdict.attained)
        range_line(ax, 1.06 * top, (low, high), tr("least and greatest found over the ranges"))
    ax.plot(
        [verdict.central + threshold], [1.06 * top], "o", label=tr("central numbers"), **hollow()
    )
    ax.axvline(threshold, color=inks().grey, lw=1)
    ax.set_ylim(0, 1.14 * top)
    count_axis(ax)
    dressed(ax, concluded(verdict.provenance.source, conclusion), axis_label(conclusion))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _tipping(verdict: Verdict, ax: Axes | None, most: int) -> Figure:
    """Each number's range and centre, and the value at which it alone would undo the conclusion."""
    if isinstance(verdict.rests.tipping, Skipped):
        raise QuestionError(f"There are no tipping values to draw: {verdict.rests.tipping.reason}.")
    tips = [t for t in verdict.rests.tipping if t.value is not None]
    tips = sorted(tips, key=lambda t: (not t.within, abs((t.value or 0) - t.central)))[:most]
    source = verdict.provenance.source
    say = Phrasing(source)
    ax = row_axes([capital(say.part(t.name)) for t in tips], ax, row=0.42)
    for i, t in enumerate(tips):
        y = len(tips) - 1 - i
        stated = tr("stated range") if not i else ""
        ax.plot(t.range, [y, y], color=inks().arm, lw=6, solid_capstyle="butt", label=stated)
        ax.plot([t.central], [y], "o", label=tr("central number") if not i else "", **hollow())
        cross: dict[str, Any] = {"color": inks().lowers, "mew": 2, "ms": 8, "ls": ""}
        ax.plot(
            [t.value or 0.0], [y], "x", label=tr("undone from here on") if not i else "", **cross
        )
    ax.axvline(0, color=inks().grey, lw=1)
    below = tr("strength (log-odds per step) or amount")
    if not tips:
        ax.set_xlim(0, 1)
        ax.set_xticks([])
        below = tr("No number alone undoes it within the values searched.")
    title = tr("What would tip it: {conclusion}", conclusion=concluded(source, verdict.conclusion))
    dressed(ax, title, below)
    legend_above(ax)
    return cast("Figure", ax.figure)
