"""The chart of persistence: the gain over time, and the share that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import duration, headline
from causalnet.display.charts.style import dressed, legend_above, panels, period_axis, titled
from causalnet.display.charts.text_lines import TEXT
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.time.persistence_answer import Persistence

__all__ = ["persistence_chart"]


def persistence_chart(answer: Persistence, ax: Axes | None = None) -> Figure:
    """The gain during and after the intervention, and the share that is left, for each duration."""
    if not len(answer.sustained):
        raise QuestionError("There is nothing to draw.")
    if ax is not None:
        _left(answer, ax)
        legend_above(ax)
        return cast("Figure", ax.figure)
    figure, (left, right) = panels(1, 2, (9.0, 4.4))
    _gains(answer, left)
    _left(answer, right)
    source = answer.provenance.source
    subject = ModelLabels(source).variable(answer.outcome)
    titled(figure, headline(source, subject, answer.under, answer.versus), right)
    return figure


def _gains(answer: Persistence, ax: Axes) -> None:
    for i, periods in enumerate(answer.sustained):
        line = inks().line(i)
        gains = answer.gains[i].mean(axis=(1, 2))
        at = periods - 1 + answer.delay + np.arange(len(gains))
        ax.plot(at, gains, **line, lw=2)
        ax.plot(at[0], gains[0], marker="o", color=line["color"], ms=7)
    ax.axhline(0, color=inks().grey, lw=1)
    period_axis(ax, np.arange(answer.sustained[-1] + answer.delay + answer.after))
    title = (
        tr("Gain (●: the end of the intervention is felt)")
        if answer.delay
        else tr("Gain (●: the intervention ends)")
    )
    dressed(ax, title, tr("period"))


def _left(answer: Persistence, ax: Axes) -> None:
    after = np.arange(answer.after + 1)
    for i, periods in enumerate(answer.sustained):
        label = tr("held for {time}", time=duration(periods))
        ax.plot(after, answer.kept[i], label=label, **inks().line(i), lw=2)
    if answer.draws:
        low, high = (end[-1] for end in answer.ends())
        colour = inks().line(len(answer.sustained) - 1)["color"]
        band = tr("middle 90% of draws, held longest")
        ax.fill_between(after, low, high, color=colour, alpha=0.18, lw=0, label=band)
    ax.axhline(answer.keep, color=inks().grey, lw=1.2, ls=":", label=f"{answer.keep:.0%}")
    known = answer.kept[~np.isnan(answer.kept)]
    ax.set_ylim(bottom=float(known.min(initial=0.0)))
    if not known.size:
        small = tr("too small to speak of")
        ax.text(
            0.5, 0.5, small, transform=ax.transAxes, ha="center", fontsize=TEXT, color=inks().ink
        )
    ax.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
    period_axis(ax, after)
    below = tr("periods after its end is felt") if answer.delay else tr("periods after its end")
    dressed(ax, tr("Share left of what holding on would have given"), below)
