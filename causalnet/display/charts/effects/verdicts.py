"""The chart of several verdicts side by side: each change, and how far it is earned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import concluded
from causalnet.display.charts.intervals import hollow, range_lines, thick_lines
from causalnet.display.charts.style import (
    axis_label,
    beside,
    dressed,
    legend_above,
    room_for_notes,
    row_axes,
)
from causalnet.display.translated_terms import SIZE_WORDS
from causalnet.language.translate import template, tr
from causalnet.network.labels import ModelLabels
from causalnet.questions.query.paths import is_still

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.verdict.verdict_answer import Verdict
    from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["verdicts_chart"]

EARNED = {
    "definition": template("so by definition"),
    "observed": template("itself observed"),
    "structure": template("follows from structure"),
    "by observing alone": template("by observing alone"),
    "signs": template("follows from the signs"),
    "baselines": template("met by the baselines alone"),
    "ranges": template("over all stated ranges"),
    "most draws": template("in most draws"),
    "a guess": template("hangs on a guess"),
    "not earned": template("not earned"),
}


@public
def verdicts_chart(found: Verdicts, ax: Axes | None, *, most: int = 30) -> Figure:
    """A row for each conclusion: the central change, the middle 90% of draws, the range found, and what is earned."""
    rows = list(found.items())[:most]
    ax = row_axes([_named(name, verdict) for name, verdict in rows], ax, row=0.42)
    by_height = {len(rows) - 1.0 - i: verdict for i, (_, verdict) in enumerate(rows)}
    notes = []
    for y, end in _marks(ax, by_height).items():
        grade = by_height[y].grade
        note = tr(EARNED[grade])
        if grade not in ("not earned", "definition", "structure", "observed"):
            note = tr("{earned}, {size}", earned=note, size=tr(SIZE_WORDS[by_height[y].size]))
        beside(ax, end, y, note)
        notes.append((end, note))
    _legend(ax)
    thresholds = {v.conclusion.threshold or 0.0 for _, v in rows}
    for at in thresholds:
        ax.axvline(at, color=inks().grey, lw=1)
    room_for_notes(ax, notes)
    below = "; ".join(dict.fromkeys(axis_label(v.conclusion) for _, v in rows))
    dressed(ax, _title(found, rows), below)
    legend_above(ax)
    return cast("Figure", ax.figure)


def _named(name: str, verdict: Verdict) -> str:
    """The name of a verdict; what is concluded where it has no other."""
    if name == str(verdict.conclusion):
        return concluded(verdict.provenance.source, verdict.conclusion)
    source = verdict.provenance.source
    label = ModelLabels(source).proposal(verdict.conclusion.under)
    return label if label and name in getattr(source, "proposals", {}) else name


def _title(found: Verdicts, rows: list[tuple[str, Verdict]]) -> str:
    outcomes = {v.conclusion.outcome for _, v in rows}
    left = len(found) - len(rows)
    if len(outcomes) > 1:
        title = tr("What each conclusion has earned")
    else:
        outcome = ModelLabels(rows[0][1].provenance.source).variable(*outcomes)
        title = tr("{outcome}: what each conclusion has earned", outcome=outcome)
    return title + (
        tr(" (the first {count} of {total})", count=len(rows), total=len(found)) if left else ""
    )


def _marks(ax: Axes, rows: Mapping[float, Verdict]) -> dict[float, float]:
    """The marks of verdicts in rows at these heights, each kind as one line with gaps; their right ends are returned."""
    moving = {y: v for y, v in rows.items() if not is_still(v.signs.path)}
    still = [y for y in rows if y not in moving]
    ax.plot([0] * len(still), still, "x", color=inks().ink, ms=7, mew=1.8)
    found = {y: _beyond(v, v.attained) for y, v in moving.items() if v.attained is not None}
    drawn = {y: _beyond(v, v.draws.held.interval()) for y, v in moving.items()}
    centres = [v.central + (v.conclusion.threshold or 0.0) for v in moving.values()]
    range_lines(ax, found, colour=inks().grey)
    thick_lines(ax, drawn)
    ax.plot(centres, [*moving], "o", **hollow())
    ends = {
        y: max(centre, found.get(y, drawn[y])[1], drawn[y][1])
        for y, centre in zip(moving, centres, strict=True)
    }
    return {y: ends.get(y, 0.0) for y in rows}


def _beyond(v: Verdict, ends: tuple[float, float]) -> tuple[float, float]:
    """Two contrasts, counted from the threshold where there is one."""
    threshold = v.conclusion.threshold or 0.0
    return ends[0] + threshold, ends[1] + threshold


def _legend(ax: Axes) -> None:
    ax.plot([], [], "o", label=tr("central numbers"), **hollow())
    ax.plot([], [], color=inks().arm, lw=6, label=tr("middle 90% of draws"))
    label = tr("least and greatest found over the ranges")
    ax.plot([], [], "|-", color=inks().grey, lw=1.8, ms=8, label=label)
