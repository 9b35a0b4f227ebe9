"""The chart of coverage."""

import pytest

import causalnet as cn
from tests.display.charts.test_plot import ticks, widths
from tests.questions.coverage.test_coverage import CODED, TOWN


def test_bars_are_divided_by_how_links_are_explained():
    figure = cn.plot(cn.coverage(TOWN, CODED))
    assert ticks(figure) == ["4 sources", "10 citations", "7 links"]
    assert widths(figure) == pytest.approx([200 / 7, 40, 75, 100 / 7, 10, 0, 400 / 7, 50, 25])
    legend = [t.get_text() for t in figure.axes[0].get_legend().get_texts()]
    assert legend == ["directly", "by a path", "left over"]
