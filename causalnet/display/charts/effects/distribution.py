"""The chart of a distribution: a bar for each state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import unsigned
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import headline
from causalnet.display.charts.intervals import range_line
from causalnet.display.charts.style import beside, dressed, legend_above, room_for_notes, row_axes
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.query.distribution import Distribution

__all__ = ["distribution_chart"]

Array = NDArray[Any]

MOST_BARS = 40


def distribution_chart(found: Distribution, ax: Axes | None) -> Figure:
    """A bar for each state, with the middle 90% of draws or the standard error of a sample."""
    if len(found) > MOST_BARS:
        raise QuestionError(
            f"A chart has room for {MOST_BARS} bars, not {len(found)}: ask for one outcome, or take one `marginal`."
        )
    words, names = ModelLabels(found.provenance.source), found.question.outcome
    combined = [(s,) if isinstance(s, str) else s for s in found]
    ax = row_axes([", ".join(map(words.state, names, states)) for states in combined], ax)
    p = found.p.ravel()
    at = np.arange(len(found))[::-1]
    interval = found.interval()
    mean = tr("probability, mean over draws") if interval is not None else ""
    ax.barh(at, p, height=0.62, color=inks().arm, label=mean)
    ends = p
    if interval is not None:
        low, high = interval.reshape(2, -1)
        ends = np.maximum(p, high)
        _whiskers(ax, at, low, high, tr("middle 90% of draws"))
    elif found.error is not None:
        error = 2 * found.error.ravel()
        ends = p + error
        _whiskers(ax, at, np.maximum(p - error, 0), ends, tr("estimate ± 2 standard errors"))
    ax.set_xlim(0, float(ends.max()) or 1.0)
    notes = [(float(end), unsigned(share, ".3f")) for end, share in zip(ends, p, strict=True)]
    for y, (end, note) in zip(at, notes, strict=True):
        beside(ax, end, float(y), note)
    room_for_notes(ax, notes)
    asked, listed = found.question, ", ".join(map(words.variable, names))
    title = headline(found.provenance.source, listed, asked.under, None, asked.given, asked.at)
    dressed(ax, title, tr("probability"))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _whiskers(ax: Axes, at: Array, low: Array, high: Array, label: str) -> None:
    for i, (y, *ends) in enumerate(zip(at, low, high, strict=True)):
        range_line(ax, float(y), (float(ends[0]), float(ends[1])), "" if i else label)
