"""Answers against enumeration, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.errors import ImpossibleEvidenceError, MemoryLimitError
from causalnet.inference.posterior import joint, joint_plan, log_probability
from causalnet.model.grammar.finding import findings
from tests.enumeration import enumerate_joint, enumerate_query, weigh
from tests.inference.cases import awkward
from tests.strategies.networks import evidence


@st.composite
def questions(draw, draws=None):
    network = draw(awkward(draws=draws))
    outcome = draw(
        st.lists(st.sampled_from(network.variables), unique=True, min_size=1, max_size=3)
    )
    names = draw(st.lists(st.sampled_from(network.variables), unique=True, max_size=2))
    done = {v: draw(st.sampled_from(network.states[v])) for v in names}
    return network, outcome, done, findings(draw(evidence(network)))


@settings(deadline=None, max_examples=60)
@given(questions())
def test_every_answer_is_that_of_enumeration(question):
    network, outcome, done, seen = question
    expected = enumerate_query(network, outcome, cn.do(done), seen)
    if expected is None:
        with pytest.raises(ImpossibleEvidenceError):
            joint(network, outcome, seen, done=done)
        return
    # From the second time on, what does not depend on states is not computed again.
    for _ in range(3):
        np.testing.assert_allclose(joint(network, outcome, seen, done=done), expected, atol=1e-12)
    total = weigh(network, enumerate_joint(network, cn.do(done)), seen).sum()
    assert math.log(total) == pytest.approx(log_probability(network, seen, done=done), abs=1e-9)


@settings(deadline=None, max_examples=30)
@given(questions(draws=3))
def test_a_drawn_network_answers_as_each_of_its_draws(question):
    network, outcome, done, seen = question
    expected = [enumerate_query(network.at(i), outcome, cn.do(done), seen) for i in range(3)]
    if any(p is None for p in expected):
        with pytest.raises(ImpossibleEvidenceError, match="of the draws|here:"):
            joint(network, outcome, seen, done=done)
        return
    got = joint(network, outcome, seen, done=done)
    np.testing.assert_allclose(got, np.stack(expected, axis=-1), atol=1e-12)


@settings(deadline=None, max_examples=50)
@given(awkward(), st.data())
def test_asked_again_with_other_states_the_answer_is_the_other_one(network, data):
    x, y, z = data.draw(st.permutations([*network.variables, *network.variables]))[:3]
    for _ in range(4):
        done = {x: data.draw(st.sampled_from(network.states[x]))}
        seen = findings({z: data.draw(st.sampled_from(network.states[z]))})
        expected = enumerate_query(network, [y], cn.do(done), seen)
        if expected is None:
            with pytest.raises(ImpossibleEvidenceError):
                joint(network, [y], seen, done=done)
        else:
            np.testing.assert_allclose(joint(network, [y], seen, done=done), expected, atol=1e-12)


def _chain(length, p=1e-3):
    """A source and many unlikely signs of it."""
    signs = [f"s{i}" for i in range(length)]
    states = {"x": ["no", "yes"]} | {s: ["no", "yes"] for s in signs}
    tables = {"x": [0.5, 0.5]} | {s: [[1 - p, p], [1 - 2 * p, 2 * p]] for s in signs}
    return cn.Network(states, {s: ["x"] for s in signs}, tables), dict.fromkeys(signs, "yes")


def test_evidence_of_vanishing_probability_normalises():
    network, seen = _chain(200)
    odds = 2.0**-200
    assert joint(network, ["x"], seen)[0] == pytest.approx(odds / (1 + odds), rel=1e-9)
    expected = 200 * math.log(2e-3) + math.log(0.5) + math.log1p(odds)
    assert log_probability(network, seen) == pytest.approx(expected, rel=1e-12)


def test_impossible_evidence_is_an_error_even_where_the_outcome_does_not_depend_on_it():
    network = cn.Network({"x": ["a", "b"], "y": ["a", "b"]}, {}, {"x": [0.5, 0.5], "y": [1.0, 0.0]})
    with pytest.raises(ImpossibleEvidenceError, match="probability zero here: y='b'"):
        joint(network, ["x"], {"y": "b"})


def test_what_is_too_large_is_refused_before_anything_is_allocated():
    count = 40
    names = [f"v{i}" for i in range(count)]
    states = {v: ["no", "yes"] for v in names}
    network = cn.Network(states, {}, {v: [0.5, 0.5] for v in names})
    with pytest.raises(MemoryLimitError, match="GiB; the limit is 2.0 GiB") as caught:
        joint(network, names)
    assert caught.value.needed > caught.value.limit


def test_a_plan_serves_every_state_and_every_number():
    network, _ = _chain(3)
    first = joint_plan(network, ["x"], {"s1": "yes"}, done={"s0": "no"})
    assert joint_plan(network, ["x"], {"s1": "no"}, done={"s0": "yes"}) is first
    other = network.replacing({"x": [0.1, 0.9]})
    assert joint_plan(other, ["x"], {"s1": "no"}, done={"s0": "yes"}) is first


def test_a_plan_prints_what_it_will_cost():
    network, _ = _chain(3)
    text = str(joint_plan(network, ["x"], {"s1": "no"}))
    assert "observed     s1" in text
    assert text.startswith("The answer needs 2 of 4 tables: ")
