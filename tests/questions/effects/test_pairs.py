"""Pairs: two interventions at once, held against queries."""

import pytest

import causalnet as cn
from tests.questions.effects.test_lever import town


def test_pairs_are_one_query_each():
    network = cn.compile_model(town())
    found = cn.pairs(network, "air", ["toll", "buses", "traffic"])
    assert len(found.ranked) == 3 * 9
    today = cn.query(network, "air").level
    for pair in found.ranked:
        level = cn.query(network, "air", under=cn.do(dict(pair.settings))).level - today
        assert pair.level == pytest.approx(level, abs=1e-12)
        alone = [
            cn.effect(network, "air", under=cn.do({v: s})).level for v, s in pair.settings.items()
        ]
        assert pair.alone == pytest.approx(alone, abs=1e-12)
        assert pair.synergy == pytest.approx(level - sum(alone), abs=1e-12)
    levels = [pair.level for pair in found.ranked]
    assert levels == pytest.approx(sorted(levels, reverse=True), abs=1e-11)
    assert "and 7 more" in str(found)
    assert len(found.to_frame()) == 27
    with pytest.raises(cn.errors.QuestionError, match="at least two variables"):
        cn.pairs(network, "air", ["toll"])


def test_pairs_that_tie_are_named_together():
    half = cn.Baseline([0.5, 0.5])
    model = cn.CausalModel(
        "k",
        [cn.Variable(v, ["lo", "hi"], half) for v in "xyzw"],
        [cn.Influence(cause, "y", "+", 1.0) for cause in "xzw"],
    )
    assert cn.pairs(model, "y", among=["x", "z", "w"]).sentence.startswith(
        "Setting x to hi and z to hi raises y a lot: by 22 percentage points, every strength at its "
        "most likely"
    )
