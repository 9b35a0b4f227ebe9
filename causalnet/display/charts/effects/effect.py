"""The chart of an effect: its draws, or both arms state by state."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from causalnet.answer_tables import signed, whole_percent
from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import (
    beside,
    bins_for,
    counting,
    dressed,
    figure_for,
    histogram,
    legend_above,
    named,
)
from causalnet.display.charts.voices.voices import draws_by_voice
from causalnet.network.labels import ModelLabels
from causalnet.questions.query.paths import is_still

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.effects.effect import Effect

__all__ = ["effect_chart", "given_findings"]


def effect_chart(found: Effect, ax: Axes | None) -> Figure:
    """The change in level in every draw, of a pool by voice; without draws, both arms state by state."""
    return _contrast(found, ax) if found.estimate.drawn else _arms(found, ax)


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
        beside(ax, end, float(y), signed(found[state]))
    words = ModelLabels(found.under.provenance.source)
    ax.set_yticks(at, [named(s) for s in words.states(found.outcome, states)], fontsize=8)
    ax.set_xlim(0, 1.14 * float(max(found.under.p.max(), found.versus.p.max())))
    still = is_still(found.path)
    quantity = "level" if found.measure.state is None else found.measure.quantity
    size = found.path if still else f"{found.scale.percent(found.level)}, {found.size}"
    size += ", by observing alone" if found.path == "by observing alone" else ""
    title = f"{found.outcome}: change in {quantity} {signed(found.level)} ({size})"
    dressed(ax, title + given_findings(found), "probability, and its change")
    legend_above(ax)
    return cast("Figure", ax.figure)


def _contrast(found: Effect, ax: Axes | None) -> Figure:
    change = found.estimate
    ax = ax if ax is not None else figure_for((7.0, 3.2))
    (low, high), shares = change.interval(), change.shares()
    if change.voices:
        draws_by_voice(ax, change)
    elif np.ptp(change.points) > 0:
        bins = bins_for(change.points, len(change.points))
        histogram(ax, change.points, bins, fill=True, color=ARM, alpha=0.85)
    else:
        ax.axvline(float(change.points[0]), color=ARM, lw=3)
    top = ax.get_ylim()[1]
    ax.plot([low, high], [1.07 * top] * 2, color=INK, lw=2, solid_capstyle="butt")
    ax.plot([change.median], [1.07 * top], "o", ms=7, mfc="white", mec=INK, mew=1.6)
    ax.axvline(0, color=GREY, lw=1)
    ax.set_ylim(0, 1.16 * top)
    counting(ax)
    rise, hold, fall = map(whole_percent, shares)
    told = f"rises in {rise}, holds in {hold}, falls in {fall} of draws"
    versus = found.versus.question.under
    against = f" rather than {versus}" if versus else ""
    title = f"{found.outcome} under {found.under.question.under}{against}{given_findings(found)}"
    dressed(
        ax, title, f"change in {found.measure.quantity} (line: middle 90%, circle: median); {told}"
    )
    if change.voices:
        legend_above(ax)
    return cast("Figure", ax.figure)


def given_findings(effect: Effect) -> str:
    """The observations, for the end of a title."""
    found = effect.under.question.found()
    return f", given {', '.join(found)}" if effect.under.question.given else ""
