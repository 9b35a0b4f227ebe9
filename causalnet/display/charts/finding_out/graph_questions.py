"""Charts of questions to a graph: which variables are in which set, and which pairs are independent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import dressed, figure_for, legend_above, named
from causalnet.errors import QuestionError
from causalnet.notation import counted, enumerated

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.adjustment.adjustment_sets import AdjustmentSets
    from causalnet.questions.adjustment.front_door_sets import FrontDoorSets
    from causalnet.questions.adjustment.instruments import Instruments
    from causalnet.questions.separation.independences import Independences

__all__ = [
    "adjustment_sets_chart",
    "front_door_sets_chart",
    "independences_chart",
    "instruments_chart",
]

SHOWN, NAMED_PAIRS = 20, 40


@public
def adjustment_sets_chart(found: AdjustmentSets, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """A row for each minimal set, and one for the most precise, with a dot for each variable in it."""
    rows = [(f"set {i}", own) for i, own in enumerate(found.minimal[:most], start=1)]
    if found.precise is not None:
        rows.append(("most precise", found.precise))
    title = f"What to adjust for: {enumerated(found.causes)} on {enumerated(found.outcomes)}"
    return _members(rows, ax, title)


@public
def front_door_sets_chart(found: FrontDoorSets, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """A row for each minimal front-door set, with a dot for each variable in it."""
    rows = [(f"set {i}", own) for i, own in enumerate(found.minimal[:most], start=1)]
    title = f"By which front door: {enumerated(found.causes)} on {enumerated(found.outcomes)}"
    return _members(rows, ax, title)


@public
def instruments_chart(found: Instruments, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """A row for each instrument, with a dot for each variable that it must be given."""
    rows = [(one.variable, one.given) for one in found.ranked[:most]]
    return _members(rows, ax, f"Instruments for {found.cause} on {found.outcome}, given")


def _members(rows: Sequence[tuple[str, Collection[str]]], ax: Axes | None, title: str) -> Figure:
    """Rows of sets by columns of variables."""
    if not rows:
        raise QuestionError("There is no such set, so there is nothing to draw.")
    columns = list(dict.fromkeys(v for _, own in rows for v in own))
    size = (max(3.5, 2.2 + 0.5 * len(columns)), 2.0 + 0.3 * len(rows))
    ax = ax if ax is not None else figure_for(size)
    for y, (_, own) in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        ax.axhline(y, color=GREY, lw=0.5, alpha=0.4)
        ax.plot([columns.index(v) for v in own], [y] * len(own), "o", ms=8, color=ARM)
        if not own:
            ax.text(-0.3, y, "nothing", va="center", fontsize=8, color=INK)
    ax.set_xticks(range(len(columns)), [named(v, 18) for v in columns], rotation=60, ha="right")
    ax.tick_params(axis="x", labelsize=8)
    ax.set_yticks(range(len(rows)), [named(label) for label, _ in reversed(rows)], fontsize=8)
    ax.set_xlim(-0.6, max(len(columns), 1) - 0.4)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    dressed(ax, title, "")
    return cast("Figure", ax.figure)


def independences_chart(found: Independences, ax: Axes | None) -> Figure:
    """A cell for each pair of variables that are independent, the paler the more must be given."""
    variables = list(dict.fromkeys(v for one in found.ranked for v in (one.x, one.y)))
    if not variables:
        raise QuestionError("The graph implies no independence, so there is nothing to draw.")
    size = min(9.0, 2.6 + 0.26 * len(variables))
    ax = ax if ax is not None else figure_for((size, size))
    from matplotlib.colors import to_rgba

    place = {v: i for i, v in enumerate(variables)}
    most = max(len(one.given) for one in found.ranked)
    for least, label in ((0, "given nothing"), (1, "given others, the paler the more")):
        own = [one for one in found.ranked if (len(one.given) > 0) is bool(least)]
        if own:
            shades = [1.0 if not most else 1 - 0.8 * len(one.given) / most for one in own]
            colour = ARM if least else INK
            ax.scatter(
                [place[v] for one in own for v in (one.x, one.y)],
                [place[v] for one in own for v in (one.y, one.x)],
                s=1200 / max(len(variables), 6),
                marker="s",
                c=[to_rgba(colour, shade) for shade in shades for _ in "xy"],
                label=label,
            )
    if len(variables) <= NAMED_PAIRS:
        names = [named(v, 30) for v in variables]
        ax.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
        ax.set_yticks(range(len(names)), names, fontsize=7)
    ax.set_xlim(-0.6, len(variables) - 0.4)
    ax.set_ylim(len(variables) - 0.4, -0.6)
    dressed(ax, f"{counted(len(found), 'implied independence')} of {found.pairs:,} pairs", "")
    legend_above(ax)
    return cast("Figure", ax.figure)
