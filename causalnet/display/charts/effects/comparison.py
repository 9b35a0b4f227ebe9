"""The chart of a comparison: scenarios side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.answer_tables import signed
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import changed, headline, measured
from causalnet.display.charts.intervals import range_line
from causalnet.display.charts.style import beside, dressed, legend_above, room_for_notes, row_axes
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels
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
    names, many = list(found.effects), len(found.outcomes)
    if many > len(MARKERS):
        raise QuestionError(
            f"A chart has marks for {len(MARKERS)} outcomes, not {many}. Compare fewer."
        )
    source = _first(found).under.provenance.source
    ax = row_axes([_scenario(found, name) for name in names], ax, row=0.22 + 0.18 * many)
    notes: list[tuple[float, str]] = []
    for j, outcome in enumerate(found.outcomes):
        shift = 0.5 * ((many - 1) / 2 - j) / max(many, 2)
        colour = inks().line(j)["color"]
        label = measured(source, _first(found, outcome).measure) if many > 1 else ""
        ax.plot([], [], MARKERS[j], color=colour, label=label)
        for i, name in enumerate(names):
            notes += _point(
                ax, found[name, outcome], len(names) - 1 - i + shift, colour, MARKERS[j]
            )
    _legend(ax, found)
    ax.axvline(0, color=inks().grey, lw=1)
    room_for_notes(ax, notes)
    ax.grid(axis="y", color=inks().faint, lw=0.7)
    ax.set_axisbelow(True)
    dressed(ax, _title(found), _below(found))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _first(found: Comparison, outcome: str | None = None) -> Effect:
    return found[next(iter(found.effects)), outcome or found.outcomes[0]]


def _scenario(found: Comparison, name: str) -> str:
    """The name of a scenario; the label of the proposal that it is, where it goes by that one's name."""
    first = found[name, found.outcomes[0]].under
    label = ModelLabels(first.provenance.source).proposal(first.question.under)
    proposals = getattr(first.provenance.source, "proposals", {})
    return label if label and name in proposals else name


def _title(found: Comparison) -> str:
    first = _first(found)
    source = first.under.provenance.source
    subject = measured(source, first.measure) if len(found.outcomes) == 1 else ""
    title = (
        tr("{subject}, scenarios side by side", subject=subject)
        if subject
        else tr("Scenarios side by side")
    )
    asked = first.under.question
    if first.versus.question.under:
        versus = headline(source, "", first.versus.question.under).removeprefix(": ")
        title = tr("{title}, each rather than {versus}", title=title, versus=versus)
    return headline(source, title, given=asked.given, at=asked.at)


def _below(found: Comparison) -> str:
    """The quantities that are compared."""
    effects = [e for row in found.effects.values() for e in row.values()]
    source = effects[0].under.provenance.source
    return "; ".join(dict.fromkeys(changed(e.measure, source) for e in effects))


def _legend(ax: Axes, found: Comparison) -> None:
    """The meanings of lines and crosses, as far as they occur."""
    effects = [e for row in found.effects.values() for e in row.values()]
    if any(e.estimate.drawn and not is_still(e.path) for e in effects):
        ax.plot(
            [], [], "|-", color=inks().ink, lw=1.8, ms=8, label=tr("mean and middle 90% of draws")
        )
    crossed = sorted({e.path for e in effects if is_still(e.path)})
    if crossed:
        why = ", ".join(map(tr_path, crossed))
        ax.plot([], [], "x", color=inks().ink, ms=7, mew=1.8, label=tr("no change: {why}", why=why))


def tr_path(path: str) -> str:
    """How an outcome is not reached."""
    if path == "no path":
        return tr("no path")
    return tr("lagged only") if path == "lagged only" else tr("blocked by what is observed")


def _point(ax: Axes, effect: Effect, y: float, colour: str, marker: str) -> list[tuple[float, str]]:
    """One change, with its interval; a cross if there is no path. The notes beside it are returned."""
    if is_still(effect.path):
        ax.plot([0], [y], "x", color=colour, ms=7, mew=1.8)
        return []
    ax.plot([effect.level], [y], marker, color=colour, ms=7)
    if effect.estimate.drawn:
        range_line(ax, y, effect.estimate.interval(), colour=colour)
        return []
    beside(ax, effect.level, y, signed(effect.level))
    return [(effect.level, signed(effect.level))]
