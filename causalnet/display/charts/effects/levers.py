"""The chart of levers: the change by each, and its spread over draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from causalnet.answer_tables import signed
from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import changed, measured, set_to, spoken_percent
from causalnet.display.charts.intervals import spread_marks
from causalnet.display.charts.style import beside, dressed, legend_above, room_for_notes, row_axes
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.questions.effects.levers_answer import Levers
from causalnet.questions.estimate import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["ChangeRow", "change_chart", "lever_chart"]


@public
def lever_chart(levers: Levers, ax: Axes | None = None, *, most: int = 12) -> Figure:
    """The first `most` levers: as bars, or over draws by their medians and intervals."""
    source, leading = levers.provenance.source, levers.acting[:most]
    if not leading:
        raise QuestionError("There is no lever to draw: none has a path to the outcome.")
    shares = levers.shares() if levers.drawn else None
    rows = []
    for lever in leading:
        note = ""
        if shares is not None:
            own = shares[lever.variable]
            first, three = spoken_percent(own.first), spoken_percent(own.top_three)
            note = tr("first in {first}, in three {three}", first=first, three=three)
        rows.append(ChangeRow(set_to(source, lever.variable, lever.state), lever.estimate, note))
    return change_chart(rows, _title(levers), changed(levers.measure, source), ax)


def _title(levers: Levers) -> str:
    subject = measured(levers.provenance.source, levers.measure, within=True)
    if levers.better == "low":
        title = tr("What would lower {subject}, each lever alone", subject=subject)
    else:
        title = tr("What would raise {subject}, each lever alone", subject=subject)
    return title + (tr(" (by period {period})", period=levers.at) if levers.at else "")


class ChangeRow(NamedTuple):
    """One change: its label, its values, and the note beside it, which is its size where it is one number."""

    label: str
    estimate: Estimate
    note: str = ""


def change_chart(rows: Sequence[ChangeRow], title: str, below: str, ax: Axes | None) -> Figure:
    """A bar for each change, or over draws its median and intervals; the first on top."""
    ax = row_axes([row.label for row in rows], ax, row=0.4)
    right: list[tuple[float, str]] = []
    left: list[tuple[float, str]] = []
    heights = range(len(rows) - 1, -1, -1)
    drawn = {float(y): x.estimate for y, x in zip(heights, rows, strict=True) if x.estimate.drawn}
    ends = spread_marks(ax, drawn) if drawn else {}
    for y, row in zip(heights, rows, strict=True):
        if row.estimate.drawn:
            end, note = ends[y], row.note
        else:
            end, note = row.estimate.value, row.note or signed(row.estimate.value)
            ax.barh([y], [end], height=0.6, color=inks().arm)
        behind = end < 0 and not row.estimate.drawn
        beside(ax, end, y, note, left=behind)
        (left if behind else right).append((end, note))
    ax.axvline(0, color=inks().grey, lw=1)
    room_for_notes(ax, right, left)
    dressed(ax, title, below)
    legend_above(ax)
    return cast("Figure", ax.figure)
