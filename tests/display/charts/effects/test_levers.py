"""Charts of levers."""

import pytest

import causalnet as cn
from tests.display.charts.test_plot import model, ticks, widths


def test_levers_without_draws_are_drawn_as_bars():
    network = cn.Network(
        {"bronc": ["yes", "no"], "dysp": ["yes", "no"]},
        {"dysp": ["bronc"]},
        {"bronc": [0.45, 0.55], "dysp": [[0.8, 0.2], [0.1, 0.9]]},
    )
    figure = cn.plot(cn.levers(network, ("dysp", "yes")))

    assert ticks(figure) == ["bronc = yes"]
    assert widths(figure) == pytest.approx([0.8 - (0.45 * 0.8 + 0.55 * 0.1)])
    assert figure.axes[0].get_xlabel() == "change in P(yes)"
    assert "What would raise P(dysp = yes)" in figure.axes[0].get_title(loc="left")
    elicited = cn.levers(model(), "output")
    assert len(widths(cn.plot(elicited))) == len(elicited.best())


def test_notes_of_a_ranking_have_room():
    figure = cn.plot(cn.levers(model(), "output", draws=40))
    figure.draw_without_rendering()
    ends = [t.get_window_extent().x1 for t in figure.axes[0].texts]
    assert max(ends) < figure.axes[0].bbox.x1
