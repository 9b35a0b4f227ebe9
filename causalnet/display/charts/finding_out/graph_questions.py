"""Charts of questions to a graph: which variables are in which set, and which pairs are independent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import source_of
from causalnet.display.charts.style import dressed, figure_for, legend_above, root_of, row_axes
from causalnet.display.charts.text_lines import TEXT, broken_into_lines, literal_text, width_of
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels
from causalnet.questions.sentences.phrasing import comma_list

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
# In inches: the height of a slanted name of a column, and the width of a column.
SLANTED, COLUMN = 1.7, 0.5


@public
def adjustment_sets_chart(found: AdjustmentSets, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """A row for each minimal set, and one for the most precise, with a dot for each variable in it."""
    sets = [(tr("set {number}", number=i), own) for i, own in enumerate(found.minimal[:most], 1)]
    if found.precise is not None:
        sets.append((tr("most precise"), found.precise))
    words = ModelLabels(source_of(found))
    title = tr(
        "What to adjust for: {causes} on {outcomes}",
        causes=comma_list([*map(words.variable, found.causes)]),
        outcomes=comma_list([*map(words.variable, found.outcomes)]),
    )
    return _members(sets, ax, title, words)


@public
def front_door_sets_chart(found: FrontDoorSets, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """A row for each minimal front-door set, with a dot for each variable in it."""
    sets = [(tr("set {number}", number=i), own) for i, own in enumerate(found.minimal[:most], 1)]
    words = ModelLabels(source_of(found))
    title = tr(
        "By which front door: {causes} on {outcomes}",
        causes=comma_list([*map(words.variable, found.causes)]),
        outcomes=comma_list([*map(words.variable, found.outcomes)]),
    )
    return _members(sets, ax, title, words)


@public
def instruments_chart(found: Instruments, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """A row for each instrument, with a dot for each variable that it must be given."""
    words = ModelLabels(source_of(found))
    sets = [(words.variable(one.variable), one.given) for one in found.ranked[:most]]
    title = tr(
        "Instruments for {cause} on {outcome}, each given",
        cause=words.variable(found.cause),
        outcome=words.variable(found.outcome),
    )
    return _members(sets, ax, title, words)


def _members(
    rows: Sequence[tuple[str, Collection[str]]], ax: Axes | None, title: str, words: ModelLabels
) -> Figure:
    """Rows of sets by columns of variables."""
    if not rows:
        raise QuestionError("There is no such set, so there is nothing to draw.")
    columns = list(dict.fromkeys(v for _, own in rows for v in own))
    own = ax is None
    wide = max(5.0, 3.0 + COLUMN * len(columns))
    ax = row_axes([label for label, _ in rows], ax, wide=wide)
    for i, (_, members) in enumerate(rows):
        y = len(rows) - 1 - i
        ax.axhline(y, color=inks().grey, lw=0.5, alpha=0.4)
        ax.plot(
            [columns.index(v) for v in members], [y] * len(members), "o", ms=8, color=inks().arm
        )
        if not members:
            ax.text(-0.4, y, tr("nothing"), va="center", fontsize=TEXT, color=inks().ink)
    names = [broken_into_lines(words.variable(v), SLANTED) for v in columns]
    ax.set_xticks(range(len(columns)), names, rotation=60, ha="right", rotation_mode="anchor")
    ax.set_xlim(-0.6, max(len(columns), 1) - 0.4)
    dressed(ax, title, "")
    if own:
        slanted = 0.87 * max(map(width_of, names), default=0.0)
        root_of(ax).set_figheight(root_of(ax).get_figheight() + slanted)
    return cast("Figure", ax.figure)


def independences_chart(found: Independences, ax: Axes | None) -> Figure:
    """A cell for each pair of variables that are independent, the paler the more must be given."""
    variables = list(dict.fromkeys(v for one in found.ranked for v in (one.x, one.y)))
    if not variables:
        raise QuestionError("The graph implies no independence, so there is nothing to draw.")
    size = min(11.0, 3.6 + 0.22 * len(variables))
    ax = ax if ax is not None else figure_for((size, size))
    _cells(ax, found, {v: i for i, v in enumerate(variables)})
    if len(variables) <= NAMED_PAIRS:
        words = ModelLabels(source_of(found))
        names = [literal_text(words.variable(v)) for v in variables]
        ax.set_xticks(range(len(names)), names, rotation=90, fontsize=TEXT)
        ax.set_yticks(range(len(names)), names, fontsize=TEXT)
    ax.set_xlim(-0.6, len(variables) - 0.4)
    ax.set_ylim(len(variables) - 0.4, -0.6)
    title = tr(
        "Implied independences: {count} of {total} pairs",
        count=f"{len(found):,}",
        total=f"{found.pairs:,}",
    )
    dressed(ax, title, "")
    legend_above(ax)
    return cast("Figure", ax.figure)


def _cells(ax: Axes, found: Independences, place: dict[str, int]) -> None:
    from matplotlib.colors import to_rgba

    most = max(len(one.given) for one in found.ranked)
    labels = tr("given nothing"), tr("given others, the paler the more")
    for least, label in enumerate(labels):
        own = [one for one in found.ranked if (len(one.given) > 0) is bool(least)]
        if not own:
            continue
        shades = [1.0 if not most else 1 - 0.8 * len(one.given) / most for one in own]
        colour = inks().arm if least else inks().ink
        ax.scatter(
            [place[v] for one in own for v in (one.x, one.y)],
            [place[v] for one in own for v in (one.y, one.x)],
            s=1200 / max(len(place), 6),
            marker="s",
            c=[to_rgba(colour, shade) for shade in shades for _ in "xy"],
            label=label,
        )
