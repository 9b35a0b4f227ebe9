"""Figures that a notebook shows by themselves; imported late, since it brings matplotlib."""

from __future__ import annotations

from io import BytesIO

from matplotlib.figure import Figure

__all__ = ["ChartFigure"]


class ChartFigure(Figure):
    """A matplotlib figure that a fresh notebook shows without pyplot or a magic command.

    matplotlib's own figures are shown only once its inline backend has been loaded.
    """

    def _repr_png_(self) -> bytes:
        held = BytesIO()
        self.savefig(held, format="png", dpi=144)
        return held.getvalue()
