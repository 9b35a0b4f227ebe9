"""Two worlds as a network, against every assignment of everyone's luck."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.inference.posterior import joint
from causalnet.questions.counterfactuals.two_world_network import two_world_network
from causalnet.questions.counterfactuals.worlds import nested
from tests.counterfactual_enumeration import enumerate_counterfactual
from tests.enumeration import enumerate_query
from tests.strategies.networks import little_network


def _answer(network, y, under, versus, observed, given, coupling):
    worlds = nested(network, under, versus, first=observed, second=[y, *given])
    findings = {worlds.second[v]: x for v, x in given.items()}
    findings |= {worlds.first[v]: x for v, x in observed.items()}
    target = worlds.second[y]
    both = two_world_network(worlds, coupling, findings, [target])
    return joint(both, [target], findings), worlds


def _intervention(rng, network, most=2):
    settings = {}
    for v in rng.choice(network.variables, size=rng.integers(1, most + 1), replace=False):
        soft = cn.shift(int(rng.choice([-1, 1])))
        settings[str(v)] = soft if rng.random() < 0.4 else str(rng.choice(network.states[v]))
    return cn.do(settings)


def _findings(rng, network, count):
    return {
        str(v): str(rng.choice(network.states[v]))
        if rng.random() < 0.7
        else frozenset(network.states[v][:2])
        for v in rng.choice(network.variables, size=count, replace=False)
    }


@pytest.mark.parametrize("coupling", ["rank", "fresh"])
@pytest.mark.parametrize("seed", range(30))
def test_it_answers_as_every_assignment_of_luck_does(coupling, seed):
    rng = np.random.default_rng(seed)
    network = little_network(rng)
    under = _intervention(rng, network)
    versus = _intervention(rng, network) if seed % 3 == 0 else cn.do()
    y = str(rng.choice(network.variables))
    observed = _findings(rng, network, rng.integers(1, 3))
    given = _findings(rng, network, 1) if seed % 4 == 0 else {}
    given = {v: x for v, x in given.items() if v not in observed}
    expected = enumerate_counterfactual(network, y, under, versus, observed, given, coupling)
    if expected is None:
        with pytest.raises(cn.errors.ImpossibleEvidenceError):
            _answer(network, y, under, versus, observed, given, coupling)
        return
    found, _ = _answer(network, y, under, versus, observed, given, coupling)
    np.testing.assert_allclose(found, expected, atol=1e-12)


SOFT = ["partial", "stochastic", "policy", "cut", "as_if"]


def _soft(rng, network, kind, m):
    """A soft intervention of some kind on a variable with causes."""
    x = network.parents[m][0]
    p = rng.dirichlet(np.ones(len(network.states[m])))
    lottery = dict(zip(network.states[m], p.tolist(), strict=True))
    if kind == "partial":
        return cn.do({m: cn.partial(str(rng.choice(network.states[m])), uptake=0.3)})
    if kind == "stochastic":
        return cn.do({m: lottery})
    if kind == "policy":
        choose = {s: lottery if s == "a" else "b" for s in network.states[x]}
        return cn.do({m: cn.policy(given=x, choose=choose)})
    if kind == "cut":
        return cn.do(cn.cut(x, m))
    return cn.do(cn.as_if(m, {x: "b"}))


@pytest.mark.parametrize("coupling", ["rank", "fresh"])
@pytest.mark.parametrize("kind", SOFT)
@pytest.mark.parametrize("seed", range(4))
def test_soft_interventions_act_on_the_very_cases(seed, kind, coupling):
    rng = np.random.default_rng(1000 + seed)
    network = little_network(rng, count=3, rows=4)
    while not network.parents["v1"]:
        network = little_network(rng, count=3, rows=4)
    soft = _soft(rng, network, kind, "v1")
    moved = soft if seed % 2 else soft | cn.do(v0="a")
    arms = (moved, cn.do()) if seed < 2 else (cn.do(v0="b"), soft)
    under, versus = arms
    seen = {"v2": str(rng.choice(network.states["v2"]))}
    if seed == 1:
        seen["v1"] = "a"
    expected = enumerate_counterfactual(network, "v2", under, versus, seen, None, coupling)
    assert expected is not None
    found, _ = _answer(network, "v2", under, versus, seen, {}, coupling)
    np.testing.assert_allclose(found, expected, atol=1e-12)


@pytest.mark.parametrize("coupling", ["rank", "fresh", "gumbel"])
@pytest.mark.parametrize("seed", range(10))
def test_without_evidence_it_is_the_intervention_alone(coupling, seed):
    rng = np.random.default_rng(seed)
    network = little_network(rng, count=5, rows=9)
    x = network.variables[0]
    partial = cn.partial(network.states[x][0], uptake=0.4)
    policy = cn.policy(given=x, choose={s: {"a": 0.3, "b": 0.7} for s in network.states[x]})
    for under in (cn.do({x: partial, "v2": policy}), _intervention(rng, network)):
        for y in network.variables:
            found, _ = _answer(network, y, under, cn.do(), {}, {}, coupling)
            np.testing.assert_allclose(found, enumerate_query(network, y, under), atol=1e-12)


@pytest.mark.parametrize("coupling", ["rank", "fresh", "gumbel"])
@pytest.mark.parametrize("kind", ["partial", "policy", "cut", "as_if", "stochastic", "shift"])
def test_the_margin_of_either_world_is_its_own(kind, coupling):
    """Summed over what is seen in the first world, weighted by its probability, the second is left."""
    rng = np.random.default_rng(len(kind))
    network = little_network(rng, count=5, rows=9)
    x, m, y = "v0", "v3", "v4"
    assert network.parents[m]
    under = {
        "partial": cn.do({m: cn.partial("b", uptake=0.3), x: "a"}),
        "policy": cn.do(
            {m: cn.policy(given=x, choose={s: {"a": 0.2, "b": 0.8} for s in network.states[x]})}
        ),
        "cut": cn.do(cn.cut(network.parents[m][0], m)),
        "as_if": cn.do(cn.as_if(m, {network.parents[m][0]: "b"})),
        "stochastic": cn.do({x: {"a": 0.1, "b": 0.9}}),
        "shift": cn.do({x: "b", m: cn.shift(1)}),
    }[kind]
    total = 0.0
    seen = enumerate_query(network, m)
    for state, p in zip(network.states[m], seen, strict=True):
        if p > 0:
            total = total + p * _answer(network, y, under, cn.do(), {m: state}, {}, coupling)[0]
    np.testing.assert_allclose(total, enumerate_query(network, y, under), atol=1e-12)


@pytest.mark.parametrize("coupling", ["rank", "fresh", "gumbel"])
def test_what_was_done_gives_back_what_was_seen(coupling):
    rng = np.random.default_rng(5)
    network = little_network(rng, count=5, rows=9)
    done = cn.do(v1=cn.partial("b", uptake=0.5))
    found, worlds = _answer(network, "v4", done, done, {"v4": "a"}, {}, coupling)
    assert found.tolist() == [1.0, *[0.0] * (len(found) - 1)]
    assert worlds.witnesses == ()
    # Set to the very state that it is seen in, it is as it was: two versions that are equal in every case.
    found, worlds = _answer(
        network, "v4", cn.do(v1="a"), cn.do(), {"v1": "a", "v4": "b"}, {}, coupling
    )
    np.testing.assert_allclose(found, np.eye(len(found))[1], atol=1e-14)


def test_each_draw_is_answered_by_itself():
    lawn = cn.compile_model(cn.load("lawn"), draws=7)
    asked = "wet", cn.do(rain="no"), cn.do(), {"wet": "yes"}, {}
    for coupling in ("rank", "fresh", "gumbel"):
        found, worlds = _answer(lawn, *asked, coupling)
        assert worlds.witnesses == ("wet",)
        for k in range(7):
            alone, _ = _answer(lawn.at(k), *asked, coupling)
            np.testing.assert_allclose(found[:, k], alone, atol=1e-14)


def test_each_witness_may_have_a_coupling_of_its_own():
    rng = np.random.default_rng(8)
    network = little_network(rng, count=4, rows=9)
    asked = "v3", cn.do(v0="a"), cn.do(), {"v3": "b"}, {}
    one, worlds = _answer(network, *asked, "rank")
    assert len(worlds.witnesses) > 1
    mixed, _ = _answer(network, *asked, dict.fromkeys(worlds.witnesses, "rank"))
    np.testing.assert_array_equal(one, mixed)
    half = dict.fromkeys(worlds.witnesses, "rank") | {worlds.witnesses[0]: "fresh"}
    assert abs(_answer(network, *asked, half)[0] - one).max() > 1e-6


def test_a_table_that_would_not_fit_is_refused():
    causes = [f"c{i}" for i in range(8)]
    three = ["a", "b", "c"]
    network = cn.Network(
        dict.fromkeys(["x", *causes, "y"], three),
        {**{c: ["x"] for c in causes}, "y": causes},
        dict.fromkeys(causes, np.full((3, 3), 1 / 3))
        | {"x": [1 / 3] * 3, "y": np.full((3,) * 9, 1 / 3)},
    )
    with pytest.raises(cn.errors.MemoryLimitError, match="The joint table of both versions of 'y'"):
        _answer(network, "y", cn.do(x="a"), cn.do(), {"c0": "a", "y": {"a", "b"}}, {}, "fresh")
