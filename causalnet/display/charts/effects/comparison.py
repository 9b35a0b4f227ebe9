"""The chart of a comparison: scenarios side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.answer_tables import signed
from causalnet.display.charts.colours import GREY, LINE_STYLES
from causalnet.display.charts.effects.effect import given_findings
from causalnet.display.charts.style import (
    beside,
    dressed,
    figure_for,
    legend_above,
    literal_text,
    named,
)
from causalnet.errors import QuestionError
from causalnet.questions.query.paths import is_still

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.effects.compare import Comparison
    from causalnet.questions.effects.effect import Effect

__all__ = ["scenario_chart"]

MARKERS = "osD^vP"


def scenario_chart(found: Comparison, ax: Axes | None) -> Figure:
    """Each scenario's change in expected level, a colour and a mark for each outcome."""
    names = list(found.effects)
    many = len(found.outcomes)
    if many > len(MARKERS):
        raise QuestionError(
            f"A chart has marks for {len(MARKERS)} outcomes, not {many}. Compare fewer."
        )
    ax = ax if ax is not None else figure_for((7.5, 1.4 + (0.2 + 0.15 * many) * len(names)))
    for j, outcome in enumerate(found.outcomes):
        shift = 0.5 * (j - (many - 1) / 2) / max(many, 2)
        colour = LINE_STYLES[j]["color"]
        for i, name in enumerate(names):
            label = literal_text(outcome) if not i else ""
            _point(ax, found[name, outcome], i + shift, colour, MARKERS[j], label)
    ax.axvline(0, color=GREY, lw=1)
    if not found[names[0], found.outcomes[0]].estimate.drawn:
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
    over = ": mean and middle 90% of draws" if first.estimate.drawn else ""
    quantities = {e.measure.quantity for row in found.effects.values() for e in row.values()}
    below = f"change in {' and in '.join(sorted(quantities))}{over}"
    paths = {e.path for row in found.effects.values() for e in row.values()}
    crossed = sorted(path for path in paths if is_still(path))
    below += f" (×: {' or '.join(crossed)})" if crossed else ""
    below += " (some by observing alone)" if "by observing alone" in paths else ""
    dressed(ax, title + given_findings(first), below)
    if many > 1:
        legend_above(ax)
    return cast("Figure", ax.figure)


def _point(ax: Axes, effect: Effect, y: float, colour: str, marker: str, label: str) -> None:
    """One change, with its interval; a cross if there is no path."""
    if is_still(effect.path):
        ax.plot([0], [y], "x", color=colour, ms=7, mew=1.8)
        if label:
            ax.plot([], [], marker, color=colour, label=label)
        return
    if effect.estimate.drawn:
        ax.plot(effect.estimate.interval(), [y, y], color=colour, lw=1.8)
    else:
        beside(ax, effect.level, y, signed(effect.level))
    ax.plot([effect.level], [y], marker, color=colour, ms=6, label=label)
