"""Abduction: draws piece by piece, and what may be found in which world."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.model.grammar.finding import findings
from causalnet.questions.counterfactuals.abduction import Case, predicted, twofold


def test_draws_are_the_same_however_many_are_taken_at_a_time(monkeypatch):
    lawn = cn.compile_model(cn.load("lawn"), draws=50)
    case = Case(cn.do(rain="no"), observed=findings({"wet": "yes"}))
    whole = predicted(lawn, "wet", case, "rank")
    assert whole.shape == (2, 50)
    monkeypatch.setattr("causalnet.questions.counterfactuals.abduction.CELLS_AT_A_TIME", 1)
    np.testing.assert_allclose(predicted(lawn, "wet", case, "rank"), whole, atol=1e-14)


def test_what_is_the_same_in_both_worlds_is_found_once():
    lawn = cn.compile_model(cn.load("lawn"))
    seen = findings({"rain": "no"})
    with pytest.raises(cn.errors.QuestionError, match="'rain' is in observed= and in given="):
        twofold(lawn, "wet", Case(cn.do(sprinkler="on"), observed=seen, given=seen))


def test_only_a_finding_in_the_new_world_alone_makes_a_ratio():
    lawn = cn.compile_model(cn.load("lawn"))
    found = findings({"rain": "no"})
    done = cn.do(sprinkler="on")
    assert not twofold(lawn, "wet", Case(done, observed=found)).is_ratio
    assert not twofold(lawn, "wet", Case(done, given=found)).is_ratio
    assert twofold(lawn, "wet", Case(done, given=findings({"wet": "no"}))).is_ratio
