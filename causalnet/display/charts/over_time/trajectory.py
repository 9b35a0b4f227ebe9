"""The chart of a course in time: a fan over draws for each outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import evenly_wrapped, literal_text, panels, period_axis
from causalnet.network.labels import ModelLabels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.time.course import Course
    from causalnet.questions.time.trajectory_answer import Trajectory

__all__ = ["fan_charts"]


# The most charts side by side, and the shares of draws that a fan shows, outermost first.
ABREAST = 3
FANS = (0.9, 0.5)
# The width in inches from which on a legend has two columns.
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
    figure, axes = panels(down, across, (1.2 + 3.6 * across, 0.9 + 2.7 * down))
    for name, own in zip(names, axes, strict=False):
        _fan(answer[name], own, several=len(names) > 1)
    if len(names) > 1 and answer.under:
        title = evenly_wrapped(f"What is done: {answer.under}", 24 * across)
        figure.suptitle(title, fontsize=10, color=INK, x=0.02, ha="left")
    for own in axes[len(names) :]:
        own.set_visible(False)
    _legend(figure, axes[0])
    return figure


def _under(answer: Trajectory) -> str:
    return f" under {answer.under}" if answer.under else ""


def _fan(answer: Trajectory, ax: Axes, *, several: bool = False) -> None:
    name, words = answer.outcome, ModelLabels(answer.provenance.source)
    course, other = answer.courses[name], answer.references[name]
    periods = np.arange(answer.asked.last + 1)
    if answer.compared:
        ax.plot(periods, other.level, color=GREY, lw=1.6, ls="--", label=_called(answer.versus))
    _band(ax, periods, course)
    ax.plot(periods, course.level, color=ARM, lw=2.2, label=_called(answer.under))
    _findings(ax, answer)
    scale = ", ".join(
        f"{j} {state}" for j, state in enumerate(_short(words.states(name, course.states)))
    )
    title = evenly_wrapped(name if several else f"{name}{_under(answer)}", 48)
    ax.set_title(f"{title}\n", fontsize=10, color=INK, loc="left")
    ax.text(
        0, 1.02, literal_text(scale), transform=ax.transAxes, fontsize=7, color=GREY, va="bottom"
    )
    ax.set_ylabel("expected level", fontsize=8, color=INK)
    period_axis(ax, periods)


def _band(ax: Axes, periods: NDArray[np.int_], course: Course) -> None:
    """The spread over draws; or two standard errors of a sampled answer."""
    if not course.drawn:
        error = 2 * course.error
        if error.any():
            low, high = course.level - error, course.level + error
            ax.fill_between(periods, low, high, color=ARM, alpha=0.25, lw=0, label="± 2 errors")
        return
    estimates = course.estimates
    clear = 1.0
    for share, alpha in zip(FANS, (0.18, 0.30), strict=True):
        low, high = np.array([s.interval(share) for s in estimates]).T
        ax.fill_between(periods, low, high, color=ARM, alpha=alpha, lw=0)
        # The inner band lies upon the outer one, so its swatch is as dark as both together.
        clear *= 1 - alpha
        label = f"middle {share:.0%} of draws"
        ax.fill_between([], [], color=ARM, alpha=1 - clear, lw=0, label=label)


def _findings(ax: Axes, answer: Trajectory) -> None:
    """A tick at each period with a finding."""
    for period in answer.asked.given:
        ax.axvline(period, color=INK, lw=0.8, ls=":", zorder=0)


def _legend(figure: Figure, ax: Axes) -> None:
    """A legend below the charts, where it does not cover anything."""
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
    # A dollar must not start a formula.
    return (text if len(text) <= 60 else text[:57] + "…").replace("$", r"\$")


def _short(states: Sequence[str]) -> list[str]:
    return [s if len(s) <= 18 else s[:17] + "…" for s in states]
