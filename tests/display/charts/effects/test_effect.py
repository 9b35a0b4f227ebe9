"""Charts of effects."""

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from tests.display.charts.effects.test_comparison import below
from tests.display.charts.test_plot import model, widths


def test_an_effect_shows_both_arms_and_what_changed():
    found = cn.effect(model(), "output", under=do(bold="on"))
    figure = cn.plot(found)
    assert widths(figure) == pytest.approx([*found.versus.p, *found.under.p])
    texts = {t.get_text() for t in figure.axes[0].texts}
    assert f"−{abs(found['low']):.3f}" in texts
    assert "As it is" in {t.get_text() for t in figure.axes[0].get_legend().get_texts()}


def test_an_effect_over_draws_counts_every_draw():
    found = cn.effect(model(), "output", under=do(bold="on"), draws=80)
    figure = cn.plot(found)
    assert sum(figure.axes[0].patches[0].get_data().values) == 80
    line = figure.axes[0].get_lines()[0].get_xdata()
    assert np.asarray(line) == pytest.approx(found.estimate.interval())
    none = cn.effect(model(), "output", under=do(apart="yes"), draws=5)
    assert "holds in 100%" in below(cn.plot(none))


def test_an_effect_on_a_state_of_a_network_in_draws_is_drawn():
    rows = np.random.default_rng(1).dirichlet([2, 3], size=(2, 20)).swapaxes(1, 2)
    network = cn.Network(
        {"x": ["yes", "no"], "y": ["yes", "no"]},
        {"y": ["x"]},
        {"x": [0.5, 0.5], "y": rows},
        draws=20,
    )
    change = cn.plot(cn.effect(network, ("y", "yes"), under=do(x="yes")))

    assert "change in P(yes)" in change.axes[0].get_xlabel()
