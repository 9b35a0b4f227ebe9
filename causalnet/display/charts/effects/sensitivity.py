"""The chart of a sensitivity: a tornado of the judgements that move the contrast most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY, INK, LINE_STYLES
from causalnet.display.charts.style import axis_label, dressed, figure_for, legend_above, named
from causalnet.questions.sensitivity.sensitivity_answer import Sensitivity

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.model.grammar.conclusion import Conclusion

__all__ = ["sensitivity_chart"]


@public
def sensitivity_chart(found: Sensitivity, ax: Axes | None = None, *, most: int = 12) -> Figure:
    """The `most` judgements that move the contrast furthest, with their shares of variance."""
    bars = [
        Bar(s.name, s.ends, f"explains {min(s.first, 1):.0%}" if s.first > 0.005 else "")
        for s in found.ranked[:most]
    ]
    below = f"{axis_label(found.conclusion)} (beside a bar: what its number alone explains of the variance over draws)"
    return tornado(bars, found.conclusion, found.central, ax, below)


class Bar(NamedTuple):
    """One bar: its label, the contrasts at the low and the high end, and the note beside it."""

    name: str
    ends: tuple[float, float]
    note: str = ""


def tornado(
    bars: Sequence[Bar], conclusion: Conclusion, central: float, ax: Axes | None, below: str
) -> Figure:
    """Bars between the contrasts at the two ends of each range, the widest on top."""
    ax = ax if ax is not None else figure_for((7.5, 0.9 + 0.42 * len(bars)))
    # For a threshold the levels are shown.
    threshold = conclusion.threshold or 0.0
    central += threshold
    bars = [bar._replace(ends=(bar.ends[0] + threshold, bar.ends[1] + threshold)) for bar in bars]
    for y, bar in enumerate(reversed(bars)):
        for end, colour in zip(bar.ends, (LINE_STYLES[1]["color"], ARM), strict=True):
            ax.barh(y, end - central, left=central, height=0.6, color=colour)
        ax.annotate(
            bar.note,
            (max(*bar.ends, central), y),
            (4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=GREY,
        )
    ax.axvline(central, color=INK, lw=1)
    ax.set_yticks(range(len(bars)), [named(bar.name) for bar in reversed(bars)], fontsize=8)
    for colour, label in ((LINE_STYLES[1]["color"], "at the low end"), (ARM, "at the high end")):
        ax.fill_between([], [], color=colour, label=label)
    dressed(ax, str(conclusion), below)
    legend_above(ax)
    return cast("Figure", ax.figure)
