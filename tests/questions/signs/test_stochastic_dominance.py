"""Stochastic dominance of settings and of what follows from them."""

import pytest

import causalnet as cn
from tests.questions.signs.test_signs import BOTH, EITHER, chain, one_arrow, pair


def test_a_lottery_above_the_marginal_may_lower_it():
    """x comes out yes more often than today, but no longer when z does too."""
    model, under = pair(BOTH), cn.do(x={"no": 0.4, "yes": 0.6})
    assert cn.query(model, "x")["yes"] == pytest.approx(0.5)
    assert cn.effect(model, "y", under=under).level == pytest.approx(0.3 - 0.475)
    assert cn.effect(pair(EITHER), "y", under=under).level == pytest.approx(0.8 - 0.525)
    for table in (BOTH, EITHER):
        found = cn.by_signs(pair(table), cn.Conclusion("y", "rises", under=under))
        assert (found.status, found.direction) == ("undetermined", None)


def middle(threshold):
    """x has three states, its mean below the middle; y is yes from one of them on."""
    states = ["low", "middle", "high"]
    rule = {(s,): "yes" if i >= threshold else "no" for i, s in enumerate(states)}
    return cn.CausalModel(
        "middle",
        [
            cn.Variable("x", states, cn.Baseline([0.5, 0.1, 0.4])),
            cn.Variable("y", ["no", "yes"], mechanism=cn.Deterministic(["x"], rule)),
        ],
        [cn.Influence("x", "y", "+")],
    )


@pytest.mark.parametrize(("threshold", "level"), [(1, 0.5), (2, -0.4)])
def test_a_middle_state_above_the_mean_goes_either_way(threshold, level):
    model, under = middle(threshold), cn.do(x="middle")
    assert cn.query(model, "x").level < 1
    assert cn.effect(model, "y", under=under).level == pytest.approx(level)
    assert cn.by_signs(model, cn.Conclusion("y", "rises", under=under)).status == "undetermined"
    partly = cn.do(x=cn.partial("middle", uptake=0.5))
    assert cn.by_signs(model, cn.Conclusion("y", "rises", under=partly)).status == "undetermined"


def test_policies_are_read_state_by_state():
    model = chain()
    up = cn.policy("x", {"low": "low", "middle": "middle", "high": "high"})
    down = cn.policy("x", {"low": "high", "middle": "middle", "high": "low"})
    above = cn.policy("x", {"low": "middle", "middle": "high", "high": "high"})

    def asked(under, versus=None):
        arms = {"under": under, "versus": versus or cn.do()}
        return cn.by_signs(model, cn.Conclusion("y", "rises", **arms))

    assert asked(cn.do(m=up)).status == "undetermined"
    assert asked(cn.do(m=above), cn.do(m=up)).direction == "does not fall"
    assert asked(cn.do(m=above), cn.do(m=down)).status == "undetermined"
    assert asked(cn.do(m=up, x="high"), cn.do(m=up, x="low")).strict
    assert asked(cn.do(m=down, x="high"), cn.do(m=down, x="low")).status == "contradicted"
    assert asked(cn.do(m=up, x="high"), cn.do(m=up, x="low")).used == ("m → y",)


UP = cn.Conclusion("y", "rises", under=cn.do(x="hi"))


def test_what_is_set_may_already_be_so():
    found = cn.by_signs(one_arrow([0, 1], 1.0), UP)
    assert not found.strict
    assert found.reason == (
        "y does not fall. No path lowers it, but what is set may already be so, and then nothing changes."
    )
    assert cn.effect(one_arrow([0, 1], 1.0), "y", under=UP.under).level == pytest.approx(0)


def test_a_cause_that_is_certainly_elsewhere_is_moved_for_certain():
    found = cn.by_signs(one_arrow([1, 0], cn.interval(1, 3)), UP)
    assert found.strict
    assert found.reason.startswith("y rises. Every path raises it")
    assert cn.effect(one_arrow([1, 0], 1.0), "y", under=UP.under).level > 0.1


def test_settings_that_read_variables_of_different_sizes_are_compared():
    model = cn.CausalModel(
        "sizes",
        [
            cn.Variable("z", ["low", "high"]),
            cn.Variable("x", ["low", "middle", "high"]),
            cn.Variable("y", ["low", "high"]),
        ],
        [cn.Influence("x", "y", "+", 1.0)],
    )
    lowest = cn.policy("z", {"low": "low", "high": "low"})
    rises = cn.Conclusion("y", "rises", under=cn.do(x=cn.shift(0)), versus=cn.do(x=lowest))
    assert cn.by_signs(model, rises).direction == "does not fall"


def test_a_cause_that_is_seen_in_one_arm_alone_need_not_come_first():
    """In the other arm the effect is set, so that no arrow is left from the cause to it."""
    two = ["a", "b"]
    model = cn.CausalModel(
        "late",
        [cn.Variable(v, two) for v in ("effect", "root", "cause")],
        [
            cn.Influence("root", "cause", "+", 1.0, standing="added"),
            cn.Influence("cause", "effect", "+", 1.0, standing="added"),
        ],
    )
    as_if = cn.do(cn.as_if("effect", cause="b"))
    conclusion = cn.Conclusion("effect", "falls", under=cn.do(effect="a"), versus=as_if)
    assert cn.by_signs(model, conclusion).status == "follows"
