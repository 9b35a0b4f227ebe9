"""Which numbers a contrast may move."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.contrast.parameter_space import Sticks
from tests.toys import plain


@pytest.mark.parametrize("kind", [cn.NoisyMax, cn.NoisyMin])
def test_a_declared_leak_is_no_missing_baseline(kind):
    y = cn.Variable("y", ["l", "h"], mechanism=kind(leak=[0.9, 0.1]))
    model = cn.CausalModel(
        "m", [plain("x"), y], [cn.Influence("x", "y", "+", cn.interval(0.5, 1.5))]
    )
    assert cn.verdict(model, cn.Conclusion("y", "rises", under=cn.do(x="h")), draws=20).holds


RARE = [
    [0.9999, 0.0001],
    [0.0001, 0.9999],
    [0.9998, 0.0001, 0.0001],
    [0.0001, 0.0001, 0.9998],
    [0.0, 0.9999, 0.0001],
    [1.0, 0.0],
]


@pytest.mark.parametrize("p", RARE)
@pytest.mark.parametrize("weight", [1e-9, 0.1, 12.0, 1e3, 1e9])
def test_a_baseline_with_a_rare_state_moves_between_ends_in_order(p, weight):
    states = [f"s{i}" for i in range(len(p))]
    low, high = Sticks(cn.Variable("x", states, cn.Baseline(p, weight=weight))).range()
    assert (low <= high).all()
    assert ((low >= 0) & (high <= 1)).all()


@pytest.mark.parametrize("rare", ["x", "y"])
@pytest.mark.parametrize("p", [[0.9999, 0.0001], [0.0001, 0.9999], [0.9998, 0.0001, 0.0001]])
def test_a_rare_state_of_cause_or_outcome_has_a_verdict(rare, p):
    states = ["l", "m", "h"][: len(p)]
    even = cn.Baseline([1 / len(p)] * len(p))
    variables = [cn.Variable(v, states, cn.Baseline(p) if v == rare else even) for v in "xy"]
    model = cn.CausalModel("m", variables, [cn.Influence("x", "y", "+", 1.0)])
    found = cn.verdict(model, cn.Conclusion("y", "rises", under=cn.do(x=states[-1])), draws=20)
    least, greatest = found.ranges.free
    assert np.isfinite([least, greatest]).all()
    assert least <= found.central <= greatest
