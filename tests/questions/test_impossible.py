"""What is given and cannot be is refused by every verb, in the same way."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet import do

SEEN = {"z": "high"}


def model():
    states = ["low", "high"]
    return cn.CausalModel(
        "sure",
        [
            cn.Variable("x", states, cn.Baseline([0.6, 0.4]), roles=["lever"]),
            cn.Variable("z", states, cn.Baseline([1.0, 0.0]), roles=["lever"]),
            cn.Variable("y", states, cn.Baseline([0.5, 0.5]), roles=["outcome"]),
        ],
        [
            cn.Influence("x", "y", sign="+", strength=cn.pert(1, 2, 3)),
            cn.Influence("z", "y", sign="+", strength=1.0),
            cn.Influence("y", "y", sign="+", strength=1.0, lag=1),
        ],
    )


def rises(**parts):
    return cn.Conclusion("y", "rises", under=do(x="high"), given=SEEN, **parts)


VERBS = {
    "query": lambda m, **k: cn.query(m, "y", given=SEEN, **k),
    "sampled": lambda m, **k: cn.query(m, "y", given=SEEN, method="sample", **k),
    "effect": lambda m, **k: cn.effect(m, "y", under=do(x="high"), given=SEEN, **k),
    "marginals": lambda m, **k: cn.marginals(m, given=SEEN, **k),
    "levers": lambda m, **k: cn.levers(m, "y", given=SEEN, **k),
    "levers by a horizon": lambda m, **k: cn.levers(m, "y", given=SEEN, at=1, **k),
    "pairs": lambda m, **k: cn.pairs(m, "y", ["x", "z"], given=SEEN, **k),
    "compare": lambda m, **k: cn.compare(m, "y", [do(x="high"), do()], given=SEEN, **k),
    "derivatives": lambda m, **k: cn.derivatives(m, "y", given=SEEN, **k),
    "slopes": lambda m, **k: cn.slopes(m, "y", given=SEEN, **k),
    "counterfactual": lambda m, **k: cn.counterfactual(
        m, "y", under=do(x="high"), observed={**SEEN, "y": "low"}, coupling="rank", **k
    ),
    "counterfactual in the new world": lambda m, **k: cn.counterfactual(
        m, "y", under=do(x="high"), given=SEEN, coupling="fresh", **k
    ),
    "counterfactual by a later period": lambda m, **k: cn.counterfactual(
        m, "y", under=do(x="high"), observed={0: SEEN}, at=1, coupling="rank", **k
    ),
    "trajectory": lambda m, **k: cn.trajectory(m, "y", given=SEEN, periods=1, **k),
    "verdict": lambda m, draws=20: cn.verdict(m, rises(), draws=draws),
    "verdict by a period": lambda m, draws=20: cn.verdict(m, rises(at=1), draws=draws),
    "sensitivity": lambda m, draws=20: cn.sensitivity(m, rises(), draws=draws),
    "sensitivity by a period": lambda m, draws=20: cn.sensitivity(m, rises(at=1), draws=draws),
}


@pytest.mark.parametrize("draws", [{}, {"draws": 4}], ids=["central", "draws"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_refuses_what_is_impossible(verb, draws):
    with pytest.raises(
        cn.errors.ImpossibleEvidenceError, match="What is given has probability zero.*z="
    ):
        VERBS[verb](model(), **draws)


@pytest.mark.parametrize("draws", [{}, {"draws": 4}], ids=["central", "draws"])
def test_pairs_that_contradict_a_finding_are_left_out(draws):
    found = cn.pairs(model(), "y", ["x", "z"], given={"x": "high"}, **draws)
    assert {tuple(pair.settings.values()) for pair in found} == {("high", "low"), ("high", "high")}


ONE = {
    "levers": cn.levers,
    "levers by a horizon": lambda m, y: cn.levers(m, y, at=1),
    "pairs": lambda m, y: cn.pairs(m, y, ["x", "z"]),
    "slopes": cn.slopes,
    "effect": lambda m, y: cn.effect(m, y, under=do(x="high")),
    "persistence": lambda m, y: cn.persistence(m, y, under=do(x="high")),
    "counterfactual": lambda m, y: cn.counterfactual(m, y, under=do(x="high")),
    "causation": lambda m, y: cn.causation(m, y, under=do(x="high"), versus=do(x="low")),
}


@pytest.mark.parametrize("outcome", [["y"], ["x", "y"], 5], ids=str)
@pytest.mark.parametrize("verb", ONE)
def test_one_outcome_is_one_name(verb, outcome):
    with pytest.raises(cn.CausalnetError) as caught:
        ONE[verb](model(), outcome)
    assert repr(outcome) in str(caught.value)


@pytest.mark.parametrize("among", [5, [5, 6], ["x"], ["x", "x"], ["x", "y"], "xz", None.__class__])
def test_pairs_are_among_variables(among):
    with pytest.raises(cn.CausalnetError):
        cn.pairs(model(), "y", among)


def test_a_variable_that_is_named_twice_is_paired_once():
    assert len(cn.pairs(model(), "y", ["x", "z", "x"]).ranked) == 4
    assert len(cn.levers(model(), "y", among=["x", "x"])) == 2
