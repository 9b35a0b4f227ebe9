"""Reading a conclusion off the signs within one period."""

from dataclasses import replace

import pytest

import causalnet as cn
from tests.questions.signs.test_signs import FALLS, alarm, chain


def test_evidence_downstream_of_what_is_set_may_turn_it_round():
    """That x is set explains the alarm away, and with it the reason to believe in z."""
    conclusion = cn.Conclusion("y", "rises", under=cn.do(x="yes"))
    model, seen = alarm(), replace(conclusion, given={"e": "yes"})
    assert cn.effect(model, "y", under=conclusion.under).level > 0.01
    assert cn.effect(model, "y", under=seen.under, given=seen.given).level < -0.02
    assert cn.by_signs(model, conclusion).status == "follows"
    assert cn.by_signs(model, seen).status == "undetermined"
    assert cn.by_signs(model, replace(conclusion, given={"z": "yes"})).status == "follows"


@pytest.mark.parametrize(
    "first",
    [
        cn.interval(0, 1),
        cn.interval(0.5, 1, zero=0.1),
        cn.pert(0.5, 1, 2, inclusion=0.9),
        cn.fixed(0),
    ],
    ids=str,
)
def test_a_strength_that_may_be_zero_proves_no_fall(first):
    found = cn.by_signs(chain(first), FALLS)
    assert (found.status, found.direction, found.strict) == ("follows", "does not rise", False)
    assert "needs a strength above zero" in found.reason
    assert cn.by_signs(chain(), FALLS).strict


def test_what_cannot_move_proves_no_fall():
    x = cn.Variable("x", ["low", "middle", "high"], cn.Baseline([0, 0, 1]))
    found = cn.by_signs(chain().replacing(x), FALLS)
    assert (found.status, found.strict) == ("follows", False)


def test_what_saturates_proves_no_fall():
    """m is never low, so that a step up takes it to the top in both arms."""
    rows = {("low",): [0, 0, 1], ("middle",): [0, 0, 1], ("high",): [0, 1, 0]}
    m = cn.Variable("m", ["low", "middle", "high"], mechanism=cn.Table(["x"], rows))
    arms = {"under": cn.do(x="high"), "versus": cn.do(x="low")}
    lifted = {name: arm | cn.do(m=cn.shift(1)) for name, arm in arms.items()}
    model = chain().replacing(m)
    found = [cn.by_signs(model, replace(FALLS, **each)) for each in (arms, lifted)]
    assert [f.direction for f in found] == ["does not rise"] * 2
    assert cn.effect(model, "y", **arms).level < -0.1
    assert cn.effect(model, "y", **lifted).level == pytest.approx(0)
    assert not found[1].strict
