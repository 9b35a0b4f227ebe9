"""The chart of an effect: its draws, or both arms state by state."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from causalnet.answer_tables import signed
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import changed, headline, measured, spoken_percent
from causalnet.display.charts.intervals import hollow
from causalnet.display.charts.style import (
    beside,
    bins_for,
    count_axis,
    dressed,
    figure_for,
    histogram,
    legend_above,
    room_for_notes,
    row_axes,
)
from causalnet.display.charts.voices.voices import draws_by_voice
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels
from causalnet.questions.sentences.phrasing import Phrasing, capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.effects.effect import Effect

__all__ = ["effect_chart", "effect_title"]


def effect_chart(found: Effect, ax: Axes | None) -> Figure:
    """The change in level in every draw, of a pool by voice; without draws, both arms state by state."""
    return _contrast(found, ax) if found.estimate.drawn else _arms(found, ax)


def effect_title(found: Effect) -> str:
    """The outcome and what is held against what."""
    source, asked = found.under.provenance.source, found.under.question
    subject = measured(source, found.measure)
    return headline(
        source, subject, asked.under, found.versus.question.under, asked.given, asked.at
    )


def _arms(found: Effect, ax: Axes | None) -> Figure:
    source, states = found.under.provenance.source, found.under.states[0]
    say = Phrasing(source)
    ax = row_axes(ModelLabels(source).states(found.outcome, states), ax, row=0.56)
    at = np.arange(len(states))[::-1].astype(np.float64)
    for arm, shift, colour in ((found.versus, 0.19, inks().grey), (found.under, -0.19, inks().arm)):
        under = arm.question.under
        label = capital(say.action(under)) if under else tr("As it is")
        ax.barh(at + shift, arm.p, height=0.36, color=colour, label=label)
    ends = [max(found.under[state], found.versus[state]) for state in states]
    ax.set_xlim(0, max(ends) or 1.0)
    notes = [(end, signed(found[state])) for end, state in zip(ends, states, strict=True)]
    for y, (end, note) in zip(at, notes, strict=True):
        beside(ax, end, float(y), note)
    room_for_notes(ax, notes)
    dressed(ax, effect_title(found), tr("probability, and beside the bars its change"))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _contrast(found: Effect, ax: Axes | None) -> Figure:
    change = found.estimate
    ax = ax if ax is not None else figure_for((7.5, 2.4))
    (low, high), shares = change.interval(), change.shares()
    if change.voices:
        draws_by_voice(ax, change)
    elif np.ptp(change.points) > 0:
        bins = bins_for(change.points, len(change.points))
        histogram(ax, change.points, bins, fill=True, color=inks().arm, alpha=0.85)
    else:
        ax.axvline(float(change.points[0]), color=inks().arm, lw=3)
    top = ax.get_ylim()[1]
    middle = tr("middle 90% of draws")
    ax.plot([low, high], [1.07 * top] * 2, "|-", color=inks().ink, lw=2, ms=9, mew=2, label=middle)
    ax.plot([change.median], [1.07 * top], "o", label=tr("median"), **hollow())
    ax.axvline(0, color=inks().grey, lw=1)
    ax.set_ylim(0, 1.16 * top)
    count_axis(ax)
    rise, hold, fall = map(spoken_percent, shares)
    quantity = changed(found.measure, found.under.provenance.source)
    below = tr(
        "{quantity}: rises in {rise}, holds in {hold}, falls in {fall} of draws",
        quantity=quantity,
        rise=rise,
        hold=hold,
        fall=fall,
    )
    dressed(ax, effect_title(found), below)
    legend_above(ax)
    return cast("Figure", ax.figure)
