"""When a difference arrives: held against what changes in the numbers, and against every walk."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.model.grammar.intervention import scheduled
from causalnet.questions.query.arrival import ArmsOverTime, first_period, periods_to

NAMES = ("a", "b", "c", "d")
SCALE = ["low", "high"]


@st.composite
def models(draw):
    """Four variables, the arrows within a period in their order and lagged ones anywhere."""
    arrows = {}
    for cause, effect in product(NAMES, NAMES):
        lag = draw(st.sampled_from([None, None, 0, 1, 2, 3]))
        if lag is not None and (lag or cause < effect):
            arrows[cause, effect] = cn.Influence(cause, effect, "+", 1.5, lag=lag)
    return cn.CausalModel("m", [cn.Variable(v, SCALE) for v in NAMES], arrows.values())


@st.composite
def arms(draw):
    """A setting or two, from some period on or for a while."""
    done = scheduled(cn.do())
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True)):
        first, length = draw(st.integers(0, 3)), draw(st.sampled_from([None, 1, 3]))
        what = cn.do({name: "high"})
        done |= what.since(first) if length is None else what.during(first, first + length - 1)
    return done


@settings(max_examples=12)
@given(models(), arms())
def test_the_first_period_is_that_in_which_numbers_begin_to_change(model, under):
    found = cn.trajectory(model, "d", under=under, periods=14, method="exact")
    changing = np.flatnonzero(abs(found.change) > 1e-9)
    expected = int(changing[0]) if changing.size else None
    assert first_period(model, "d", (under, scheduled(cn.do()))) == expected
    assert found.arrives == expected
    assert (found.path == "no path") == (expected is None)


@given(models())
def test_a_lever_arrives_by_the_walk_with_the_smallest_lags(model):
    found = periods_to(model, "d")
    for name in NAMES:
        held = scheduled(cn.do({name: "high"})), scheduled(cn.do())
        if name != "d":
            assert found.get(name) == first_period(model, "d", held)


def lagged(lag=3):
    """x acts on y after some periods, z on nothing."""
    return cn.CausalModel(
        "m",
        [cn.Variable(v, SCALE, roles=["lever"] if v in "xz" else ()) for v in ("x", "z", "y")],
        [cn.Influence("x", "y", "+", cn.pert(1, 2, 3), lag=lag)],
    )


@pytest.mark.parametrize(
    ("under", "steps", "since"),
    [
        (cn.do(x="high"), 2, 3),
        (cn.do(x="high").since(2), 4, 5),
        (cn.do(x="high").at(1), 0, 4),
        (cn.do(x=cn.shift(1)), 1, 3),
        (cn.do(x="high") | cn.do(z="low"), 2, 3),
    ],
)
def test_a_trajectory_that_ends_too_early_says_when_the_outcome_is_reached(under, steps, since):
    found = cn.trajectory(lagged(), "y", under=under, periods=steps)
    assert (found.path, found.arrives) == ("lagged only", since)
    assert found.sentence.endswith(
        f" does not change y by period {steps}: what is set acts on it only from period {since} on."
    )


def test_what_blocks_a_course_is_said():
    model, under = lagged(), cn.do(x="high")
    arms = scheduled(under), scheduled(cn.do())
    seen = cn.trajectory(model, "y", under=under, periods=3, given={3: {"y": "low"}})
    assert seen.path == "blocked by what is observed"
    assert seen.sentence.endswith(
        "Given that y is low in period 3, setting x to high does not change y by period 3: it is itself "
        "observed."
    )
    assert ArmsOverTime(model, "y", arms, 4, {3: {"y": "low"}}).path() == "within a period"
    assert ArmsOverTime(model, "y", (arms[0], arms[0]), 4, {}).path() == "no path"


def test_a_policy_carries_what_it_reads():
    model = cn.CausalModel("m", [cn.Variable(v, SCALE) for v in "xyz"], [])
    follow = cn.do(z=cn.policy("x", {"low": "low", "high": "high"}))
    arms = scheduled(cn.do(x="high") | follow), scheduled(follow)
    assert first_period(model, "z", arms) == 0
    assert first_period(model, "y", arms) is None


def test_every_verb_says_from_which_period_on():
    model, under = lagged(), cn.do(x="high")
    why = ": what is set acts on it only from period 3 on."
    by = cn.Conclusion("y", "rises", under=under, at=2)
    now = cn.Conclusion("y", "rises", under=under)
    assert cn.effect(model, "y", under=under).sentence.endswith(why)
    acts = f"{why} The conclusion that it rises is not earned."
    assert cn.verdict(model, now, draws=20).sentence.endswith(acts)
    assert cn.verdict(model, by, draws=20).sentence.endswith(acts)
    assert cn.sensitivity(model, by, draws=20).sentence.endswith(why)
    assert cn.by_signs(model, now).since == cn.by_signs(model, by).since == 3


PASSED = cn.CausalModel(
    "passed",
    [cn.Variable(v, SCALE, cn.Baseline([0.5, 0.5])) for v in "amy"],
    [cn.Influence("a", "m", "+", 1.0), cn.Influence("m", "y", "+", 1.0, lag=1)],
)
HIGH = cn.do(a="high")


def test_what_is_observed_stops_a_difference_in_its_own_period_only():
    seen = {"m": "high"}
    course = cn.trajectory(PASSED, "y", under=HIGH, given=seen, periods=2)
    assert [bool(c) for c in abs(course.change) > 1e-9] == [False, False, True]
    late = ": what is set acts on it only from period 2 on."
    rises = cn.Conclusion("y", "rises", under=HIGH, given=seen)
    for found in (
        cn.effect(PASSED, "y", under=HIGH, given=seen),
        cn.trajectory(PASSED, "y", under=HIGH, given=seen, periods=0),
    ):
        assert found.sentence.endswith(late)
    acts = "what is set acts on it only from period 2 on."
    assert acts in cn.verdict(PASSED, rises, draws=5).sentence
    assert cn.by_signs(PASSED, rises).since == 2


@settings(max_examples=20)
@given(models(), st.sampled_from(["b", "c", "d"]))
def test_of_what_is_observed_the_first_period_is_that_of_the_numbers(model, name):
    asked = {"under": cn.do(a="high"), "given": {name: "low"}}
    found = cn.trajectory(model, "d", **asked, periods=6)
    if found.path not in ("by observing alone", "no path") and not found.alone_in:
        changed = np.flatnonzero(abs(found.change) > 1e-9)
        assert (found.arrives if found.arrives < 7 else None) == (
            int(changed[0]) if changed.size else None
        )


@pytest.mark.parametrize(
    ("outcome", "periods", "why"),
    [
        (
            "m",
            3,
            "by period 3: nothing differs until period 4.",
        ),
        (
            "y",
            3,
            "by period 3: what is set acts on it only from period 6 on.",
        ),
        (
            "y",
            5,
            "by period 5: what is set acts on it only from period 6 on.",
        ),
    ],
)
def test_what_is_done_later_is_not_a_lag(outcome, periods, why):
    found = cn.trajectory(PASSED, outcome, under=HIGH.at(5), periods=periods)
    assert found.sentence == f"Setting a to high in period 5 does not change {outcome} {why}"


def test_equal_arms_are_told_in_one_word_by_every_verb():
    same = ": the two interventions are the same."
    arms = {"under": HIGH, "versus": HIGH}
    assert cn.effect(PASSED, "m", **arms).sentence.endswith(same)
    assert cn.persistence(PASSED, "m", **arms, sustained=[1]).sentence.endswith("are the same.")
    rises = cn.Conclusion("m", "rises", **arms)
    assert cn.by_signs(PASSED, rises).sentence.endswith(same)
    assert "the two interventions are the same." in cn.verdict(PASSED, rises, draws=5).sentence
    assert cn.sensitivity(PASSED, rises, draws=5).sentence.endswith(same)
    compared = str(cn.compare(PASSED, "m", {"it": HIGH, "other": cn.do(a="low")}, versus=HIGH))
    assert "the same: what is done is the same in both arms." in compared.splitlines()
    assert "no path" not in compared
    only = str(cn.compare(PASSED, "m", {"nothing": cn.do()}))
    assert only.startswith(f"No scenario changes m{same}")
    of_both = str(cn.compare(PASSED, "a", {"nothing": cn.do(), "m": cn.do(m="high")}))
    assert of_both.startswith("No scenario changes a: none of them leads to it.\nscenario ")
