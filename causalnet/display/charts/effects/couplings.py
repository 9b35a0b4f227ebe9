"""The chart of an answer about two worlds: the range over all couplings, and the named ones in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import dressed, figure_for, legend_above, named
from causalnet.questions.causation.causation_answer import PROBABILITIES, Causation
from causalnet.questions.counterfactuals.coupling_words import COUPLING_HEADS
from causalnet.questions.counterfactuals.event import events_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.counterfactuals.counterfactual_answer import Counterfactual

__all__ = ["causation_chart", "counterfactual_chart"]

Array = NDArray[np.float64]
MARKERS = {"rank": "o", "fresh": "s", "gumbel": "^", "mixed": "D", "any": "o"}


class _Row(NamedTuple):
    """One probability: its label, its values by coupling over points, its ends and what it was."""

    label: str
    values: Mapping[str, Array]
    ends: tuple[float, float] | None
    before: float | None = None


def counterfactual_chart(found: Counterfactual, ax: Axes | None) -> Figure:
    """Every state and every threshold: what it was, what it would have been, and the range over all couplings."""
    ranges = found.ranges if isinstance(found.ranges, np.ndarray) else None
    rows = [
        _Row(
            event.name,
            {name: event.weights @ p for name, p in found.p.items()},
            None if ranges is None else (float(ranges[i, 0]), float(ranges[i, 1])),
            float((event.weights @ found.as_it_was).mean()),
        )
        for i, event in enumerate(events_of(found.measure))
        if event.state
    ]
    seen = f", in the cases with {', '.join(found.observed)}" if found.observed else ""
    when = f" in period {found.at}" if found.at else ""
    title = f"{found.outcome}{when}, had it been {found.under}{seen}"
    return _chart(rows, title, found.agreed, ax)


def causation_chart(found: Causation, ax: Axes | None) -> Figure:
    """Necessity, sufficiency and both, each with the range over all couplings."""
    known = not np.isnan(found.ends).all() and not found.agreed
    rows = [
        _Row(
            probability.head,
            {name: p[i] for name, p in found.p.items()},
            (float(found.ends[i, 0]), float(found.ends[i, 1])) if known else None,
        )
        for i, probability in enumerate(PROBABILITIES)
    ]
    when = f" in period {found.at}" if found.at else ""
    title = f"{found.outcome}{when} {found.event.words}, because of {found.under} rather than {found.versus}"
    return _chart(rows, title, found.agreed, ax)


def _chart(rows: Sequence[_Row], title: str, agreed: bool, ax: Axes | None) -> Figure:
    ax = ax if ax is not None else figure_for((7.0, 1.5 + 0.45 * len(rows)))
    for y, row in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        first = y == len(rows) - 1
        if row.ends is not None:
            low, high = row.ends
            label = "any coupling" if first else None
            ax.barh([y], [high - low], left=[low], height=0.5, color=ARM, alpha=0.3, label=label)
        if row.before is not None:
            label = "as it was" if first else None
            ax.plot([row.before], [y], "|", ms=16, mew=2, color=GREY, label=label)
        for name, values in row.values.items():
            head = "every coupling" if agreed else COUPLING_HEADS[name]
            _point(ax, float(y), name, values, head if first else None)
    ax.set_yticks(range(len(rows)), [named(row.label) for row in reversed(rows)], fontsize=8)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xlim(-0.03, 1.03)
    drawn = any(values.size > 1 for row in rows for values in row.values.values())
    dressed(ax, title, "probability" + (": mean and middle 90% of draws" if drawn else ""))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _point(ax: Axes, y: float, name: str, values: Array, label: str | None) -> None:
    """The mean under one coupling, and over draws the middle 90%."""
    if values.size > 1:
        low, high = np.quantile(values, [0.05, 0.95])
        ax.plot([low, high], [y, y], color=INK, lw=1.2)
    face = INK if name == "fresh" else "white"
    ax.plot(
        [values.mean()], [y], MARKERS[name], ms=7, mfc=face, mec=INK, mew=1.4, ls="", label=label
    )
