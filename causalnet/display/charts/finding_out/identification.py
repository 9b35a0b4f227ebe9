"""Charts of identification: what figures leave open, and what an estimand gives from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import dressed, figure_for, legend_above, named
from causalnet.errors import QuestionError
from causalnet.notation import enumerated
from causalnet.questions.identification.look_alikes import LookAlikes

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
    worlds = found.look_alikes if isinstance(found.look_alikes, LookAlikes) else None
    if found.measure is None or not (found.bounds or (worlds and worlds.worlds)):
        what = "The effect can be had" if found.identified else "There are no bounds"
        how = (
            "Draw what figures give: cn.plot(cn.estimate(found, network))."
            if found.identified
            else "Ask about one state of one cause, such as under=cn.do(x='high')."
        )
        raise QuestionError(f"{what}, so there is nothing open to draw. {how}")
    rows = [_by(bounds) for bounds in found.bounds]
    if worlds and worlds.worlds:
        rows.append("worlds that look alike")
    ax = ax if ax is not None else figure_for((7.0, 1.5 + 0.45 * len(rows)))
    for y, bounds in zip(range(len(rows) - 1, -1, -1), found.bounds, strict=False):
        ax.plot([bounds.low, bounds.high], [y, y], color=ARM, lw=7, alpha=0.35)
    if worlds and worlds.worlds:
        values = [world.value for world in worlds.worlds]
        ax.plot(values, [0] * len(values), "o", ms=6, color=INK, alpha=0.6)
    if found.model_value is not None:
        ax.axvline(found.model_value, color=GREY, lw=1.2, ls="--", label="this model")
    ax.set_yticks(range(len(rows)), [named(row, 30) for row in reversed(rows)], fontsize=8)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    unit = "expected level" if found.measure.state is None else "probability"
    dressed(ax, f"What figures leave open: {found.question}", unit)
    legend_above(ax)
    return cast("Figure", ax.figure)


def _by(bounds: EffectBounds) -> str:
    if bounds.by == "natural":
        return "bounds, whatever the hidden causes do"
    given = f" given {enumerated(bounds.given)}" if bounds.given else ""
    return f"bounds with the instrument {bounds.by}{given}"


def estimated_effect_chart(found: EstimatedEffect, ax: Axes | None) -> Figure:
    """The probability of every state under every setting, with the bootstrap intervals of a frame."""
    rows = [*found.cells]
    ax = ax if ax is not None else figure_for((7.0, 1.5 + 0.32 * len(rows)))
    for y, cell in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        if cell.interval is not None:
            ax.plot(cell.interval, [y, y], color=GREY, lw=1.5)
        ax.plot([cell.probability], [y], "o", ms=6, color=INK)
    labels = [named(_cell(found, cell)) for cell in rows]
    ax.set_yticks(range(len(rows)), labels[::-1], fontsize=8)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xlim(-0.02, 1.02)
    source = "a network" if found.rows is None else f"{found.rows:,} rows"
    bars = "; the lines are 90% bootstrap intervals" if found.resamples else ""
    dressed(ax, f"{found.identification.question} from {source}", f"probability{bars}")
    return cast("Figure", ax.figure)


def _cell(found: EstimatedEffect, cell: EffectCell) -> str:
    done = _settings({**cell.done, **cell.given})
    told = f"{found.identification.outcome} {cell.state}"
    # What a policy does has no settings of its own.
    return f"{told} | {done}" if done else told


def _settings(settings: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {state}" for name, state in settings.items())
