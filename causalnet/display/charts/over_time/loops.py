"""The chart of loops: by how much each passes on a push, and how firm it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from causalnet.answer_tables import signed
from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import duration, source_of
from causalnet.display.charts.style import (
    BAR,
    beside,
    dressed,
    legend_above,
    room_for_notes,
    rows_under_labels,
)
from causalnet.display.translated_terms import STANDING_WORDS
from causalnet.errors import QuestionError
from causalnet.language.translate import template, tr
from causalnet.network.labels import ModelLabels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.loops.loop import Loop
    from causalnet.questions.loops.loops_answer import Loops

__all__ = ["loops_chart"]

POLARITIES = {
    "reinforcing": template("reinforcing"),
    "balancing": template("balancing"),
    "undetermined": template("undetermined by its signs"),
}


@public
def loops_chart(found: Loops, ax: Axes | None, *, most: int = 12) -> Figure:
    """The first `most` loops of several variables, or where there is none those of one: a bar for the gain of each."""
    rows = (found.feedback or found.inertia)[:most]
    if not rows:
        raise QuestionError(f"There is no loop to draw. {found.sentence}")
    words = ModelLabels(source_of(found))
    ax, places = rows_under_labels([_path(words, loop) for loop in rows], ax)
    notes = []
    hatches = {"reinforcing": "", "balancing": "///", "undetermined": "..."}
    colours = {"reinforcing": inks().arm, "balancing": inks().lowers, "undetermined": inks().grey}
    told: set[str] = set()
    for y, loop in zip(places, rows, strict=True):
        kind, gain = loop.polarity, loop.gain or 0.0
        label = "" if kind in told else tr(POLARITIES[kind])
        told.add(kind)
        style: dict[str, Any] = {
            "color": colours[kind],
            "hatch": hatches[kind],
            "edgecolor": inks().paper,
        }
        ax.barh([y], [abs(gain)], height=BAR, label=label, **style)
        note = _note(loop)
        beside(ax, abs(gain), y, note)
        notes.append((abs(gain), note))
    ax.set_xlim(0, max((x for x, _ in notes), default=0) or 1.0)
    room_for_notes(ax, notes)
    below = tr(
        "gain: central strength times the effect's spread, multiplied round the loop (log-odds); a minus turns a push round"
    )
    dressed(ax, _title(found, len(rows)), below)
    legend_above(ax)
    return cast("Figure", ax.figure)


def _path(words: ModelLabels, loop: Loop) -> str:
    if loop.inertia:
        return words.variable(loop.variables[0])
    return " → ".join(map(words.variable, (*loop.variables, loop.variables[0])))


def _note(loop: Loop) -> str:
    """The gain of a loop with its sign, its standing and the time that it takes."""
    gain = tr("gain unknown") if loop.gain is None else signed(loop.gain)
    time = duration(loop.delay) if loop.delay else tr("at once")
    return tr(
        "{gain}, {standing}, {time}",
        gain=gain,
        standing=tr(STANDING_WORDS[loop.standing]),
        time=time,
    )


def _title(found: Loops, shown: int) -> str:
    total = len(found.feedback or found.inertia)
    title = tr("What acts on itself") if not found.feedback else tr("What feeds back on itself")
    return title + (
        tr(" (the first {count} of {total})", count=shown, total=total) if shown < total else ""
    )
