"""The chart of pairs of settings: what two do together, and each alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.answer_tables import signed
from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import changed, measured, set_to
from causalnet.display.charts.intervals import hollow, range_line
from causalnet.display.charts.style import beside, dressed, legend_above, room_for_notes, row_axes
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.questions.query.paths import is_still

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.effects.pairs import Pair, Pairs

__all__ = ["pairs_chart"]


@public
def pairs_chart(found: Pairs, ax: Axes | None, *, most: int = 10) -> Figure:
    """The first `most` pairs: a bar for both settings together, and a mark for each alone and for their sum."""
    rows = [pair for pair in found.ranked if not is_still(pair.path)][:most]
    if not rows:
        raise QuestionError(f"There is no pair to draw. {found.sentence}")
    source = found.provenance.source

    def named(pair: Pair) -> str:
        first, second = (set_to(source, v, s) for v, s in pair.settings.items())
        return tr("{first}, with {second}", first=first, second=second)

    ax, notes = row_axes([named(pair) for pair in rows], ax, row=0.42), []
    for i, pair in enumerate(rows):
        y = len(rows) - 1 - i
        together, each = tr("both together"), tr("the first alone, the second alone")
        ax.barh([y], [pair.level], height=0.6, color=inks().arm, label="" if i else together)
        ends = [pair.level, *pair.alone, 0.0]
        if pair.estimate.drawn:
            ends += pair.estimate.interval()
            range_line(ax, y, pair.estimate.interval(), "" if i else tr("middle 90% of draws"))
        for alone, mark in zip(pair.alone, "<>", strict=True):
            label = each if not i and mark == ">" else ""
            ax.plot([alone], [y], mark, label=label, **hollow())
        beside(ax, max(ends), y, signed(pair.level))
        notes.append((max(ends), signed(pair.level)))
    ax.axvline(0, color=inks().grey, lw=1)
    room_for_notes(ax, notes)
    subject = measured(source, found.measure, within=True)
    if found.better == "low":
        title = tr("What would lower {subject}, two settings at a time", subject=subject)
    else:
        title = tr("What would raise {subject}, two settings at a time", subject=subject)
    dressed(ax, title, changed(found.measure, source))
    legend_above(ax)
    return cast("Figure", ax.figure)
