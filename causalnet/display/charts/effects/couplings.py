"""The chart of an answer about two worlds: the range over all couplings, and the named ones in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import headline
from causalnet.display.charts.intervals import hollow
from causalnet.display.charts.style import dressed, legend_above, row_axes
from causalnet.language.translate import template, tr
from causalnet.network.labels import ModelLabels
from causalnet.questions.causation.causation_answer import Causation
from causalnet.questions.causation.probabilities import PROBABILITIES
from causalnet.questions.counterfactuals.event import Event, events_of
from causalnet.questions.sentences.phrasing import Phrasing, series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.counterfactuals.counterfactual_answer import Counterfactual
    from causalnet.questions.counterfactuals.posed_case import Found

__all__ = ["causation_chart", "counterfactual_chart"]

Array = NDArray[np.float64]
MARKERS = {"rank": "o", "fresh": "s", "gumbel": "^", "mixed": "D", "any": "o"}
COUPLINGS = {
    "rank": template("one rank"),
    "fresh": template("fresh luck"),
    "gumbel": template("Gumbel luck"),
    "mixed": template("the couplings given"),
    "any": template("any coupling"),
}
CAUSATION = {
    "PN": template("the cause was necessary (PN)"),
    "PS": template("the cause was sufficient (PS)"),
    "PNS": template("both necessary and sufficient (PNS)"),
}


class _Row(NamedTuple):
    """One probability: its label, its values by coupling over points, its ends and what it was."""

    label: str
    values: Mapping[str, Array]
    ends: tuple[float, float] | None
    before: float | None = None


def counterfactual_chart(found: Counterfactual, ax: Axes | None) -> Figure:
    """Every state and every threshold: what it was, what it would have been, and the range over all couplings."""
    source, ranges = (
        found.provenance.source,
        found.ranges if isinstance(found.ranges, np.ndarray) else None,
    )
    rows = [
        _Row(
            _event(ModelLabels(source), found.outcome, event),
            {name: event.weights @ p for name, p in found.p.items()},
            None if ranges is None else (float(ranges[i, 0]), float(ranges[i, 1])),
            float((event.weights @ found.as_it_was).mean()),
        )
        for i, event in enumerate(events_of(found.measure))
        if event.state
    ]
    subject = ModelLabels(source).variable(found.outcome)
    asked = found.asked
    title = headline(source, subject, found.under, at=found.at)
    seen = _seen(Phrasing(source), asked.observed)
    title = (
        tr("{title}, in the cases in which {findings}", title=title, findings=seen)
        if seen
        else title
    )
    return _chart(rows, title, found.agreed, ax)


def _seen(say: Phrasing, observed: Found) -> str:
    """What is observed in the world that was, period by period."""
    parts = [
        tr("{findings} in period {period}", findings=say.findings(found), period=period)
        if period
        else say.findings(found)
        for period, found in observed.items()
        if found
    ]
    return series(parts) if parts else ""


def _event(words: ModelLabels, outcome: str, event: Event) -> str:
    """What may have come of an outcome, by the labels of its states."""
    state = words.state(outcome, event.state)
    if event.quantity == "P(at least)":
        return tr("at least {state}", state=state)
    if event.quantity == "P(below)":
        return tr("below {state}", state=state)
    return tr("not {state}", state=state) if event.quantity == "P(other)" else state


def causation_chart(found: Causation, ax: Axes | None) -> Figure:
    """Necessity, sufficiency and both, each with the range over all couplings."""
    known = not np.isnan(found.ends).all() and not found.agreed
    source = found.provenance.source
    rows = [
        _Row(
            tr(CAUSATION[probability.name]),
            {name: p[i] for name, p in found.p.items()},
            (float(found.ends[i, 0]), float(found.ends[i, 1])) if known else None,
        )
        for i, probability in enumerate(PROBABILITIES)
    ]
    words = ModelLabels(source)
    outcome, event = Phrasing(source).name(found.outcome), _event(words, found.outcome, found.event)
    subject = tr("Why {variable} is {event}", variable=outcome, event=event)
    title = headline(source, subject, found.under, found.versus, at=found.at)
    return _chart(rows, title, found.agreed, ax)


def _chart(rows: Sequence[_Row], title: str, agreed: bool, ax: Axes | None) -> Figure:
    ax = row_axes([row.label for row in rows], ax, row=0.46)
    drawn = any(values.size > 1 for row in rows for values in row.values.values())
    for i, row in enumerate(rows):
        y, first = len(rows) - 1 - i, not i
        if row.ends is not None:
            low, high = row.ends
            label = tr("whatever the coupling") if first else None
            ax.barh(
                [y], [high - low], left=[low], height=0.5, color=inks().arm, alpha=0.3, label=label
            )
        if row.before is not None:
            label = tr("as it was") if first else None
            ax.plot([row.before], [y], "|", ms=16, mew=2, color=inks().grey, label=label)
        for name, values in row.values.items():
            head = tr("every coupling") if agreed else tr(COUPLINGS[name])
            _point(ax, float(y), name, values, head if first else None)
    if drawn:
        ax.plot([], [], color=inks().ink, lw=1.2, label=tr("middle 90% of draws, about their mean"))
    ax.set_xlim(-0.03, 1.03)
    dressed(ax, title, tr("probability"))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _point(ax: Axes, y: float, name: str, values: Array, label: str | None) -> None:
    """The mean under one coupling, and over draws the middle 90%."""
    if values.size > 1:
        low, high = np.quantile(values, [0.05, 0.95])
        ax.plot([low, high], [y, y], color=inks().ink, lw=1.2)
    style = hollow() | ({"mfc": inks().ink} if name == "fresh" else {})
    ax.plot([values.mean()], [y], MARKERS[name], label=label, **style)
