"""Pictures of a report: charts of answers and diagrams, as SVG for a page or PNG for a document."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from causalnet.answer_tables import Answer
from causalnet.display.charts.colours import INKS
from causalnet.display.charts.plot import plot
from causalnet.display.charts.style import empty_figure
from causalnet.display.diagram.diagram import Diagram
from causalnet.display.report.content import Picture
from causalnet.display.report.report_question import PictureKind
from causalnet.errors import QuestionError, RenderError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["charted", "dark_inks", "drawn", "no_charts", "pictured"]

# The colours of charts follow the theme of the page. Each stands for a variable of the style sheet.
COLOUR = re.compile(r"#[0-9a-f]{6}\b")
# Dots per inch of a picture in a document.
FINE = 200


def no_charts() -> str:
    """The reason why charts are impossible; empty if they are possible."""
    try:
        empty_figure((1.0, 1.0))
    except RenderError as error:
        return str(error)
    return ""


def charted(answer: Answer, caption: str, kind: PictureKind) -> tuple[Picture, ...]:
    """An answer's chart; nothing if it cannot be drawn. Its caption stands in place of the chart's own title."""
    try:
        figure = plot(answer)
    except (RenderError, QuestionError):
        return ()
    for ax in figure.axes:
        ax.set_title("", loc="left")
    return (pictured(figure, caption, kind),)


def pictured(figure: Figure, caption: str, kind: PictureKind, *, wide: bool = False) -> Picture:
    """A figure of matplotlib as a picture: in SVG its text stays text, in the reader's fonts."""
    from matplotlib import rc_context

    held = io.BytesIO()
    style: Any = {"svg.fonttype": "none", "svg.hashsalt": "causalnet", "font.family": "sans-serif"}
    with rc_context(style), warnings.catch_warnings():
        # This machine may lack letters that the reader's fonts have.
        warnings.filterwarnings("ignore", r"Glyph .* missing from", UserWarning)
        if kind == "png":
            figure.savefig(held, format="png", dpi=FINE)
            return Picture(held.getvalue(), caption, wide)
        figure.savefig(
            held, format="svg", metadata={"Date": None, "Creator": None}, transparent=True
        )
    text = held.getvalue().decode()
    themed = COLOUR.sub(lambda m: f"var(--chart-{m[0][1:]}, {m[0]})", text[text.index("<svg") :])
    return Picture(themed, caption, wide)


def dark_inks() -> dict[str, str]:
    """For every colour of a chart on light paper the one on dark paper, as variables of a style sheet."""
    light, dark = INKS["light"], INKS["dark"]
    own = [f.name for f in fields(light) if f.name != "lines"]
    pairs = {getattr(light, name): getattr(dark, name) for name in own}
    for one, other in zip(light.lines, dark.lines, strict=True):
        pairs.setdefault(one["color"], other["color"])
    return {f"--chart-{colour.lstrip('#')}": shown for colour, shown in pairs.items()}


def drawn(diagram: Diagram, caption: str, kind: PictureKind) -> Picture:
    """A diagram as a picture."""
    if kind == "png":
        return Picture(diagram.png, caption, wide=True)
    svg = diagram.svg
    return Picture(svg[svg.index("<svg") :], caption, wide=True)
