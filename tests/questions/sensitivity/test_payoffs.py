"""Payoffs of many choices at once, against each choice asked by itself."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation.parameters.sampling import sampled
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.sensitivity import payoffs as module
from causalnet.questions.sensitivity.payoffs import payoff, payoffs
from tests.toys import noisy

LAWN = cn.load("lawn")
CHOICES = [
    cn.do(rain="yes"),
    cn.do(rain="no"),
    cn.do(sprinkler="on"),
    cn.do(rain=cn.partial("yes", uptake=0.5)),
    cn.do(rain="yes", sprinkler="on"),
    cn.do(wet="yes"),
    cn.do(cn.cut("rain", "wet")),
]


@pytest.mark.parametrize("worthwhile", [1, 99])
@pytest.mark.parametrize(
    "more", [{}, {"direction": "falls"}, {"at_least": "yes"}, {"given": {"sprinkler": "on"}}]
)
def test_each_choice_pays_what_it_pays_by_itself(more, worthwhile, monkeypatch):
    monkeypatch.setattr(module, "WORTHWHILE", worthwhile)
    asked = {"outcome": "wet", "direction": "rises", "under": cn.do(rain="yes")} | more
    contrast = contrast_of(LAWN, cn.Conclusion(**asked))
    choices = [c for c in CHOICES if not (more.get("given") and "sprinkler" in c.settings)]
    found = payoffs(contrast, choices, sampled(LAWN, 60).at(slice(20, 60)))
    alone = np.stack([payoff(contrast, choice, cn.Draws(60))[20:] for choice in choices])
    np.testing.assert_allclose(found, alone, atol=1e-14)
    assert (np.ptp(found, axis=1) > 0).any()


def test_a_draw_that_cannot_meet_its_baseline_pays_nothing():
    model = noisy(cn.pert(0.5, 1.5, 2))
    contrast = contrast_of(model, cn.Conclusion("y", "rises", under=cn.do(x="h")))
    choices = [cn.do(x="h"), cn.do(x="l")]
    found = payoffs(contrast, choices, sampled(model, 40))
    alone = np.stack([payoff(contrast, choice, cn.Draws(40)) for choice in choices])
    assert np.isnan(found).any()
    assert not np.isnan(found).all()
    np.testing.assert_allclose(found, alone, atol=1e-14)
