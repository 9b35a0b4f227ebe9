"""The draws of a pool, each voice in an ink of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from causalnet.answer_tables import signed
from causalnet.display.charts.colours import INK, LINE_STYLES
from causalnet.display.charts.style import bins_for, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from causalnet.questions.estimate import Estimate

__all__ = ["draws_by_voice"]

# From this many voices on, styles of lines repeat in a wider pen.
STYLES = len(LINE_STYLES)
# The letters of a voice's name in the legend.
LETTERS = 24


def draws_by_voice(ax: Axes, change: Estimate) -> None:
    """Outlines of the draws of each voice, over those of all in grey."""
    pooled, split = change.pooled, change.voices
    if pooled is None or split is None:
        return
    points = change.points
    width = 0.02 * max(1e-6, float(abs(points).max()))
    bins = (
        bins_for(points, len(points))
        if np.ptp(points) > 0
        else [points[0] - width, points[0] + width]
    )
    ax.hist(points, bins=bins, color=INK, alpha=0.12)
    for k, voice in enumerate(split.voices):
        style, wide = LINE_STYLES[k % STYLES], 1.8 + k // STYLES
        label = f"{named(voice.voice, LETTERS)}: {signed(voice.mean)} ({voice.weight:.0%})"
        own = points[pooled.draws_of(voice.voice)]
        ax.hist(
            own,
            bins=bins,
            histtype="step",
            lw=wide,
            edgecolor=style["color"],
            linestyle=style["ls"],
            label=label,
        )
