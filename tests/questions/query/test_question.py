from __future__ import annotations

import causalnet as cn

STATES = ["lo", "mid", "hi"]


def collider():
    """a and b both raise c, and d is raised by b."""
    evenly = cn.Baseline([0.3, 0.4, 0.3])
    return cn.CausalModel(
        "collider",
        [cn.Variable(v, STATES, evenly, roles=["lever"]) for v in "abcd"],
        [
            cn.Influence("a", "c", "+", 1.0),
            cn.Influence("b", "c", "+", 1.0),
            cn.Influence("b", "d", "+", 1.0),
        ],
    )


def test_what_comes_of_observing_alone_is_said_to():
    alone = "no influence leads from a to b. What changes there comes from observing c alone."
    seen = {"c": "hi"}
    assert alone in str(cn.effect(collider(), "b", under=cn.do(a="hi"), given=seen))
    assert alone in str(cn.levers(collider(), "b", given=seen, among=["a"]))
    assert "observing c alone" not in str(cn.effect(collider(), "b", under=cn.do(a="hi")))


def test_where_an_influence_leads_there_only_the_time_of_observing_is_said():
    text = str(cn.effect(collider(), "d", under=cn.do(b="hi"), given={"c": "hi"}))
    assert "c lies downstream of what is done and is observed after it" in text
    assert "no influence leads" not in text


def test_several_outcomes_are_not_told_apart():
    text = str(cn.query(collider(), ["b", "d"], under=cn.do(a="hi"), given={"c": "hi"}))
    assert "c lies downstream" in text
    assert "no influence leads" not in text


def test_equal_arms_are_called_so():
    same = cn.Conclusion("c", "rises", under=cn.do(a="hi"), versus=cn.do(a="hi"))
    assert cn.verdict(collider(), same, draws=20).headline == "not earned: the arms are equal"


def test_a_conclusion_that_holds_has_a_width():
    held = cn.Conclusion("d", "holds", under=cn.do(a="hi"), by=0.01)
    assert str(held) == 'd holds to within 0.01 under do(a="hi")'
