"""Sampled courses held against exact ones: every kind of setting, finding, order and size of strength."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from tests.toys import plain

STATES = ("low", "middle", "high")


def variable(name, p=None, **parts):
    states = STATES if p is None or len(p) == 3 else ("low", "high")
    return cn.Variable(name, states, None if p is None else cn.Baseline(p), **parts)


def agree(model, outcome, errors=5, **ask):
    """Both methods, and the sampled one within its own error of the exact one."""
    exact = cn.trajectory(model, outcome, method="exact", **ask)
    found = cn.trajectory(model, outcome, method="sample", **ask)
    assert (abs(found.level - exact.level) <= errors * found.courses[outcome].error + 2e-5).all()
    assert (abs(found.change - exact.change) <= errors * found.error + 2e-5).all()
    return exact, found


def web(order):
    """a → b → c, a → c, with memory; variables listed in any order."""
    own = {
        "a": variable("a", [0.2, 0.3, 0.5]),
        "b": variable("b", [0.6, 0.4]),
        "c": variable("c", [0.3, 0.3, 0.4]),
    }
    return cn.CausalModel(
        "web",
        [own[name] for name in order],
        [
            cn.Influence("a", "b", sign="+", strength=1.5),
            cn.Influence("b", "c", sign="-", strength=1.0),
            cn.Influence("a", "c", sign="+", strength=0.5),
            cn.Influence("c", "a", sign="+", strength=1.0, lag=1),
        ],
    )


SETTINGS = {
    "hard": do(c="high"),
    "lottery": do(b={"low": 0.3, "high": 0.7}),
    "shift": do(b=cn.shift(1)),
    "partial": do(c=cn.partial("low", 0.4)),
    "whole uptake": do(c=cn.partial("low", 1)),
    "policy on an earlier cause": do(
        c=cn.policy(given="a", choose={"low": "high", "middle": "middle", "high": "low"})
    ),
    "policy against the arrow": do(
        b="low", a=cn.policy(given="b", choose={"low": "high", "high": "low"})
    ),
    "policy where the arrow is cut": do(
        cn.cut("a", "b"), a=cn.policy(given="b", choose={"low": "high", "high": "low"})
    ),
    "cut": do(cn.cut("a", "c"), b="high"),
    "as if": do(cn.as_if("c", a="high"), cn.as_if("a", c="low")),
    "policy where the arrow is as if": do(
        cn.as_if("b", a="high"), a=cn.policy(given="b", choose={"low": "high", "high": "low"})
    ),
}
FINDINGS = {
    "nothing": {},
    "a state": {1: {"a": "high"}},
    "some states": {0: {"a": {"low", "high"}}, 1: {"a": {"middle", "high"}}},
    "a likelihood": {1: {"c": cn.likelihood({"low": 0.9, "middle": 0.2, "high": 0.1})}},
}


@pytest.mark.parametrize("order", [*itertools.permutations("abc")], ids="".join)
def test_a_policy_is_sampled_whatever_the_order_of_the_variables(order):
    agree(web(order), "c", under=SETTINGS["policy on an earlier cause"], periods=1)


@pytest.mark.parametrize("found", FINDINGS)
@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_with_every_finding(setting, found):
    # The policies that look at an effect leave no other order than this one.
    outcome = "a" if "against" in setting or "arrow is" in setting or setting == "cut" else "c"
    agree(web("cab"), outcome, under=SETTINGS[setting], given=FINDINGS[found], periods=1)


def test_a_cycle_is_named_without_periods_by_both_methods():
    under = do(a=cn.policy(given="b", choose={"low": "high", "high": "low"}))
    messages = set()
    for method in ("exact", "sample"):
        with pytest.raises(cn.errors.InterventionError, match="a → b → a") as caught:
            cn.trajectory(web("abc"), "c", under=under, periods=1, method=method)
        messages.add(str(caught.value))
    assert len(messages) == 1
    assert "@" not in messages.pop()
    # Once b is no longer held, the arrow from a to b is back.
    late = do(b="low").until(0) | under
    with pytest.raises(cn.errors.InterventionError, match="a → b → a"):
        cn.trajectory(web("abc"), "c", under=late, periods=1)


@pytest.mark.parametrize("draws", [None, 6])
def test_a_model_without_strengths_is_sampled(draws):
    rows = {("low",): [0.9, 0.1], ("high",): [0.2, 0.8]}
    tabled = cn.CausalModel(
        "tabled",
        [
            variable("x", [0.6, 0.4]),
            cn.Variable("y", ["low", "high"], mechanism=cn.Table(["x"], rows)),
        ],
        [cn.Influence("x", "y", sign="?")],
    )
    agree(tabled, "y", under=do(x="high"), periods=1, draws=draws)
    alone = cn.CausalModel("alone", [variable("x", [0.2, 0.3, 0.5])])
    _, found = agree(alone, "x", under=do(x="high"), periods=1, draws=draws)
    # Nothing about it was left to chance.
    assert not found.error.any()


@pytest.mark.parametrize("strength", [8, 20, 30, 50, 100, 400])
def test_mechanisms_of_any_steepness_are_anchored_where_they_belong(strength):
    model = cn.CausalModel(
        "steep",
        [variable("x", [0.2, 0.3, 0.5]), variable("y", [0.3, 0.3, 0.4])],
        [
            cn.Influence("x", "y", sign="+", strength=strength),
            cn.Influence("y", "x", sign="+", strength=strength, lag=1),
            cn.Influence("x", "x", sign="+", strength=strength, lag=1),
        ],
    )
    exact, found = agree(model, "y", under=do(x="middle").at(0), periods=2)
    assert exact.level[0] == pytest.approx(2 / 3, abs=0.01)
    assert found.level == pytest.approx(exact.level, abs=0.01)


def test_what_no_particle_has_seen_has_an_error_all_the_same():
    rare = cn.CausalModel(
        "rare",
        [
            variable("x", [1 - 1e-6, 1e-6]),
            cn.Variable(
                "y",
                ["low", "high"],
                mechanism=cn.Deterministic(["x"], {("low",): "low", ("high",): "high"}),
            ),
        ],
        [cn.Influence("x", "y", sign="?")],
    )
    _, found = agree(rare, "y", periods=1)
    error = found.courses["y"].error
    assert (error > 1e-5).all()
    assert (error < 1e-3).all()
    # What is done decides all of it, and what is not done to it changes nothing.
    assert (
        not cn.trajectory(rare, "y", under=do(y="high"), periods=1, method="sample")
        .courses["y"]
        .error.any()
    )
    assert not cn.trajectory(rare, "x", under=do(y="high"), periods=1, method="sample").error.any()


def test_a_sampled_state_that_was_never_hit_has_an_error():
    network = cn.Network(
        {"y": ["low", "high"], "z": ["low", "high"]},
        {"z": ["y"]},
        {"y": [1 - 0.0056, 0.0056], "z": [[0.5, 0.5], [0.5, 0.5]]},
    )
    missed = 0
    for given, seed in itertools.product(({}, {"z": "high"}), range(20)):
        found = cn.query(network, "y", given=given, method="sample", samples=100, seed=seed)
        missed += found["high"] == 0
        assert abs(found["high"] - 0.0056) < 5 * found.error[1] < 0.2
    assert missed > 10


def test_what_is_impossible_is_named_with_its_period():
    for ask in (
        {"given": {1: {"b": "low"}, 0: {"c": {"low", "middle"}}}},
        {"given": {1: {"b": "low"}}, "draws": 3},
    ):
        with pytest.raises(cn.errors.ImpossibleEvidenceError) as caught:
            cn.trajectory(web("abc"), "c", under=do(b="high"), periods=1, method="exact", **ask)
        assert "@" not in str(caught.value)
        assert 'b="low" in period 1' in str(caught.value)


def test_findings_that_some_repetitions_miss_still_count():
    # About one particle in two thousand agrees, so that most repetitions have none that does.
    model = cn.CausalModel(
        "improbable",
        [variable("x", [0.9995, 0.0005]), variable("y", [0.5, 0.5])],
        [
            cn.Influence("x", "y", sign="+", strength=2.0),
            cn.Influence("y", "x", sign="+", strength=1.0, lag=1),
        ],
    )
    agree(model, "y", given={0: {"x": {"high"}}}, periods=1)
    agree(model, "y", given={1: {"y": "high"}, 0: {"x": "high"}}, periods=1)


def test_a_noisy_mechanism_on_the_edge_of_its_baseline_is_sampled():
    model = cn.CausalModel(
        "noisy",
        [
            variable("x", [0.4, 0.6]),
            variable("z", [0.5, 0.5]),
            cn.Variable("y", ["low", "high"], mechanism=cn.NoisyMax()),
        ],
        [
            cn.Influence("x", "y", sign="+", strength=1.0),
            cn.Influence("z", "y", sign="+", strength=2.0),
            cn.Influence("z", "z", sign="+", strength=1.0, lag=1),
        ],
    )
    agree(model, "y", under=do(x="high"), periods=2)


def test_a_variable_of_many_states_is_sampled():
    states = [f"s{i}" for i in range(200)]
    p = np.full(200, 1 / 200)
    model = cn.CausalModel(
        "many",
        [cn.Variable("x", states, cn.Baseline(list(p))), variable("y", [0.5, 0.5])],
        [cn.Influence("x", "y", sign="+", strength=0.05)],
    )
    agree(model, "x", under=do(x=cn.shift(1)), periods=1)


def test_few_particles_with_evidence_are_not_far_off():
    three = ["l", "m", "h"]
    model = cn.CausalModel(
        "m",
        [
            plain("x", baseline=cn.Baseline([0.7, 0.3])),
            cn.Variable("y", three, cn.Baseline([0.75, 0.22, 0.03])),
            cn.Variable("z", three, cn.Baseline([0.3, 0.4, 0.3])),
        ],
        [
            cn.Influence("x", "y", "+", cn.pert(0.5, 1.2, 2)),
            cn.Influence("z", "y", "-", cn.interval(0.2, 1)),
            cn.Influence("y", "z", "-", cn.pert(0.3, 1, 2), lag=1),
            cn.Influence("y", "y", "+", cn.pert(0.8, 2, 3.5), lag=1),
        ],
    )
    asked = {
        "under": cn.do(x="h"),
        "given": {1: {"y": "h"}, 3: {"z": "l"}},
        "periods": 4,
        "draws": 300,
    }
    exact, drawn = (cn.trajectory(model, "y", method=m, **asked) for m in ("exact", "sample"))
    assert abs(drawn.change - exact.change).max() < 0.006
    assert np.isfinite(drawn.error).all()
