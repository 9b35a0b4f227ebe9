"""Charts of identification: what figures leave open, and what an estimand gives from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import LabelSource, set_to, source_of
from causalnet.display.charts.intervals import range_line
from causalnet.display.charts.style import dressed, legend_above, row_axes
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels
from causalnet.questions.identification.look_alikes import LookAlikes
from causalnet.questions.sentences.phrasing import capital, comma_list

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.identification.estimate import EffectCell, EstimatedEffect
    from causalnet.questions.identification.identification_answer import (
        EffectBounds,
        Identification,
    )

__all__ = ["estimated_effect_chart", "identification_chart"]


def identification_chart(found: Identification, ax: Axes | None) -> Figure:
    """The bounds of an effect that cannot be had from figures, and the worlds that look alike."""
    worlds = found.look_alikes.worlds if isinstance(found.look_alikes, LookAlikes) else ()
    if found.measure is None or not (found.bounds or worlds):
        what = "The effect can be had" if found.identified else "There are no bounds"
        how = (
            "Draw what figures give: cn.plot(cn.estimate(found, network))."
            if found.identified
            else "Ask about one state of one cause, such as under=cn.do(x='high')."
        )
        raise QuestionError(f"{what}, so there is nothing open to draw. {how}")
    words = ModelLabels(source_of(found))
    rows = [_by(words, bounds) for bounds in found.bounds]
    rows += [tr("worlds that look alike")] if worlds else []
    ax = row_axes(rows, ax, row=0.46)
    for i, bounds in enumerate(found.bounds):
        y, label = len(rows) - 1 - i, "" if i else tr("from the least to the most")
        ends = [bounds.low, bounds.high]
        ax.plot(ends, [y, y], color=inks().arm, lw=8, alpha=0.4, solid_capstyle="butt", label=label)
    if worlds:
        values = [world.value for world in worlds]
        ax.plot(values, [0] * len(values), "o", ms=7, color=inks().ink, alpha=0.6)
    if found.model_value is not None:
        ax.axvline(found.model_value, color=inks().grey, lw=1.4, ls="--", label=tr("this model"))
    title = tr("What figures leave open: {question}", question=found.sought.effect)
    unit = tr("expected level") if found.measure.state is None else tr("probability")
    dressed(ax, title, unit)
    legend_above(ax)
    return cast("Figure", ax.figure)


def _by(words: ModelLabels, bounds: EffectBounds) -> str:
    if bounds.by == "natural":
        return tr("bounds, whatever the hidden causes do")
    instrument = words.variable(bounds.by)
    if not bounds.given:
        return tr("bounds with the instrument {variable}", variable=instrument)
    given = comma_list([*map(words.variable, bounds.given)])
    return tr(
        "bounds with the instrument {variable}, given {given}", variable=instrument, given=given
    )


def estimated_effect_chart(found: EstimatedEffect, ax: Axes | None) -> Figure:
    """The probability of every state under every setting, with the bootstrap intervals of a frame."""
    rows = [*found.cells]
    ax = row_axes([_cell(found, cell) for cell in rows], ax)
    for i, cell in enumerate(rows):
        y = len(rows) - 1 - i
        if cell.interval is not None:
            label = "" if i else tr("90% bootstrap interval")
            range_line(ax, y, cell.interval, label, colour=inks().grey)
        estimate = tr("estimate") if not i and found.resamples else ""
        ax.plot([cell.probability], [y], "o", ms=7, color=inks().ink, ls="", label=estimate)
    ax.set_xlim(-0.02, 1.02)
    question = capital(found.identification.sought.effect)
    if found.rows is None:
        title = tr("{question}, from a network", question=question)
    else:
        title = tr("{question}, from {count} rows", question=question, count=f"{found.rows:,}")
    dressed(ax, title, tr("probability"))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _cell(found: EstimatedEffect, cell: EffectCell) -> str:
    source = found.identification.source
    told = set_to(source, found.identification.outcome, cell.state)
    done = _settings(source, {**cell.done, **cell.given})
    # What a policy does has no settings of its own.
    return tr("{outcome}, if {settings}", outcome=told, settings=done) if done else told


def _settings(source: LabelSource, settings: Mapping[str, str]) -> str:
    return comma_list([set_to(source, *pair) for pair in settings.items()]) if settings else ""
