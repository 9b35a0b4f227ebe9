"""Derivatives of a contrast by every coordinate: from the sweep they are differences of compilations."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.questions.contrast.batch import PointsAsked
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.gradient import is_swept, swept
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
    found, known = _as_differences_do(mechanism, cn.do(x="h"), given, by)
    imitates = getattr(mechanism, "like_ordinal", False)
    assert [*known[-8:]] == [True] * 4 + [not imitates] * 2 + [True] * 2
    assert abs(found[-8:]).max(axis=1).min() > 1e-4


def _as_differences_do(mechanism, under, given, by):
    """The gradient of a contrast, all of it from the sweep, and along which coordinates that gives it."""
    model = _chain(mechanism)
    contrast = contrast_of(model, cn.Conclusion("y", under=under, given=given, **by))
    space = Coordinates(model, elicited_numbers(contrast), sticks_of(contrast))
    low, high = space.box
    points = np.random.default_rng(0).uniform(low[:, None], high[:, None], (len(low), 3))
    found = gradient(contrast, space, points)
    aside = differences(contrast, space, points, np.flatnonzero(low < high))
    assert found == pytest.approx(aside, abs=2e-8)
    ((_, known),) = swept([PointsAsked(contrast, space, points)])
    return found, known


POLICY = cn.policy("u", {"l": "h", "m": {"l": 0.5, "h": 0.5}, "h": "l"})


@pytest.mark.parametrize(
    "under",
    [
        cn.do(z=cn.shift(1)),
        cn.do(x=cn.shift(-1), z="h"),
        cn.do(z=cn.partial("h", 0.4)),
        cn.do(x={"l": 0.2, "h": 0.8}, z=cn.shift(-1)),
        cn.do(z=POLICY),
        cn.do(y=cn.shift(1)),
    ],
    ids=str,
)
@pytest.mark.parametrize("given", [{}, {"w": "h"}])
@pytest.mark.parametrize(
    "by", [{"direction": "rises"}, {"direction": "exceeds", "at_least": "h", "threshold": 0.4}]
)
def test_the_sweep_goes_through_every_kind_of_setting(under, given, by):
    found, known = _as_differences_do(cn.Ordinal(), under, given, by)
    assert known.all()
    assert abs(found).max() > 1e-3


def test_where_an_influence_is_cut_the_sweep_is_not_asked():
    model = cn.load("lawn")
    for under in (cn.do(cn.cut("rain", "wet")), cn.do(cn.as_if("wet", rain="yes"))):
        contrast = contrast_of(model, cn.Conclusion("wet", "rises", under=under))
        assert not is_swept(contrast)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=4), st.integers(0, 2**16))
@settings(max_examples=30, deadline=None)
def test_the_gradient_of_sticks_is_a_difference(fractions, seed):
    variable = cn.Variable("x", [f"s{i}" for i in range(len(fractions) + 1)])
    sticks, at = Sticks(variable), np.array(fractions)[:, None]
    rng = np.random.default_rng(seed)
    step, by_state = rng.normal(size=at.shape), rng.normal(size=(len(at) + 1, 1))
    # A baseline is linear in each fraction and smooth in all, so that this difference is off by its square.
    moved = (sticks.baseline(at + 1e-5 * step) - sticks.baseline(at - 1e-5 * step)) / 2e-5
    slope = (sticks.gradient(at, by_state) * step).sum()
    assert slope == pytest.approx((by_state * moved).sum(), abs=1e-6)
