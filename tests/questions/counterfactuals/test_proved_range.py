"""The proved range over all couplings, against every way in which luck may carry over."""

from itertools import product

import numpy as np
import pytest

import causalnet as cn
from causalnet.model.grammar.finding import findings
from causalnet.questions.counterfactuals.abduction import Case, twofold
from causalnet.questions.counterfactuals.coupling import COUPLINGS
from causalnet.questions.counterfactuals.proved_range import proved_most
from causalnet.questions.skipped import Skipped
from tests.strategies.networks import little_network, random_table

ANY_WORK = 10**9


def _range(asked, weights):
    total = asked.found_probability
    weights = np.asarray(weights, dtype=float)
    found = proved_most(asked, np.stack([-weights, weights]), ANY_WORK)
    return -found[0] / total, found[1] / total


def _question(rng, network):
    x, y = network.variables[0], network.variables[-1]
    seen = {y: str(rng.choice(network.states[y]))}
    if rng.random() < 0.4:
        other = str(rng.choice(network.variables[1:-1]))
        seen[other] = str(rng.choice(network.states[other]))
    return y, Case(cn.do({x: network.states[x][-1]}), observed=findings(seen))


@pytest.mark.parametrize("seed", range(40))
def test_every_coupling_lies_within_it(seed):
    rng = np.random.default_rng(seed)
    network = little_network(rng, count=5, rows=9)
    y, case = _question(rng, network)
    asked = twofold(network, y, case)
    try:
        answers = [asked.outcome(how) for how in COUPLINGS]
    except cn.errors.ImpossibleEvidenceError:
        with pytest.raises(cn.errors.ImpossibleEvidenceError):
            _range(asked, np.eye(len(network.states[y]))[0])
        return
    weights = [*np.eye(len(network.states[y])), np.arange(len(network.states[y]))]
    for w in weights:
        low, high = _range(asked, w)
        assert all(low - 1e-9 <= w @ p <= high + 1e-9 for p in answers)
        if not asked.worlds.witnesses:
            assert high == pytest.approx(low, abs=1e-9) == pytest.approx(w @ answers[0], abs=1e-9)


def _corners(table):
    """The luck of a variable with two rows of two states: the vertices of all couplings of its rows."""
    p, q = table[:, 1]
    for both in (max(0.0, p + q - 1), min(p, q)):
        yield {(0, 0): 1 - p - q + both, (0, 1): q - both, (1, 0): p - both, (1, 1): both}


@pytest.mark.parametrize("seed", range(12))
def test_a_chain_of_two_witnesses_reaches_its_ends(seed):
    """x → m → y, two states each: of a function linear in either coupling the corners hold the extremes."""
    rng = np.random.default_rng(seed)
    two = ["a", "b"]
    network = cn.Network(
        dict.fromkeys("xmy", two),
        {"m": ["x"], "y": ["m"]},
        {
            "x": random_table(rng, (2,)),
            "m": random_table(rng, (2, 2)),
            "y": random_table(rng, (2, 2)),
        },
    )
    case = Case(cn.do(x="b"), observed=findings({"y": "a"}))
    answers = []
    for m, y in product(*(_corners(network.values(v)) for v in "my")):
        seen = crossed = 0.0
        for x, (f, p), (g, q) in product((0, 1), m.items(), y.items()):
            case_share = network.values("x")[x] * p * q
            if g[f[x]] == 0:
                seen += case_share
                crossed += case_share * g[f[1]]
        answers.append(crossed / seen)
    low, high = _range(twofold(network, "y", case), [0, 1])
    assert low == pytest.approx(min(answers), abs=1e-9)
    assert high == pytest.approx(max(answers), abs=1e-9)


def test_it_says_what_is_too_large_for_it():
    rng = np.random.default_rng(0)
    five = list("abcde")
    network = cn.Network(
        {"x": ["a", "b"], "m": five, "y": ["a", "b"]},
        {"m": ["x"], "y": ["m"]},
        {"x": [0.5, 0.5], "m": random_table(rng, (2, 5)), "y": random_table(rng, (5, 2))},
    )
    asked = twofold(network, "y", Case(cn.do(x="b"), observed=findings({"y": "a"})))
    worths = np.array([[0.0, 1.0]])
    assert proved_most(asked, worths, ANY_WORK) == Skipped("m has more than 4 states")
    small = proved_most(asked, worths, 1)
    assert isinstance(small, Skipped)
    assert "too many states together" in small.reason
