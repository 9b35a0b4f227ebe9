"""Draws: their distributions, their streams, and networks compiled from them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.parameters.sampling import from_judgement, sampled
from causalnet.compilation.parameters.streams import stream
from causalnet.errors import CalibrationError, QuestionError
from causalnet.inference.posterior import joint
from tests.strategies.elicited import confounded

GRADED = [
    cn.Ordinal(),
    cn.NoisyMax(),
    cn.NoisyMin(),
    cn.RankedNode(),
    cn.NoisyMax(like_ordinal=True),
    cn.NoisyMin(like_ordinal=True),
    cn.RankedNode(like_ordinal=True),
]


def _one(parameters, i):
    """The numbers of a single draw."""

    def pick(numbers):
        return {k: x if x.ndim == 0 else x[i] for k, x in numbers.items()}

    return Ensemble(pick(parameters.strengths), pick(parameters.amounts))


@pytest.mark.parametrize("mechanism", GRADED, ids=repr)
@settings(deadline=None, max_examples=6)
@given(data=st.data())
def test_compiling_draws_is_compiling_each_of_them(mechanism, data):
    model = data.draw(confounded(mechanism))
    influences = [
        cn.Influence(i.cause, i.effect, i.sign, cn.pert(0.1, 0.5, 1.5)) for i in model.influences
    ]
    model = cn.CausalModel("drawn", model.variables.values(), influences)
    numbers = sampled(model, cn.Draws(3, seed=data.draw(st.integers(0, 99))))
    try:
        network = compile_model(model, numbers)
    except CalibrationError:
        with pytest.raises(CalibrationError, match="of 3 draws"):
            compile_model(model, numbers)
        return
    for i in range(3):
        alone = compile_model(model, _one(numbers, i))
        for v in network:
            np.testing.assert_allclose(
                network.at(i).values(v),
                alone.values(v),
                atol=1e-7 if "like" in repr(mechanism) else 1e-9,
            )


def test_every_draw_meets_the_baselines():
    japan = cn.load("japan_software")
    network = compile_model(japan, draws=cn.Draws(50, seed=3))
    for name, variable in japan.variables.items():
        if variable.baseline:
            today = joint(network, [name])
            assert abs(today - np.array(variable.baseline.p)[:, None]).max() < 1e-9


def test_rejecting_and_reordering_leave_the_other_draws_as_they_were():
    japan = cn.load("japan_software")
    before = sampled(japan, cn.Draws(20, seed=1))
    first = japan.influences[0]
    less = sampled(japan.rejecting((first.cause, first.effect)), cn.Draws(20, seed=1))
    assert len(less.strengths) < len(before.strengths)
    for key, numbers in less.strengths.items():
        np.testing.assert_array_equal(numbers, before.strengths[key])


def test_draws_follow_the_judgement():
    rng = stream(0, "x")
    pert = from_judgement(cn.pert(0, 1, 4), 20_000, rng)
    assert pert.mean() == pytest.approx((0 + 4 * 1 + 4) / 6, abs=0.02)
    assert pert.min() >= 0
    assert pert.max() <= 4
    half = from_judgement(cn.interval(1, 3, zero=0.25), 20_000, stream(0, "y"))
    assert (half == 0).mean() == pytest.approx(0.25, abs=0.01)
    assert half[half > 0].min() >= 1
    out = from_judgement(cn.pert(1, 2, 3, inclusion=0.7), 20_000, stream(0, "z"))
    assert (out == 0).mean() == pytest.approx(0.3, abs=0.01)
    assert from_judgement(cn.fixed(2.0), 10, stream(0, "w")).shape == ()


def test_the_number_of_draws_is_a_positive_whole_number():
    with pytest.raises(QuestionError, match="of at least 1 or a Draws, got 0"):
        compile_model(cn.load("japan_software"), draws=0)


def test_baselines_move_as_a_dirichlet_with_their_weight():
    japan = cn.load("japan_software")
    how = cn.Draws(4000, seed=2, vary_baselines=True)
    numbers = sampled(japan, how)
    baseline = japan.variables["talent_mobility"].baseline
    drawn = numbers.baselines["talent_mobility"]
    p = np.array(baseline.p)
    np.testing.assert_allclose(drawn.sum(axis=0), 1)
    np.testing.assert_allclose(drawn.mean(axis=1), p, atol=0.01)
    variance = p * (1 - p) / (baseline.weight + 1)
    np.testing.assert_allclose(drawn.var(axis=1), variance, rtol=0.1)


@pytest.mark.parametrize("mechanism", GRADED[:5], ids=repr)
def test_moving_baselines_are_met_in_every_draw(mechanism):
    model = cn.CausalModel(
        "lawn",
        [
            cn.Variable("rain", ["no", "some", "much"], cn.Baseline([0.5, 0.3, 0.2], weight=500)),
            cn.Variable("wet", ["no", "yes"], cn.Baseline([0.5, 0.5], 400), mechanism=mechanism),
        ],
        [cn.Influence("rain", "wet", "+", cn.pert(0.1, 0.3, 0.5))],
    )
    how = cn.Draws(30, seed=5, vary_baselines=True)
    numbers, network = sampled(model, how), compile_model(model, draws=how)
    for name in model.variables:
        np.testing.assert_allclose(joint(network, [name]), numbers.baselines[name], atol=1e-9)
    assert network.sampling == how
    assert "baselines drawn too" in str(cn.query(network, "wet"))


def test_a_state_that_cannot_occur_stays_impossible():
    model = cn.CausalModel(
        "lawn", [cn.Variable("rain", ["no", "some", "much"], cn.Baseline([0.5, 0.0, 0.5]))]
    )
    drawn = sampled(model, cn.Draws(50, vary_baselines=True)).baselines["rain"]
    assert (drawn[1] == 0).all()
    assert (drawn[0] > 0).all()


def test_errors_of_a_tier_are_shared_and_each_keeps_its_distribution():
    names = [f"x{i}" for i in range(4)]
    model = cn.CausalModel(
        "tiers",
        [cn.Variable(n, ["lo", "hi"]) for n in [*names, "y"]],
        [
            cn.Influence("x0", "y", "+", "strong"),
            cn.Influence("x1", "y", "+", "strong"),
            cn.Influence("x2", "y", "+", "even"),
            cn.Influence("x3", "y", "+", cn.pert(0.6, 1.2, 2.0)),
        ],
        strengths={"strong": cn.pert(0.6, 1.2, 2.0), "even": cn.interval(0, 1)},
    )
    tied = sampled(model, cn.Draws(20_000, seed=1, correlation=0.8)).strengths
    free = sampled(model, cn.Draws(20_000, seed=1)).strengths
    x = {n: tied[n, "y", 0] for n in names}
    assert np.corrcoef(x["x0"], x["x1"])[0, 1] == pytest.approx(0.8, abs=0.02)
    assert abs(np.corrcoef(x["x0"], x["x2"])[0, 1]) < 0.03
    assert abs(np.corrcoef(x["x0"], x["x3"])[0, 1]) < 0.03
    for n in names:
        quantiles = np.linspace(0.05, 0.95, 10)
        np.testing.assert_allclose(
            np.quantile(x[n], quantiles), np.quantile(free[n, "y", 0], quantiles), atol=0.03
        )


def test_moving_baselines_or_correlation_leave_other_streams_as_they_were():
    japan = cn.load("japan_software")
    plain, moved = (
        sampled(japan, cn.Draws(20, seed=4)),
        sampled(japan, cn.Draws(20, 4, vary_baselines=True)),
    )
    for key, numbers in plain.strengths.items():
        np.testing.assert_array_equal(numbers, moved.strengths[key])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"n": 0}, "at least 1, not 0"),
        ({"seed": -1}, "not negative, not -1"),
        ({"correlation": 1.0}, r"in \[0, 1\), not 1.0"),
        ({"vary_baselines": "yes"}, "must be True or False, not 'yes'"),
    ],
)
def test_how_to_draw_is_checked(wrong, message):
    with pytest.raises(QuestionError, match=message):
        cn.Draws(**wrong)
