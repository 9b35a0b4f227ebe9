"""Charts of a verdict: the contrast over draws, and the numbers that would tip it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY, INK, LINE_STYLES
from causalnet.display.charts.style import (
    axis_label,
    bins_for,
    counting,
    dressed,
    figure_for,
    histogram,
    legend_above,
    named,
)
from causalnet.errors import QuestionError
from causalnet.questions.estimate import Estimate
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.verdict_answer import Verdict

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.model.grammar.conclusion import Conclusion

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
    if what == "tipping":
        return tipping_chart(verdict, ax, most)
    draws, attained = verdict.draws, verdict.attained
    return draws_chart(
        draws.held, verdict.conclusion, verdict.central, ax, moved=draws.moved, attained=attained
    )


def draws_chart(
    held: Estimate,
    conclusion: Conclusion,
    central: float,
    ax: Axes | None,
    *,
    moved: Estimate | None = None,
    attained: tuple[float, float] | None = None,
) -> Figure:
    """The contrast in every draw, with the range that was found and the centre."""
    ax = ax if ax is not None else figure_for((7.5, 3.2))
    # For a threshold the levels are shown, with a line at the threshold.
    threshold = conclusion.threshold or 0.0
    levels = [estimate.met + threshold for estimate in (held, moved) if estimate is not None]
    bins = bins_for(np.concatenate(levels), len(held.met))
    told = "draws, baselines held"
    histogram(ax, levels[0], bins, fill=True, color=ARM, alpha=0.85, label=told)
    for other in levels[1:]:
        colour, label = LINE_STYLES[1]["color"], "baselines drawn too"
        histogram(ax, other, bins, color=colour, lw=1.6, label=label)
    top = ax.get_ylim()[1]
    if attained is not None:
        ends = [end + threshold for end in attained]
        (line,) = ax.plot(ends, [1.06 * top] * 2, color=INK, lw=3, label="range found")
        line.set_solid_capstyle("butt")
    at, label = [1.06 * top], "centre"
    ax.plot([central + threshold], at, "o", ms=7, mfc="white", mec=INK, mew=1.6, label=label)
    ax.axvline(threshold, color=GREY, lw=1)
    ax.set_ylim(0, 1.14 * top)
    counting(ax)
    dressed(ax, str(conclusion), axis_label(conclusion))
    legend_above(ax)
    return cast("Figure", ax.figure)


def tipping_chart(verdict: Verdict, ax: Axes | None, most: int) -> Figure:
    """Each number's range and centre, and the value at which it alone would undo the conclusion."""
    if isinstance(verdict.rests.tipping, Skipped):
        raise QuestionError(f"There are no tipping values to draw: {verdict.rests.tipping.reason}.")
    tips = [t for t in verdict.rests.tipping if t.value is not None]
    tips = sorted(tips, key=lambda t: (not t.within, abs((t.value or 0) - t.central)))[:most][::-1]
    ax = ax if ax is not None else figure_for((7.5, 1.2 + 0.42 * max(len(tips), 1)))
    for y, t in enumerate(tips):
        ax.plot(t.range, [y, y], color=ARM, lw=6, solid_capstyle="butt", label="" if y else "range")
        ax.plot(
            [t.central], [y], "o", ms=6, mfc="white", mec=INK, mew=1.4, label="" if y else "centre"
        )
        style = {"color": LINE_STYLES[1]["color"], "mew": 2, "ms": 8}
        ax.plot([t.value or 0.0], [y], "x", label="" if y else "tips here", **style)
    ax.axvline(0, color=GREY, lw=1)
    ax.set_yticks(range(len(tips)), [named(t.name) for t in tips], fontsize=8)
    ax.set_ylim(-0.6, max(len(tips), 1) - 0.4)
    if tips:
        ax.set_ylim(-0.6, len(tips) - 0.4)
    else:
        ax.text(
            0.5,
            0.5,
            "No number alone undoes it within the values searched.",
            transform=ax.transAxes,
            ha="center",
        )
    dressed(ax, f"What would tip: {verdict.conclusion}", "strength (log-odds per step) or amount")
    legend_above(ax)
    return cast("Figure", ax.figure)
