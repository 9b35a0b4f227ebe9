"""The answer of a trajectory: what is printed is worked out once."""

from collections import Counter

import pytest

import causalnet as cn
from causalnet import do
from causalnet.questions.query.arrival import ArmsOverTime
from causalnet.questions.time import trajectory_answer
from tests.display.charts.over_time.test_trajectory import model


def test_printing_computes_nothing_a_second_time(monkeypatch):
    calls = Counter()
    for place, name in ((trajectory_answer, "estimates"), (ArmsOverTime, "path")):
        own = getattr(place, name)

        def call(*args, name=name, own=own, **more):
            calls[name] += 1
            return own(*args, **more)

        monkeypatch.setattr(place, name, call)
    found = cn.trajectory(model(), ["x", "y"], under=do(x="b"), periods=3, draws=10)
    first = str(found)
    # Once for each outcome.
    assert calls["estimates"] == 2
    once = dict(calls)
    assert (str(found), len(found.to_frame())) == (first, 4 * (3 + 4))
    assert dict(calls) == once


def test_an_outcome_of_several_is_one_value():
    found = cn.trajectory(model(), ["x", "y"], under=do(x="b"), periods=2)
    assert found["x"] is found["x"]
    assert found["x"]["x"] is found["x"]
    assert list(found["x"]) == ["x"]
    with pytest.raises(cn.errors.UnknownNameError, match="No outcome 'y'"):
        found["x"]["y"]
    with pytest.raises(ValueError, match="read-only"):
        found["y"].error[0] = 1.0


def test_a_change_the_other_way_on_the_way_is_told():
    model = cn.CausalModel(
        "turning",
        [cn.Variable(v, ["low", "high"], cn.Baseline([0.5, 0.5])) for v in "xy"],
        [cn.Influence("x", "y", "-", 3.0), cn.Influence("x", "y", "+", 6.0, lag=1)],
    )
    found = cn.trajectory(model, "y", under=cn.do(x="high"), periods=2)
    assert found.size == found.scale.size(float(found.change[0])) == "large"
    assert found.sentence.endswith("In period 0 it is lower by 32 percentage points.")


def test_a_single_arm_says_where_it_goes():
    model = cn.CausalModel(
        "m",
        [cn.Variable(v, ["low", "high"], cn.Baseline([0.5, 0.5])) for v in "xy"],
        [cn.Influence("x", "y", "+", 1.5, lag=1)],
    )
    assert cn.trajectory(model, "y", periods=1).sentence == (
        "As things are, y stays at 50% until period 1, every strength at its most likely value."
    )
    up = cn.do(x="high")
    assert cn.trajectory(model, "y", under=up, versus=up, periods=1).sentence == (
        "Setting x to high takes y from 50% to 68% by period 1, every strength at its most likely value."
    )


def habit(*more) -> cn.CausalModel:
    """a → c, and c on itself a period later."""
    return cn.CausalModel(
        "habit",
        [cn.Variable(v, ["low", "mid", "high"], cn.Baseline([0.3, 0.4, 0.3])) for v in "ac"],
        [cn.Influence("a", "c", "+", 1.0), cn.Influence("c", "c", "+", 2.0, lag=1), *more],
    )


@pytest.mark.parametrize(
    ("under", "told"),
    [
        (do(c="high"), "That is so by definition, because c is itself set."),
        (do(c="high").since(2), "That is so by definition, because c is itself set."),
        (
            do(c="high").at(0),
            " What it does in period 0 is so by definition, because c is itself set.",
        ),
        (
            do(c="high").until(1),
            " What it does in periods 0 and 1 is so by definition, because c is itself set.",
        ),
        (
            do(c="high").at(0, 2),
            " What it does in periods 0 and 2 is so by definition, because c is itself set.",
        ),
        (
            do(c="high").until(2),
            "What it does in periods 0–2 is so by definition, because c is itself set.",
        ),
        (do(a="high"), None),
    ],
    ids=str,
)
def test_a_course_says_in_which_periods_it_is_so_by_definition(under, told):
    found = cn.trajectory(habit(), "c", under=under, periods=3)
    assert "definition" in found.sentence if told else "definition" not in found.sentence
    assert found.sentence.endswith(
        told
        or (
            "By period 3, setting a to high raises c a lot: by 0.600 of 2 states, 30% of the scale (30% → "
            "66% high), every strength at its most likely value."
        )
    )


def test_a_level_that_stays_while_probabilities_move_is_said_to_be_the_level():
    found = cn.trajectory(habit(), "c", under=do(a="mid"), periods=1)
    assert found.sentence == (
        "Setting a to mid does not change the level of c by period 1, only the probabilities of its "
        "states."
    )
    other = cn.trajectory(habit(), "a", under=do(c="high"), periods=1)
    assert other.sentence.startswith("Setting c to high does not change a in any period: nothing")
    now = cn.effect(habit(), "c", under=do(a="mid"))
    assert now.sentence == (
        "Setting a to mid does not change c, every strength at its most likely value. The probabilities "
        "of its states change all the same."
    )
    asked = cn.Conclusion("c", "rises", under=do(a="mid"))
    assert cn.verdict(habit(), asked, draws=20).sentence == (
        "Setting a to mid does not change c. The conclusion that it rises is not earned."
    )


def test_the_sentence_says_which_numbers_it_is_from():
    habit = cn.load("habit")
    ask = {"under": cn.do(price="high"), "periods": 2}
    assert cn.trajectory(habit, "smoking", **ask).sentence.endswith(
        "By period 2 (counted from 0; a period is a year), the proposal “raise the price” lowers smoking moderately: by "
        "9.6 percentage points (20% → 10% yes), every strength at its most likely value."
    )
    assert (
        "By period 2 (counted from 0; a period is a year), the proposal “raise the price” lowers smoking moderately: by "
        "9.5 percentage points (20% → 11% yes), on average over 20 draws."
    ) in cn.trajectory(habit, "smoking", draws=20, **ask).sentence
    alone = cn.trajectory(habit, "smoking", periods=2).sentence
    assert alone.endswith(
        "As things are, smoking stays at 20% until period 2, every strength at its most likely value."
    )
