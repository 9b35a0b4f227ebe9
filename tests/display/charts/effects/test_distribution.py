"""Charts of distributions."""

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from tests.display.charts.test_plot import model, ticks, widths


def test_bars_of_a_distribution_are_its_probabilities():
    found = cn.query(model(), "output", under=do(bold="on"))
    figure = cn.plot(found)
    assert ticks(figure) == ["high", "mid", "low"]
    assert widths(figure) == pytest.approx(list(found.p))
    # The first state stands on top, as in print.
    assert [bar.get_y() for bar in figure.axes[0].patches] == sorted(
        (bar.get_y() for bar in figure.axes[0].patches), reverse=True
    )


def test_bars_over_draws_carry_the_interval():
    found = cn.query(model(), "output", under=do(bold="on"), draws=40)
    axes = cn.plot(found).axes[0]
    ends = np.array([line.get_xdata() for line in axes.lines])
    assert pytest.approx(found.interval()) == ends.T
    assert "middle 90% of draws" in [text.get_text() for text in axes.get_legend().get_texts()]


def test_a_joint_distribution_has_a_bar_for_every_combination():
    found = cn.query(model(), ("output", "apart"))
    figure = cn.plot(found)
    assert ticks(figure)[::-1][:2] == ["low, no", "low, yes"]
    assert widths(figure) == pytest.approx(list(found.p.ravel()))


def test_a_sampled_answer_shows_its_error():
    found = cn.query(model(), "output", method="sample", samples=500)
    figure = cn.plot(found)
    (told,) = figure.axes[0].get_legend().get_texts()
    assert told.get_text() == "estimate ± 2 standard errors"
    segments = np.array([line.get_xdata() for line in figure.axes[0].lines])
    assert np.ptp(segments, axis=1) == pytest.approx(4 * found.error)
