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


def test_widths_are_explained_where_they_differ():
    # Two people who judged a strength give an arrow no width of its own.
    street = texts(cn.draw(cn.load("high_street"), legend=True))
    assert "lowers" in street
    assert "wide: strong" not in street
    falling = texts(cn.draw(town(), legend=True))
    assert falling[falling.index("wide: strong") - 1] == "▬|"


def test_arrows_to_later_periods_are_explained_as_they_are_drawn():
    dashed, later = "thin and dashed: in a later period", "in a later period"
    within = texts(cn.draw(town(), lagged=False, legend=True))
    assert dashed not in within
    assert dashed in texts(cn.draw(town(), legend=True))
    sticky = cn.CausalModel(
        "m",
        [cn.Variable("x", ["a", "b"])],
        [cn.Influence("x", "x", "+", 1.0, lag=1)],
    )
    told = texts(cn.draw(sticky, legend=True))
    assert dashed not in told
    assert "on itself in a later period" in told
    rival = cn.Rival("slow", [cn.Influence("toll", "air", "+", 1.0, lag=1)])
    told = texts(cn.draw(town().adding(rival), rivals=True, legend=True))
    assert told[told.index(later) - 1] == "lag 1"
