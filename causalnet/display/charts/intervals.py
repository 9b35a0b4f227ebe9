"""Marks of spread, each with its name in the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from causalnet.display.charts.colours import inks
from causalnet.language.translate import tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from causalnet.questions.estimate import Estimate

__all__ = ["hollow", "range_line", "spread_marks"]


def spread_marks(
    ax: Axes, y: float, estimate: Estimate, *, first: bool, colour: str | None = None
) -> float:
    """The median, the middle half and the middle 90% of draws in a row; the right end is returned."""
    colour = colour or inks().arm
    (low, high), (near, far) = estimate.interval(), estimate.interval(0.5)
    range_line(ax, y, (low, high), tr("middle 90% of draws") if first else "", colour=colour)
    half = tr("middle half of draws") if first else ""
    ax.plot([near, far], [y, y], color=colour, lw=6, solid_capstyle="butt", label=half)
    ax.plot([estimate.median], [y], "o", label=tr("median") if first else "", **hollow())
    return high


def hollow() -> dict[str, Any]:
    """The style of a mark that lets the paper through."""
    return {"ms": 7, "mfc": inks().paper, "mec": inks().ink, "mew": 1.5, "ls": ""}


def range_line(
    ax: Axes, y: float, ends: tuple[float, float], label: str = "", *, colour: str | None = None
) -> None:
    """A line between two ends with a stroke at each."""
    ax.plot(ends, [y, y], "|-", color=colour or inks().ink, lw=1.8, ms=8, mew=1.8, label=label)
