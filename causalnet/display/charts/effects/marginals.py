"""The chart of all marginals: a bar for each variable, divided by its states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import headline
from causalnet.display.charts.style import dressed, row_axes
from causalnet.display.charts.text_lines import TEXT, literal_text, width_of
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.effects.query import Marginals

__all__ = ["marginals_chart"]

SHOWN = 40
# The shade from which on letters in a bar are as light as the paper.
DARK = 0.8
# The axis of a figure of our own in inches, about; and what letters in a bar keep clear of its ends.
AXIS, CLEAR = 4.8, 0.12


@public
def marginals_chart(found: Marginals, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """The first `most` variables: the probabilities of their states, the lowest to the left."""
    words, names = ModelLabels(found.provenance.source), list(found)[:most]
    ax = row_axes([words.variable(name) for name in names], ax, row=0.34)
    for i, name in enumerate(names):
        _bar(ax, len(names) - 1 - i, found[name].p.ravel(), words.states(name, found.states[name]))
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    left = len(found) - len(names)
    subject = tr("Every variable")
    if left:
        subject = tr("The first {count} of {total} variables", count=len(names), total=len(found))
    title = headline(
        found.provenance.source, subject, found.question.under, given=found.question.given
    )
    below = tr("probability of each state, from the first to the last")
    if found.provenance.draws is not None:
        below = tr("probability of each state, from the first to the last; mean over draws")
    dressed(ax, title, below)
    return cast("Figure", ax.figure)


def _bar(ax: Axes, y: int, p: NDArray[np.float64], states: Sequence[str]) -> None:
    """One bar, its states the darker the higher, each with its name as far as there is room."""
    left, shades = 0.0, np.linspace(0.18, 0.95, len(p)) if len(p) > 1 else np.array([0.6])
    for share, shade, state in zip(p, shades, states, strict=True):
        ax.barh([y], [share], left=[left], height=0.78, color=inks().arm, alpha=shade, lw=0)
        ax.plot([left, left], [y - 0.39, y + 0.39], color=inks().paper, lw=1)
        text = f"{state} {share:.0%}"
        short = f"{share:.0%}"
        shown = next((t for t in (text, short) if width_of(t) + CLEAR < share * AXIS), "")
        colour = inks().paper if shade > DARK else inks().ink
        at = left + share / 2
        ax.text(at, y, literal_text(shown), ha="center", va="center", fontsize=TEXT, color=colour)
        left += share
