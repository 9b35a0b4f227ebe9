"""Pairs of versions as one variable, against versions that are variables of their own and against every assignment of luck."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.inference.posterior import joint
from causalnet.model.grammar.finding import findings
from causalnet.questions.counterfactuals.abduction import Case, twofold
from causalnet.questions.counterfactuals.paired_worlds import paired_worlds
from tests.counterfactual_enumeration import enumerate_counterfactual
from tests.strategies.networks import little_network


def monotone(rng, count=5, states=3):
    """A chain in which a variable may have a second cause, further up, and is raised by all of them."""
    names = [f"v{i}" for i in range(count)]
    parents = {
        v: sorted({names[i], str(rng.choice(names[: i + 1]))}) for i, v in enumerate(names[1:])
    }
    tables = {names[0]: rng.dirichlet(np.ones(states))}
    for v, own in parents.items():
        lift = np.add.outer(*([np.arange(states)] * 2)) if len(own) > 1 else np.arange(states)
        cuts = np.sort(rng.normal(1, 1.5, states - 1))[::-1]
        above = 1 / (1 + np.exp(-(rng.uniform(0.5, 2) * lift[..., None] + cuts[None] - 2)))
        edges = np.concatenate(
            [np.ones_like(above[..., :1]), above, np.zeros_like(above[..., :1])], axis=-1
        )
        tables[v] = edges[..., :-1] - edges[..., 1:]
    ordered = {v: list("abc")[:states] for v in names}
    return cn.Network(ordered, parents, tables, ordered=names)


def both_ways(network, outcome, case):
    """The answer with pairs and without, and how many of the variables are pairs."""
    asked = twofold(network, outcome, case)
    plain = joint(asked.joined("rank"), [asked.target], asked.findings)
    found = paired_worlds(asked.worlds, asked.findings, [asked.target])
    answer = joint(found.network, [asked.target], found.findings)
    return answer, plain, len(asked.worlds.nodes) - len(found.network.variables)


@pytest.mark.parametrize("seed", range(20))
def test_where_effects_are_monotone_few_pairs_occur_and_the_answer_is_the_same(seed):
    rng = np.random.default_rng(seed)
    network = monotone(rng, count=4)
    seen = {"v3": "b"} if seed % 2 else {"v3": frozenset("bc"), "v1": "a"}
    case = Case(cn.do(v0="c"), observed=findings(seen))
    for outcome in ("v2", "v3"):
        found, plain, pairs = both_ways(network, outcome, case)
        np.testing.assert_allclose(found, plain, atol=1e-14)
        expected = enumerate_counterfactual(
            network, outcome, cn.do(v0="c"), cn.do(), seen, {}, "rank"
        )
        np.testing.assert_allclose(found, expected, atol=1e-12)
    assert pairs > 0


@pytest.mark.parametrize("seed", range(20))
def test_any_effects_have_the_same_answer(seed):
    rng = np.random.default_rng(seed)
    network = little_network(rng, count=5, rows=9)
    under = cn.do(v0=str(rng.choice(network.states["v0"])))
    given = findings({"v2": "b"}) if seed % 3 == 0 else findings({})
    case = Case(under, observed=findings({"v4": "a"}), given=given)
    found, plain, _ = both_ways(network, "v3", case)
    np.testing.assert_allclose(found, plain, atol=1e-13)


def test_what_is_likely_is_found_in_one_version_alone():
    network = monotone(np.random.default_rng(1))
    likely = cn.likelihood({"a": 0.2, "b": 0.7, "c": 0.1})
    case = Case(cn.do(v0="c"), observed=findings({"v2": likely, "v4": "b"}))
    found, plain, _ = both_ways(network, "v3", case)
    np.testing.assert_allclose(found, plain, atol=1e-14)


def test_each_draw_is_answered_by_itself():
    japan = cn.load("japan_software")
    network = cn.compile_model(japan, draws=5)
    outcome = "software_competitiveness"
    case = Case(
        cn.do(multi_layer_outsourcing="shallow"), observed=findings({outcome: "no global category"})
    )
    found, plain, pairs = both_ways(network, outcome, case)
    np.testing.assert_allclose(found, plain, atol=1e-14)
    assert pairs >= 5
    alone = [both_ways(network.at(k), outcome, case)[0] for k in range(5)]
    np.testing.assert_allclose(found, np.stack(alone, axis=1), atol=1e-14)


def test_pairs_that_would_be_causes_of_each_other_stay_apart():
    """a → b in one world, and in the other b → c → a by a policy, with a cut from b."""
    rng = np.random.default_rng(3)
    two = ["a", "b"]
    network = cn.Network(
        dict.fromkeys("cabd", two),
        {"a": ["c"], "b": ["a"], "d": ["a"]},
        {"c": [0.4, 0.6], **{v: rng.dirichlet([1, 1], size=2) for v in "abd"}},
        ordered=[*"cabd"],
    )
    under = cn.do(cn.cut("a", "b")) | cn.do(c=cn.policy(given="b", choose={"a": "b", "b": "a"}))
    case = Case(under, observed=findings({"b": "a", "d": "b"}))
    asked = twofold(network, "d", case)
    assert set(asked.worlds.witnesses) == {"a", "b", "d"}
    assert paired_worlds(asked.worlds, asked.findings, [asked.target]) is None
    expected = enumerate_counterfactual(
        network, "d", under, cn.do(), {"b": "a", "d": "b"}, {}, "rank"
    )
    np.testing.assert_allclose(asked.outcome("rank"), expected, atol=1e-12)


@pytest.mark.parametrize(("seen", "given"), [({"v1": "c"}, {}), ({"v1": "b"}, {"v1": "a"})])
def test_what_cannot_be_found_is_refused(seen, given):
    """v1 is never c, and no case falls when its cause rises."""
    rows = [[0.7, 0.3, 0.0], [0.4, 0.6, 0.0], [0.2, 0.8, 0.0]]
    network = cn.Network(
        {v: list("abc") for v in ("v0", "v1", "v2")},
        {"v1": ["v0"], "v2": ["v1"]},
        {
            "v0": [0.3, 0.3, 0.4],
            "v1": rows,
            "v2": [[0.5, 0.3, 0.2], [0.2, 0.3, 0.5], [0.1, 0.1, 0.8]],
        },
        ordered=["v0", "v1", "v2"],
    )
    case = Case(cn.do(v0="c"), observed=findings(seen), given=findings(given))
    with pytest.raises(cn.errors.ImpossibleEvidenceError):
        twofold(network, "v2", case).outcome("rank")
