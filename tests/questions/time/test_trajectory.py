from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.model.intervention import scheduled
from tests.enumeration import enumerate_query
from tests.strategies.lagged import lagged_models, timed

STEPS = 2


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


def oracle(model, arm, outcome, period, given=None):
    """The unrolled network with what is done in each period, by enumeration."""
    network = cn.unroll(model, STEPS)
    settings = {}
    for t in range(STEPS + 1):
        for name, setting in scheduled(arm).when(t).settings.items():
            settings[f"{name}@{t}"] = setting
    named = {f"{v}@{t}": f for t, found in (given or {}).items() for v, f in found.items()}
    return enumerate_query(network, f"{outcome}@{period}", do(settings), named)


@settings(max_examples=15)
@given(st.data())
def test_exact_is_brute_force(data):
    model = data.draw(lagged_models(variables=2))
    arm = data.draw(timed(model, STEPS))
    outcome = list(model.variables)[-1]
    seen = data.draw(st.sampled_from([None, 1]))
    first = next(iter(model.variables))
    known = (
        {}
        if seen is None
        else {
            seen: {
                first: cn.likelihood(dict.fromkeys(model.variables[first].states, 0.5) | {"0": 0.9})
            }
        }
    )
    found = cn.trajectory(model, outcome, under=arm, given=known, periods=STEPS, method="exact")
    for t in range(STEPS + 1):
        assert found.p[t] == pytest.approx(oracle(model, arm, outcome, t, known), abs=1e-9)


@settings(max_examples=10)
@given(st.data())
def test_sampled_is_exact_within_its_error(data):
    model = data.draw(lagged_models())
    arm = data.draw(timed(model, STEPS))
    outcome = list(model.variables)[-1]
    ask = {
        "under": arm,
        "periods": STEPS,
        "anchor": data.draw(st.sampled_from(["hold", "once", "free"])),
    }
    exact = cn.trajectory(model, outcome, method="exact", **ask)
    found = cn.trajectory(model, outcome, method="sample", particles=2048, **ask)
    error = found.courses[outcome].error
    assert (abs(found.level - exact.level) < 6 * error + 2e-5).all()


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


@settings(max_examples=15)
@given(st.data())
def test_a_world_in_which_nothing_is_done_stands_still(data):
    model = data.draw(lagged_models())
    outcome = list(model.variables)[-1]
    found = cn.trajectory(model, outcome, periods=3, method="exact", draws=3)
    assert found.p == pytest.approx(np.broadcast_to(found.p[0], found.p.shape), abs=1e-8)


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


def test_the_same_seed_gives_the_same_answer_whatever_else_is_asked():
    japan = cn.load("japan_software")
    ask = {"under": do(language_barrier="low"), "periods": 2, "draws": 4}
    ask |= {"particles": 64, "method": "sample"}
    alone = cn.trajectory(japan, "global_talent_inflow", **ask)
    both = cn.trajectory(japan, ["global_talent_inflow", "customer_base_retention"], **ask)
    assert both["global_talent_inflow"].level.tolist() == alone.level.tolist()


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


def test_impossible_evidence_is_refused_by_both_methods():
    for method in ("exact", "sample"):
        with pytest.raises(cn.errors.ImpossibleEvidenceError):
            cn.trajectory(
                umbrella(), "rain", under=do(rain="yes"), given={1: {"rain": "no"}}, method=method
            )


def test_the_frame_holds_every_number():
    frame = cn.trajectory(umbrella(), ["rain", "umbrella"], under=do(rain="yes").at(1), periods=3)
    table = frame.to_frame()
    assert len(table) == 2 * 4 * 3
    assert set(table.columns) >= {"outcome", "period", "under", "versus", "change", "error"}


def test_an_exact_answer_that_is_too_large_is_refused_beforehand():
    with pytest.raises(cn.errors.MemoryLimitError):
        cn.trajectory(cn.load("japan_software"), "ai_era_position", periods=4, method="exact")


def test_findings_print_as_they_are_written_and_downstream_ones_are_noted():
    given = {1: {"rain": {"yes", "no"}}, 2: {"umbrella": "yes"}}
    found = str(
        cn.trajectory(umbrella(), "rain", under=do(rain="no").at(0), given=given, periods=2)
    )
    assert 'given rain={"no", "yes"} in period 1 and umbrella="yes" in period 2' in found
    assert "rain, umbrella lie downstream of what is done" in found
