"""The chart of verdicts by group: how many independent sources carry each, and what the signs say."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.style import beside, dressed, room_for_notes, row_axes
from causalnet.language.translate import template, tr
from causalnet.questions.voices.compare_voices_answer import EVERYONE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.voices.compare_voices_answer import VoiceVerdicts

__all__ = ["compared_voices_chart"]

DECIDED = ("follows", "by definition")
STATUSES = {
    "follows": template("follows"),
    "by definition": template("by definition"),
    "false by definition": template("false by definition"),
    "contradicted": template("contradicted"),
    "direction only": template("direction only"),
    "undetermined": template("undetermined"),
    "blocked by what is observed": template("blocked by what is observed"),
    "lagged only": template("lagged only"),
    "no path": template("no path"),
    "not applicable": template("not applicable"),
}


@public
def compared_voices_chart(found: VoiceVerdicts, ax: Axes | None, *, most: int = 30) -> Figure:
    """A bar for each group: its independent sources, in colour where the conclusion follows."""
    rows, notes = list(found.values())[:most], []
    ax = row_axes([tr("everyone") if row.name == EVERYONE else row.name for row in rows], ax)
    for i, row in enumerate(rows):
        y, count = len(rows) - 1 - i, len(row.carried.independent)
        colour = inks().arm if row.status in DECIDED else inks().grey
        ax.barh([y], [count], height=0.55, color=colour)
        status = tr(STATUSES.get(row.status, row.status))
        beside(ax, count, y, status)
        notes.append((float(count), status))
    widest = max((len(row.carried.independent) for row in rows), default=0)
    ax.set_xlim(0, widest + 0.5)
    room_for_notes(ax, notes)
    ax.set_xticks(range(0, widest + 1, max(1, widest // 8)))
    dressed(ax, found.sentence, tr("independent sources that carry it"))
    return cast("Figure", ax.figure)
