"""Tests of variants of a model that are kept for several questions."""

import causalnet as cn
from causalnet.questions.variants import kept_variant


def test_a_variant_is_made_once_for_a_model_and_the_order_of_its_variables():
    variables = [cn.Variable(name, ["no", "yes"]) for name in ("a", "b")]
    model, turned = cn.CausalModel("m", variables), cn.CausalModel("m", variables[::-1])
    assert model == turned
    made = [
        kept_variant(m, ("standing", word), lambda m=m: m.only("stated"))
        for m, word in ((model, "stated"), (model, "stated"), (model, "other"), (turned, "stated"))
    ]
    assert made[0] is made[1]
    assert made[0] is not made[2]
    assert [*made[3].variables] == ["b", "a"]
