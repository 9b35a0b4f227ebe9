"""The chart of levers: the change by each, and its spread over draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from causalnet.answer_tables import signed, whole_percent
from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import dressed, figure_for, named
from causalnet.errors import QuestionError
from causalnet.questions.effects.lever import verb_of
from causalnet.questions.effects.levers_answer import Levers
from causalnet.questions.estimate import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["lever_chart"]


@public
def lever_chart(levers: Levers, ax: Axes | None = None, *, most: int = 12) -> Figure:
    """The first `most` levers: as bars, or over draws by their medians and intervals."""
    when = f" by period {levers.at}" if levers.at else ""
    title = f"What would {verb_of(levers.better)} {levers.measure}{when}, each lever alone"
    quantity = levers.measure.quantity + (", in states" if levers.measure.state is None else "")
    leading = levers.acting[:most]
    if leading and not levers.drawn:
        changes = [(f"{lever.variable} = {lever.state}", lever.level) for lever in leading]
        return change_chart(changes, title, f"change in {quantity}", ax)
    shares = levers.shares()
    rows = [
        LeverRow(
            f"{lever.variable} = {lever.state}",
            lever.estimate,
            f"first in {whole_percent(shares[lever.variable].first)}, "
            f"in three {whole_percent(shares[lever.variable].top_three)}",
        )
        for lever in leading
    ]
    return ranking_chart(rows, title, ax, quantity)


class LeverRow(NamedTuple):
    """One line of a ranking: its label, its values over draws, and the note beside it."""

    label: str
    estimate: Estimate
    note: str = ""


def change_chart(
    changes: Sequence[tuple[str, float]], title: str, below: str, ax: Axes | None
) -> Figure:
    """A bar for each change, the first on top."""
    ax = ax if ax is not None else figure_for((7.5, 1.1 + 0.45 * max(len(changes), 1)))
    for y, (_, change) in enumerate(reversed(changes)):
        ax.barh([y], [change], height=0.6, color=ARM)
        left = change < 0
        ax.annotate(
            signed(change).replace("-", "−"),
            (change, y),
            (-5 if left else 5, 0),
            textcoords="offset points",
            va="center",
            ha="right" if left else "left",
            fontsize=8,
            color=INK,
        )
    ax.axvline(0, color=GREY, lw=1)
    ax.set_yticks(range(len(changes)), [named(label) for label, _ in reversed(changes)], fontsize=8)
    ax.margins(x=0.18)
    dressed(ax, title, below)
    return cast("Figure", ax.figure)


def ranking_chart(
    rows: Sequence[LeverRow],
    title: str,
    ax: Axes | None,
    quantity: str = "expected level, in states",
) -> Figure:
    """The median, the middle half and the middle 90% of each row, the first on top."""
    if not rows:
        raise QuestionError("There is no lever to draw: none has a path to the outcome.")
    ax = ax if ax is not None else figure_for((7.5, 1.1 + 0.45 * len(rows)))
    for y, row in enumerate(reversed(rows)):
        (low, high), (near, far) = row.estimate.interval(), row.estimate.interval(0.5)
        ax.plot([low, high], [y, y], color=ARM, lw=1.6)
        ax.plot([near, far], [y, y], color=ARM, lw=5, solid_capstyle="butt")
        ax.plot([row.estimate.median], [y], "o", ms=6, mfc="white", mec=INK, mew=1.4)
        ax.annotate(
            row.note,
            (high, y),
            (6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=INK,
        )
    ax.axvline(0, color=GREY, lw=1)
    ax.set_yticks(range(len(rows)), [named(row.label) for row in reversed(rows)], fontsize=8)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    if any(row.note for row in rows):
        left, right = ax.get_xlim()
        ax.set_xlim(left, right + 0.5 * (right - left))
    dressed(ax, title, f"change in {quantity}: median, middle half and 90% of draws")
    return cast("Figure", ax.figure)
