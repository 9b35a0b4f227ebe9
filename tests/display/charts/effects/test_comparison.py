"""Charts of comparisons."""

import pytest

import causalnet as cn
from causalnet import do
from tests.display.charts.test_plot import model, ticks


def below(figure) -> str:
    return " ".join(figure.axes[0].get_xlabel().split())


def test_scenarios_are_points_and_a_cross_where_there_is_no_path():
    scenarios = {"be bold": do(bold="on"), "else": do(apart="yes")}
    found = cn.compare(model(), ["output", "apart"], scenarios, draws=20)
    figure = cn.plot(found)
    assert ticks(figure) == ["be bold", "else"]
    assert "(×: no path)" in below(figure)
    points = [line for line in figure.axes[0].get_lines() if line.get_label() == "output"]
    assert points[0].get_xdata() == pytest.approx([found["be bold", "output"].level])
    alone = cn.plot(cn.compare(model(), "output", {"be bold": do(bold="on")}))
    assert below(alone) == "change in expected level"
    assert alone.axes[0].get_legend() is None


def test_scenarios_without_draws_have_their_values_beside_them():
    found = cn.compare(model(), "output", {"bold": do(bold="on"), "else": do(apart="yes")})
    assert [t.get_text() for t in cn.plot(found).axes[0].texts] == [
        f"+{found['bold', 'output'].level:.3f}"
    ]
    drawn = cn.compare(model(), "output", {"bold": do(bold="on")}, draws=10)
    assert not cn.plot(drawn).axes[0].texts
