"""The chart of levers: what each changes, and over draws how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from causalnet.questions.charts.charts import Row, change_chart, ranking_chart
from causalnet.questions.effects.lever_sheets import verb_of
from causalnet.questions.query.spread import Spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.effects.lever import Levers

__all__ = ["lever_chart"]


def lever_chart(levers: Levers, ax: Axes | None, most: int) -> Figure:
    """The first `most` levers: as bars, or over draws by their medians and intervals."""
    title = f"What would {verb_of(levers.better)} {levers.measure}, each lever alone"
    quantity = levers.measure.quantity + (", in states" if levers.measure.state is None else "")
    leading = [lever for lever in levers.best() if lever.path == "within a period"][:most]
    if levers.today.drawn is None and leading:
        changes = [(f"{lever.variable} = {lever.state}", lever.level) for lever in leading]
        return change_chart(changes, title, f"change in {quantity}", ax)
    shares = levers.shares()
    rows = [
        Row(
            f"{lever.variable} = {lever.state}",
            Spread(lever.drawn),
            f"first in {shares[lever.variable].first:.0%}, "
            f"in three {shares[lever.variable].top_three:.0%}",
        )
        for lever in leading
        if lever.drawn is not None
    ]
    return ranking_chart(rows, title, ax, quantity)
