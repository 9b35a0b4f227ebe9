"""The chart of coverage: what of links, citations and sources is explained, and what is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.display.charts.colours import inks
from causalnet.display.charts.style import dressed, legend_above, row_axes
from causalnet.language.translate import tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.coverage.coverage_answer import Coverage

__all__ = ["coverage_chart"]


def coverage_chart(found: Coverage, ax: Axes | None) -> Figure:
    """A bar for links, citations and sources each, divided by how they are explained."""
    rows = [share for share in found.shares if share.total]
    ax = row_axes([_counted(share.what, share.total) for share in rows], ax, row=0.46)
    parts = {
        tr("directly"): (inks().arm, [share.direct / share.total for share in rows]),
        tr("by a path"): (inks().line(4)["color"], [share.by_path / share.total for share in rows]),
        tr("left over"): (inks().grey, [share.left / share.total for share in rows]),
    }
    heights, left = range(len(rows) - 1, -1, -1), [0.0] * len(rows)
    for name, (colour, shares) in parts.items():
        bars = [100 * share for share in shares]
        ax.barh(heights, bars, left=left, height=0.6, color=colour, label=name)
        left = [before + bar for before, bar in zip(left, bars, strict=True)]
    ax.set_xlim(0, 100)
    dressed(ax, found.sentence, tr("percent"))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _counted(what: str, total: int) -> str:
    """Links, citations or sources, with their number."""
    if what == "links":
        return tr("{count} links", count=f"{total:,}")
    if what == "citations":
        return tr("{count} citations", count=f"{total:,}")
    return tr("{count} sources", count=f"{total:,}")
