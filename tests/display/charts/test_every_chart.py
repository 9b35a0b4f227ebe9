"""What holds for the chart of every kind of answer: nothing is cut, all is legible, in both languages and on dark paper."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from matplotlib.figure import Figure
from matplotlib.text import Text

import causalnet as cn
from causalnet.display.charts.plot import CHARTS
from causalnet.errors import FontWarning, QuestionError
from tests.boundary.kinds_of_values import values

# Letters of 7 pixels at 100 pixels an inch where a chart is shown at half its width.
LEAST = 2 * 7 * 72 / 100
# What only one of the models here has nothing of: no common cause is hidden, no source differs.
EMPTY = {"front-door sets", "instruments", "identification", "adjustment sets"}


def drawn(**style: str) -> Iterator[tuple[str, Figure]]:
    """The chart of every answer that there is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FontWarning)
        for kind, value in values().items():
            if type(value) in CHARTS:
                try:
                    yield kind, cn.plot(value, **style)  # type: ignore[arg-type]
                except QuestionError:
                    assert kind in EMPTY, kind


def texts(figure: Figure) -> list[Text]:
    """The texts that are seen: those of ticks beyond the ends of an axis are not."""
    found = {id(text): text for text in figure.findobj(Text)}
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not low <= tick.get_loc() <= high:
                    found.pop(id(tick.label1), None)
    return [text for text in found.values() if text.get_text() and text.get_visible()]


def test_no_text_of_any_chart_is_cut_or_too_small_at_half_its_width() -> None:
    seen = set()
    for kind, figure in drawn(language="ja", theme="dark"):
        seen.add(type(values()[kind]))
        figure.draw_without_rendering()
        width, height = figure.bbox.width, figure.bbox.height
        assert figure.get_facecolor()[:3] != (1.0, 1.0, 1.0), kind
        for text in texts(figure):
            box = text.get_window_extent()
            where = (kind, text.get_text())
            assert text.get_fontsize() >= LEAST, where
            assert "…" not in text.get_text().replace("3 × as many…", ""), where
            assert -2 <= box.x0 <= box.x1 <= width + 2, where
            assert -2 <= box.y0 <= box.y1 <= height + 2, where
    assert seen >= CHARTS.keys() - {type(values()[kind]) for kind in EMPTY}
