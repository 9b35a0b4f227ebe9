"""The legend of a diagram."""

import causalnet as cn
from tests.display.pictures import texts
from tests.questions.effects.test_lever import town


def test_the_legend_explains_what_occurs_and_nothing_else():
    plain = texts(cn.draw(town(), legend=True))
    assert {"mediator", "lowers", "a lever too"} <= set(plain)
    assert {"raises", "light: implied", "dotted: a rival", "idle under what is done"}.isdisjoint(
        plain
    )
    under = texts(cn.draw(town(), under=cn.do(traffic="low"), legend=True))
    assert {"before", "set", "idle under what is done"} <= set(under)
    # Nothing that is drawn acts on what is set: no arrow is crossed out.
    for model in (town(), cn.compile_model(town())):
        root = texts(cn.draw(model, under=cn.do(toll="high"), legend=True))
        assert "×" not in root
        assert {"before", "set"} <= set(root)
    assert "idle under what is done" in texts(
        cn.draw(cn.compile_model(town()), under=cn.do(traffic="low"), legend=True)
    )
