"""Figures that display themselves in a notebook; imported late, since it loads matplotlib."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.layout_engine import TightLayoutEngine
from matplotlib.transforms import Bbox

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ChartFigure", "MeasuredOnce"]

# The margin around a chart, in inches, as in matplotlib's constrained layout.
MARGIN = 0.04167
# Pixels an inch of the picture in a notebook, and of the screens on which it is shown at half of that.
SHARP, SCREEN = 192, 96


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
        if (legend := ax.get_legend()) is not None:
            # Its width does not count: it begins at the edge of the figure, wherever the axis does.
            box = Bbox.from_extents(
                box.x0, box.y0, box.x1, max(box.y1, legend.get_window_extent().y1)
            )
        inside, outside = ax.get_position(), box.transformed(fig.transFigure.inverted())
        x, y = MARGIN / fig.get_figwidth(), MARGIN / fig.get_figheight()
        left, right = inside.x0 - outside.x0 + x, 1 - (outside.x1 - inside.x1 + x)
        bottom, top = inside.y0 - outside.y0 + y, 1 - (outside.y1 - inside.y1 + y)
        if left < right and bottom < top:
            fig.subplots_adjust(left=left, right=right, bottom=bottom, top=top)
            _begin_at_the_edge(ax, (x - left) / (right - left))


def _begin_at_the_edge(ax: Axes, edge: float) -> None:
    """Title and legend begin at the edge of the figure, and a label below that is wider than the axis ends with it."""
    title, legend, below = ax._left_title, ax.get_legend(), ax.xaxis.label  # type: ignore[attr-defined]
    title.set_x(edge)
    if legend is not None:
        legend.set_bbox_to_anchor((edge, 1.0), ax.transAxes)
    if below.get_text() and below.get_window_extent().width > ax.bbox.width:
        below.set(x=1.0, horizontalalignment="right", multialignment="left")


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

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The chart as PNG, at twice the pixels of the size at which it is shown."""
        width, height = (round(SCREEN * inches) for inches in self.get_size_inches())
        shown = {"image/png": {"width": width, "height": height}}
        return {"image/png": self._repr_png_(), "text/plain": repr(self)}, shown

    def _repr_png_(self) -> bytes:
        held = BytesIO()
        self.savefig(held, format="png", dpi=SHARP)
        return held.getvalue()
