"""The chart of a course in time: a fan over draws for each outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import headline
from causalnet.display.charts.style import (
    dressed,
    figure_for,
    legend_above,
    panels,
    period_axis,
    titled,
)
from causalnet.display.charts.text_lines import TEXT
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels
from causalnet.questions.sentences.phrasing import Phrasing, capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.model.grammar.intervention import Intervention, Timed
    from causalnet.questions.time.course import Course
    from causalnet.questions.time.trajectory_answer import Trajectory

__all__ = ["fan_charts"]

# The most charts side by side, and the shares of draws that a fan shows, outermost first.
ABREAST = 2
FANS = (0.9, 0.5)
ALPHAS = (0.18, 0.30)


def fan_charts(answer: Trajectory, ax: Axes | None = None) -> Figure:
    """The levels of every outcome over time, one small chart for each."""
    names, source = list(answer), answer.provenance.source
    if ax is not None or len(names) == 1:
        single = answer[answer.outcome if ax is not None else names[0]]
        ax = ax if ax is not None else figure_for((7.5, 3.0))
        _fan(single, ax)
        subject = ModelLabels(source).variable(single.outcome)
        dressed(ax, headline(source, subject, single.under, single.versus), _below(single))
        legend_above(ax)
        return cast("Figure", ax.figure)
    down = -(-len(names) // ABREAST)
    figure, axes = panels(down, ABREAST, (9.0, 1.4 + 3.0 * down))
    for name, own in zip(names, axes, strict=False):
        _fan(answer[name], own)
        dressed(own, ModelLabels(source).variable(name), _below(answer[name]))
    for own in axes[len(names) :]:
        own.set_visible(False)
    titled(figure, headline(source, tr("What comes of it"), answer.under, answer.versus), axes[0])
    return figure


def _fan(answer: Trajectory, ax: Axes) -> None:
    name, say = answer.outcome, Phrasing(answer.provenance.source)
    course, other = answer.courses[name], answer.references[name]
    periods = np.arange(answer.asked.last + 1)
    if answer.compared:
        label = _called(say, answer.versus)
        ax.plot(periods, other.level, color=inks().grey, lw=1.8, ls="--", label=label)
    ax.plot(periods, course.level, color=inks().arm, lw=2.2, label=_called(say, answer.under))
    _band(ax, periods, course)
    _findings(ax, answer)
    period_axis(ax, periods)
    ax.set_ylabel(tr("expected level"), fontsize=TEXT, color=inks().ink)


def _below(answer: Trajectory) -> str:
    """The name of the axis of time, and the states that the levels stand for."""
    words, name = ModelLabels(answer.provenance.source), answer.outcome
    states = answer.courses[name].states
    scale = ", ".join(f"{j} {words.state(name, state)}" for j, state in enumerate(states))
    return tr("period (levels: {scale})", scale=scale)


def _band(ax: Axes, periods: NDArray[np.int_], course: Course) -> None:
    """The spread over draws; or two standard errors of a sampled answer."""
    colour = inks().arm
    if not course.drawn:
        error = 2 * course.error
        if error.any():
            low, high = course.level - error, course.level + error
            label = tr("± 2 standard errors")
            ax.fill_between(periods, low, high, color=colour, alpha=0.25, lw=0, label=label)
        return
    estimates, clear = course.estimates, 1.0
    labels = tr("middle 90% of draws"), tr("middle half of draws")
    for share, alpha, label in zip(FANS, ALPHAS, labels, strict=True):
        low, high = np.array([s.interval(share) for s in estimates]).T
        ax.fill_between(periods, low, high, color=colour, alpha=alpha, lw=0)
        # The inner band lies upon the outer one, so its swatch is as dark as both together.
        clear *= 1 - alpha
        ax.fill_between([], [], color=colour, alpha=1 - clear, lw=0, label=label)


def _findings(ax: Axes, answer: Trajectory) -> None:
    """A tick at each period with a finding."""
    for i, period in enumerate(answer.asked.given):
        label = "" if i else tr("something is observed")
        ax.axvline(period, color=inks().ink, lw=0.8, ls=":", zorder=0, label=label)


def _called(say: Phrasing, under: Intervention | Timed) -> str:
    return capital(say.action(under)) if under else tr("Nothing is done")
