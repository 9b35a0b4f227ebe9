"""Ranked nodes: their slopes."""

import pytest

import causalnet as cn
from tests.toys import HALF, plain


@pytest.mark.parametrize("variance", [None, 0.1])
@pytest.mark.parametrize("baseline", [None, HALF])
def test_slopes_of_a_ranked_node_with_a_negative_strength_of_no_sign(variance, baseline):
    def level(w):
        y = cn.Variable("y", ["l", "h"], baseline, mechanism=cn.RankedNode(variance))
        model = cn.CausalModel(
            "m",
            [plain("x"), plain("z", baseline=HALF), y],
            [cn.Influence("x", "y", "?", w), cn.Influence("z", "y", "-", 1.0)],
        )
        return model, cn.query(model, "y", under=cn.do(x="h", z="h")).level

    slope = cn.slopes(level(-0.5)[0], "y", under=cn.do(x="h", z="h")).values["x → y"]
    numeric = (level(-0.5 + 1e-5)[1] - level(-0.5 - 1e-5)[1]) / 2e-5
    assert slope == pytest.approx(numeric, abs=1e-6)
