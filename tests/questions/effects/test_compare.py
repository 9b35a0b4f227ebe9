"""Comparisons: effects side by side."""

import pytest

import causalnet as cn
from tests.questions.effects.test_lever import town


def test_a_comparison_is_one_effect_each():
    model = town()
    scenarios = {"toll": cn.do(toll="high"), "both": cn.do(toll="high", buses="high")}
    side = cn.compare(model, ["air", "traffic"], scenarios)
    for name, under in scenarios.items():
        for outcome in ("air", "traffic"):
            alone = cn.effect(model, outcome, under=under)
            assert side[name, outcome].level == pytest.approx(alone.level)
    frame = side.to_frame()
    assert len(frame) == 2 * 2 * 6
    assert set(frame["path"]) == {"within a period"}


def test_a_comparison_takes_the_models_own_proposals_and_bare_interventions():
    model = town()
    assert list(cn.compare(model, "air", model.interventions).effects) == ["road pricing"]
    bare = cn.compare(model, "air", [cn.do(toll="high")])
    assert list(bare.effects) == ['do(toll="high")']


def test_scenarios_without_a_path_are_marked():
    text = str(cn.compare(town(), "air", {"quiet": cn.do(noise="low"), "toll": cn.do(toll="high")}))
    assert "lagged only: the outcome is reached only through later periods." in text
    assert "quiet" in text


def test_an_empty_comparison_is_refused():
    with pytest.raises(cn.errors.QuestionError, match="at least one outcome and one scenario"):
        cn.compare(town(), "air", {})
