"""Queries, effects and comparisons in a later period are what trajectories say of that period."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from tests.printed import flat
from tests.strategies.lagged import feedback, lagged_models, late


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_a_later_period_is_that_of_the_trajectory(data):
    model = data.draw(lagged_models(variables=4))
    names = list(model.variables)
    cause, outcome, seen = (data.draw(st.sampled_from(names)) for _ in range(3))
    at = data.draw(st.integers(1, 3))
    under = do({cause: model.variables[cause].states[-1]})
    found = {seen: model.variables[seen].states[0]} if seen != cause else {}
    draws = data.draw(st.sampled_from([None, 7]))
    course = cn.trajectory(model, outcome, under=under, given=found, periods=at, draws=draws)

    answer = cn.query(model, outcome, under=under, given=found, at=at, draws=draws)
    np.testing.assert_allclose(answer.p, course.p[at], atol=1e-9)
    effect = cn.effect(model, outcome, under=under, given=found, at=at, draws=draws)
    assert effect.level == pytest.approx(course.change[at], abs=1e-9)
    assert effect.under.level == pytest.approx(course.level[at], abs=1e-9)
    if outcome != cause:
        # A course speaks of all its periods, an effect and a lever of the one that was asked about.
        tried = cn.levers(model, outcome, at=at, given=found, among=[cause])
        assert {v.path for v in tried if v.intervention == under} <= {effect.path}
    if effect.path not in ("within a period", "by observing alone"):
        assert abs(effect.change).max() < 1e-9
    if effect.estimate.drawn:
        own = course.estimate(at).points
        np.testing.assert_allclose(effect.estimate.points, own, atol=1e-9)
        np.testing.assert_allclose(answer.drawn.sum(axis=0), 1)
    chance = cn.effect(
        model, (outcome, answer.states[0][0]), under=under, given=found, at=at, draws=draws
    )
    assert chance.level == pytest.approx(effect[answer.states[0][0]], abs=1e-9)


def test_period_zero_and_a_model_without_lags_are_as_they_were():
    model = cn.CausalModel(
        "at once",
        [cn.Variable(v, ["low", "high"], cn.Baseline([0.6, 0.4])) for v in ("x", "y")],
        [cn.Influence("x", "y", "+", strength=cn.pert(0.5, 1, 2))],
    )
    under = do(x="high")
    today = cn.effect(model, "y", under=under, draws=30)
    later = cn.effect(model, "y", under=under, at=5, draws=30)
    np.testing.assert_allclose(later.estimate.points, today.estimate.points, atol=1e-9)
    assert (today.at, later.at) == (0, 5)
    assert later.estimate.error == pytest.approx(today.estimate.error)


def test_what_it_prints_names_the_period_and_what_it_assumes():
    answer = cn.query(feedback(), "y", under=do(x="high"), at=2)
    assert str(answer).startswith("By period 2, after setting x to high, y is low (")
    held = "without intervention every variable is held where it stands today."
    assert str(answer).splitlines()[-1] == f"Exact; {held}"
    effect = cn.effect(feedback(), "y", under=do(x="high"), at=2)
    assert effect.sentence.startswith(
        "By period 2, setting x to high raises y a lot: by 17 percentage"
    )
    assert f"Exact; {held}" in str(effect)


def test_what_acts_later_or_never_is_said_by_that_period():
    lagged = cn.effect(late(), "y", under=do(x="high"), at=2)
    assert lagged.path == "lagged only"
    assert lagged.sentence == (
        "By period 2, setting x to high does not change y: what is set acts on it only from period 3 on."
    )
    never = cn.effect(late(), "y", under=do(u="high"), at=2)
    assert (never.path, never.level) == ("no path", 0)
    arrived = cn.effect(late(), "y", under=do(x="high"), at=3)
    assert (arrived.path, arrived.size) == ("within a period", "large")


def test_scenarios_are_compared_by_a_later_period():
    scenarios = {"x": do(x="high"), "z": do(z="high"), "u": do(u="high")}
    found = cn.compare(late(), ["y", ("z", "high")], scenarios, at=3)
    for name, under in scenarios.items():
        course = cn.trajectory(late(), "y", under=under, periods=3)
        assert found[name, "y"].level == pytest.approx(course.change[3], abs=1e-9)
    assert (
        str(found)
        .splitlines()[0]
        .startswith("By period 3, the scenario “x” raises y a lot: by 0.626 of 2")
    )
    soon = cn.compare(late(), "y", {"x": do(x="high")}, at=1)
    assert (
        str(soon).splitlines()[0]
        == "By period 1, no scenario changes y: they act on it only in later periods."
    )


def test_a_simulated_answer_tells_its_error():
    japan = cn.load("japan_software")
    under = do(multi_layer_outsourcing="shallow")
    effect = cn.effect(japan, "software_competitiveness", under=under, at=3)
    course = cn.trajectory(japan, "software_competitiveness", under=under, periods=3)
    assert effect.level == pytest.approx(course.change[3], abs=1e-12)
    assert 0 < effect.estimate.error < 0.01
    assert "Standard error of the change in expected level: 0.00" in str(effect)
    assert "Sampled (" in str(effect)
    answer = cn.query(
        japan, "software_competitiveness", at=2, method="sample", samples=2000, seed=3
    )
    assert "2,000 particles" in answer.provenance.method
    assert (answer.error > 0).all()


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (
            lambda: cn.query(feedback(), ["x", "y"], at=2),
            "one outcome is asked about at a time, not 2",
        ),
        (lambda: cn.query(cn.compile_model(feedback()), "y", at=2), "CausalModel"),
        (
            lambda: cn.effect(cn.compile_model(feedback()), "y", under=do(x="high"), at=2),
            "CausalModel",
        ),
        (
            lambda: cn.query(feedback(), "y", at=2, given={1: {"x": "high"}}),
            "are for cn.trajectory",
        ),
        (lambda: cn.query(feedback(), "y", at=-1), "'at' must be"),
        (lambda: cn.effect(feedback(), "y", under=do(x="hihg"), at=2), "high"),
    ],
)
def test_what_does_not_fit_is_refused(ask, told):
    with pytest.raises(cn.errors.CausalnetError, match=told):
        ask()


def fixed():
    """x moves y within a period, by a number that nobody doubts."""
    states = ["low", "high"]
    variables = [
        cn.Variable(v, states, cn.Baseline([0.5, 0.5]), roles=["lever"]) for v in ("x", "y")
    ]
    return cn.CausalModel("fixed", variables, [cn.Influence("x", "y", "+", strength=1.0)])


def test_what_is_observed_is_observed_in_its_period():
    under, seen = do(x="high"), {"y": "high"}
    effect = cn.effect(fixed(), "y", under=under, given=seen, at=1)
    assert (
        "By period 1, given that y is high in period 0, setting x to high raises y moderately: by 12 "
        "percentage points (50% → 62% high), every strength at its most likely value."
    ) in effect.sentence
    answer = cn.query(fixed(), "y", under=under, given=seen, at=1)
    assert answer.sentence.startswith(
        "By period 1, given that y is high in period 0, after setting x to high, y is low ("
    )
    rises = cn.Conclusion("y", "rises", under=under, given=seen, at=1)
    assert str(rises).endswith('by period 1, given y="high" in period 0')
    assert "given that y is high in period 0, " in cn.verdict(fixed(), rises, draws=10).sentence
    levers = cn.levers(fixed(), "y", among=["x"], given=seen, at=1)
    assert (
        "By period 1, given that y is high in period 0, setting x to high raises y moderately: by 12 "
        "percentage points, every strength at its most likely value."
    ) in levers.sentence
    assert "period" not in str(cn.effect(fixed(), "y", under=under, given=seen).under.question)


def test_numbers_that_are_all_fixed_are_no_draws():
    effect = cn.effect(fixed(), "y", under=do(x="high"), at=1, draws=20)
    assert (effect.estimate.drawn, effect.estimate.error) == (False, 0)
    assert "1 draw" not in str(effect)
    assert "nan" not in str(effect)
    levers = cn.levers(fixed(), "y", among=["x"], at=1, draws=20)
    assert "1 draw" not in str(levers)
    one = cn.effect(feedback(), "y", under=do(x="high"), at=1, draws=1)
    assert "a single draw tells no Monte-Carlo error" in flat(one)
    assert "nan" not in str(one)


def test_what_is_assumed_of_later_periods_is_said_by_every_verb():
    held = "without intervention every variable is held where it stands today"
    rises = cn.Conclusion("y", "rises", under=do(x="high"), at=2)
    for answer in (
        cn.query(feedback(), "y", at=2),
        cn.effect(feedback(), "y", under=do(x="high"), at=2),
        cn.compare(feedback(), "y", [do(x="high")], at=2),
        cn.levers(feedback(), "y", at=2),
        cn.levers(feedback(), "y", at=2, draws=20),
        cn.verdict(feedback(), rises, draws=20),
        cn.sensitivity(feedback(), rises, draws=20),
    ):
        assert held in " ".join(str(answer).lower().split()), type(answer)


def test_chance_is_no_direction():
    japan = cn.load("japan_software")
    scenario = do(private_ai_infrastructure="as announced")
    found = cn.effect(japan, "lifetime_employment", under=scenario, at=4)
    assert abs(found.level) <= 2 * found.estimate.error
    assert (
        "does not change lifetime employment by more than chance: "
        f"{round(found.level, 4) + 0.0:+.4f}, with a standard error of {found.estimate.error:.4f}, every influence "
        "taken to be there, at its most likely strength."
    ) in found.sentence
    compared = cn.compare(japan, "lifetime_employment", {"p": scenario}, at=4)
    assert " ".join(str(compared).split()).startswith(
        "By period 4 (counted from 0; a period is ten years), no scenario changes lifetime employment by more than "
        "chance. "
    )
    assert "Standard errors of the changes in expected level up to 0.000" in str(compared)
    course = cn.trajectory(japan, "lifetime_employment", under=scenario, periods=4)
    assert "does not change lifetime employment by more than chance: " in course.sentence


def test_the_mean_of_draws_that_go_either_way_is_no_direction():
    states = ["low", "high"]
    variables = [
        cn.Variable(v, states, cn.Baseline([0.5, 0.5]), roles=["lever"]) for v in ("x", "y")
    ]
    either = cn.CausalModel(
        "either", variables, [cn.Influence("x", "y", "?", strength=cn.interval(-2, 2))]
    )
    under = do(x="high")
    for at in (0, 1):
        found = cn.effect(either, "y", under=under, draws=100, at=at)
        assert found.is_chance
        assert (
            "etting x to high does not change y by more than chance: -0.0052, with a standard error of "
            "0.0151, on average over 100 draws."
        ) in found.sentence
        levers = cn.levers(either, "y", among=["x"], draws=100, at=at)
        assert "o lever moves y by more than chance." in levers.sentence
    compared = cn.compare(either, "y", {"a": under}, draws=100)
    assert "No scenario changes y by more than chance." in str(compared)
    sure = cn.effect(feedback(), "y", under=under, draws=100)
    assert not sure.is_chance


def test_the_error_that_is_printed_is_that_of_the_estimate():
    japan = cn.load("japan_software")
    under = do(multi_layer_outsourcing="shallow")
    effect = cn.effect(japan, "software_competitiveness", under=under, at=2, draws=4)
    assert effect.estimate.values.shape == (4, 2)
    assert f"Monte-Carlo error {effect.estimate.error:.4f}." in str(effect)


def test_a_single_exact_draw_tells_no_error_in_any_answer():
    ask = {"under": do(x="high"), "draws": 1}
    course = cn.trajectory(feedback(), "y", periods=2, **ask)
    assert np.isnan(course.error).all()
    assert "nan" not in str(course)
    for effect in (
        cn.effect(feedback(), "y", **ask),
        cn.effect(feedback(), "y", at=1, **ask),
        cn.levers(feedback(), "y", at=1, draws=1)[0],
    ):
        assert np.isnan(effect.estimate.error)
