"""pyAgrum as a second opinion, in every way in which the benchmarks ask it."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from benchmarks.networks import levers, network, outcome
from benchmarks.questions import cases_of, drawn_tables
from causalnet.inference.marginals import all_marginals
from causalnet.inference.posterior import joint
from causalnet.inference.sweep import all_levers

# The extension module of pyAgrum has types without a module, of which Python 3.12 warns, and ends the
# process where that is an error. With NumPy 2.5 it sets shapes in a way that has been deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning"),
]

NAMES = ["asia", "alarm"]
PROPAGATIONS = ["LAZY", "SHAFER_SHENOY"]
ENGINES = [*PROPAGATIONS, "ELIMINATION"]


@pytest.fixture
def peers():
    # Imported here, where the warning is let pass.
    return import_module("benchmarks.peers")


def close(found, expected):
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ENGINES)
def test_one_network_with_intervention_nodes_answers_for_every_lever(peers, name, kind):
    model = network(name)
    y, causes = outcome(model), levers(model)
    cut = peers.cut_down(model, y)
    engine = peers.node_engine(
        peers.with_intervention_nodes(cut, causes), y, causes, getattr(peers, kind)
    )
    sweep = all_levers(model, [y])
    # Asked twice: an engine that is kept must not remember what was set before.
    for _ in range(2):
        found = peers.levers_by_node(engine, y, causes)
        assert list(found) == causes
        for x in causes:
            close(found[x], sweep[x])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", PROPAGATIONS)
def test_mutilated_networks_and_joints_agree_with_the_sweep(peers, name, kind):
    model = network(name)
    y, causes = outcome(model), levers(model)
    cut = peers.cut_down(model, y)
    mutilated = {x: peers.without_causes(cut, x) for x in causes}
    sweep = all_levers(model, [y])
    by_state = peers.levers_by_state(peers.engines(mutilated, y, getattr(peers, kind)), y)
    joints = peers.levers(mutilated, y)
    for x in causes:
        close(by_state[x], sweep[x])
        close(joints[x], sweep[x])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", PROPAGATIONS)
def test_an_engine_that_is_kept_is_asked_about_the_next_state_each_time(peers, name, kind):
    model = network(name)
    y, causes = outcome(model), levers(model)
    x = causes[len(causes) // 2]
    cut = peers.cut_down(model, y)
    mutilated = peers.asked_again(peers.without_causes(cut, x), y, x, getattr(peers, kind))
    by_node = peers.nodes_asked_again(
        peers.with_intervention_nodes(cut, causes), y, x, causes, getattr(peers, kind)
    )
    k = len(model.states[x])
    rows = all_levers(model, [y])[x]
    for turn in range(2 * k):
        close(mutilated(), rows[(turn + 1) % k])
        close(by_node(), rows[turn % k])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", PROPAGATIONS)
def test_marginals_of_an_engine_that_is_kept_are_those_of_the_case(peers, name, kind):
    model = network(name)
    cases = cases_of(model, 3)
    assert len({tuple(case.items()) for case in cases}) > 1
    engine = peers.seen_engine(peers.to_pyagrum(model), cases[0], getattr(peers, kind))
    again = peers.marginals_asked_again(engine, list(model), cases)
    for case in [*cases[1:], cases[0]]:
        expected, found = again(), all_marginals(model, case)
        for v in model:
            close(found[v], expected[v])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("size", [4, 12])
def test_a_node_for_the_draws_answers_for_all_of_them(peers, name, kind, size):
    model = network(name)
    y = outcome(model)
    tables = drawn_tables(model, y, 12)
    cut = peers.cut_down(model, y)
    ours = joint(model.replacing(tables, draws=12), [y])
    found = peers.in_draws(peers.with_draw_node(cut, size), cut, y, tables, getattr(peers, kind))
    one_by_one = peers.one_by_one(peers.to_pyagrum(cut), cut, y, tables, 12)
    close(found, one_by_one)
    close(ours.T, one_by_one)
