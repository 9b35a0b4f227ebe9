"""Sampling against exact answers, within its own standard error."""

from __future__ import annotations

import numpy as np
import pytest

import causalnet as cn
from causalnet.errors import ImpossibleEvidenceError, MemoryLimitError, UnknownNameError
from causalnet.inference.posterior import joint
from causalnet.inference.sampling.likelihood_weighting import answered
from tests.strategies.networks import random_table


def _network(draws=None):
    rng = np.random.default_rng(1)
    states = dict.fromkeys("uvwxy", ("a", "b", "c"))
    parents = {"v": ("u",), "w": ("u",), "x": ("v", "w"), "y": ("x", "u")}
    tables = {v: random_table(rng, [3] * (len(parents.get(v, ())) + 1)) for v in states}
    return cn.Network(states, parents, tables, draws=draws)


QUESTIONS = [
    (["y"], {}, {}),
    (["v", "y"], {"x": "b"}, {}),
    (["u"], {"y": "c", "w": frozenset({"a", "b"})}, {"v": "a"}),
    (["v"], {"y": cn.likelihood({"a": 0.1, "b": 0.5, "c": 0.9})}, {"x": "c"}),
    (["y"], {"y": frozenset({"a", "b"})}, {}),
]


@pytest.mark.parametrize(("outcome", "seen", "done"), QUESTIONS)
def test_an_estimate_lies_within_its_error(outcome, seen, done):
    network = _network()
    exact = joint(network, outcome, seen, done=done)
    found = answered(network, outcome, seen, done=done, method="sample", seed=7)
    assert (abs(found.p - exact) <= 5 * found.error + 1e-12).all()
    assert found.error.max() < 0.01


def test_the_same_seed_gives_the_same_estimate():
    network = _network()
    first, second = (answered(network, ["y"], method="sample", samples=500, seed=3) for _ in "ab")
    np.testing.assert_array_equal(first.p, second.p)


def test_auto_is_exact_while_that_fits_and_says_which_it_took():
    network = _network()
    assert str(answered(network, ["y"], method="auto")) == "exact"
    small = answered(network, ["y"], method="auto", memory_limit=10, samples=1000)
    assert small.method == "sample"
    assert "1,000 samples" in str(small)
    with pytest.raises(MemoryLimitError, match='say method="sample"'):
        answered(network, ["y"], method="exact", memory_limit=10)


def test_what_no_sample_agrees_with_is_an_error():
    network = cn.Network({"x": ["a", "b"], "y": ["a", "b"]}, {}, {"x": [0.5, 0.5], "y": [1, 0]})
    with pytest.raises(ImpossibleEvidenceError, match="none of 500 samples"):
        answered(network, ["x"], {"y": "b"}, method="sample", samples=500)


def test_an_unknown_method_is_an_error():
    with pytest.raises(UnknownNameError, match="Did you mean 'sample'"):
        answered(_network(), ["y"], method="sampel")


@pytest.mark.parametrize("seed", range(12))
def test_an_outcome_that_every_sample_hit_has_an_error(seed):
    rng = np.random.default_rng(seed)
    network = cn.Network(
        {"y": ["a", "b"], "x": list("pqrs"), "e": ["n", "y"]},
        {"e": ["x"]},
        {"y": [0.0, 1.0], "x": random_table(rng, [4]), "e": random_table(rng, [4, 2])},
    )
    found = answered(network, ["y"], {"e": "y"}, method="sample", samples=5000, seed=seed)
    assert found.p.tolist() == [0.0, 1.0]
    assert (found.error > 0).all()
    assert found.error.max() < 0.001
