"""The chart of a decision: by how much each choice is ahead, and what each look is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY
from causalnet.display.charts.style import dressed, figure_for, legend_above, named
from causalnet.errors import QuestionError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.decisions.decision_answer import CaseChoice, Decision

__all__ = ["decision_chart"]

SHOWN = 16


@public
def decision_chart(
    found: Decision,
    ax: Axes | None,
    *,
    what: Literal["choices", "looks"] = "choices",
    most: int = SHOWN,
) -> Figure:
    """The choice in each case and how far it is ahead, or with ``what="looks"`` what each look is worth."""
    return _looks(found, ax, most) if what == "looks" else _choices(found, ax, most)


def _choices(found: Decision, ax: Axes | None, most: int) -> Figure:
    rows = sorted((c for c in found.choices if c.chance > 0), key=lambda c: -c.chance)[:most]
    ax = ax if ax is not None else figure_for((7.0, 1.5 + 0.36 * len(rows)))
    ax.barh(
        range(len(rows) - 1, -1, -1), [c.ahead for c in rows], height=0.55, color=ARM, alpha=0.75
    )
    labels = [f"{named(_case(c))}\n({c.chance:.0%} of cases)" for c in rows]
    ax.set_yticks(range(len(rows)), labels[::-1], fontsize=8)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xlim(left=0)
    dressed(ax, "What to choose in each case", "by how much it is ahead of the next best choice")
    return cast("Figure", ax.figure)


def _case(choice: CaseChoice) -> str:
    seen = ", ".join(f"{name} {state}" for name, state in choice.seen.items())
    chosen = f"{choice.decision} {choice.state}"
    return f"{seen}: {chosen}" if seen else chosen


def _looks(found: Decision, ax: Axes | None, most: int) -> Figure:
    rows = [one for one in found.looking if one.seen or one.worth > 0][:most]
    if not rows:
        raise QuestionError("No look is worth anything here, so there is nothing to draw.")
    ax = ax if ax is not None else figure_for((7.0, 1.6 + 0.34 * len(rows)))
    for seen, colour, label in ((True, ARM, "looked at now"), (False, GREY, "not looked at")):
        own = [(len(rows) - 1 - i, one) for i, one in enumerate(rows) if one.seen is seen]
        if own:
            ax.barh(
                [y for y, _ in own],
                [one.worth for _, one in own],
                height=0.55,
                color=colour,
                alpha=0.75,
                label=label,
            )
    ax.set_yticks(range(len(rows)), [named(one.variable) for one in reversed(rows)], fontsize=8)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xlim(left=0)
    dressed(ax, "What a look before deciding is worth", "in the unit of the worth")
    legend_above(ax)
    return cast("Figure", ax.figure)
