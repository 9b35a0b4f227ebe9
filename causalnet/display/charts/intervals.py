"""Marks of spread, each with its name in the legend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from causalnet.display.charts.colours import inks
from causalnet.language.translate import tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from causalnet.questions.estimate import Estimate

__all__ = ["hollow", "range_line", "range_lines", "spread_marks", "thick_lines"]


def spread_marks(ax: Axes, rows: Mapping[float, Estimate]) -> dict[float, float]:
    """The median, the middle half and the middle 90% of draws in rows at these heights; their right ends are returned.

    Each kind of mark is one line with gaps: a line for every row would take a sixth of the time of a chart.
    """
    whole = {y: own.interval() for y, own in rows.items()}
    range_lines(ax, whole, tr("middle 90% of draws"), colour=inks().arm)
    half = {y: own.interval(0.5) for y, own in rows.items()}
    thick_lines(ax, half, tr("middle half of draws"))
    medians = [own.median for own in rows.values()]
    ax.plot(medians, [*rows], "o", label=tr("median"), **hollow())
    return {y: high for y, (_, high) in whole.items()}


def _with_gaps(ends: Mapping[float, tuple[float, float]]) -> tuple[list[float], list[float]]:
    """The places of lines between two ends each, which end before the next one begins."""
    gap = float("nan")
    places = [x for pair in ends.values() for x in (*pair, gap)]
    heights = [height for y in ends for height in (y, y, gap)]
    return places[:-1], heights[:-1]


def hollow() -> dict[str, Any]:
    """The style of a mark that lets the paper through."""
    return {"ms": 7, "mfc": inks().paper, "mec": inks().ink, "mew": 1.5, "ls": ""}


def range_line(
    ax: Axes, y: float, ends: tuple[float, float], label: str = "", *, colour: str | None = None
) -> None:
    """A line between two ends with a stroke at each."""
    range_lines(ax, {y: ends}, label, colour=colour)


def range_lines(
    ax: Axes,
    ends: Mapping[float, tuple[float, float]],
    label: str = "",
    *,
    colour: str | None = None,
) -> None:
    """The same in rows at several heights."""
    style: dict[str, Any] = {"color": colour or inks().ink, "lw": 1.8, "ms": 8, "mew": 1.8}
    ax.plot(*_with_gaps(ends), "|-", label=label, **style)


def thick_lines(ax: Axes, ends: Mapping[float, tuple[float, float]], label: str = "") -> None:
    """Thick lines between two ends, in rows at several heights."""
    style: dict[str, Any] = {"color": inks().arm, "lw": 6, "solid_capstyle": "butt"}
    ax.plot(*_with_gaps(ends), label=label, **style)
