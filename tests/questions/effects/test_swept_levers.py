"""Levers of one sweep: as many as the evidence leaves, made when they are asked for, each what a query of its own gives."""

import pickle

import numpy as np
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.inference.sweep import all_levers
from causalnet.questions.effects import swept_levers
from causalnet.questions.effects.reach import Reach
from causalnet.questions.effects.swept_levers import SweptLevers, changes_of
from causalnet.questions.query.measure import measure_of
from tests.questions.effects.test_lever import town
from tests.strategies.networks import networks


def swept(network: cn.Network, outcome: object, tried=None, **given: str) -> SweptLevers:
    """The levers of a network."""
    measure = measure_of(network, network, outcome, verb="levers")
    tried = tried or [v for v in network if v != measure.outcome]
    sweep = all_levers(network, (measure.outcome,), given)
    changes = changes_of(sweep, measure, tried, given=bool(given))
    reach = Reach(network, given=given)
    return SweptLevers(measure, changes, tried, network.states, network.parents, reach)


@pytest.mark.parametrize("how", [{}, {"draws": 20}, {"given": {"toll": "low"}}])
def test_no_lever_is_made_before_it_is_asked_for(monkeypatch, how):
    def refused(*_, **__):
        raise AssertionError("It was made.")

    for name in ("Lever", "Estimate", "paths_to", "steps_to", "proposed"):
        monkeypatch.setattr(swept_levers, name, refused)
    found = cn.levers(town(), "air", **how)
    assert found.measure.outcome == "air"
    with pytest.raises(AssertionError, match="It was made"):
        _ = found[0]


def test_they_are_made_once():
    found = cn.levers(town(), "air", among="all")
    assert all(a is b for a, b in zip(found.found, found.found, strict=True))
    assert {*found} == {*found.found}
    assert found.found[0] is found.found[:1][0]
    assert repr(found.found) == repr(tuple(found.found))


@given(st.data())
def test_changes_are_those_of_a_query_each(data):
    network = data.draw(networks(most=5))
    outcome = data.draw(st.sampled_from(network.variables))
    state = data.draw(st.sampled_from(network.states[outcome]))
    today = cn.query(network, outcome)
    for lever in swept(network, (outcome, state)):
        p = cn.query(network, outcome, under=lever.intervention)
        assert lever.level == pytest.approx(p[state] - today[state], abs=1e-12)
        assert lever.at_least == ()
    for lever in swept(network, outcome):
        p = cn.query(network, outcome, under=lever.intervention)
        change = p.p - today.p
        assert lever.level == pytest.approx(change @ np.arange(len(change)), abs=1e-12)
        assert [s for s, _ in lever.at_least] == [*network.states[outcome][1:]]
        above = [change[i:].sum() for i in range(1, len(change))]
        assert [x for _, x in lever.at_least] == pytest.approx(above, abs=1e-12)


def test_in_draws_each_point_is_a_draw():
    network = cn.compile_model(town(), draws=6)
    together = swept(network, "air")
    for i in range(6):
        alone = swept(network.at(i), "air")
        assert [v.estimate.points[i] for v in together] == pytest.approx([v.level for v in alone])
    mean = np.mean(
        [[x for _, x in v.at_least] for i in range(6) for v in swept(network.at(i), "air")]
    )
    assert np.mean([[x for _, x in v.at_least] for v in together]) == pytest.approx(mean)


def test_a_variable_that_bears_on_nothing_changes_nothing_and_evidence_rules_settings_out():
    network = cn.compile_model(town())
    found = swept(network, "air", toll="low")
    assert {(v.variable, v.state) for v in found if v.variable == "toll"} == {("toll", "low")}
    noise = [v for v in found if v.variable == "noise"]
    assert [v.level for v in noise] == [0.0] * 3
    assert [dict(v.at_least) for v in noise] == [{"middle": 0.0, "high": 0.0}] * 3


def test_it_holds_the_changes_of_what_was_tried_and_not_the_network_in_draws():
    model = cn.load("japan_software")
    found = cn.levers(model, "software_competitiveness", among=["talent_mobility"], draws=100)
    tables = cn.compile_model(model, draws=100).tables.values()
    assert len(found.found.changes.measured) == len(model.variables["talent_mobility"].states)
    assert not found.found.changes.measured.flags.writeable
    beside = len(pickle.dumps(model)) + 20_000
    assert len(pickle.dumps(found)) < beside < sum(table.nbytes for table in tables)
    among = cn.levers(town(), "air", among=["traffic", "noise", "toll"])
    every = {(v.variable, v.state): v.level for v in cn.levers(town(), "air", among="all")}
    assert {(v.variable, v.state): v.level for v in among}.items() <= every.items()


def test_a_proposal_that_sets_no_state_is_named_below_the_levers():
    """The barrier is tried at its lowest; the proposal lowers it by a state."""
    japan = cn.load("japan_software")
    told = " ".join(str(cn.levers(japan, "ai_era_position")).split())
    assert (
        "5 proposals move their levers otherwise than is tried here: “lower the language barrier”, “attract global talent”, "
        "“break up outsourcing, in part”, “loosen lifetime employment” and “open up to open source”. See compare()."
    ) in told
    one = " ".join(str(cn.levers(japan, "ai_era_position", among=["language_barrier"])).split())
    assert (
        "The proposal “lower the language barrier” moves its lever otherwise than is tried here: see "
        "compare()."
    ) in one
    hard = cn.levers(japan, "ai_era_position", among=["software_strategic_status"])
    assert "otherwise than is tried here" not in str(hard)
    assert "otherwise than is tried here" not in str(cn.levers(cn.load("lawn"), "wet", among="all"))
