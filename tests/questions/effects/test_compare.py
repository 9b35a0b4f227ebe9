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


HALF = cn.Baseline([0.5, 0.5])


def three(**sizes):
    """x and z raise y alike; y may have cut-points of its own."""
    names = {"x": {}, "y": sizes, "z": {}}
    return cn.CausalModel(
        "k",
        [cn.Variable(v, ["lo", "hi"], HALF, **own) for v, own in names.items()],
        [cn.Influence(cause, "y", "+", 1.0) for cause in "xz"],
    )


UP = {"x": cn.do(x="hi"), "z": cn.do(z="hi")}


@pytest.mark.parametrize(
    ("scenarios", "told"),
    [
        (
            UP,
            "The scenario “x” raises y moderately: by 12 percentage points (50% → 62% hi), every strength at its most likely value. It changes as much, up or down, with the scenario “z”.",
        ),
        (
            {"x": cn.do(x="hi"), "low": cn.do(x="lo")},
            "The scenario “x” raises y moderately: by 12 percentage points (50% → 62% hi), every strength at its most likely value. It changes as much, up or down, with the scenario “low”.",
        ),
        (
            UP | {"both": UP["x"] | UP["z"]},
            "The scenario “both” raises y a lot: by 23 percentage points",
        ),
    ],
)
def test_scenarios_that_tie_are_named_together(scenarios, told):
    text = str(cn.compare(three(), "y", scenarios))
    assert " ".join(text.split()).startswith(told)


def test_each_outcome_has_the_legend_of_its_own_sizes():
    model = three(sizes=(0.001, 0.01, 0.02))
    tables = [str(sheet) for sheet in cn.compare(model, ["y", "x"], UP).sheets()]
    assert (
        "size: negligible under 0.1% of the scale, small under 1%, moderate under 2%" in tables[0]
    )
    assert "size: negligible under 1% of the scale, small under 5%, moderate under 15%" in tables[1]
    alike = str(cn.compare(three(), ["y", "x"], UP))
    assert alike.count("size: negligible") == 1
