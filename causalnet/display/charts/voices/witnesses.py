"""The chart of witnesses: for every influence the independent sources for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.style import beside, dressed, legend_above, room_for_notes, row_axes
from causalnet.errors import QuestionError
from causalnet.language.translate import tr

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
    ax = row_axes([carrier.label for carrier in rows], ax)
    spoken, notes = any(carrier.against for carrier in rows), []
    for i, carrier in enumerate(rows):
        y, first = len(rows) - 1 - i, not i
        label = tr("for") if first else ""
        ax.barh([y], [carrier.independent], height=0.55, color=inks().arm, label=label)
        label = tr("against") if first and spoken else ""
        ax.barh([y], [-carrier.against], height=0.55, color=inks().lowers, label=label)
        note = "" if carrier.sources else tr("nobody")
        beside(ax, carrier.independent, y, note)
        notes.append((float(carrier.independent), note))
    ax.axvline(0, color=inks().grey, lw=1)
    ends = max(c.independent for c in rows), max(c.against for c in rows)
    ax.set_xlim(-ends[1] - 0.2 * bool(ends[1]), ends[0] + 0.2)
    room_for_notes(ax, notes)
    ticks = range(-ends[1], ends[0] + 1, max(1, sum(ends) // 8))
    ax.set_xticks([*ticks], [str(abs(tick)) for tick in ticks])
    dressed(ax, found.sentence, tr("independent sources"))
    legend_above(ax)
    return cast("Figure", ax.figure)
