"""Charts of what figures leave open, and of what they give."""

import pytest

import causalnet as cn
from causalnet import do

WARD = cn.load("treatment")
HIDDEN = cn.identify(
    WARD, "recovery", under=do(treatment="yes"), measured=["treatment", "recovery"]
)
GIVEN = cn.identify(WARD, "recovery", under=do(treatment="yes"))


def test_bounds_and_look_alikes_stand_around_the_model() -> None:
    axes = cn.plot(HIDDEN).axes[0]
    rows = [t.get_text().replace("\n", " ") for t in axes.get_yticklabels()]
    assert rows[-1] == "bounds, whatever the hidden causes do"
    (bounds,) = HIDDEN.bounds
    spans = [[*map(float, line.get_xdata())] for line in axes.lines]
    assert [bounds.low, bounds.high] in spans
    assert [HIDDEN.model_value] * 2 in spans


def test_of_an_effect_that_can_be_had_the_figures_are_drawn() -> None:
    with pytest.raises(cn.errors.QuestionError, match=r"cn\.plot\(cn\.estimate"):
        cn.plot(GIVEN)
    found = cn.estimate(GIVEN, cn.compile_model(WARD))
    axes = cn.plot(found).axes[0]
    assert len(axes.lines) == len(found.cells) == 4
    assert [t.get_text() for t in axes.get_yticklabels()][-1] == "Recovery = no, if Treatment = no"
