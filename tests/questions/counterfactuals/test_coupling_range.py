"""Ranges of events, and what they are not worked out for."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.model.finding import findings
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
