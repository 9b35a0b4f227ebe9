"""Networks with states that act alike, and with a cause of everything: a repeated sweep against enumeration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.inference import sweep as sweeping
from causalnet.inference.planning.plan import plan_of
from causalnet.inference.planning.prune import Shape
from causalnet.inference.state_merging import LONG, reduced
from causalnet.inference.sweep import all_levers
from tests.enumeration import enumerate_query
from tests.strategies.networks import networks, random_table


def split(network, variable, state, share):
    """The network in which a state has a double that acts like it and takes a share of its probability."""
    axis = network.states[variable].index(state)
    states = {**network.states, variable: (*network.states[variable], "double")}
    tables = dict(network.tables)
    own = np.asarray(tables[variable])
    tables[variable] = np.concatenate([own, share * own[..., [axis]]], axis=-1)
    tables[variable][..., axis] *= 1 - share
    for v, above in network.parents.items():
        if variable in above:
            table, place = network.tables[v], above.index(variable)
            row = table.take([axis], axis=place)
            tables[v] = np.concatenate([table, row], axis=place)
    return cn.Network(states, dict(network.parents), tables)


@pytest.fixture
def always(monkeypatch):
    """A smaller network is looked for however small the sweep is."""
    monkeypatch.setattr(sweeping, "WORTHWHILE", 0)


def third(network, outcome):
    """The answer of a sweep that was asked for twice before."""
    for _ in range(2):
        all_levers(network, outcome)
    return all_levers(network, outcome)


def assert_enumerated(network, outcome, found):
    np.testing.assert_allclose(found.today, enumerate_query(network, outcome), atol=1e-12)
    for x in found:
        for i, state in enumerate(network.states[x]):
            expected = enumerate_query(network, outcome, cn.do({x: state}))
            np.testing.assert_allclose(found[x][i], expected, atol=1e-12)


def plan(network, outcome):
    return plan_of(network.structure, Shape(network.structure.numbers(outcome), whole=True))


@settings(deadline=None, max_examples=30)
@given(networks(cells=400), st.data())
def test_states_that_act_alike_are_merged_and_told_apart_again(network, data):
    outcome = data.draw(
        st.lists(st.sampled_from(network.variables), unique=True, min_size=1, max_size=2)
    )
    for _ in range(2):
        x = data.draw(st.sampled_from(network.variables))
        if x not in outcome and "double" not in network.states[x]:
            state = data.draw(st.sampled_from(network.states[x]))
            network = split(network, x, state, data.draw(st.sampled_from([0.25, 0.5])))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweeping, "WORTHWHILE", 0)
        patch.setattr("causalnet.inference.state_merging.SAVED", 0.01)
        patch.setattr("causalnet.inference.state_merging.LONG", 2)
        assert_enumerated(network, outcome, third(network, outcome))


def diagnosis(faults, kinds, seed=0):
    """A fault with states of a few kinds is a cause of two signs, and with them of a third."""
    rng = np.random.default_rng(seed)
    states = {"fault": [f"f{i}" for i in range(faults)], "a": ["no", "yes"], "b": ["x", "y", "z"]}
    parents = {"a": ["fault"], "b": ["a", "fault"], "c": ["fault", "b", "a"]}
    kind = np.arange(faults) % kinds
    tables = {
        "fault": random_table(rng, (faults,)),
        "a": random_table(rng, (kinds, 2))[kind],
        "b": random_table(rng, (2, kinds, 3))[:, kind],
        "c": random_table(rng, (kinds, 3, 2, 2))[kind],
    }
    return cn.Network(states | {"c": ["no", "yes"]}, parents, tables)


@pytest.mark.parametrize(("faults", "kinds", "root"), [(40, 20, "fault"), (40, 5, None)])
def test_a_cause_of_everything_becomes_the_axis_of_draws(always, faults, kinds, root):
    network = diagnosis(faults, kinds)
    small = reduced(network, plan(network, ["c"]))

    assert small.root == root
    assert len(set(small.merged["fault"])) == kinds
    assert small.network.draws == (kinds if root else None)
    assert (kinds >= LONG) == bool(root)
    for outcome in (["c"], ["b", "c"]):
        assert_enumerated(network, outcome, third(network, outcome))


def test_a_network_whose_states_all_differ_stays_as_it_is(always):
    network = diagnosis(5, 5)
    first = all_levers(network, ["c"])

    assert reduced(network, plan(network, ["c"])) is None
    assert np.array_equal(third(network, ["c"]).table, first.table)


def test_with_findings_the_whole_network_answers(always):
    network = diagnosis(40, 20)
    third(network, ["c"])
    found = all_levers(network, ["c"], {"b": "y"})
    for i, state in enumerate(network.states["a"]):
        expected = enumerate_query(network, ["c"], cn.do(a=state), {"b": "y"})
        np.testing.assert_allclose(found["a"][i], expected, atol=1e-12)
