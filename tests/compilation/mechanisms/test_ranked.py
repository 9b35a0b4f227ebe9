"""Ranked nodes: their mean, and their slopes against differences."""

import math
from itertools import product

import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.compilation.mechanisms.ranked import ranked_mean
from tests.toys import HALF, plain, slope


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


@given(w=st.floats(0.1, 3), v=st.floats(0.1, 3))
def test_ranked_mean_is_the_weighted_mean_of_the_ranks(w, v):
    mean, sigma = ranked_mean([slope(3, w), slope(2, -v)], None)
    share = 3 * w / (3 * w + 2 * v)
    for a, b in product(range(3), range(2)):
        expected = share * (a + 0.5) / 3 + (1 - share) * (1 - (b + 0.5) / 2)
        assert mean[a, b] == pytest.approx(expected)
    assert sigma == pytest.approx(math.pi / (math.sqrt(3) * (3 * w + 2 * v)))
