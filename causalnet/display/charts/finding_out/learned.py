"""The chart of what was learned: each number as it was judged and as cases leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY
from causalnet.display.charts.style import dressed, figure_for, legend_above, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.learning.learned import Learned

__all__ = ["learned_chart"]

SHOWN = 12


@public
def learned_chart(found: Learned, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """The middle 90% of each number before and after, of those that moved most."""
    rows = (found.moved or found.shifts)[:most]
    ax = ax if ax is not None else figure_for((7.0, 1.4 + 0.38 * len(rows)))
    for y, one in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        first = y == len(rows) - 1
        (low, high), (start, end) = one.before, one.after
        ax.barh(
            [y],
            [high - low],
            left=low,
            height=0.55,
            color=GREY,
            alpha=0.3,
            label="judged" if first else None,
        )
        ax.plot([start, end], [y, y], color=ARM, lw=3, label="learned" if first else None)
        if 0 < one.there_before < 1:
            ax.annotate(
                f"there with {one.there_after:.0%}",
                (max(high, end), y),
                (4, 0),
                textcoords="offset points",
                va="center",
                fontsize=7,
                color=GREY,
            )
    ax.set_yticks(range(len(rows)), [named(r.name) for r in reversed(rows)], fontsize=8)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    dressed(
        ax,
        f"Learned about {found.model_name} from {found.learned_from}",
        "log-odds per step: the middle 90%",
    )
    legend_above(ax)
    return cast("Figure", ax.figure)
