"""Pictures of time: fan charts over draws, small multiples, and what is left after an intervention."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError
from causalnet.questions.charts.charts import balanced, empty_figure, plain
from causalnet.questions.charts.colours import ARM, GREY, INK, LINES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.time.course import Course
    from causalnet.questions.time.persistence import Persistence
    from causalnet.questions.time.trajectory_answer import Trajectory

__all__ = ["fan_charts", "persistence_chart"]

Array = NDArray[np.float64]

# The widest charts side by side, and the shares of draws that a fan shows, outermost first.
ABREAST = 3
FANS = (0.9, 0.5)
# Inches from which on a legend has two columns.
WIDE = 6.0


def fan_charts(answer: Trajectory, ax: Axes | None = None) -> Figure:
    """The levels of every outcome over time, one small chart for each."""
    if ax is not None:
        _fan(answer[answer.outcome], ax)
        ax.legend(fontsize=7.5, framealpha=0.85, edgecolor="none", loc="best")
        return cast("Figure", ax.figure)
    names = list(answer)
    across = 2 if len(names) == 4 else min(ABREAST, len(names))
    down = -(-len(names) // across)
    figure, axes = _figure(down, across, (1.2 + 3.6 * across, 0.9 + 2.7 * down))
    for name, own in zip(names, axes, strict=False):
        _fan(answer[name], own, several=len(names) > 1)
    if len(names) > 1 and answer.under:
        title = balanced(f"What is done: {answer.under}", 24 * across)
        figure.suptitle(title, fontsize=10, color=INK, x=0.02, ha="left")
    for own in axes[len(names) :]:
        own.set_visible(False)
    _legend(figure, axes[0])
    return figure


def _figure(down: int, across: int, size: tuple[float, float]) -> tuple[Figure, list[Axes]]:
    figure = empty_figure(size)
    axes = figure.subplots(down, across, squeeze=False)
    return figure, list(axes.ravel())


def _under(answer: Trajectory) -> str:
    return f" under {answer.under}" if answer.under else ""


def _fan(answer: Trajectory, ax: Axes, *, several: bool = False) -> None:
    name = answer.outcome
    course, other = answer.courses[name], answer.baselines[name]
    periods = np.arange(answer.asked.steps + 1)
    if answer.compared:
        ax.plot(periods, other.level, color=GREY, lw=1.6, ls="--", label=_called(answer.versus))
    _band(ax, periods, course, drawn=answer.asked.draws is not None)
    ax.plot(periods, course.level, color=ARM, lw=2.2, label=_called(answer.under))
    _findings(ax, answer)
    scale = ", ".join(f"{j} {state}" for j, state in enumerate(_short(course.states)))
    title = balanced(name if several else f"{name}{_under(answer)}", 48)
    ax.set_title(f"{title}\n", fontsize=10, color=INK, loc="left")
    ax.text(0, 1.02, plain(scale), transform=ax.transAxes, fontsize=7, color=GREY, va="bottom")
    ax.set_ylabel("expected level", fontsize=8, color=INK)
    _dress(ax, periods)


def _band(ax: Axes, periods: NDArray[np.int_], course: Course, *, drawn: bool) -> None:
    """The spread over draws; or two standard errors of a sampled answer."""
    if not drawn:
        error = 2 * course.error
        if error.any():
            low, high = course.level - error, course.level + error
            ax.fill_between(periods, low, high, color=ARM, alpha=0.25, lw=0, label="± 2 errors")
        return
    spreads = course.spreads
    clear = 1.0
    for share, alpha in zip(FANS, (0.18, 0.30), strict=True):
        low, high = np.array([s.interval(share) for s in spreads]).T
        ax.fill_between(periods, low, high, color=ARM, alpha=alpha, lw=0)
        # The inner band lies upon the outer one: its swatch is as dark as both together.
        clear *= 1 - alpha
        label = f"middle {share:.0%} of draws"
        ax.fill_between([], [], color=ARM, alpha=1 - clear, lw=0, label=label)


def _findings(ax: Axes, answer: Trajectory) -> None:
    """A tick where something was found."""
    for period in answer.asked.given:
        ax.axvline(period, color=INK, lw=0.8, ls=":", zorder=0)


def _dress(ax: Axes, periods: NDArray[np.int_]) -> None:
    every = max(1, len(periods) // 9)
    ax.set_xticks(periods[::every])
    ax.set_xlabel("period", fontsize=8)
    ax.tick_params(labelsize=8, colors=INK)
    ax.grid(axis="y", color="#e4e4e4", lw=0.7)
    ax.set_axisbelow(True)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def _legend(figure: Figure, ax: Axes) -> None:
    """Below the charts, where it hides nothing."""
    figure.legend(
        *ax.get_legend_handles_labels(),
        loc="outside lower center",
        ncols=2 if figure.get_figwidth() > WIDE else 1,
        fontsize=8,
        frameon=False,
    )


def _called(under: object) -> str:
    text = str(under)
    text = "nothing is done" if text == "do()" else text
    # A dollar is no formula.
    return (text if len(text) <= 60 else text[:57] + "…").replace("$", r"\$")


def _short(states: tuple[str, ...]) -> list[str]:
    return [s if len(s) <= 18 else s[:17] + "…" for s in states]


def persistence_chart(answer: Persistence, ax: Axes | None = None) -> Figure:
    """The gain while it is held and after, and what is left of it, for each time that it was held."""
    if ax is not None:
        _left(answer, ax)
        ax.legend(fontsize=7.5, frameon=False)
        return cast("Figure", ax.figure)
    if not len(answer.sustained):
        raise QuestionError("There is nothing to draw.")
    figure, (left, right) = _figure(1, 2, (9.6, 3.6))
    for i, periods in enumerate(answer.sustained):
        line = LINES[i % len(LINES)]
        gains = answer.gains[i].mean(axis=(1, 2))
        at = periods - 1 + answer.delay + np.arange(len(gains))
        left.plot(at, gains, **line, lw=1.8)
        left.plot(at[0], gains[0], marker="o", color=line["color"], ms=6)
    left.axhline(0, color=GREY, lw=1)
    left.set_title(
        f"gain in {plain(answer.outcome)}\n(● the intervention ends{' to be felt' if answer.delay else ''})",
        fontsize=9,
        color=INK,
        loc="left",
    )
    _dress(left, np.arange(answer.sustained[-1] + answer.delay + answer.after))
    _left(answer, right)
    figure.legend(
        *right.get_legend_handles_labels(),
        loc="outside lower center",
        ncols=min(4, len(answer.sustained)),
        fontsize=8,
        frameon=False,
    )
    return figure


def _left(answer: Persistence, ax: Axes) -> None:
    after = np.arange(answer.after + 1)
    drawn = answer.drawn
    for i, periods in enumerate(answer.sustained):
        line = LINES[i % len(LINES)]
        label = f"held for {periods} period{'' if periods == 1 else 's'}"
        ax.plot(after, answer.kept[i], label=label, **line, lw=1.8)
    if drawn is not None:
        low, high = (end[-1] for end in answer.ends())
        colour = LINES[(len(answer.sustained) - 1) % len(LINES)]["color"]
        ax.fill_between(after, low, high, color=colour, alpha=0.18, lw=0)
    ax.axhline(answer.keep, color=GREY, lw=1, ls=":")
    known = answer.kept[~np.isnan(answer.kept)]
    ax.set_ylim(bottom=float(known.min(initial=0.0)))
    if not known.size:
        ax.text(0.5, 0.5, "too small to speak of", transform=ax.transAxes, ha="center")
    ax.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
    title = "share left of what holding on would have given"
    title += "\n(band: middle 90% of draws, longest)" if drawn is not None else ""
    ax.set_title(title, fontsize=9, color=INK, loc="left")
    _dress(ax, after)
    ax.set_xlabel(f"periods after its end{' is felt' if answer.delay else ''}", fontsize=8)
