"""Imitations: effects are met, the leak is one, and no larger share would do."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.compilation.compiler import compile_model
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.effect_matching import (
    NoisyEffects,
    effects_of_causes,
    largest_share,
)
from causalnet.compilation.mechanisms.noisy_products import (
    declared_leak,
    noisy_products,
    noisy_rises,
    noisy_table,
)
from causalnet.inference.posterior import joint
from tests.strategies.elicited import confounded

DRAWS = 4


@st.composite
def imitations(draw):
    """A calibrated noisy mechanism with dependent causes, in a few draws."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=3))
    states = draw(st.integers(2, 4))
    weights = rng.dirichlet(np.ones(int(np.prod(sizes))), size=DRAWS).T.reshape((*sizes, DRAWS))
    signs = rng.choice([-1.0, 1.0], len(sizes))
    slopes = [
        Slope(k, sign * rng.uniform(0.1, 2.0, DRAWS), 0.0, (), sign)
        for k, sign in zip(sizes, signs, strict=True)
    ]
    baseline = rng.dirichlet(np.full(states, 3.0), size=DRAWS).T * 0.96 + 0.04 / states
    return NoisyEffects(slopes, weights, baseline, np.ones((states, DRAWS)), draw(st.booleans()))


def _effects(case, factors):
    """By the table itself, in the direction of the mechanism's own scale."""
    slopes = [s.times(f) for s, f in zip(case.slopes, factors, strict=True)]
    count = len(slopes)
    lifts = [
        f(slopes, len(case.baseline), highest=case.highest) for f in (noisy_products, noisy_rises)
    ]
    leak = case.leak_and_jacobian(factors)[0]
    own = declared_leak(np.diff(leak, axis=0, prepend=0.0))
    table = noisy_table(*lifts, own, count, highest=case.highest)
    return leak, effects_of_causes(table, case.weights, count)


@settings(deadline=None, max_examples=20)
@given(imitations(), st.floats(0.1, 0.9))
def test_what_can_be_done_is_done_in_full(case, scale):
    factors = np.full((len(case.slopes), DRAWS), scale)
    leak, wanted = _effects(case, factors)
    fits = (np.diff(leak, axis=0) >= 1e-6).all(axis=0)
    found, share = largest_share(case, wanted)
    np.testing.assert_allclose(share[fits], 1.0)
    np.testing.assert_allclose(found[:, fits], factors[:, fits], atol=1e-7)


@settings(deadline=None, max_examples=20)
@given(imitations())
def test_no_larger_share_would_do(case):
    wanted = case.leak_and_jacobian(np.full((len(case.slopes), DRAWS), 2.0))[1]
    factors, share = largest_share(case, wanted)
    leak, effects = _effects(case, factors)
    np.testing.assert_allclose(effects, share * wanted, atol=1e-9)
    room = np.diff(leak, axis=0).min(axis=0)
    assert (room >= -1e-12).all()
    assert ((share == 1.0) | (room < 1e-9)).all()


@settings(deadline=None, max_examples=20)
@given(imitations())
def test_effects_move_as_they_say(case):
    factors = np.full((len(case.slopes), DRAWS), 0.7)
    slopes = case.leak_and_jacobian(factors)[2]
    for i in range(len(factors)):
        step = np.zeros_like(factors)
        step[i] = 1e-6
        sides = [case.leak_and_jacobian(factors + s)[1] for s in (step, -step)]
        assert slopes[:, i] == pytest.approx((sides[0] - sides[1]) / 2e-6, abs=1e-7)


def test_proportions_are_matched_where_one_effect_is_next_to_nothing():
    """Its digits are few, and they are in the mean that all ratios are held against."""
    weights = [1.192092896e-07, 1.0]
    variables = [cn.Variable(name, ["0", "1"]) for name in "ab"]
    influences = [cn.Influence(n, "y", "+", w) for n, w in zip("ab", weights, strict=True)]
    proportions = []
    for mechanism in (cn.RankedNode(0.05, like_ordinal=True), cn.Ordinal()):
        y = cn.Variable("y", ["0", "1"], mechanism=mechanism)
        network = compile_model(cn.CausalModel("small", [*variables, y], influences))
        small, large = effects_of_causes(network.values("y"), joint(network, ("a", "b")), 2)
        proportions.append(small / large)
    assert proportions[0] == pytest.approx(proportions[1], rel=1e-5)


@pytest.mark.parametrize("variance", [None, 0.05])
@settings(deadline=None, max_examples=8)
@given(data=st.data())
def test_ranked_nodes_do_one_share_of_what_an_ordinal_does(variance, data):
    model = data.draw(confounded(cn.RankedNode(variance, like_ordinal=True)))
    plain = model.replacing(replace(model.variables["y"], mechanism=cn.Ordinal()))
    ranked, ordinal = compile_model(model), compile_model(plain)
    causes = ranked.parents["y"]
    weights = joint(ranked, causes)
    got, wanted = (
        effects_of_causes(n.values("y"), weights, weights.ndim) for n in (ranked, ordinal)
    )
    most = np.argmax(abs(wanted))
    share = got[most] / wanted[most] if wanted[most] else 1.0
    np.testing.assert_allclose(got, share * wanted, atol=1e-7)
    assert variance or (abs(got) <= abs(wanted) + 1e-9).all()
