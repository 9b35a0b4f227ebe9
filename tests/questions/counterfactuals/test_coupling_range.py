"""Ranges of events, and what they are not worked out for."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.model.grammar.finding import findings
from causalnet.questions.counterfactuals.abduction import Case, twofold
from causalnet.questions.counterfactuals.coupling_range import (
    USUAL_WORK,
    proved_ranges,
)
from causalnet.questions.counterfactuals.event import events_of
from causalnet.questions.query.measure import measure_of
from causalnet.questions.skipped import Skipped
from tests.enumeration import enumerate_query


def _events(network):
    return events_of(measure_of(network, network, "wet", verb="counterfactual"))


def test_states_and_their_opposites_have_opposite_ranges():
    lawn = cn.compile_model(cn.load("lawn"))
    asked = twofold(lawn, "wet", Case(cn.do(rain="no"), observed=findings({"wet": "yes"})))
    ranges = proved_ranges(asked, _events(lawn), USUAL_WORK)
    np.testing.assert_allclose(ranges[0], 1 - ranges[1][::-1], atol=1e-12)
    assert asked.found_probability == pytest.approx(enumerate_query(lawn, "wet")[1])


def test_draws_and_findings_in_the_new_world_are_left_out_with_a_reason():
    model = cn.load("lawn")
    lawn, drawn = cn.compile_model(model), cn.compile_model(model, draws=3)
    seen = findings({"wet": "yes"})
    asked = twofold(drawn, "wet", Case(cn.do(rain="no"), observed=seen))
    assert isinstance(proved_ranges(asked, _events(drawn), USUAL_WORK), Skipped)
    asked = twofold(lawn, "wet", Case(cn.do(rain="no"), given=seen))
    skipped = proved_ranges(asked, _events(lawn), USUAL_WORK)
    assert isinstance(skipped, Skipped)
    assert "depends on the coupling too" in skipped.reason


def test_where_signs_prove_the_least_it_is_that_of_one_rank():
    """The relaxation that proves a range may be wider than the signs allow."""
    lawn = cn.compile_model(cn.load("lawn"))
    asked = twofold(lawn, "wet", Case(cn.do(rain="no"), observed=findings({"wet": "yes"})))
    events = _events(lawn)
    dry, wet = events[0], events[1]
    plain = proved_ranges(asked, events, USUAL_WORK)
    assert plain[0, 0] == pytest.approx(float(asked.outcome("rank")[0]))
    # Were it another event that one rank has the least of, its range would begin there.
    raised = proved_ranges(asked, events, USUAL_WORK, wet)
    assert raised[1, 0] == pytest.approx(float(asked.outcome("rank")[1]))
    assert raised[0, 1] == pytest.approx(float(asked.outcome("rank")[0]))
    same = proved_ranges(asked, [dry], USUAL_WORK, dry)
    np.testing.assert_allclose(same[0], plain[0], atol=1e-12)
