"""Tests of the figure that charts are drawn on."""

import pytest

import causalnet as cn
from causalnet.display.charts.figure import MARGIN
from causalnet.display.charts.style import empty_figure

RAIN = cn.Network({"rain": ["no", "yes, all day long"]}, {}, {"rain": [0.8, 0.2]})


def test_a_single_chart_fills_its_figure_whatever_the_length_of_its_texts():
    figure = cn.plot(cn.query(RAIN, "rain"))
    figure.draw_without_rendering()
    (ax,) = figure.axes
    box = ax.get_tightbbox().transformed(figure.dpi_scale_trans.inverted())
    width, height = figure.get_size_inches()
    # Within a pixel.
    assert (box.x0, box.y0) == pytest.approx((MARGIN, MARGIN), abs=0.02)
    assert (width - box.x1, height - box.y1) == pytest.approx((MARGIN, MARGIN), abs=0.02)


def test_several_charts_in_one_figure_do_not_overlap():
    figure = empty_figure((6.0, 3.0), single=True)
    left, right = figure.subplots(1, 2)
    right.set_ylabel("a label that\ntakes\nits room")
    figure.draw_without_rendering()
    assert left.get_tightbbox().x1 < right.get_tightbbox().x0
