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


def test_equal_arms_are_called_so():
    same = cn.Conclusion("c", "rises", under=cn.do(a="hi"), versus=cn.do(a="hi"))
    assert cn.verdict(collider(), same, draws=20).headline == "not earned: the arms are equal"


def test_a_conclusion_that_holds_has_a_width():
    held = cn.Conclusion("d", "holds", under=cn.do(a="hi"), by=0.01)
    assert str(held) == 'd holds to within 0.01 under do(a="hi")'


def test_what_is_observed_is_written_alike_in_every_answer():
    model = collider()
    certain, either = {"a": "hi"}, {"a": {"hi", "lo"}}
    for given, written, said in (
        (certain, 'a="hi"', "a is hi"),
        (either, 'a={"hi", "lo"}', "a is lo or hi"),
    ):
        asked = cn.Conclusion("d", "rises", under=cn.do(b="hi"), given=given)
        assert written in str(asked)
        in_labels = [
            cn.by_signs(model, asked).sentence.lower(),
            cn.query(model, "d", given=given).sentence.lower(),
            cn.verdict(model, asked, draws=20).sentence.lower(),
            " ".join(str(cn.verdicts(model, {"it": asked}, draws=20)).lower().split()),
            cn.sensitivity(model, asked, draws=20).sentence.lower(),
            cn.effect(model, "d", under=cn.do(b="hi"), given=given).sentence.lower(),
            cn.trajectory(model, "d", under=cn.do(b="hi"), given=given, periods=1).sentence.lower(),
            cn.levers(model, "d", given=given).sentence.lower(),
        ]
        assert [said in sentence for sentence in in_labels] == [True] * len(in_labels)
