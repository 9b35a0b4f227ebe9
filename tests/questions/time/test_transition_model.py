"""The laws of variables from one period to the next."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from tests.strategies.lagged import lagged_models


@pytest.mark.parametrize(
    "mechanism",
    [
        cn.Ordinal(),
        cn.RankedNode(),
        cn.RankedNode(like_ordinal=True),
        cn.NoisyMax(like_ordinal=True),
    ],
    ids=["ordinal", "ranked", "ranked like ordinal", "noisy like ordinal"],
)
@pytest.mark.parametrize("anchor", ["hold", "once", "free"])
def test_every_mechanism_is_unrolled_and_simulated_alike(mechanism, anchor):
    model = cn.CausalModel(
        "pair",
        [
            cn.Variable("x", ["a", "b", "c"], cn.Baseline([0.5, 0.3, 0.2])),
            cn.Variable("y", ["a", "b"], cn.Baseline([0.6, 0.4]), mechanism=mechanism),
        ],
        [
            cn.Influence("x", "y", "+", 0.4),
            cn.Influence("y", "x", "+", 0.8, lag=1),
            cn.Influence("y", "y", "+", 0.4, lag=1),
        ],
    )
    ask = {"under": do(x="c"), "periods": 3, "anchor": anchor}
    exact = cn.trajectory(model, "y", method="exact", **ask)
    found = cn.trajectory(model, "y", method="sample", **ask)
    assert (abs(found.level - exact.level) < 6 * found.courses["y"].error + 1e-4).all()
    drift = abs(exact.without - exact.without[0]).max()
    assert (drift < 1e-8) if anchor == "hold" else drift >= 0


@settings(max_examples=15)
@given(st.data())
def test_a_world_in_which_nothing_is_done_stands_still(data):
    model = data.draw(lagged_models())
    outcome = list(model.variables)[-1]
    found = cn.trajectory(model, outcome, periods=3, method="exact", draws=3)
    assert found.p == pytest.approx(np.broadcast_to(found.p[0], found.p.shape), abs=1e-8)


def test_a_table_cannot_be_acted_on_later():
    tabled = cn.Table(["x"], {("no",): [0.9, 0.1], ("yes",): [0.2, 0.8]})
    states = ["no", "yes"]
    model = cn.CausalModel(
        "tabled",
        [cn.Variable("x", states), cn.Variable("y", states, mechanism=tabled)],
        [cn.Influence("x", "y", "+"), cn.Influence("y", "y", "+", 1, lag=1)],
    )
    with pytest.raises(cn.errors.QuestionError, match="row by row"):
        cn.trajectory(model, "y", periods=1)


def test_a_variable_with_only_lagged_causes_starts_from_the_baseline_of_its_own_draw():
    model = cn.CausalModel(
        "m",
        [
            cn.Variable("x", ["no", "yes"], cn.Baseline([0.5, 0.5])),
            cn.Variable("y", ["low", "middle", "high"], cn.Baseline([0.2, 0.3, 0.5], weight=5)),
        ],
        [cn.Influence("x", "y", "+", cn.pert(0.5, 1, 2), lag=1)],
    )
    ask = {"under": cn.do(x="yes"), "periods": 1, "anchor": "free"}
    ask["draws"] = cn.Draws(30, vary_baselines=True)
    exact, sampled = (cn.trajectory(model, "y", method=m, **ask) for m in ("exact", "sample"))
    np.testing.assert_allclose(sampled.courses["y"].p, exact.courses["y"].p, atol=0.01)
