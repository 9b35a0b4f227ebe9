"""The chart of a distribution: a bar for each state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import unsigned
from causalnet.display.charts.colours import ARM, INK
from causalnet.display.charts.style import beside, dressed, figure_for, named
from causalnet.errors import QuestionError
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
    ax = ax if ax is not None else figure_for((7.0, 1.1 + 0.42 * len(found)))
    p = found.p.ravel()
    at = np.arange(len(found))[::-1]
    ax.barh(at, p, height=0.62, color=ARM)
    ends, below = p, "probability"
    interval = found.interval()
    if interval is not None:
        low, high = interval.reshape(2, -1)
        ends, below = np.maximum(p, high), "probability: mean and middle 90% of draws"
        _whiskers(ax, at, low, high)
    elif found.error is not None:
        error = 2 * found.error.ravel()
        ends, below = p + error, "probability: estimate ± 2 standard errors"
        _whiskers(ax, at, np.maximum(p - error, 0), ends)
    for y, share, end in zip(at, p, ends, strict=True):
        beside(ax, float(end), float(y), unsigned(share, ".3f"))
    words, names = ModelLabels(found.provenance.source), found.question.outcome
    combined = [(s,) if isinstance(s, str) else s for s in found]
    labels = [", ".join(map(words.state, names, states)) for states in combined]
    ax.set_yticks(at, [named(label) for label in labels], fontsize=8)
    ax.set_xlim(0, 1.14 * float(ends.max()))
    dressed(ax, str(found.question), below)
    return cast("Figure", ax.figure)


def _whiskers(ax: Axes, at: Array, low: Array, high: Array) -> None:
    ax.hlines(at, low, high, color=INK, lw=1.6)
    ax.plot([low, high], [at, at], "|", color=INK, ms=7, mew=1.6)
