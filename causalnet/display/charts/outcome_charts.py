"""Charts of one question's answer: distributions, effects, and scenarios side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError
from causalnet.questions.charts.charts import (
    bins_for,
    counting,
    dressed,
    figure_for,
    legend_above,
    named,
    plain,
)
from causalnet.questions.charts.colours import ARM, GREY, INK, LINES
from causalnet.tables import signed, unsigned

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.effects.compare import Comparison
    from causalnet.questions.effects.effect import Effect
    from causalnet.questions.query.distribution import Distribution

__all__ = ["distribution_chart", "effect_chart", "scenario_chart"]

Array = NDArray[Any]

MOST = 40
MARKERS = "osD^vP"


def distribution_chart(found: Distribution, ax: Axes | None) -> Figure:
    """A bar for each state, with the middle 90% of draws or the standard error of a sample."""
    if len(found) > MOST:
        raise QuestionError(
            f"A chart has room for {MOST} bars, not {len(found)}: ask for one outcome, or take one `marginal`."
        )
    ax = ax if ax is not None else figure_for((7.0, 1.1 + 0.42 * len(found)))
    p = found.p.ravel()
    at = np.arange(len(found))[::-1]
    ax.barh(at, p, height=0.62, color=ARM)
    ends, below = p, "probability"
    interval = found.interval()
    if interval is not None:
        low, high = interval.reshape(2, -1)
        ends, below = np.maximum(p, high), "probability: mean and middle 90% of draws"
        _whiskers(ax, at, low, high)
    elif found.error is not None:
        error = 2 * found.error.ravel()
        ends, below = p + error, "probability: estimate ± 2 standard errors"
        _whiskers(ax, at, np.maximum(p - error, 0), ends)
    for y, share, end in zip(at, p, ends, strict=True):
        _beside(ax, float(end), float(y), unsigned(share, ".3f"))
    labels = [s if isinstance(s, str) else ", ".join(s) for s in found]
    ax.set_yticks(at, [named(label) for label in labels], fontsize=8)
    ax.set_xlim(0, 1.14 * float(ends.max()))
    dressed(ax, str(found.question), below)
    return cast("Figure", ax.figure)


def effect_chart(found: Effect, ax: Axes | None) -> Figure:
    """The change in level in every draw; without draws, both arms state by state."""
    return _arms(found, ax) if found.spread is None else _contrast(found, ax)


def _arms(found: Effect, ax: Axes | None) -> Figure:
    states = found.under.states[0]
    ax = ax if ax is not None else figure_for((7.0, 1.5 + 0.6 * len(states)))
    at = np.arange(len(states))[::-1].astype(np.float64)
    for arm, shift, colour in ((found.versus, 0.19, GREY), (found.under, -0.19, ARM)):
        under = arm.question.under
        label = named(str(under), 70) if under else "as it is"
        ax.barh(at + shift, arm.p, height=0.36, color=colour, label=label)
    for y, state in zip(at, states, strict=True):
        end = max(found.under[state], found.versus[state])
        _beside(ax, end, float(y), signed(found[state]))
    ax.set_yticks(at, [named(s) for s in states], fontsize=8)
    ax.set_xlim(0, 1.14 * float(max(found.under.p.max(), found.versus.p.max())))
    here = found.path == "within a period"
    quantity = "level" if found.measure.state is None else found.measure.quantity
    size = f"{found.scale.percent(found.level)}, {found.size}" if here else found.path
    title = f"{found.outcome}: change in {quantity} {signed(found.level)} ({size})"
    dressed(ax, title + _given(found), "probability, and its change")
    legend_above(ax)
    return cast("Figure", ax.figure)


def _contrast(found: Effect, ax: Axes | None) -> Figure:
    spread = found.spread
    if spread is None:
        raise QuestionError("There are no draws to show.")
    ax = ax if ax is not None else figure_for((7.0, 3.2))
    (low, high), shares = spread.interval(), spread.shares()
    if np.ptp(spread.drawn) > 0:
        bins = bins_for(spread.drawn, len(spread.drawn))
        ax.hist(spread.drawn, bins=bins, color=ARM, alpha=0.85)
    else:
        ax.axvline(float(spread.drawn[0]), color=ARM, lw=3)
    top = ax.get_ylim()[1]
    ax.plot([low, high], [1.07 * top] * 2, color=INK, lw=2, solid_capstyle="butt")
    ax.plot([spread.median], [1.07 * top], "o", ms=7, mfc="white", mec=INK, mew=1.6)
    ax.axvline(0, color=GREY, lw=1)
    ax.set_ylim(0, 1.16 * top)
    counting(ax)
    told = f"rises in {shares.rise:.0%}, holds in {shares.hold:.0%}, falls in {shares.fall:.0%} of draws"
    versus = found.versus.question.under
    against = f" rather than {versus}" if versus else ""
    title = f"{found.outcome} under {found.under.question.under}{against}{_given(found)}"
    dressed(
        ax, title, f"change in {found.measure.quantity} (line: middle 90%, circle: median); {told}"
    )
    return cast("Figure", ax.figure)


def scenario_chart(found: Comparison, ax: Axes | None) -> Figure:
    """Each scenario's change in expected level, a colour and a mark for each outcome."""
    names = list(found.effects)
    many = len(found.outcomes)
    if many > len(MARKERS):
        raise QuestionError(
            f"A chart tells {len(MARKERS)} outcomes apart, not {many}: compare fewer."
        )
    ax = ax if ax is not None else figure_for((7.5, 1.4 + (0.2 + 0.15 * many) * len(names)))
    for j, outcome in enumerate(found.outcomes):
        shift = 0.5 * (j - (many - 1) / 2) / max(many, 2)
        colour = LINES[j]["color"]
        for i, name in enumerate(names):
            label = plain(outcome) if not i else ""
            _point(ax, found[name, outcome], i + shift, colour, MARKERS[j], label)
    ax.axvline(0, color=GREY, lw=1)
    if found[names[0], found.outcomes[0]].drawn is None:
        left, right = ax.get_xlim()
        ax.set_xlim(left, right + 0.12 * (right - left))
    ax.set_yticks(range(len(names)), [named(n) for n in names], fontsize=8)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.grid(axis="y", color="#e4e4e4", lw=0.7)
    ax.set_axisbelow(True)
    first = found[names[0], found.outcomes[0]]
    versus = first.versus.question.under
    title = "Scenarios side by side" if many > 1 else f"{found.outcomes[0]}, scenarios side by side"
    title += f", rather than {versus}" if versus else ""
    over = ": mean and middle 90% of draws" if first.drawn is not None else ""
    quantities = {e.measure.quantity for row in found.effects.values() for e in row.values()}
    below = f"change in {' and in '.join(sorted(quantities))}{over}"
    paths = {e.path for row in found.effects.values() for e in row.values()}
    crossed = sorted(paths - {"within a period"})
    below += f" (×: {' or '.join(crossed)})" if crossed else ""
    dressed(ax, title + _given(first), below)
    if many > 1:
        legend_above(ax)
    return cast("Figure", ax.figure)


def _point(ax: Axes, effect: Effect, y: float, colour: str, marker: str, label: str) -> None:
    """One change, with its interval; a cross where there is no path."""
    if effect.path != "within a period":
        ax.plot([0], [y], "x", color=colour, ms=7, mew=1.8)
        if label:
            ax.plot([], [], marker, color=colour, label=label)
        return
    if effect.spread is not None:
        ax.plot(effect.spread.interval(), [y, y], color=colour, lw=1.8)
    else:
        _beside(ax, effect.level, y, signed(effect.level))
    ax.plot([effect.level], [y], marker, color=colour, ms=6, label=label)


def _whiskers(ax: Axes, at: Array, low: Array, high: Array) -> None:
    ax.hlines(at, low, high, color=INK, lw=1.6)
    ax.plot([low, high], [at, at], "|", color=INK, ms=7, mew=1.6)


def _beside(ax: Axes, x: float, y: float, text: str) -> None:
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


def _given(effect: Effect) -> str:
    found = effect.under.question.found()
    return f", given {', '.join(found)}" if effect.under.question.given else ""
