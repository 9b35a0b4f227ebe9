"""What several voices say: the draws of a pool, and judgements side by side, each voice in an ink of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import numpy as np

from causalnet.answer_tables import signed
from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import source_of
from causalnet.display.charts.style import (
    bins_for,
    dressed,
    histogram,
    legend_above,
    panels,
    row_axes,
    titled,
)
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.questions.sentences.phrasing import Phrasing, capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.estimate import Estimate
    from causalnet.questions.voices.dissent_answer import Dispute, Dissent
    from causalnet.questions.voices.said import Statement

__all__ = ["dissent_chart", "draws_by_voice"]

# How the name of a word for strengths begins.
WORD = "the word "


def draws_by_voice(ax: Axes, change: Estimate) -> None:
    """Outlines of the draws of each voice, over those of all in grey."""
    pooled, split = change.pooled, change.voices
    if pooled is None or split is None:
        return
    points = change.points
    width = 0.02 * max(1e-6, float(abs(points).max()))
    bins = (
        bins_for(points, len(points))
        if np.ptp(points) > 0
        else [points[0] - width, points[0] + width]
    )
    histogram(ax, points, bins, fill=True, color=inks().ink, alpha=0.12, label=tr("all voices"))
    for k, voice in enumerate(split.voices):
        # From the last style on, styles repeat in a wider pen.
        style, wide = inks().line(k), 1.8 + k // len(inks().lines)
        label = f"{voice.voice}: {signed(voice.mean)} ({voice.weight:.0%})"
        own = points[pooled.draws_of(voice.voice)]
        histogram(ax, own, bins, lw=wide, color=style["color"], ls=style["ls"], label=label)


@public
def dissent_chart(found: Dissent, ax: Axes | None, *, most: int = 12) -> Figure:
    """What each voice said of each number: its range and, as a point, the central number.

    Baselines have a panel of their own, in which a point is the mean position on the scale of states. On given axes there
    is one panel: the strengths, if there are any.
    """
    kinds = [("strength", "amount"), ("baseline",)]
    groups = [[d for d in found if d.judged.kind in own and d.apart is not None] for own in kinds]
    shown = [(group[:most], k) for k, group in enumerate(groups) if group]
    if not shown:
        raise QuestionError("The voices do not part on any number: there is nothing to draw.")
    below = (
        tr("log-odds per step (line: stated range, point: central number)"),
        tr("mean position on the scale of states, from 0 to 1"),
    )
    if ax is not None or len(shown) == 1:
        group, kind = shown[0]
        ax = row_axes(_names(found, group), ax, row=_row(found))
        _judgements(ax, group, list(found.weights))
        dressed(ax, found.sentence, below[kind])
        legend_above(ax)
        return cast("Figure", ax.figure)
    rows = sum(len(group) for group, _ in shown)
    figure, axes = panels(
        len(shown), 1, (7.5, 2.4 + _row(found) * rows), [len(g) for g, _ in shown]
    )
    for own, (group, kind) in zip(axes, shown, strict=True):
        row_axes(_names(found, group), own)
        _judgements(own, group, list(found.weights))
        if kind:
            own.set_xlim(-0.02, 1.02)
        dressed(own, "", below[kind])
    titled(figure, found.sentence, axes[0])
    return figure


def _names(found: Dissent, group: Sequence[Dispute]) -> list[str]:
    say = Phrasing(source_of(found))
    return [_named(say, dispute) for dispute in group]


def _named(say: Phrasing, dispute: Dispute) -> str:
    """The influence, the variable of a baseline, or the word for strengths."""
    for kind, name in dispute.judged.keys:
        if kind == "baseline":
            return say.labels.variable(name)
    if dispute.name.startswith(WORD):
        return tr("the word “{word}”", word=dispute.name.removeprefix(WORD).strip("'"))
    return capital(say.part(dispute.name))


def _row(found: Dissent) -> float:
    return 0.3 + 0.14 * len(found.weights)


def _judgements(ax: Axes, group: Sequence[Dispute], voices: Sequence[str]) -> None:
    """A row for each dispute, and in it a line for each voice that spoke."""
    at = np.arange(len(group), dtype=np.float64)[::-1]
    apart = 0.7 / max(len(voices), 1)
    for k, voice in enumerate(voices):
        style = inks().line(k)
        shift = (0.5 * (len(voices) - 1) - k) * apart
        spoken = [(y + shift, d.judged.said[voice]) for y, d in zip(at, group, strict=True)]
        heard = [(y, s) for y, s in spoken if s.numbers]
        points = [_position(s) for _, s in heard]
        ax.plot(points, [y for y, _ in heard], "o", ms=6, color=style["color"], label=voice)
        for y, said in heard:
            if said.range:
                ax.plot(said.range, [y, y], lw=1.8, color=style["color"], ls=style["ls"])
    ax.axvline(0, color=inks().grey, lw=1)


def _position(said: Statement) -> float:
    """The central number; of a baseline the mean position on its scale, from 0 to 1."""
    if len(said.numbers) == 1:
        return said.numbers[0]
    return float(np.dot(said.numbers, np.linspace(0, 1, len(said.numbers))))
