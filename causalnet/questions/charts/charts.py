"""How charts are dressed, and those of levers and verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError, RenderError
from causalnet.questions.charts.colours import ARM, GREY, INK, LINES
from causalnet.questions.query.spread import Spread
from causalnet.tables import signed, tame

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.model.conclusion import Conclusion
    from causalnet.questions.verdict.verdict_answer import Verdict

__all__ = [
    "Row",
    "balanced",
    "bins_for",
    "change_chart",
    "contrasted",
    "counting",
    "draws_chart",
    "dressed",
    "empty_figure",
    "figure_for",
    "legend_above",
    "named",
    "plain",
    "ranking_chart",
    "tipping_chart",
]

Array = NDArray[np.float64]

# Inches of axes, and letters of labels, for which a legend has four columns.
WIDE, BRIEF = 4.4, 24


def empty_figure(size: tuple[float, float]) -> Figure:
    """A new figure, with nothing on it.

    Raises
    ------
    RenderError
        Where matplotlib is not there.
    """
    try:
        import matplotlib  # noqa: F401

        from causalnet.questions.charts.figure import ChartFigure
    except ImportError:
        raise RenderError(
            "Pictures of answers need matplotlib: pip install 'causalnet[plot]'."
        ) from None
    return ChartFigure(figsize=size, layout="constrained")


def figure_for(size: tuple[float, float]) -> Axes:
    """The one chart of a new figure."""
    return empty_figure(size).subplots()


def plain(text: str) -> str:
    r"""A text as matplotlib shows it letter by letter: a dollar is no formula, and words stand apart.

    Examples
    --------
    >>> print(plain("pay_in_$1–$5"))
    pay in \$1–\$5
    """
    return tame(text).replace("_", " ").replace("$", r"\$")


def named(name: str, width: int = 46) -> str:
    """A name for an axis: words apart, cut into lines."""
    return fill(plain(name), width)


def balanced(text: str, width: int) -> str:
    """The same, in lines that are about as long as each other: no word is left alone on the last.

    Examples
    --------
    >>> print(balanced("what would raise the output most", 30))
    what would raise
    the output most
    """
    lines = named(text, width).count("\n")
    while width > 8 and named(text, width - 1).count("\n") == lines:
        width -= 1
    return named(text, width)


def legend_above(ax: Axes) -> None:
    """Between the title and the axes: nothing there is covered."""
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
    """Edges of a histogram that are no finer than the number of draws can bear."""
    count = int(np.clip(1.5 * np.sqrt(draws), 10, 50))
    return [float(edge) for edge in np.histogram_bin_edges(drawn, bins=count)]


def counting(ax: Axes) -> None:
    """An axis of draws, of which there are no halves."""
    from matplotlib.ticker import MaxNLocator

    ax.set_ylabel("draws", fontsize=9, color=INK)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))


def dressed(ax: Axes, title: str, below: str) -> None:
    """A title to the left, a label below, nothing that is not needed."""
    ax.set_title(balanced(title, 60), fontsize=10, color=INK, loc="left")
    ax.set_xlabel(balanced(below, 72), fontsize=9, color=INK)
    ax.tick_params(labelsize=8, colors=INK, length=3)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(GREY)


class Row(NamedTuple):
    """One line of a ranking: its label, what it is over draws, and what is noted beside it."""

    label: str
    spread: Spread
    note: str = ""


def change_chart(
    changes: Sequence[tuple[str, float]], title: str, below: str, ax: Axes | None
) -> Figure:
    """A bar for each change, the first on top."""
    ax = ax if ax is not None else figure_for((7.5, 1.1 + 0.45 * max(len(changes), 1)))
    for y, (_, change) in enumerate(reversed(changes)):
        ax.barh([y], [change], height=0.6, color=ARM)
        left = change < 0
        ax.annotate(
            signed(change).replace("-", "−"),
            (change, y),
            (-5 if left else 5, 0),
            textcoords="offset points",
            va="center",
            ha="right" if left else "left",
            fontsize=8,
            color=INK,
        )
    ax.axvline(0, color=GREY, lw=1)
    ax.set_yticks(range(len(changes)), [named(label) for label, _ in reversed(changes)], fontsize=8)
    ax.margins(x=0.18)
    dressed(ax, title, below)
    return cast("Figure", ax.figure)


def ranking_chart(
    rows: Sequence[Row], title: str, ax: Axes | None, quantity: str = "expected level, in states"
) -> Figure:
    """For each row the median, the middle half and the middle 90%; the first on top."""
    if not rows:
        raise QuestionError("There is no lever to draw: none has a path to the outcome.")
    ax = ax if ax is not None else figure_for((7.5, 1.1 + 0.45 * len(rows)))
    for y, row in enumerate(reversed(rows)):
        (low, high), (near, far) = row.spread.interval(), row.spread.interval(0.5)
        ax.plot([low, high], [y, y], color=ARM, lw=1.6)
        ax.plot([near, far], [y, y], color=ARM, lw=5, solid_capstyle="butt")
        ax.plot([row.spread.median], [y], "o", ms=6, mfc="white", mec=INK, mew=1.4)
        ax.annotate(
            row.note,
            (high, y),
            (6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=INK,
        )
    ax.axvline(0, color=GREY, lw=1)
    ax.set_yticks(range(len(rows)), [named(row.label) for row in reversed(rows)], fontsize=8)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    if any(row.note for row in rows):
        left, right = ax.get_xlim()
        ax.set_xlim(left, right + 0.5 * (right - left))
    dressed(ax, title, f"change in {quantity}: median, middle half and 90% of draws")
    return cast("Figure", ax.figure)


def draws_chart(
    held: Spread,
    conclusion: Conclusion,
    central: float,
    ax: Axes | None,
    *,
    moved: Spread | None = None,
    attained: tuple[float, float] | None = None,
) -> Figure:
    """The contrast in every draw, with the range that was attained and the centre."""
    ax = ax if ax is not None else figure_for((7.5, 3.2))
    # Of a threshold the levels are shown, with a line where it lies.
    threshold = conclusion.threshold or 0.0
    held = Spread(held.drawn + threshold)
    moved = None if moved is None else Spread(moved.drawn + threshold)
    every = held.drawn if moved is None else np.concatenate([held.drawn, moved.drawn])
    bins = bins_for(every, len(held.drawn))
    ax.hist(held.drawn, bins=bins, color=ARM, alpha=0.85, label="draws, baselines held")
    if moved is not None:
        other = LINES[1]["color"]
        label = "baselines drawn too"
        ax.hist(moved.drawn, bins=bins, histtype="step", color=other, lw=1.6, label=label)
    top = ax.get_ylim()[1]
    if attained is not None:
        ends = [end + threshold for end in attained]
        (line,) = ax.plot(ends, [1.06 * top] * 2, color=INK, lw=3, label="range attained")
        line.set_solid_capstyle("butt")
    at, label = [1.06 * top], "centre"
    ax.plot([central + threshold], at, "o", ms=7, mfc="white", mec=INK, mew=1.6, label=label)
    ax.axvline(threshold, color=GREY, lw=1)
    ax.set_ylim(0, 1.14 * top)
    counting(ax)
    dressed(ax, str(conclusion), contrasted(conclusion))
    legend_above(ax)
    return cast("Figure", ax.figure)


def contrasted(conclusion: Conclusion) -> str:
    """What the numbers about a conclusion measure, for an axis."""
    what = "expected level, in states" if conclusion.at_least is None else "probability"
    return f"{what} (line: the threshold)" if conclusion.passes else f"change in {what}"


def tipping_chart(verdict: Verdict, ax: Axes | None, most: int) -> Figure:
    """Each number's range and centre, and where it alone would undo the conclusion."""
    tips = [t for t in verdict.rests.tipping if t.value is not None]
    tips = sorted(tips, key=lambda t: (not t.within, abs((t.value or 0) - t.central)))[:most][::-1]
    ax = ax if ax is not None else figure_for((7.5, 1.2 + 0.42 * max(len(tips), 1)))
    for y, t in enumerate(tips):
        ax.plot(t.range, [y, y], color=ARM, lw=6, solid_capstyle="butt", label="" if y else "range")
        ax.plot(
            [t.central], [y], "o", ms=6, mfc="white", mec=INK, mew=1.4, label="" if y else "centre"
        )
        style = {"color": LINES[1]["color"], "mew": 2, "ms": 8}
        ax.plot([t.value or 0.0], [y], "x", label="" if y else "tips here", **style)
    ax.axvline(0, color=GREY, lw=1)
    ax.set_yticks(range(len(tips)), [named(t.name) for t in tips], fontsize=8)
    ax.set_ylim(-0.6, max(len(tips), 1) - 0.4)
    if tips:
        ax.set_ylim(-0.6, len(tips) - 0.4)
    else:
        ax.text(
            0.5,
            0.5,
            "No number alone undoes it within the values searched.",
            transform=ax.transAxes,
            ha="center",
        )
    dressed(ax, f"What would tip: {verdict.conclusion}", "strength (log-odds per step) or amount")
    legend_above(ax)
    return cast("Figure", ax.figure)
