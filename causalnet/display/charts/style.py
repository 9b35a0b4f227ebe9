"""The style of charts: figures, rows, titles, axes and legends."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.display.charts.colours import inks
from causalnet.display.charts.text_lines import (
    TEXT,
    TITLE,
    broken_evenly,
    broken_into_lines,
    width_of,
)
from causalnet.errors import RenderError
from causalnet.language.translate import tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.model.grammar.conclusion import Conclusion

__all__ = [
    "BAR",
    "WIDTH",
    "axis_label",
    "beside",
    "bins_for",
    "count_axis",
    "dressed",
    "empty_figure",
    "figure_for",
    "histogram",
    "legend_above",
    "panels",
    "period_axis",
    "require_matplotlib",
    "room_for_notes",
    "root_of",
    "row_axes",
    "rows_under_labels",
    "titled",
]

Array = NDArray[np.float64]

# In inches: the width of a chart, its margins, and the most that labels of rows take of it.
WIDTH, MARGINS, LABELS = 7.5, 0.15, 2.6
# In inches: the height of a line of text, of a line of a title, and of an axis with its numbers.
LINE, TITLE_LINE, AXIS = 0.175, 0.2, 0.35
# In inches: the height of a bar under its label.
BAR = 0.2
# In inches: between a mark and its note, and around the swatch of a legend.
GAP, SWATCH = 0.07, 0.6


def require_matplotlib() -> None:
    """Load matplotlib.

    Raises
    ------
    RenderError
        If it is not installed.
    """
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError:
        raise RenderError(
            "Pictures of answers need matplotlib: pip install 'causalnet[plot]'."
        ) from None


def empty_figure(size: tuple[float, float], *, single: bool = False) -> Figure:
    """A new, empty figure; if it will hold a `single` chart, one whose texts are measured once.

    Raises
    ------
    RenderError
        If matplotlib is not installed.
    """
    require_matplotlib()
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    from causalnet.display.charts.figure import ChartFigure, MeasuredOnce

    layout = MeasuredOnce() if single else ConstrainedLayoutEngine()
    return ChartFigure(figsize=size, layout=layout, facecolor=inks().paper)


def figure_for(size: tuple[float, float]) -> Axes:
    """The one chart of a new figure; title, legend and label below add to its height."""
    ax = empty_figure(size, single=True).subplots()
    ax.set_facecolor("none")
    return ax


def row_axes(
    labels: Sequence[str],
    ax: Axes | None,
    *,
    row: float = 0.38,
    wide: float = WIDTH,
) -> Axes:
    """A chart of rows with these labels, the first on top; row i of n is at the height n − 1 − i.

    In inches, for a figure of our own: the least height of a `row` and the width of the figure.
    """
    room = LABELS if ax is None else 0.4 * ax.bbox.width / ax.figure.dpi
    texts = [broken_into_lines(label, room) for label in labels]
    most = max((text.count("\n") + 1 for text in texts), default=1)
    if ax is None:
        ax = figure_for((wide, AXIS + max(len(labels), 1) * max(row, most * LINE + 0.1)))
    ax.set_yticks(range(len(texts)), texts[::-1], fontsize=TEXT)
    ax.set_ylim(-0.6, max(len(texts), 1) - 0.4)
    return ax


def rows_under_labels(labels: Sequence[str], ax: Axes | None) -> tuple[Axes, list[float]]:
    """A chart of rows with long labels, each above its row, and the places of the rows; bars are `BAR` high."""
    wide = WIDTH - 0.6 if ax is None else 0.95 * float(ax.bbox.width) / ax.figure.dpi
    texts = [broken_into_lines(label, wide) for label in labels]
    # The unit of the axis is an inch, so that a row is as high as its label needs.
    heights = [(text.count("\n") + 1) * LINE + 2 * BAR for text in texts]
    if ax is None:
        ax = figure_for((WIDTH, AXIS + sum(heights)))
    ax.set_yticks([])
    ax.set_ylim(0, sum(heights))
    # On paper of its own where a line would run through it.
    paper = {"facecolor": inks().paper, "edgecolor": "none", "pad": 0.6}
    places, below = [], sum(heights)
    for text, height in zip(texts, heights, strict=True):
        below -= height
        places.append(below + BAR)
        style: dict[str, Any] = {
            "fontsize": TEXT,
            "color": inks().ink,
            "va": "bottom",
            "bbox": paper,
        }
        at = (0.006, below + 1.7 * BAR)
        ax.annotate(text, at, xycoords=("axes fraction", "data"), **style).set_in_layout(False)
    return ax, places


def dressed(ax: Axes, title: str, below: str) -> None:
    """A title to the left, a label below, and nothing else."""
    wide = _width(ax)
    heading = broken_evenly(title, wide, TITLE) if title else ""
    label = broken_evenly(below, wide - MARGINS) if below else ""
    ax.set_title(heading, fontsize=TITLE, color=inks().ink, loc="left")
    ax.set_xlabel(label, fontsize=TEXT, color=inks().ink)
    _grow(ax, _height(heading, TITLE_LINE) + _height(label, LINE))
    ax.tick_params(labelsize=TEXT, colors=inks().ink, length=3)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(inks().grey)


def legend_above(ax: Axes) -> None:
    """A legend between the title and the axes, where it does not cover anything."""
    handles, labels = ax.get_legend_handles_labels()
    if not labels:
        return
    wide = _width(ax)
    texts = [broken_into_lines(label.replace(r"\$", "$"), wide - SWATCH) for label in labels]
    abreast = max(1, min(4, len(texts), int(wide / (max(map(width_of, texts)) + SWATCH))))
    legend = ax.legend(
        handles,
        texts,
        fontsize=TEXT,
        labelcolor=inks().ink,
        frameon=False,
        ncols=abreast,
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        borderaxespad=0.2,
        borderpad=0,
    )
    # The title leaves room for it, and it begins where the title does.
    legend.set_in_layout(False)
    deep = ceil(len(texts) / abreast)
    lines = max(text.count("\n") + 1 for text in texts)
    pad = 8 + 72 * deep * (lines * LINE + 0.035)
    ax.set_title(ax.get_title(loc="left"), fontsize=TITLE, color=inks().ink, loc="left", pad=pad)
    _grow(ax, pad / 72)


def _width(ax: Axes) -> float:
    """The inches that a title has: those of its figure if it is ours, and of given axes otherwise."""
    if _own(ax):
        return float(root_of(ax).get_figwidth()) - MARGINS
    # There a title begins with the axis, which a layout moves to the right of the labels.
    labels = max((width_of(t.get_text()) for t in ax.get_yticklabels()), default=0.0)
    if len(root_of(ax).axes) == 1:
        return max(1.5, float(root_of(ax).get_figwidth()) - labels - 0.5)
    return max(1.5, float(ax.bbox.width) / ax.figure.dpi - max(0.0, labels - 0.3))


def _own(ax: Axes) -> bool:
    """Whether the chart has its figure to itself, so that the figure may grow with its texts."""
    layout = ax.figure.get_layout_engine()
    return type(layout).__name__ == "MeasuredOnce" and len(ax.figure.axes) == 1


def _grow(ax: Axes, inches: float) -> None:
    if _own(ax):
        root_of(ax).set_figheight(root_of(ax).get_figheight() + inches)


def root_of(ax: Axes) -> Figure:
    """The figure in which axes stand."""
    return cast("Figure", ax.get_figure(root=True))


def _height(text: str, line: float) -> float:
    return (text.count("\n") + 1) * line + 0.08 if text else 0.0


def room_for_notes(
    ax: Axes, right: Sequence[tuple[float, str]] = (), left: Sequence[tuple[float, str]] = ()
) -> None:
    """Limits of the axis within which notes beside marks have room: to their right, and to their left."""
    labels = max((width_of(t.get_text()) for t in ax.get_yticklabels()), default=0.0)
    wide = max(1.0, _width(ax) - (labels + 0.2 if _own(ax) else 0.1))
    low, high = ax.get_xlim()
    for _ in range(20):
        inch = (high - low) / wide
        high = max([high, *(x + inch * (GAP + 0.05 + width_of(note)) for x, note in right if note)])
        low = min([low, *(x - inch * (GAP + 0.05 + width_of(note)) for x, note in left if note)])
    ax.set_xlim(low, high)


def beside(ax: Axes, x: float, y: float, text: str, *, left: bool = False) -> None:
    """A note to the right of a mark, or to its left; `room_for_notes` leaves room for it within the axis."""
    note = ax.annotate(
        text.replace("-", "−").replace("$", r"\$"),
        (x, y),
        (-72 * GAP if left else 72 * GAP, 0),
        textcoords="offset points",
        va="center",
        ha="right" if left else "left",
        fontsize=TEXT,
        color=inks().ink,
    )
    note.set_in_layout(not _own(ax))


def bins_for(drawn: Array, draws: int) -> list[float]:
    """Edges of a histogram, not finer than the number of draws supports."""
    count = int(np.clip(1.5 * np.sqrt(draws), 10, 50))
    return [float(edge) for edge in np.histogram_bin_edges(drawn, bins=count)]


def histogram(ax: Axes, drawn: Array, bins: Sequence[float], **style: Any) -> None:
    """The number of draws between two edges, as one shape: a patch for each bar takes much longer to draw."""
    counts, edges = np.histogram(drawn, bins)
    ax.stairs(counts, edges, **style)


def count_axis(ax: Axes) -> None:
    """An axis that counts draws, with whole numbers only."""
    from matplotlib.ticker import MaxNLocator

    ax.set_ylabel(tr("draws"), fontsize=TEXT, color=inks().ink)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))


def axis_label(conclusion: Conclusion) -> str:
    """The quantity that a conclusion measures, for an axis."""
    if conclusion.at_least is None:
        if conclusion.passes:
            return tr("expected level, in states (line: the threshold)")
        return tr("change in expected level, in states")
    if conclusion.passes:
        return tr("probability (line: the threshold)")
    return tr("change in probability")


def panels(
    down: int, across: int, size: tuple[float, float], heights: Sequence[float] | None = None
) -> tuple[Figure, list[Axes]]:
    """A new figure of small charts, and these row by row; heights are in proportion."""
    figure = empty_figure(size)
    axes = figure.subplots(down, across, squeeze=False, height_ratios=heights)
    for ax in axes.ravel():
        ax.set_facecolor("none")
    return figure, list(axes.ravel())


def titled(figure: Figure, title: str, legend_of: Axes) -> None:
    """A title over several charts, and below them the legend of one, which holds for all."""
    wide = figure.get_figwidth() - 2 * MARGINS
    heading = broken_evenly(title, wide, TITLE)
    figure.suptitle(heading, fontsize=TITLE, color=inks().ink, x=0.01, ha="left")
    handles, labels = legend_of.get_legend_handles_labels()
    texts = [broken_into_lines(label.replace(r"\$", "$"), wide - SWATCH) for label in labels]
    if not texts:
        return
    abreast = max(1, min(4, len(texts), int(wide / (max(map(width_of, texts)) + SWATCH))))
    legend = figure.legend(
        handles,
        texts,
        loc="outside lower left",
        ncols=abreast,
        fontsize=TEXT,
        labelcolor=inks().ink,
        frameon=False,
    )
    legend.set_in_layout(True)
    rows = sum(text.count("\n") + 1 for text in texts) / abreast
    figure.set_figheight(figure.get_figheight() + 0.2 * rows + 0.2 * heading.count("\n"))


def period_axis(ax: Axes, periods: NDArray[np.int_]) -> None:
    """An axis of periods, with faint lines across."""
    every = max(1, len(periods) // 9)
    ax.set_xticks(periods[::every])
    ax.set_xlabel(tr("period"), fontsize=TEXT, color=inks().ink)
    ax.tick_params(labelsize=TEXT, colors=inks().ink)
    ax.grid(axis="y", color=inks().faint, lw=0.7)
    ax.set_axisbelow(True)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(inks().grey)
