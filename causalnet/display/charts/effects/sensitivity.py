"""The chart of a sensitivity: a tornado of the judgements that move the contrast most."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import concluded, source_of
from causalnet.display.charts.style import (
    axis_label,
    beside,
    dressed,
    legend_above,
    room_for_notes,
    row_axes,
)
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.questions.sensitivity.sensitivity_answer import Sensitivity
from causalnet.questions.sentences.phrasing import Phrasing, capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["sensitivity_chart"]

# Shares of variance from which they are told.
TOLD = 0.005


@public
def sensitivity_chart(found: Sensitivity, ax: Axes | None = None, *, most: int = 12) -> Figure:
    """Bars between the contrasts at the two ends of each range, the `most` widest, the widest on top."""
    rows = found.ranked[:most]
    if not rows:
        raise QuestionError("No judgement bears on it, so there is nothing to draw.")
    say = Phrasing(source_of(found))
    # For a threshold the levels are shown.
    threshold = found.conclusion.threshold or 0.0
    central, notes = found.central + threshold, []
    ax = row_axes([capital(say.part(swing.name)) for swing in rows], ax, row=0.42)
    for i, swing in enumerate(rows):
        y, ends = len(rows) - 1 - i, [end + threshold for end in swing.ends]
        heads = tr("at the low end of its range"), tr("at the high end of its range")
        for end, colour, head in zip(ends, (inks().lowers, inks().arm), heads, strict=True):
            ax.barh(
                y, end - central, left=central, height=0.6, color=colour, label="" if i else head
            )
        share = min(swing.first, 1)
        note = tr("explains {share}", share=f"{share:.0%}") if share > TOLD else ""
        beside(ax, max(*ends, central), y, note)
        notes.append((max(*ends, central), note))
    ax.axvline(central, color=inks().ink, lw=1)
    room_for_notes(ax, notes)
    below = axis_label(found.conclusion)
    if any(note for _, note in notes):
        below = tr(
            "{quantity} (explains: what its number alone explains of the variance over draws)",
            quantity=below,
        )
    dressed(ax, concluded(source_of(found), found.conclusion), below)
    legend_above(ax)
    return cast("Figure", ax.figure)
