"""The chart of what was learned: each number as it was judged and as cases leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.style import beside, dressed, legend_above, room_for_notes, row_axes
from causalnet.language.translate import spoken, tr
from causalnet.questions.sentences.phrasing import Phrasing, capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.learning.learned import Learned

__all__ = ["learned_chart"]

SHOWN = 12


@public
def learned_chart(found: Learned, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """The middle 90% of each number before and after, of those that moved most."""
    rows, notes = (found.moved or found.shifts)[:most], []
    say = Phrasing(found.provenance.source)
    ax = row_axes([capital(say.part(row.name)) for row in rows], ax)
    for i, one in enumerate(rows):
        y, first = len(rows) - 1 - i, not i
        (low, high), (start, end) = one.before, one.after
        label = tr("judged, middle 90%") if first else ""
        ax.barh([y], [high - low], left=low, height=0.55, color=inks().grey, alpha=0.3, label=label)
        label = tr("learned, middle 90%") if first else ""
        ax.plot([start, end], [y, y], color=inks().arm, lw=4, solid_capstyle="butt", label=label)
        if 0 < one.there_before < 1:
            note = tr("there with {share}", share=f"{one.there_after:.0%}")
            beside(ax, max(high, end), y, note)
            notes.append((max(high, end), note))
    room_for_notes(ax, notes)
    title = tr(
        "Learned about {model} from {cases}",
        model=found.model_name,
        cases=spoken(found.learned_from),
    )
    dressed(ax, title, tr("log-odds per step"))
    legend_above(ax)
    return cast("Figure", ax.figure)
