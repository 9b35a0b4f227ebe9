"""The chart of a decision: by how much each choice is ahead, and what each look is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import set_to
from causalnet.display.charts.style import dressed, legend_above, row_axes
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels

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
    ax = row_axes([_case(found, c) for c in rows], ax)
    heights = range(len(rows) - 1, -1, -1)
    ax.barh(heights, [c.ahead for c in rows], height=0.55, color=inks().arm, alpha=0.75)
    ax.set_xlim(left=0)
    below = tr("by how much it is ahead of the next best choice")
    dressed(ax, tr("What to choose in each case"), below)
    return cast("Figure", ax.figure)


def _case(found: Decision, choice: CaseChoice) -> str:
    source = found.provenance.source
    seen = ", ".join(set_to(source, *pair) for pair in choice.seen.items())
    chosen = set_to(source, choice.decision, choice.state)
    share = f"{choice.chance:.0%}"
    if not seen:
        return tr("{chosen} ({share} of cases)", chosen=chosen, share=share)
    return tr("{seen}: {chosen} ({share} of cases)", seen=seen, chosen=chosen, share=share)


def _looks(found: Decision, ax: Axes | None, most: int) -> Figure:
    rows = [one for one in found.looking if one.seen or one.worth > 0][:most]
    if not rows:
        raise QuestionError("No look is worth anything here, so there is nothing to draw.")
    words = ModelLabels(found.provenance.source)
    ax = row_axes([words.variable(one.variable) for one in rows], ax)
    looked = ((True, inks().arm, tr("looked at now")), (False, inks().grey, tr("not looked at")))
    for seen, colour, label in looked:
        own = [(len(rows) - 1 - i, one.worth) for i, one in enumerate(rows) if one.seen is seen]
        if own:
            heights, worths = zip(*own, strict=True)
            ax.barh(heights, worths, height=0.55, color=colour, alpha=0.75, label=label)
    ax.set_xlim(left=0)
    dressed(ax, tr("What a look before deciding is worth"), tr("in the unit of the worth"))
    legend_above(ax)
    return cast("Figure", ax.figure)
