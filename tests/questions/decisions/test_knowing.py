"""What it would be worth to settle a claim: the numbers of all influences that rest on it."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.decisions.knowing import claims_worth_settling, worth_knowing

RNG = np.random.default_rng(3)
NUMBERS = {f"{v} → y": RNG.normal(size=4000) for v in "abc"}
# Whether to act is a matter of a + b; c has nothing to do with it.
PAYOFFS = np.stack([np.zeros(4000), NUMBERS["a → y"] + NUMBERS["b → y"]], axis=1)


def model() -> cn.CausalModel:
    states = ["low", "high"]
    even = cn.Baseline([0.5, 0.5])
    claims = {"a": ["both"], "b": ["both", "second"], "c": ["third"]}
    return cn.CausalModel(
        "m",
        [cn.Variable(v, states, even) for v in "abcy"],
        [cn.Influence(v, "y", "+", strength=1, claims=own) for v, own in claims.items()],
        sources=[cn.Source("s")],
        claims=[cn.Claim(c, "Said.", "s") for c in ("both", "second", "third")],
    )


def test_a_claim_is_worth_what_all_numbers_that_rest_on_it_are() -> None:
    found = dict(claims_worth_settling(PAYOFFS, model(), NUMBERS))
    # E max(0, x) of a normal x is its standard deviation times 0.3989.
    assert found["both"].value == pytest.approx(0.3989 * 2**0.5, abs=0.03)
    assert found["second"].value == pytest.approx(0.3989, abs=0.03)
    assert [*found] == ["both", "second"]


def test_a_judgement_alone() -> None:
    found = dict(worth_knowing(PAYOFFS, NUMBERS))
    assert {*found} == {"a → y", "b → y"}
    assert found["a → y"].value == pytest.approx(0.3989, abs=0.03)


def test_a_network_has_no_claims() -> None:
    assert claims_worth_settling(PAYOFFS, cn.compile_model(model()), NUMBERS) == ()
