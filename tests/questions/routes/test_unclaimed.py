"""How much of a change no claim carries, against every assignment of everyone's luck."""

from __future__ import annotations

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.routes.unclaimed import unclaimed
from tests.counterfactual_enumeration import enumerate_nested

STATES = ["low", "middle", "high"]
RISES = cn.Conclusion("y", "rises", under=cn.do(x="high"))


def model(*claimed: str) -> cn.CausalModel:
    """x → y, x → m → y and x → n → y; only the influences that are named have a claim."""
    arrows = {"x → y": 0.4, "x → m": 1.0, "m → y": 0.8, "x → n": 0.7, "n → y": 1.2, "n → m": 0.5}
    return cn.CausalModel(
        "square",
        [cn.Variable(v, STATES, cn.Baseline([0.5, 0.3, 0.2])) for v in "xnmy"],
        [
            cn.Influence(*name.split(" → "), "+", b, claims=["k"] if name in claimed else ())
            for name, b in arrows.items()
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "So it is.", "memo")],
    )


EVERY = ("x → y", "x → m", "m → y", "x → n", "n → y", "n → m")


@pytest.mark.parametrize("left_out", [("m → y",), ("x → n",), ("x → y", "n → m"), ("n → m",)])
def test_it_is_what_is_lost_where_they_pass_nothing_on(left_out):
    own = model(*(name for name in EVERY if name not in left_out))
    network = cn.compile_model(own)
    edges = {tuple(name.split(" → ")) for name in EVERY}
    bare = {tuple(name.split(" → ")) for name in left_out}
    level = np.arange(3)

    def changed(active):
        arms = RISES.under, cn.do()
        nested = level @ enumerate_nested(network, "y", *arms, frozenset(active), "rank")
        return nested - level @ enumerate_nested(network, "y", *arms, frozenset(), "rank")

    found = unclaimed(own, RISES)
    assert set(found.influences) == bare
    assert found.share == pytest.approx(1 - changed(edges - bare) / changed(edges), abs=1e-9)
    assert 0 < found.share < 1


def test_it_is_nothing_where_every_influence_has_a_claim_and_all_where_none_has():
    assert unclaimed(model(*EVERY), RISES) == (0.0, ())
    alone = unclaimed(model(), RISES)
    assert alone.share == pytest.approx(1)
    assert len(alone.influences) == 6


@pytest.mark.parametrize(
    "asked",
    [
        cn.Conclusion("y", "rises", under=cn.do(x="high"), given={"m": "low"}),
        cn.Conclusion("y", "rises", under=cn.do(x="high"), at=2),
        cn.Conclusion("y", "exceeds", threshold=0.5, under=cn.do(x="high")),
        cn.Conclusion("y", "rises", under=cn.do(y="high")),
        cn.Conclusion("x", "rises", under=cn.do(y="high")),
    ],
    ids=["observed", "later", "level", "itself set", "no way"],
)
def test_it_is_told_of_changes_within_the_period_alone(asked):
    assert unclaimed(model(), asked) is None


def test_a_probability_is_shared_out_as_well():
    asked = cn.Conclusion("y", "rises", under=cn.do(x="high"), at_least="high")
    own = model(*(name for name in EVERY if name != "m → y"))
    level, chance = unclaimed(own, RISES), unclaimed(own, asked)
    assert 0 < chance.share < 1
    assert chance.share != pytest.approx(level.share, abs=1e-3)
