"""The sweep against one enumeration for each lever."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.inference import sweep
from causalnet.inference.sweep import all_levers, all_pairs
from causalnet.model.grammar.finding import findings
from tests.enumeration import enumerate_query
from tests.inference.cases import awkward
from tests.strategies.networks import evidence


@st.composite
def questions(draw, draws=None):
    network = draw(awkward(draws=draws))
    outcome = draw(
        st.lists(st.sampled_from(network.variables), unique=True, min_size=1, max_size=2)
    )
    return network, outcome, findings(draw(evidence(network)))


def _nan_where_impossible(network, outcome, under, seen):
    p = enumerate_query(network, outcome, under, seen)
    return np.full([len(network.states[y]) for y in outcome], np.nan) if p is None else p


@settings(deadline=None, max_examples=60)
@given(questions())
def test_one_sweep_gives_every_single_intervention(question):
    network, outcome, seen = question
    sweep = all_levers(network, outcome, seen)
    expected = _nan_where_impossible(network, outcome, cn.do(), seen)
    np.testing.assert_allclose(sweep.today, expected, atol=1e-12)
    assert set(sweep) == set(network.variables) - set(outcome)
    for x in sweep:
        for i, state in enumerate(network.states[x]):
            expected = _nan_where_impossible(network, outcome, cn.do({x: state}), seen)
            np.testing.assert_allclose(sweep[x][i], expected, atol=1e-12)


@settings(deadline=None, max_examples=20)
@given(questions(draws=3))
def test_a_drawn_sweep_is_the_sweep_of_each_draw(question):
    network, outcome, seen = question
    sweep = all_levers(network, outcome, seen)
    alone = [all_levers(network.at(i), outcome, seen) for i in range(3)]
    for x in sweep:
        np.testing.assert_allclose(sweep[x], np.stack([s[x] for s in alone], axis=-1), atol=1e-12)


@settings(deadline=None, max_examples=30)
@given(awkward(), st.data())
def test_pairs_are_two_interventions_at_once(network, data):
    a, y = data.draw(st.permutations(network.variables))[:2]
    seen = findings(data.draw(evidence(network, most=1)))
    pairs = all_pairs(network, [y], [a], seen)[a]
    for b in pairs:
        for j, at_b in enumerate(network.states[b]):
            for i, at_a in enumerate(network.states[a]):
                under = cn.do({a: at_a, b: at_b})
                expected = _nan_where_impossible(network, [y], under, seen)
                np.testing.assert_allclose(pairs[b][j, i], expected, atol=1e-12)


def test_a_lever_under_which_evidence_all_but_vanishes_is_told_from_an_impossible_one():
    signs = [f"s{i}" for i in range(120)]
    states = {"x": ["a", "b", "c"]} | {s: ["no", "yes"] for s in signs} | {"y": ["no", "yes"]}
    rows = [[0.1, 0.9], [1 - 1e-3, 1e-3], [1.0, 0.0]]
    parents = {s: ["x"] for s in signs} | {"y": ["x"]}
    tables = {"x": [0.4, 0.3, 0.3], "y": [[0.5, 0.5], [0.2, 0.8], [0.9, 0.1]]}
    network = cn.Network(states, parents, tables | dict.fromkeys(signs, rows))
    sweep = all_levers(network, ["y"], dict.fromkeys(signs, "yes"))
    np.testing.assert_allclose(sweep["x"][1], [0.2, 0.8], rtol=1e-12)
    assert np.isnan(sweep["x"][2]).all()


def test_a_draw_in_which_evidence_all_but_vanishes_is_settled_by_itself():
    signs = [f"s{i}" for i in range(120)]
    states = {"x": ["a", "b", "c"]} | {s: ["no", "yes"] for s in signs} | {"y": ["no", "yes"]}
    rows = [[0.1, 0.9], [1 - 1e-3, 1e-3], [1.0, 0.0]]
    parents = {s: ["x"] for s in signs} | {"y": ["x"]}
    drawn = np.array([[[0.5, 0.4], [0.5, 0.6]], [[0.2, 0.3], [0.8, 0.7]], [[0.9, 0.9], [0.1, 0.1]]])
    tables = {"x": [0.4, 0.3, 0.3], "y": drawn} | dict.fromkeys(signs, rows)
    network = cn.Network(states, parents, tables, draws=2)
    found = all_levers(network, ["y"], dict.fromkeys(signs, "yes"))["x"]
    np.testing.assert_allclose(found[1], [[0.2, 0.3], [0.8, 0.7]], rtol=1e-12)
    assert np.isnan(found[2]).all()


def test_setting_what_is_observed_to_another_state_is_impossible():
    lawn = cn.Network(
        {"rain": ["no", "yes"], "wet": ["no", "yes"]},
        {"wet": ["rain"]},
        {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    )
    sweep = all_levers(lawn, ["rain"], {"wet": "yes"})
    assert sweep["wet"][1] == pytest.approx([0.8, 0.2])
    assert np.isnan(sweep["wet"][0]).all()


@pytest.mark.parametrize("draws", [None, 3])
def test_what_is_impossible_is_told_from_what_underflows_without_a_query_each(draws, monkeypatch):
    """A chain that copies its first state, each variable with a faint echo of its own."""
    length = 150
    names = [f"v{i}" for i in range(length)]
    parents = {v: [names[i]] for i, v in enumerate(names[1:])} | {
        f"e{i}": [v] for i, v in enumerate(names)
    }
    tables = {v: [[1.0, 0.0], [0.0, 1.0]] for v in names[1:]} | {"v0": [0.5, 0.5]}
    tables |= {f"e{i}": [[0.999, 0.001], [0.5, 0.5]] for i in range(length)}
    network = cn.Network({v: ["a", "b"] for v in tables}, parents, tables)
    if draws:
        first = np.repeat(network.values("v0")[:, None], draws, axis=1)
        network = network.replacing({"v0": first}, draws=draws)
    given = {names[-1]: "a"} | {f"e{i}": "a" for i in range(100)}
    asked = []
    plain = sweep.joint
    monkeypatch.setattr(sweep, "joint", lambda *a, **k: asked.append(k) or plain(*a, **k))
    found = all_levers(network, ["e120"], given)

    assert asked == []
    for v in (names[1], names[-2]):
        assert np.isnan(found[v][1]).all()
        alone = plain(network, ["e120"], given, done={v: "a"})
        np.testing.assert_allclose(found[v][0], alone, rtol=0, atol=1e-12)
    assert np.isnan(found[names[-1]][1]).all()
