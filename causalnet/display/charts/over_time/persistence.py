"""The chart of persistence: the gain over time, and the share that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from causalnet.display.charts.colours import GREY, INK, LINE_STYLES
from causalnet.display.charts.style import literal_text, panels, period_axis
from causalnet.errors import QuestionError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.time.persistence_answer import Persistence

__all__ = ["persistence_chart"]


def persistence_chart(answer: Persistence, ax: Axes | None = None) -> Figure:
    """The gain during and after the intervention, and the share that is left, for each duration."""
    if ax is not None:
        _left(answer, ax)
        ax.legend(fontsize=7.5, frameon=False)
        return cast("Figure", ax.figure)
    if not len(answer.sustained):
        raise QuestionError("There is nothing to draw.")
    figure, (left, right) = panels(1, 2, (9.6, 3.6))
    for i, periods in enumerate(answer.sustained):
        line = LINE_STYLES[i % len(LINE_STYLES)]
        gains = answer.gains[i].mean(axis=(1, 2))
        at = periods - 1 + answer.delay + np.arange(len(gains))
        left.plot(at, gains, **line, lw=1.8)
        left.plot(at[0], gains[0], marker="o", color=line["color"], ms=6)
    left.axhline(0, color=GREY, lw=1)
    left.set_title(
        f"gain in {literal_text(answer.outcome)}\n(● the intervention ends{' to be felt' if answer.delay else ''})",
        fontsize=9,
        color=INK,
        loc="left",
    )
    period_axis(left, np.arange(answer.sustained[-1] + answer.delay + answer.after))
    _left(answer, right)
    figure.legend(
        *right.get_legend_handles_labels(),
        loc="outside lower center",
        ncols=min(4, len(answer.sustained)),
        fontsize=8,
        frameon=False,
    )
    return figure


def _left(answer: Persistence, ax: Axes) -> None:
    after = np.arange(answer.after + 1)
    for i, periods in enumerate(answer.sustained):
        line = LINE_STYLES[i % len(LINE_STYLES)]
        label = f"held for {periods} period{'' if periods == 1 else 's'}"
        ax.plot(after, answer.kept[i], label=label, **line, lw=1.8)
    if answer.draws:
        low, high = (end[-1] for end in answer.ends())
        colour = LINE_STYLES[(len(answer.sustained) - 1) % len(LINE_STYLES)]["color"]
        ax.fill_between(after, low, high, color=colour, alpha=0.18, lw=0)
    ax.axhline(answer.keep, color=GREY, lw=1, ls=":")
    known = answer.kept[~np.isnan(answer.kept)]
    ax.set_ylim(bottom=float(known.min(initial=0.0)))
    if not known.size:
        ax.text(0.5, 0.5, "too small to speak of", transform=ax.transAxes, ha="center")
    ax.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
    title = "share left of what holding on would have given"
    title += "\n(band: middle 90% of draws, longest)" if answer.draws else ""
    ax.set_title(title, fontsize=9, color=INK, loc="left")
    period_axis(ax, after)
    ax.set_xlabel(f"periods after its end{' is felt' if answer.delay else ''}", fontsize=8)
