"""The chart of coverage: what of links, citations and sources is explained, and what is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.display.charts.colours import ARM, GREY, INK, LINE_STYLES
from causalnet.display.charts.style import dressed, figure_for, legend_above

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.coverage.coverage_answer import Coverage

__all__ = ["coverage_chart"]


def coverage_chart(found: Coverage, ax: Axes | None) -> Figure:
    """A bar for links, citations and sources each, divided by how they are explained."""
    ax = ax if ax is not None else figure_for((7.5, 2.4))
    rows = [share for share in reversed(found.shares) if share.total]
    parts = {
        "directly": (ARM, [share.direct / share.total for share in rows]),
        "by a path": (LINE_STYLES[4]["color"], [share.by_path / share.total for share in rows]),
        "left over": (GREY, [share.left / share.total for share in rows]),
    }
    left = [0.0] * len(rows)
    for name, (colour, shares) in parts.items():
        bars = [100 * share for share in shares]
        ax.barh(range(len(rows)), bars, left=left, height=0.6, color=colour, label=name)
        left = [before + bar for before, bar in zip(left, bars, strict=True)]
    ax.set_xlim(0, 100)
    heads = [f"{share.total:,} {share.what}" for share in rows]
    ax.set_yticks(range(len(rows)), heads, fontsize=8, color=INK)
    dressed(ax, found.sentence, "percent")
    legend_above(ax)
    return cast("Figure", ax.figure)
