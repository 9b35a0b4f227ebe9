"""The charts of routes and of direct and indirect effects: a bar for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from causalnet.answer_tables import signed
from causalnet.display.charts.colours import inks
from causalnet.display.charts.effects.effect import effect_title
from causalnet.display.charts.headline import set_to
from causalnet.display.charts.intervals import range_line
from causalnet.display.charts.style import beside, dressed, legend_above, room_for_notes, row_axes
from causalnet.language.translate import template, tr
from causalnet.network.labels import ModelLabels
from causalnet.questions.routes.mediation_answer import MEDIATED
from causalnet.questions.sentences.phrasing import comma_list, series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.effects.effect import Effect
    from causalnet.questions.estimate import Estimate
    from causalnet.questions.routes.coupling_bounds import CouplingBounds
    from causalnet.questions.routes.mediation_answer import MediatedPart, Mediation
    from causalnet.questions.routes.routes_answer import Route, Routes

__all__ = ["mediation_chart", "routes_chart"]

CARRIED = {
    "first": template("part of the change that goes first through it"),
    "last": template("part of the change that goes last through it"),
    "paths": template("change along this path alone"),
}


class _Bar(NamedTuple):
    """One change: its label, its estimate, and the bounds that couplings leave."""

    label: str
    estimate: Estimate
    bounds: CouplingBounds = None


def routes_chart(found: Routes, ax: Axes | None) -> Figure:
    """The part of every way; of paths the change along each."""
    paths = found.by == "paths"
    bars = [_Bar(_named(found, r), r.carried, r.bounds if paths else None) for r in found.routes]
    return _chart(bars, found.effect, tr(CARRIED[found.by]), ax)


def _named(found: Routes, route: Route) -> str:
    """A path by labels; a way by the variable that it is named for."""
    words = ModelLabels(found.effect.under.provenance.source)
    first, last = route.influences[0], route.influences[-1]
    if found.by != "paths" and route.name in first:
        return words.variable(route.name)
    ends = [cause for cause, _ in route.influences] + [last[1]]
    return " → ".join(map(words.variable, ends))


def mediation_chart(found: Mediation, ax: Axes | None) -> Figure:
    """The total, direct and indirect effects."""
    words = ModelLabels(found.effect.under.provenance.source)
    bars = [_Bar(_part(words, part), part.estimate, part.bounds) for part in found.parts]
    through = series([*map(words.variable, found.through)])
    below = tr("change, through {variables} or beside it", variables=through)
    return _chart(bars, found.effect, below, ax)


def _part(words: ModelLabels, part: MediatedPart) -> str:
    """A direct or indirect effect, and where the mediators are held."""
    held = [set_to(words.source, name, state) for name, state in part.states.items()]
    return comma_list([tr(MEDIATED[part.quantity]), *held])


def _chart(bars: Sequence[_Bar], whole: Effect, below: str, ax: Axes | None) -> Figure:
    ax = row_axes([bar.label for bar in bars], ax, row=0.42)
    drawn, notes = whole.estimate.drawn, []
    for i, bar in enumerate(bars):
        y, change = len(bars) - 1 - i, bar.estimate.value
        mean = tr("mean over draws") if drawn and not i else ""
        ax.barh([y], [change], height=0.55, color=inks().arm, alpha=0.85, label=mean)
        ends = [change, 0.0]
        if drawn:
            ends += bar.estimate.interval()
            range_line(ax, y, bar.estimate.interval(), "" if i else tr("middle 90% of draws"))
        if isinstance(bar.bounds, tuple):
            ends += bar.bounds
            range_line(ax, y - 0.36, bar.bounds, _once(ax, tr("any coupling")), colour=inks().grey)
        beside(ax, max(ends), y, signed(change))
        notes.append((max(ends), signed(change)))
    ax.axvline(0, color=inks().grey, lw=1)
    room_for_notes(ax, notes)
    title = tr("{title}: {change} in all", title=effect_title(whole), change=signed(whole.level))
    dressed(ax, title, below)
    legend_above(ax)
    return cast("Figure", ax.figure)


def _once(ax: Axes, label: str) -> str:
    """A label that the legend does not have yet; else nothing."""
    return "" if label in ax.get_legend_handles_labels()[1] else label
