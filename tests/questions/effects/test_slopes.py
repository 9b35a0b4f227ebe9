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


@pytest.mark.parametrize(
    "under",
    [
        cn.do(toll="high"),
        cn.do(toll=cn.shift(1)),
        cn.do(traffic=cn.shift(1)),
        cn.do(traffic=cn.partial("low", 0.4)),
        cn.do(traffic={"low": 0.3, "middle": 0.3, "high": 0.4}),
        cn.do(buses=cn.policy("toll", {s: s for s in ("low", "middle", "high")})),
        cn.do(toll=cn.partial("high", 0.5), traffic=cn.shift(-1)),
        cn.do(air=cn.shift(1)),
    ],
    ids=str,
)
@pytest.mark.parametrize("given", [None, {"buses": "low"}], ids=["see nothing", "see few buses"])
def test_slopes_are_finite_differences_calibration_included(under, given):
    if given and "buses" in under.settings:
        given = {"toll": "low"}
    model = town()

    def level(influence, step):
        i = influence
        moved = cn.Influence(i.cause, i.effect, i.sign, i.strength + step)
        return cn.query(model.replacing(moved), "air", under=under, given=given).level

    found = cn.slopes(model, "air", under=under, given=given).values
    for influence in model.influences:
        if influence.lag:
            continue
        slope = (level(influence, 1e-5) - level(influence, -1e-5)) / 2e-5
        assert found.get(influence.name, 0.0) == pytest.approx(slope, abs=1e-6)
    drawn = cn.slopes(model, "air", under=under, given=given, draws=3)
    assert {k: x.value for k, x in drawn.estimates.items()} == pytest.approx(dict(found))


def test_slopes_are_refused_where_an_influence_is_cut():
    with pytest.raises(cn.errors.QuestionError, match="not where influences are cut or changed"):
        cn.slopes(town(), "air", under=cn.do(cn.cut("toll", "traffic")))


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
