"""Derivatives of a contrast by every coordinate: from the sweep they are differences of compilations."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.questions.contrast.batch import PointsAsked
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.gradient import swept
from causalnet.questions.contrast.parameter_space import (
    Coordinates,
    Sticks,
    elicited_numbers,
    sticks_of,
)
from tests.questions.contrast_points import differences, gradient

EVEN = [0.3, 0.4, 0.3]


def _chain(mechanism):
    """Two confounded causes, a chain to the outcome, and a root without a baseline."""
    states = ["l", "m", "h"]
    strength = cn.interval(0.2, 0.7)
    variables = [
        cn.Variable("u", states, cn.Baseline(EVEN)),
        cn.Variable("x", states, cn.Baseline([0.5, 0.3, 0.2])),
        cn.Variable("z", states, cn.Baseline([0.2, 0.3, 0.5]), mechanism=mechanism),
        cn.Variable("w", states),
        cn.Variable("y", states, cn.Baseline([0.2, 0.3, 0.5])),
    ]
    arrows = ["ux+", "uz+", "xz+", "zy+", "wy-", "uy+"]
    influences = [cn.Influence(a[0], a[1], a[2], strength) for a in arrows]
    return cn.CausalModel("m", variables, influences)


@pytest.mark.parametrize(
    "mechanism", [cn.Ordinal(), cn.NoisyMax(), cn.RankedNode(), cn.NoisyMin(like_ordinal=True)]
)
@pytest.mark.parametrize("given", [{}, {"w": "h"}])
@pytest.mark.parametrize(
    "by", [{"direction": "rises"}, {"direction": "exceeds", "at_least": "h", "threshold": 0.4}]
)
def test_the_sweep_moves_strengths_and_baselines_as_differences_do(mechanism, given, by):
    model = _chain(mechanism)
    conclusion = cn.Conclusion("y", under=cn.do(x="h"), given=given, **by)
    contrast = contrast_of(model, conclusion)
    space = Coordinates(model, elicited_numbers(contrast), sticks_of(contrast))
    low, high = space.box
    points = np.random.default_rng(0).uniform(low[:, None], high[:, None], (len(low), 3))
    found = gradient(contrast, space, points)
    aside = differences(contrast, space, points, np.flatnonzero(low < high))
    assert found == pytest.approx(aside, abs=2e-8)
    ((_, known),) = swept([PointsAsked(contrast, space, points)])
    imitates = getattr(mechanism, "like_ordinal", False)
    assert [*known[-8:]] == [True] * 4 + [not imitates] * 2 + [True] * 2
    assert abs(found[-8:]).max(axis=1).min() > 1e-4


@given(st.lists(st.floats(0, 1), min_size=1, max_size=4), st.integers(0, 2**16))
@settings(max_examples=30, deadline=None)
def test_the_jacobian_of_sticks_is_a_difference(fractions, seed):
    variable = cn.Variable("x", [f"s{i}" for i in range(len(fractions) + 1)])
    sticks, at = Sticks(variable), np.array(fractions)[:, None]
    step = np.random.default_rng(seed).normal(size=at.shape)
    # A baseline is linear in each fraction and smooth in all, so that this difference is off by its square.
    moved = (sticks.baseline(at + 1e-5 * step) - sticks.baseline(at - 1e-5 * step)) / 2e-5
    assert np.einsum("fkn,fn->kn", sticks.jacobian(at), step) == pytest.approx(moved, abs=1e-6)
