"""Tests of the figure that charts are drawn on."""

from io import BytesIO

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

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


@pytest.mark.parametrize("single", [True, False])
def test_a_figure_is_drawn_once_when_it_is_saved(single, monkeypatch):
    drawn = []
    draw = Axes.draw
    monkeypatch.setattr(Axes, "draw", lambda ax, r: (drawn.append(ax), draw(ax, r))[1])

    def png(save):
        figure = empty_figure((3.0, 2.0), single=single)
        figure.subplots().set_ylabel("a label that\ntakes its room")
        held = BytesIO()
        save(figure, held, format="png")
        return held.getvalue()

    ours = png(type(empty_figure((1.0, 1.0))).savefig)
    assert len(drawn) == 1
    assert ours == png(Figure.savefig)
    assert len(drawn) == 3
