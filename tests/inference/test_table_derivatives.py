"""Derivatives against differences of enumeration: the joint is linear in every entry."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.answers import Likelihood
from causalnet.errors import ImpossibleEvidenceError, MemoryLimitError
from causalnet.inference.posterior import joint
from causalnet.inference.table_derivatives import table_derivatives
from causalnet.model.grammar.finding import findings
from tests.enumeration import enumerate_joint, project, weigh
from tests.inference.cases import awkward
from tests.strategies.networks import evidence


def _numbers(network, tables, outcome, seen):
    """P(outcome, given) with tables whose rows need not sum to one."""
    loose = cn.Network.trusted(dict(network.states), dict(network.parents), tables)
    return project(loose, weigh(loose, enumerate_joint(loose), seen), outcome)


@settings(deadline=None, max_examples=20)
@given(awkward(), st.data())
def test_derivatives_are_differences(network, data):
    outcome = data.draw(
        st.lists(st.sampled_from(network.variables), unique=True, min_size=1, max_size=2)
    )
    seen = findings(data.draw(evidence(network)))
    tables = {v: network.values(v).copy() for v in network}
    base = _numbers(network, tables, outcome, seen)
    if not base.sum() > 0:
        with pytest.raises(ImpossibleEvidenceError):
            table_derivatives(network, outcome, seen)
        return
    found = table_derivatives(network, outcome, seen)
    np.testing.assert_allclose(found.answer, base / base.sum(), atol=1e-12)
    for v in found:
        cell = tuple(data.draw(st.integers(0, k - 1)) for k in tables[v].shape)
        moved = tables[v].copy()
        moved[cell] += 1.0
        changed = _numbers(network, {**tables, v: moved}, outcome, seen)
        np.testing.assert_allclose(found.joint(v)[cell], changed - base, atol=1e-10)
        own = (changed - base - base / base.sum() * (changed - base).sum()) / base.sum()
        np.testing.assert_allclose(found[v][cell], own, atol=1e-9, rtol=1e-9)


@settings(deadline=None, max_examples=20)
@given(awkward(draws=3), st.data())
def test_drawn_derivatives_are_those_of_each_draw(network, data):
    y = data.draw(st.sampled_from(network.variables))
    found = table_derivatives(network, [y])
    for i in range(3):
        alone = table_derivatives(network.at(i), [y])
        for v in alone:
            np.testing.assert_allclose(found[v][..., i], alone[v], atol=1e-12)


def test_draws_by_pieces_have_the_derivatives_of_all_at_once(monkeypatch):
    network = cn.compile_model(cn.load("lawn"), draws=7)
    seen = findings({"sprinkler": "on"})
    whole = table_derivatives(network, ["wet"], seen)
    pieces = [slice(0, 3), slice(3, 7)]
    monkeypatch.setattr(
        "causalnet.inference.table_derivatives.chunks",
        lambda n, plan: [n.at(part) for part in pieces],
    )
    parts = table_derivatives(network, ["wet"], seen)

    np.testing.assert_allclose(parts.answer, whole.answer, atol=1e-14)
    for v in network:
        np.testing.assert_allclose(parts[v], whole[v], atol=1e-12)


@settings(deadline=None, max_examples=30)
@given(awkward(), st.data())
def test_derivatives_of_outcomes_that_are_set_are_those_of_the_others(network, data):
    names = data.draw(
        st.lists(st.sampled_from(network.variables), unique=True, min_size=1, max_size=3)
    )
    done = {v: data.draw(st.sampled_from(network.states[v])) for v in names[:1]}
    outcome = data.draw(st.permutations(names))
    found = table_derivatives(network, outcome, done=done)
    np.testing.assert_allclose(found.answer, joint(network, outcome, done=done), atol=1e-12)
    inner = table_derivatives(network, [y for y in outcome if y not in done], done=done)
    at = outcome.index(names[0])
    assert set(found) == set(inner)
    for v in found:
        axis = found[v].ndim - len(outcome) + at
        state = network.index(names[0], done[names[0]])
        np.testing.assert_allclose(found[v].take(state, axis), inner[v], atol=1e-12)
        np.testing.assert_allclose(found[v].sum(axis), inner[v], atol=1e-12)


def test_an_outcome_that_is_set_is_certain():
    lawn = cn.Network(
        {"rain": ["no", "yes"], "wet": ["no", "yes"]},
        {"wet": ["rain"]},
        {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    )
    set_to = cn.derivatives(lawn, "rain", under=cn.do(rain="yes"))
    assert set_to.answer.tolist() == [0.0, 1.0]
    assert len(set_to) == 0
    found = cn.derivatives(lawn, "rain", under=cn.do(rain="yes"), given={"wet": "yes"})
    assert found.answer.tolist() == [0.0, 1.0]
    assert not found["wet"].any()
    assert found.joint("wet")[1, 1].tolist() == [0.0, 1.0]


def test_evidence_on_what_is_set_counts_in_the_log_probability():
    coin = cn.Network({"coin": ["head", "tail"]}, {}, {"coin": [0.5, 0.5]})
    seen = {"coin": Likelihood({"head": 0.25, "tail": 1.0})}
    found = table_derivatives(coin, [], seen, done={"coin": "head"})
    assert found.log_given == np.log(0.25)


def test_derivatives_that_are_too_large_are_refused():
    network = cn.compile_model(cn.load("lawn"), draws=10_000)
    whole = table_derivatives(network, ["wet"])
    held = sum(whole.relative[v].nbytes for v in whole)
    with pytest.raises(
        MemoryLimitError, match=r"derivatives in 10,000 draws .* fewer draws"
    ) as caught:
        table_derivatives(network, ["wet"], memory_limit=held)
    assert caught.value.needed == 2 * held
    assert set(table_derivatives(network, ["wet"], memory_limit=2 * held)) == set(whole)
