"""The chart of several verdicts side by side: each change, and how far it is earned."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import concluded
from causalnet.display.charts.intervals import hollow, range_line
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
    ax, notes = row_axes([_named(name, verdict) for name, verdict in rows], ax, row=0.42), []
    for i, (_, verdict) in enumerate(rows):
        y = len(rows) - 1 - i
        end = _mark(ax, y, verdict)
        note = tr(EARNED[verdict.grade])
        if verdict.grade not in ("not earned", "definition", "structure", "observed"):
            note = tr("{earned}, {size}", earned=note, size=tr(SIZE_WORDS[verdict.size]))
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


def _mark(ax: Axes, y: int, verdict: Verdict) -> float:
    """The marks of one verdict; their right end is returned."""
    if is_still(verdict.signs.path):
        ax.plot([0], [y], "x", color=inks().ink, ms=7, mew=1.8)
        return 0.0
    threshold = verdict.conclusion.threshold or 0.0
    ends = [verdict.central + threshold]
    if verdict.attained is not None:
        low, high = (end + threshold for end in verdict.attained)
        range_line(ax, y, (low, high), colour=inks().grey)
        ends.append(high)
    low, high = (end + threshold for end in verdict.draws.held.interval())
    ax.plot([low, high], [y, y], color=inks().arm, lw=6, solid_capstyle="butt")
    ax.plot([verdict.central + threshold], [y], "o", **hollow())
    return max(*ends, high)


def _legend(ax: Axes) -> None:
    ax.plot([], [], "o", label=tr("central numbers"), **hollow())
    ax.plot([], [], color=inks().arm, lw=6, label=tr("middle 90% of draws"))
    label = tr("least and greatest found over the ranges")
    ax.plot([], [], "|-", color=inks().grey, lw=1.8, ms=8, label=label)
