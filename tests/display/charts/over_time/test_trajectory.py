from __future__ import annotations

import numpy as np
import pytest

import causalnet as cn
from causalnet import do


def model():
    return cn.CausalModel(
        "pair",
        [
            cn.Variable("x", ["a", "b"], cn.Baseline([0.6, 0.4])),
            cn.Variable("y", ["a", "b", "c"], cn.Baseline([0.5, 0.3, 0.2])),
        ],
        [
            cn.Influence("x", "y", "+", cn.pert(0.5, 1, 2)),
            cn.Influence("y", "x", "+", cn.pert(0.5, 1, 2), lag=1),
        ],
    )


def test_a_fan_chart_shows_the_levels_and_the_spread_over_draws():
    found = cn.trajectory(model(), ["x", "y"], under=do(x="b").until(1), periods=4, draws=20)
    figure = cn.plot(found)
    first = figure.axes[0]
    lines = {line.get_label(): line.get_ydata() for line in first.get_lines()}
    assert np.asarray(lines["Setting x to b until period 1"]) == pytest.approx(found["x"].level)
    assert np.asarray(lines["Nothing is done"]) == pytest.approx(found["x"].without)
    bands = [c for c in first.collections if c.get_paths()]
    assert len(bands) == 2
    assert len(figure.axes) == 2


def test_one_outcome_is_drawn_on_axes_of_ones_own():
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    figure = cn.plot(cn.trajectory(model(), "x", periods=2, method="sample"), ax)
    assert figure is ax.figure
    assert ax.get_xlabel() == "period (levels: 0 a, 1 b)"
    with pytest.raises(cn.errors.QuestionError, match="several outcomes"):
        cn.plot(cn.trajectory(model(), ["x", "y"], periods=2), ax)


def test_the_title_says_under_what():
    one = cn.plot(cn.trajectory(model(), "y", under=do(x="b"), periods=2))
    assert one.axes[0].get_title(loc="left") == "Y: setting x to b"
    two = cn.plot(cn.trajectory(model(), ["x", "y"], under=do(x="b"), periods=2))
    assert two.get_suptitle() == "What comes of it: setting x to b"
    assert two.axes[0].get_title(loc="left") == "X"
    none = cn.plot(cn.trajectory(model(), "y", periods=2))
    assert none.axes[0].get_title(loc="left") == "Y"


def test_swatches_are_as_dark_as_their_bands():
    figure = cn.plot(cn.trajectory(model(), "y", under=do(x="b"), periods=2, draws=20))
    outer, inner = (c for c in figure.axes[0].collections if not c.get_label().startswith("_"))
    first, second = (
        c.get_alpha() for c in figure.axes[0].collections if c.get_label().startswith("_")
    )
    assert outer.get_alpha() == pytest.approx(first)
    assert inner.get_alpha() == pytest.approx(1 - (1 - first) * (1 - second))
