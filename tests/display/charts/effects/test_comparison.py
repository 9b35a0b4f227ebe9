"""Charts of comparisons."""

import causalnet as cn
from causalnet import do
from tests.display.charts.test_plot import model, ticks


def below(figure) -> str:
    return " ".join(figure.axes[0].get_xlabel().split())


def test_scenarios_are_points_and_a_cross_where_there_is_no_path():
    scenarios = {"be bold": do(bold="on"), "else": do(apart="yes")}
    found = cn.compare(model(), ["output", "apart"], scenarios, draws=20)
    figure = cn.plot(found)
    assert ticks(figure) == ["else", "be bold"]
    told = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    assert told == ["Output", "Apart", "mean and middle 90% of draws", "no change: no path"]
    levels = [x for line in figure.axes[0].get_lines() for x in line.get_xdata()]
    assert found["be bold", "output"].level in levels
    alone = cn.plot(cn.compare(model(), "output", {"be bold": do(bold="on")}))
    assert below(alone) == "change in expected level, in states"
    assert alone.axes[0].get_legend() is None


def test_scenarios_without_draws_have_their_values_beside_them():
    found = cn.compare(model(), "output", {"bold": do(bold="on"), "else": do(apart="yes")})
    assert [t.get_text() for t in cn.plot(found).axes[0].texts] == [
        f"+{found['bold', 'output'].level:.3f}"
    ]
    drawn = cn.compare(model(), "output", {"bold": do(bold="on")}, draws=10)
    assert not cn.plot(drawn).axes[0].texts
