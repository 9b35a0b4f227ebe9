"""The chart of slopes: by how much an outcome moves with each strength."""

from __future__ import annotations

from typing import TYPE_CHECKING

from causalnet.boundary.checks import public
from causalnet.display.charts.effects.levers import ChangeRow, change_chart
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.model.effect_size import NOTHING
from causalnet.questions.sentences.phrasing import Phrasing, capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.effects.slopes import Slopes

__all__ = ["slopes_chart"]


@public
def slopes_chart(found: Slopes, ax: Axes | None, *, most: int = 12) -> Figure:
    """The `most` steepest slopes: as bars, or over draws by their medians and intervals."""
    source = found.provenance.source
    say = Phrasing(source)
    moving = [name for name in found.table.rows if abs(found.estimates[name].value) > NOTHING]
    if not moving:
        raise QuestionError(f"There is no slope to draw: no strength moves {found.outcome}.")
    rows = [ChangeRow(capital(say.part(name)), found.estimates[name]) for name in moving[:most]]
    outcome = say.name(found.outcome)
    title = tr("How {outcome} moves with each strength", outcome=outcome)
    below = tr("change in expected level for each unit of strength")
    return change_chart(rows, title, below, ax)
