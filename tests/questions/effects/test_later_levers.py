"""Levers by a later period are what trajectories say, in the columns of those of today."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.questions.query.arrival import steps_by
from tests.strategies.lagged import feedback, lagged_models, late


def test_levers_by_a_horizon_are_single_trajectories():
    found = cn.levers(feedback(), "y", at=3)
    changes = {(x.variable, x.state): x.level for x in found}
    for (variable, state), change in changes.items():
        course = cn.trajectory(feedback(), "y", under=do({variable: state}), periods=3)
        assert change == pytest.approx(course.change[3], abs=1e-9)
    assert [x.level for x in found] == sorted(changes.values(), reverse=True)
    assert found[0].intervention == do(x="high")
    assert str(found).startswith("By period 3, setting x to high raises y a lot: by 18")


def test_levers_by_a_horizon_over_draws():
    found = cn.levers(feedback(), "y", at=2, draws=20, among=["x"])
    assert found[0].estimate.points.shape == (20,)
    assert len(found.to_frame()) == 2
    with pytest.raises(cn.errors.QuestionError, match="CausalModel"):
        cn.levers(cn.compile_model(feedback()), "y", at=2)
    with pytest.raises(cn.errors.UnknownNameError):
        cn.levers(feedback(), "why", at=2)


def test_levers_by_a_horizon_leave_out_what_contradicts_the_findings():
    model = feedback()
    for seen in ({"x": "high"}, {0: {"x": {"high"}}, 2: {"z": "low"}}):
        found = cn.levers(model, "y", at=2, given=seen, among="all")
        tried = {(x.variable, x.state): x.level for x in found}
        free = [] if 2 in seen else [("z", "high")]
        assert tried.keys() == {("x", "high"), ("z", "low"), *free}
        for (variable, state), change in tried.items():
            course = cn.trajectory(model, "y", under=do({variable: state}), given=seen, periods=2)
            assert change == pytest.approx(course.change[2], abs=1e-9)
    # Within a period the same are left out.
    assert {(x.variable, x.state) for x in cn.levers(model, "y", given={"x": "high"})} == {
        ("x", "high"),
        ("z", "low"),
        ("z", "high"),
    }


def test_levers_by_a_horizon_leave_out_what_contradicts_a_rule():
    follows = cn.Deterministic(["z"], {("low",): "low", ("high",): "high"})
    seen = cn.Variable("seen", ["low", "high"], mechanism=follows)
    model = feedback().adding(seen, cn.Influence("z", "seen", sign="?"))
    found = cn.levers(model, "y", at=2, given={"seen": "high"}, among=["x", "z"])
    assert {(x.variable, x.state) for x in found} == {("x", "low"), ("x", "high"), ("z", "high")}
    with pytest.raises(
        cn.errors.ImpossibleEvidenceError, match=r'seen="high" in period 0, z="low"'
    ):
        cn.levers(model, "y", at=2, given={"seen": "high", "z": "low"}, among=["x", "z"])


@pytest.mark.parametrize("draws", [None, 20])
def test_a_lever_that_acts_after_the_horizon_has_no_rank(draws):
    found = cn.levers(late(), "y", at=2, draws=draws)
    assert [x.path for x in found] == ["within a period"] * 3 + ["lagged only"] * 3 + [
        "no path"
    ] * 3
    assert found[0].intervention == do(z="low")
    assert found.sentence.startswith("By period 2, setting z to low raises y moderately: by 0.2")
    assert sum("lagged only, from period 3" in line for line in str(found).splitlines()) == 1
    assert cn.levers(late(), "y", at=3)[0].intervention == do(x="high")


def test_a_horizon_before_anything_arrives_says_when_it_does():
    found = cn.levers(late().rejecting("z → y"), "y", at=2)
    assert found.sentence == (
        "By period 2, no lever reaches y by then; the first to do so, from period 3 on: x."
    )
    assert list(found.to_frame()["path"].unique()) == ["lagged only", "no path"]
    never = cn.levers(late(), "y", at=9, among=["u"])
    assert never.sentence == "By period 9, no lever reaches y: none of them leads to it."


@pytest.mark.parametrize("draws", [None, 20])
def test_within_a_period_what_does_not_reach_the_outcome_has_no_rank(draws):
    found = cn.levers(late(), "y", draws=draws)
    assert [lever.reaches for lever in found.best()] == [True, False, False]
    # z = high lowers y, which is less than nothing: and yet x and u are not before it.
    assert [lever.variable for lever in found][:3] == ["z"] * 3
    rows = {line.split()[1]: line for line in str(found).splitlines() if line[:1] in ("1", "–")}
    assert [rows[v].split()[0] for v in ("z", "x", "u")] == ["1", "–", "–"]
    assert "lagged only" in rows["x"]
    assert "no path" in rows["u"]
    assert found.ranks_at_least("high") == {"z": 1}
    if draws:
        assert {v: s.first for v, s in found.shares().items()} == {"z": 1, "x": 0, "u": 0}
    nothing = cn.levers(late(), "y", among=["x", "u"], draws=draws)
    assert [row[0] for row in nothing.sheets()[0].rows] == ["–", "–"]
    assert nothing.sentence == (
        "No lever reaches y: some of them act on it only in later periods, some do not lead to it."
    )
    assert cn.pairs(late(), "y", ["x", "u", "z"])[-1].path == "lagged only"


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_every_number_is_that_of_a_trajectory(data):
    model = data.draw(lagged_models(variables=4))
    names = list(model.variables)
    outcome, at = data.draw(st.sampled_from(names)), data.draw(st.integers(1, 3))
    state = model.variables[outcome].states[0]
    levels = cn.levers(model, outcome, at=at, among="all")
    chances = cn.levers(model, (outcome, state), at=at, among="all")
    alone = cn.trajectory(model, outcome, periods=at)
    for lever in levels:
        course = cn.trajectory(model, outcome, under=lever.intervention, periods=at)
        change = course.p[at] - alone.p[at]
        assert lever.level == pytest.approx(change @ np.arange(len(change)), abs=1e-9)
        above = [change[j:].sum() for j in range(1, len(change))]
        assert [x for _, x in lever.at_least] == pytest.approx(above, abs=1e-9)
        (own,) = (x for x in chances if (x.variable, x.state) == (lever.variable, lever.state))
        assert own.level == pytest.approx(change[0], abs=1e-9)
        assert own.reaches == lever.reaches
        if not lever.reaches:
            assert lever.level == pytest.approx(0, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(lagged_models(variables=4), st.data())
def test_steps_are_those_of_the_shortest_path_that_arrives(model, data):
    outcome, last = data.draw(st.sampled_from(list(model.variables))), data.draw(st.integers(0, 3))

    def shortest(name, left, seen):
        """The fewest influences from a variable to the outcome in so many periods, path by path."""
        if name == outcome:
            return 0
        ways = [
            shortest(i.effect, left - i.lag, {*seen, (i.effect, left - i.lag)})
            for i in model.influences
            if i.cause == name and i.lag <= left and (i.effect, left - i.lag) not in seen
        ]
        known = [way for way in ways if way is not None]
        return 1 + min(known) if known else None

    found = steps_by(model, outcome, last)
    assert {name: found.get(name) for name in model.variables} == {
        name: shortest(name, last, {(name, last)}) for name in model.variables
    }


def test_without_lagged_influences_a_later_period_is_like_the_present_one():
    states = ["low", "mid", "high"]
    model = cn.CausalModel(
        "at once",
        [
            cn.Variable("x", states, cn.Baseline([0.3, 0.4, 0.3]), roles=["lever"]),
            cn.Variable("y", states, cn.Baseline([0.2, 0.5, 0.3])),
        ],
        [cn.Influence("x", "y", "-", strength=cn.pert(0.5, 1, 2))],
    )
    for draws in (None, 30):
        today, later = (cn.levers(model, "y", at=at, draws=draws) for at in (0, 4))
        assert list(later.to_frame().columns) == list(today.to_frame().columns)
        np.testing.assert_allclose(
            later.to_frame().select_dtypes("number"),
            today.to_frame().select_dtypes("number"),
            atol=1e-9,
        )
        assert later.sentence.startswith("By period 4, setting x to low raises y a lot: by 0.3")


def test_over_draws_it_says_what_the_signs_say_and_how_often_each_is_first():
    found = cn.levers(late(), "y", at=3, draws=40)
    shares = found.shares()
    assert shares["x"].first + shares["z"].first == pytest.approx(1)
    assert found.signs(found[0]).status == "follows"
    assert (
        cn.by_signs(late(), cn.Conclusion("y", "rises", under=do(x="high"), at=3)).status
        == found.signs(found[0]).status
    )


def test_what_is_found_later_belongs_to_a_later_question():
    with pytest.raises(cn.errors.QuestionError, match=r"given in period 2.*at=2 or later"):
        cn.levers(late(), "y", given={2: {"z": "low"}})
    found = cn.levers(late(), "y", at=3, given={2: {"u": "low"}}, draws=5)
    assert found.sentence.startswith("By period 3, given that u is low in period 2, setting x to")
    assert found.signs(found[0]) is None


def tied(*more):
    """x and y both raise c, and y keeps some of what it was."""
    return cn.CausalModel(
        "tied",
        [cn.Variable(v, ["low", "high"], roles=["lever"] if v == "x" else []) for v in "xyc"],
        [
            cn.Influence("x", "c", "+", 1.5),
            cn.Influence("y", "c", "+", 1.5),
            cn.Influence("y", "y", "+", 2.0, lag=1),
            *more,
        ],
    )


def test_what_is_observed_ties_a_lever_to_an_outcome_of_a_later_period():
    found = cn.levers(tied(), "y", given={"c": "high"}, at=1)
    course = cn.trajectory(tied(), "y", under=cn.do(x="high"), given={"c": "high"}, periods=1)
    assert {x.state: x.level for x in found}["high"] == pytest.approx(course.change[1])
    assert found.sentence == (
        "By period 1, given that c is high in period 0, no lever reaches y: some are tied to it by "
        "observing alone."
    )
    assert ", by observing alone" in str(found)
    assert set(found.to_frame()["path"]) == {"by observing alone"}
    assert "no influence leads from x to y by period 1. What changes there comes from" in str(found)


def test_what_is_observed_blocks_a_lever_by_a_later_period():
    chain = tied(cn.Influence("x", "y", "+", 1.0))
    found = cn.levers(chain, "y", given={1: {"y": "low"}, 0: {"y": "low"}}, at=1)
    assert set(found.to_frame()["path"]) == {"blocked by what is observed"}
    assert found.sentence.endswith(
        "By period 1, given that y is low in period 0 and y is low in period 1, no lever reaches y: "
        "what is observed lies on the way of some."
    )


def test_a_tie_of_an_earlier_period_is_none_of_a_later_one():
    forgetful = tied().rejecting("y → y [lag 1]").adding(cn.Influence("c", "c", "+", 1.0, lag=1))
    found = cn.levers(forgetful, "y", given={"c": "high"}, at=1)
    assert set(found.to_frame()["path"]) == {"no path"}
    assert not found.to_frame()["level"].any()


@pytest.mark.parametrize("names", ["ab", "abd"])
def test_all_levers_that_arrive_first_are_named(names):
    states = ["low", "high"]
    model = cn.CausalModel(
        "ties",
        [cn.Variable(v, states, roles=["lever"]) for v in names] + [cn.Variable("y", states)],
        [cn.Influence(v, "y", "+", 1.0, lag=3) for v in names],
    )
    told = {"ab": "a and b", "abd": "a, b and d"}[names]
    assert cn.levers(model, "y", at=2).sentence == (
        f"By period 2, no lever reaches y by then; the first to do so, from period 3 on: {told}."
    )
