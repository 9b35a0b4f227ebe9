"""The chart of verdicts by group: how many independent sources carry each, and what the signs say."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import beside, dressed, figure_for, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.voices.compare_voices_answer import VoiceVerdicts

__all__ = ["compared_voices_chart"]

DECIDED = ("follows", "by definition")


@public
def compared_voices_chart(found: VoiceVerdicts, ax: Axes | None, *, most: int = 30) -> Figure:
    """A bar for each group: its independent sources, in colour where the conclusion follows."""
    rows = list(found.values())[:most]
    ax = ax if ax is not None else figure_for((7.5, 1.5 + 0.36 * len(rows)))
    for y, row in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        count = len(row.carried.independent)
        ax.barh([y], [count], height=0.55, color=ARM if row.status in DECIDED else GREY)
        beside(ax, count, y, row.status)
    widest = max((len(row.carried.independent) for row in rows), default=0)
    ax.set_xlim(0, 1.5 * widest + 1)
    ax.set_xticks(range(0, widest + 1, max(1, widest // 8)))
    ax.set_yticks(range(len(rows)), [named(r.name) for r in reversed(rows)], fontsize=8, color=INK)
    dressed(ax, found.sentence, "independent sources that carry it")
    return cast("Figure", ax.figure)
