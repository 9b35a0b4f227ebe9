"""Derivatives and slopes, held against differences."""

import numpy as np
import pytest

import causalnet as cn
from tests.enumeration import enumerate_query
from tests.questions.effects.test_lever import town
from tests.questions.effects.test_query import sprinkler


def test_derivatives_are_finite_differences():
    network = sprinkler()
    d = cn.derivatives(network, "wet", under=cn.do(rain="yes"))["sprinkler"]
    step = 1e-6
    table = network.values("sprinkler").copy()
    table[1] += [step, -step]
    moved = enumerate_query(network.replacing({"sprinkler": table}), "wet", cn.do(rain="yes"))
    slope = (moved - enumerate_query(network, "wet", cn.do(rain="yes"))) / step
    np.testing.assert_allclose(d[1, 0] - d[1, 1], slope, atol=1e-6)


def test_slopes_are_finite_differences_calibration_included():
    model = town()
    under = cn.do(toll="high")
    found = cn.slopes(model, "air", under=under).values
    for influence in model.influences:
        if influence.lag:
            continue
        step = 1e-5
        levels = []
        for sign in (1, -1):
            other = cn.Influence(
                influence.cause, influence.effect, influence.sign, influence.strength + sign * step
            )
            levels.append(cn.query(model.replacing(other), "air", under=under).level)
        slope = (levels[0] - levels[1]) / (2 * step)
        assert found[influence.name] == pytest.approx(slope, abs=1e-6)
    with pytest.raises(cn.errors.QuestionError, match="hard settings only"):
        cn.slopes(model, "air", under=cn.do(toll=cn.shift(1)))


def test_slopes_of_what_is_observed_or_reached_later_say_why_there_are_none():
    states = ["low", "high"]
    variables = [cn.Variable(v, states, cn.Baseline([0.5, 0.5])) for v in "xy"]
    now = cn.CausalModel("now", variables, [cn.Influence("x", "y", "+", 1.0)])
    later = cn.CausalModel("later", variables, [cn.Influence("x", "y", "+", 1.0, lag=1)])
    assert " ".join(str(cn.slopes(now, "y", given={"y": "low"})).split()) == (
        "Given that y is low, no strength moves y: it is itself observed."
    )
    assert " ".join(str(cn.slopes(now, "y", under=cn.do(y="low"))).split()) == (
        "After setting y to low, no strength moves y: it is itself set, so what it does is so by definition."
    )
    assert " ".join(str(cn.slopes(later, "y")).split()) == (
        "As things are, no strength moves y: what acts on it does so only in later periods."
    )
    assert " ".join(str(cn.slopes(now, "x")).split()) == (
        "As things are, no strength moves x: none bears on it."
    )
