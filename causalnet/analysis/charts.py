"""How charts are dressed, and those of levers and verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from causalnet.analysis.colours import ARM, GREY, INK, LINES
from causalnet.causal.spread import Spread
from causalnet.errors import QuestionError, RenderError
from causalnet.sheet import tame

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.analysis.verdict import Verdict
    from causalnet.model.conclusion import Conclusion

__all__ = [
    "Row",
    "draws_chart",
    "dressed",
    "empty_figure",
    "figure_for",
    "named",
    "plain",
    "ranking_chart",
    "tipping_chart",
]


def empty_figure(size: tuple[float, float]) -> Figure:
    """A new figure, with nothing on it.

    Raises
    ------
    RenderError
        Where matplotlib is not there.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise RenderError(
            "Pictures of answers need matplotlib: pip install 'causalnet[plot]'."
        ) from None
    return Figure(figsize=size, layout="constrained")


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


def dressed(ax: Axes, title: str, below: str) -> None:
    """A title to the left, a label below, nothing that is not needed."""
    ax.set_title(named(title, 56), fontsize=10, color=INK, loc="left")
    ax.set_xlabel(named(below, 72), fontsize=9, color=INK)
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


def ranking_chart(rows: Sequence[Row], title: str, ax: Axes | None) -> Figure:
    """For each row the median, the middle half and the middle 90%; the first on top."""
    if not rows:
        raise QuestionError("A ranking is drawn over draws: ask levers(…, draws=1000).")
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
        ax.set_xlim(left, right + 0.35 * (right - left))
    dressed(ax, title, "change in expected level, in states: median, middle half and 90% of draws")
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
    every = held.drawn if moved is None else np.concatenate([held.drawn, moved.drawn])
    count = int(np.clip(1.5 * np.sqrt(len(held.drawn)), 10, 50))
    bins = np.histogram_bin_edges(every, bins=count).tolist()
    ax.hist(held.drawn, bins=bins, color=ARM, alpha=0.85, label="draws, baselines held")
    if moved is not None:
        other = LINES[1]["color"]
        label = "baselines drawn too"
        ax.hist(moved.drawn, bins=bins, histtype="step", color=other, lw=1.6, label=label)
    top = ax.get_ylim()[1]
    if attained is not None:
        (line,) = ax.plot(attained, [1.06 * top] * 2, color=INK, lw=3, label="range attained")
        line.set_solid_capstyle("butt")
    at, label = [1.06 * top], "centre"
    ax.plot([central], at, "o", ms=7, mfc="white", mec=INK, mew=1.6, label=label)
    ax.axvline(0, color=GREY, lw=1)
    ax.set_ylim(0, 1.14 * top)
    ax.set_ylabel("draws", fontsize=9, color=INK)
    ax.legend(fontsize=8, frameon=False, loc="upper right", bbox_to_anchor=(1, 0.93))
    dressed(ax, str(conclusion), "contrast")
    return cast("Figure", ax.figure)


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
        ax.legend(fontsize=8, frameon=False, ncols=3, loc="lower left", bbox_to_anchor=(0, -0.02))
        ax.set_ylim(-1.1, len(tips) - 0.4)
    else:
        ax.text(
            0.5,
            0.5,
            "No number alone undoes it as far as was looked.",
            transform=ax.transAxes,
            ha="center",
        )
    dressed(ax, f"What would tip: {verdict.conclusion}", "strength (log-odds per step) or amount")
    return cast("Figure", ax.figure)
