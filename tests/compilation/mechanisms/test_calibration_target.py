"""Baselines are met as they were meant."""

import numpy as np

import causalnet as cn
from tests.toys import AB


def test_a_baseline_that_is_off_by_rounding_is_met_as_it_was_meant():
    c = cn.Variable("c", ["x", "y", "z"], cn.Baseline([5e-7, 0.5, 0.5]))
    a = cn.Variable("a", AB, cn.Baseline([0.5, 0.5]))
    model = cn.CausalModel("m", [a, c], [cn.Influence("a", "c", "+", 1.0)])
    p = np.array(c.baseline.p)
    np.testing.assert_allclose(cn.query(model, "c").p, p / p.sum(), atol=1e-12)
    assert cn.query(model, "a", given={"c": "x"})["a"] > 0.5
