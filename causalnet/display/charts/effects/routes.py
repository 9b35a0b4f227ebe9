"""The charts of routes and of direct and indirect effects: a bar for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from causalnet.answer_tables import signed
from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import beside, dressed, figure_for, legend_above, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.effects.effect import Effect
    from causalnet.questions.estimate import Estimate
    from causalnet.questions.routes.coupling_bounds import CouplingBounds
    from causalnet.questions.routes.mediation_answer import Mediation
    from causalnet.questions.routes.routes_answer import Routes

__all__ = ["mediation_chart", "routes_chart"]

CARRIED = {
    "first": "part of the change that goes first through it",
    "last": "part of the change that goes last through it",
    "paths": "change along this path alone",
}


class _Bar(NamedTuple):
    """One change: its label, its estimate, and the bounds that couplings leave."""

    label: str
    estimate: Estimate
    bounds: CouplingBounds = None


def routes_chart(found: Routes, ax: Axes | None) -> Figure:
    """The part of every way; of paths the change along each."""
    paths = found.by == "paths"
    bars = [_Bar(r.name, r.carried, r.bounds if paths else None) for r in found.routes]
    return _chart(bars, found.effect, CARRIED[found.by], ax)


def mediation_chart(found: Mediation, ax: Axes | None) -> Figure:
    """The total, direct and indirect effects."""
    bars = [_Bar(part.name, part.estimate, part.bounds) for part in found.parts]
    through = f"change, through {', '.join(found.through)} or beside it"
    return _chart(bars, found.effect, through, ax)


def _chart(bars: Sequence[_Bar], whole: Effect, below: str, ax: Axes | None) -> Figure:
    ax = ax if ax is not None else figure_for((7.5, 1.5 + 0.4 * max(len(bars), 1)))
    drawn = whole.estimate.drawn
    for y, bar in zip(range(len(bars) - 1, -1, -1), bars, strict=True):
        ax.barh([y], [bar.estimate.value], height=0.55, color=ARM, alpha=0.85)
        ends = [bar.estimate.value, 0.0]
        if drawn:
            ends += bar.estimate.interval()
            ax.plot(bar.estimate.interval(), [y, y], color=INK, lw=1.6)
        if isinstance(bar.bounds, tuple):
            ends += bar.bounds
            ax.plot(bar.bounds, [y - 0.36] * 2, "|-", color=GREY, ms=7, lw=1.6, label=_first(ax))
        beside(ax, max(ends), y, signed(bar.estimate.value))
    ax.axvline(0, color=GREY, lw=1)
    left, right = ax.get_xlim()
    ax.set_xlim(left, right + 0.12 * (right - left))
    ax.set_yticks(range(len(bars)), [named(bar.label) for bar in reversed(bars)], fontsize=8)
    under, versus = whole.under.question.under, whole.versus.question.under
    against = f" rather than {versus}" if versus else ""
    title = f"{whole.outcome} under {under}{against}: {signed(whole.level)} in all"
    over = ": mean and middle 90% of draws" if drawn else ""
    dressed(ax, title, f"{below}{over}")
    legend_above(ax)
    return cast("Figure", ax.figure)


def _first(ax: Axes) -> str:
    """The label of the bounds, once."""
    return "" if ax.get_legend_handles_labels()[1] else "any coupling"
