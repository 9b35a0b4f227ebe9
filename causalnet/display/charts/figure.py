"""Figures that display themselves in a notebook; imported late, since it loads matplotlib."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.layout_engine import TightLayoutEngine

__all__ = ["ChartFigure", "MeasuredOnce"]

# The margin around a chart, in inches, as in matplotlib's constrained layout.
MARGIN = 0.04167


class MeasuredOnce(TightLayoutEngine):
    """A layout that fits a single chart into its figure; its texts are measured once.

    The layouts of matplotlib measure them twice, because an axis may have other ticks at its final size. That takes a
    third of the time of a chart, and these axes are at nearly their final size from the start.
    """

    def execute(self, fig: Figure) -> None:
        """Fit the chart; several charts as matplotlib does."""
        if len(fig.axes) != 1:
            super().execute(fig)
            return
        (ax,) = fig.axes
        box = ax.get_tightbbox(for_layout_only=True)
        if box is None:
            return
        inside, outside = ax.get_position(), box.transformed(fig.transFigure.inverted())
        x, y = MARGIN / fig.get_figwidth(), MARGIN / fig.get_figheight()
        left, right = inside.x0 - outside.x0 + x, 1 - (outside.x1 - inside.x1 + x)
        bottom, top = inside.y0 - outside.y0 + y, 1 - (outside.y1 - inside.y1 + y)
        if left < right and bottom < top:
            fig.subplots_adjust(left=left, right=right, bottom=bottom, top=top)


class ChartFigure(Figure):
    """A matplotlib figure that displays in a fresh notebook without pyplot or a magic command.

    Other matplotlib figures are shown only after the inline backend has been loaded.
    """

    _layout_only = False

    def savefig(self, *args: Any, **options: Any) -> None:
        """Save it. A figure with a layout is first drawn without any output, of which the layout alone is needed."""
        self._layout_only = self.get_layout_engine() is not None
        try:
            super().savefig(*args, **options)
        finally:
            self._layout_only = False

    def draw(self, renderer: RendererBase) -> None:
        """Draw it or, the first time that it is drawn while it is saved, lay it out."""
        layout = self.get_layout_engine()
        if not self._layout_only or layout is None:
            super().draw(renderer)
            return
        self._layout_only = False
        layout.execute(self)

    def _repr_png_(self) -> bytes:
        held = BytesIO()
        self.savefig(held, format="png", dpi=144)
        return held.getvalue()
