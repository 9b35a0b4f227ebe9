"""The style of charts: figures, titles, axes and legends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import tame
from causalnet.display.charts.colours import GREY, INK
from causalnet.errors import RenderError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.model.grammar.conclusion import Conclusion

__all__ = [
    "axis_label",
    "beside",
    "bins_for",
    "counting",
    "dressed",
    "empty_figure",
    "evenly_wrapped",
    "figure_for",
    "histogram",
    "legend_above",
    "literal_text",
    "named",
    "panels",
    "period_axis",
]

Array = NDArray[np.float64]

# An intervention is code, so its underscores stay.
CODE_OR_UNDERSCORE = re.compile(r"do\([^()]*\)|_")

# The width of axes in inches, and the letters of labels, up to which a legend has four columns.
WIDE, BRIEF = 4.4, 24


def empty_figure(size: tuple[float, float], *, single: bool = False) -> Figure:
    """A new, empty figure; if it will hold a `single` chart, one whose texts are measured once.

    Raises
    ------
    RenderError
        If matplotlib is not installed.
    """
    try:
        import matplotlib  # noqa: F401

        from causalnet.display.charts.figure import ChartFigure, MeasuredOnce
    except ImportError:
        raise RenderError(
            "Pictures of answers need matplotlib: pip install 'causalnet[plot]'."
        ) from None
    return ChartFigure(figsize=size, layout=MeasuredOnce() if single else "constrained")


def figure_for(size: tuple[float, float]) -> Axes:
    """The one chart of a new figure."""
    return empty_figure(size, single=True).subplots()


def literal_text(text: str) -> str:
    r"""A text that matplotlib shows literally: a dollar does not start a formula, and underscores become spaces.

    Those in an intervention stay: it is code.

    Examples
    --------
    >>> print(literal_text("pay_in_$1–$5"))
    pay in \$1–\$5
    """
    spaced = CODE_OR_UNDERSCORE.sub(lambda m: " " if m[0] == "_" else m[0], tame(text))
    return spaced.replace("$", r"\$")


def named(name: str, width: int = 46) -> str:
    """A name for an axis: underscores as spaces, cut into lines."""
    return fill(literal_text(name), width)


def evenly_wrapped(text: str, width: int) -> str:
    """The same in lines of about equal length, without a single word on the last.

    Examples
    --------
    >>> print(evenly_wrapped("what would raise the output most", 30))
    what would raise
    the output most
    """
    lines = named(text, width).count("\n")
    while width > 8 and named(text, width - 1).count("\n") == lines:
        width -= 1
    return named(text, width)


def legend_above(ax: Axes) -> None:
    """A legend between the title and the axes, where it does not cover anything."""
    labels = ax.get_legend_handles_labels()[1]
    if not labels:
        return
    abreast = 4 if ax.bbox.width / ax.figure.dpi > WIDE and max(map(len, labels)) < BRIEF else 2
    ax.legend(
        fontsize=8,
        frameon=False,
        ncols=abreast,
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        borderaxespad=0.2,
        borderpad=0,
    )
    pad = 8 + 16 * -(-len(labels) // abreast)
    ax.set_title(ax.get_title(loc="left"), fontsize=10, color=INK, loc="left", pad=pad)


def bins_for(drawn: Array, draws: int) -> list[float]:
    """Edges of a histogram, not finer than the number of draws supports."""
    count = int(np.clip(1.5 * np.sqrt(draws), 10, 50))
    return [float(edge) for edge in np.histogram_bin_edges(drawn, bins=count)]


def histogram(ax: Axes, drawn: Array, bins: Sequence[float], **style: Any) -> None:
    """The number of draws between two edges, as one shape: a patch for each bar takes much longer to draw."""
    counts, edges = np.histogram(drawn, bins)
    ax.stairs(counts, edges, **style)


def counting(ax: Axes) -> None:
    """An axis that counts draws, with whole numbers only."""
    from matplotlib.ticker import MaxNLocator

    ax.set_ylabel("draws", fontsize=9, color=INK)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))


def dressed(ax: Axes, title: str, below: str) -> None:
    """A title to the left, a label below, and nothing else."""
    ax.set_title(evenly_wrapped(title, 60), fontsize=10, color=INK, loc="left")
    ax.set_xlabel(evenly_wrapped(below, 72), fontsize=9, color=INK)
    ax.tick_params(labelsize=8, colors=INK, length=3)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(GREY)


def axis_label(conclusion: Conclusion) -> str:
    """The quantity that a conclusion measures, for an axis."""
    what = "expected level, in states" if conclusion.at_least is None else "probability"
    return f"{what} (line: the threshold)" if conclusion.passes else f"change in {what}"


def beside(ax: Axes, x: float, y: float, text: str) -> None:
    """A figure to the right of a bar."""
    ax.annotate(
        text.replace("-", "−"),
        (x, y),
        (5, 0),
        textcoords="offset points",
        va="center",
        fontsize=8,
        color=INK,
    )


def panels(down: int, across: int, size: tuple[float, float]) -> tuple[Figure, list[Axes]]:
    """A new figure of small charts, and these row by row."""
    figure = empty_figure(size)
    axes = figure.subplots(down, across, squeeze=False)
    return figure, list(axes.ravel())


def period_axis(ax: Axes, periods: NDArray[np.int_]) -> None:
    """An axis of periods, with faint lines across."""
    every = max(1, len(periods) // 9)
    ax.set_xticks(periods[::every])
    ax.set_xlabel("period", fontsize=8)
    ax.tick_params(labelsize=8, colors=INK)
    ax.grid(axis="y", color="#e4e4e4", lw=0.7)
    ax.set_axisbelow(True)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
