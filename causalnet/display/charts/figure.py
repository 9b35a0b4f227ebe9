"""Figures that display themselves in a notebook; imported late, since it loads matplotlib."""

from __future__ import annotations

from io import BytesIO

from matplotlib.figure import Figure

__all__ = ["ChartFigure"]


class ChartFigure(Figure):
    """A matplotlib figure that displays in a fresh notebook without pyplot or a magic command.

    Other matplotlib figures are shown only after the inline backend has been loaded.
    """

    def _repr_png_(self) -> bytes:
        held = BytesIO()
        self.savefig(held, format="png", dpi=144)
        return held.getvalue()
