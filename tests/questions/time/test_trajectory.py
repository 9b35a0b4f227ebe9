from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from tests.printed import flat
from tests.strategies.lagged import lagged_models


def logit(p):
    return float(np.log(p / (1 - p)))


def umbrella():
    """Russell and Norvig, figure 15.2: it rains as yesterday with 0.7; umbrellas 0.9 and 0.2."""
    rain = cn.Variable("rain", ["no", "yes"], cn.Baseline([0.5, 0.5]))
    carried = cn.Variable("umbrella", ["no", "yes"], cn.Baseline([0.45, 0.55]))
    return cn.CausalModel(
        "umbrella",
        [rain, carried],
        [
            cn.Influence("rain", "rain", "+", 2 * logit(0.7), lag=1),
            cn.Influence("rain", "umbrella", "+", logit(0.9) - logit(0.2)),
        ],
    )


SEEN = {1: {"umbrella": "yes"}, 2: {"umbrella": "yes"}}


def test_the_umbrella_world_filtered_and_smoothed_as_published():
    found = cn.trajectory(umbrella(), "rain", given=SEEN, periods=2, filtered=True)
    assert [round(x, 3) for x in found.level] == [0.5, 0.818, 0.883]
    smooth = cn.trajectory(umbrella(), "rain", given=SEEN, periods=2)
    assert round(smooth.level[1], 3) == 0.883


@pytest.mark.parametrize("filtered", [True, False])
def test_particles_agree_with_the_exact_umbrella(filtered):
    ask = {"given": SEEN, "periods": 4, "filtered": filtered}
    exact = cn.trajectory(umbrella(), "rain", method="exact", **ask)
    found = cn.trajectory(umbrella(), "rain", method="sample", **ask)
    error = found.courses["rain"].error
    assert (abs(found.level - exact.level) < 5 * error + 1e-12).all()
    assert "Effective sample size" in str(found)


def chain(p=0.2, strength=2.0):
    x = cn.Variable("x", ["no", "yes"], cn.Baseline([1 - p, p]))
    return cn.CausalModel("chain", [x], [cn.Influence("x", "x", "+", strength, lag=1)])


def test_a_two_state_chain_returns_as_its_second_eigenvalue_says():
    table = cn.unroll(chain(), 1).values("x@1")
    eigenvalue = table[1, 1] - table[0, 1]
    found = cn.trajectory(chain(), "x", under=do(x="yes").at(0), periods=6)
    assert found.level == pytest.approx(0.2 + 0.8 * eigenvalue ** np.arange(7), abs=1e-9)


@settings(max_examples=15)
@given(st.data())
def test_without_lagged_strength_every_step_is_a_query(data):
    model = data.draw(lagged_models(idle=True))
    name = next(iter(model.variables))
    under = do({name: model.variables[name].states[-1]})
    outcome = list(model.variables)[-1]
    anchor = data.draw(st.sampled_from(["hold", "once", "free"]))
    found = cn.trajectory(model, outcome, under=under, periods=2, anchor=anchor, method="exact")
    now = cn.query(model, outcome, under=under)
    for row in found.p:
        assert row == pytest.approx(now.p, abs=1e-8)


def test_a_cut_feeds_an_independent_copy_in_every_period():
    model = umbrella()
    cut = do(cn.cut("rain", "umbrella")) | do(rain="yes")
    exact = cn.trajectory(model, "umbrella", under=cut, periods=2, method="exact")
    assert exact.level == pytest.approx([0.55] * 3, abs=1e-9)
    found = cn.trajectory(model, "umbrella", under=cut, periods=2, method="sample")
    assert (abs(found.level - 0.55) < 5 * found.courses["umbrella"].error).all()


def test_a_policy_follows_what_it_looks_at_in_its_own_period():
    model = umbrella()
    under = do(umbrella=cn.policy(given="rain", choose={"no": "no", "yes": "yes"})).since(1)
    for method in ("exact", "sample"):
        found = cn.trajectory(model, "umbrella", under=under, periods=2, method=method)
        assert found.level == pytest.approx([0.55, 0.5, 0.5], abs=0.02)


def test_draws_are_those_of_query_in_period_zero():
    japan = cn.load("japan_software")
    under = do(multi_layer_outsourcing="shallow")
    found = cn.trajectory(japan, "engineer_compensation", under=under, periods=0, draws=20)
    now = cn.effect(japan, "engineer_compensation", under=under, draws=20)
    assert found.change[0] == pytest.approx(now.level, abs=0.02)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        ({"periods": -1}, "'periods' must be a whole number of at least 0"),
        ({"anchor": "held"}, "Did you mean 'hold'"),
        ({"method": "sampled"}, "Did you mean 'sample'"),
        ({"under": "yes"}, r"must be an Intervention or a Timed, .* model\.interventions\['yes'\]"),
        ({"under": do(rain="wet")}, "No state 'wet'"),
        ({"given": {9: {"rain": "no"}}}, "given in period 9"),
        ({"given": {1: "no"}}, "findings of that period"),
        ({"given": {-1: {"rain": "no"}}}, "periods from 0"),
        ({"particles": 1}, "particles"),
        ({"outcome": 5}, "'outcome' must be a str or a sequence of str, got 5"),
    ],
)
def test_what_makes_no_sense_is_said(ask, message):
    with pytest.raises(cn.CausalnetError, match=message):
        cn.trajectory(umbrella(), **({"outcome": "rain"} | ask))


def test_a_question_within_a_period_points_to_the_one_over_time():
    with pytest.raises(cn.errors.QuestionError, match="trajectory"):
        cn.query(umbrella(), "rain", under=do(rain="no").until(2))


def test_the_frame_holds_every_number():
    frame = cn.trajectory(umbrella(), ["rain", "umbrella"], under=do(rain="yes").at(1), periods=3)
    table = frame.to_frame()
    assert len(table) == 2 * 4 * 3
    assert set(table.columns) >= {"outcome", "period", "under", "versus", "change", "error"}


def test_findings_print_as_they_are_written_and_downstream_ones_are_noted():
    given = {1: {"rain": {"yes", "no"}}, 2: {"umbrella": "yes"}}
    found = str(
        cn.trajectory(umbrella(), "rain", under=do(rain="no").at(0), given=given, periods=2)
    )
    assert "given that rain is no or yes in period 1 and umbrella is yes in period 2" in " ".join(
        found.split()
    )
    assert "rain and umbrella lie downstream of what is done" in flat(found)
