"""Every contraction against einsum, and trees against the product of everything."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings, strategies as st

from causalnet.inference.contraction import contraction, summed
from causalnet.inference.planning.elimination_order import CRITERIA, elimination_order
from causalnet.network.structure import DRAWS

SIZES = [2, 3, 4, 2, 5, 3, 1]
DRAWN = 6


def _tensor(axes, rng):
    return rng.random([DRAWN if x == DRAWS else SIZES[x] for x in axes])


def _letters(axes):
    return "".join("z" if x == DRAWS else "abcdef"[x] for x in axes)


@st.composite
def operands(draw):
    axes = st.lists(st.integers(0, 5), unique=True, max_size=5)
    a, b = tuple(draw(axes)), tuple(draw(axes))
    a += (DRAWS,) if draw(st.booleans()) else ()
    b += (DRAWS,) if draw(st.booleans()) else ()
    return a, b, set(draw(axes))


@settings(deadline=None, max_examples=100)
@given(operands(), st.integers(0, 99))
def test_a_contraction_is_a_sum_of_products(operands, seed):
    a, b, keep = operands
    rng = np.random.default_rng(seed)
    x, y = _tensor(a, rng), _tensor(b, rng)
    step = contraction(a, b, keep, SIZES)
    assert set(step.axes) == {i for i in (*a, *b) if i in keep or i == DRAWS}
    if DRAWS in step.axes:
        assert step.axes[-1] == DRAWS
    expected = np.einsum(f"{_letters(a)},{_letters(b)}->{_letters(step.axes)}", x, y)
    np.testing.assert_allclose(step.run(x, y), expected, rtol=1e-12)


LARGE = [2, 30, 4, 5, 2, 3, 1]


@settings(deadline=None, max_examples=100)
@given(
    st.permutations(range(6)),
    st.permutations(range(5)),
    st.integers(2, 5),
    st.sets(st.integers(0, 5)),
    st.booleans(),
)
def test_large_tensors_are_moved_without_mixing_them_up(first, second, cut, keep, turned):
    """Axes of two states that stay last are moved in pairs, where there is enough to move."""
    a, b = tuple(first), tuple(second[:cut])
    a, b = (b, a) if turned else (a, b)
    rng = np.random.default_rng(0)
    x, y = (rng.random([LARGE[i] for i in axes]) for axes in (a, b))
    step = contraction(a, b, keep, LARGE)
    expected = np.einsum(f"{_letters(a)},{_letters(b)}->{_letters(step.axes)}", x, y)
    np.testing.assert_allclose(step.run(x, y), expected, rtol=1e-11)
    strided = np.asfortranarray(x), np.asfortranarray(y)
    np.testing.assert_allclose(step.run(*strided), expected, rtol=1e-11)


@given(st.permutations(range(5)), st.sets(st.integers(0, 4)))
def test_a_tensor_beside_one_is_summed(axes, keep):
    x = np.random.default_rng(0).random([LARGE[i] for i in axes])
    step = summed(tuple(axes), keep, LARGE)
    assert step.axes == tuple([i for i in axes if i in keep])
    expected = np.einsum(f"{_letters(axes)}->{_letters(step.axes)}", x)
    np.testing.assert_allclose(step.run(np.ones(()), x), expected, rtol=1e-11)


@given(st.lists(st.sets(st.integers(0, 5), min_size=1, max_size=4), min_size=1, max_size=8))
def test_every_rule_sums_out_every_variable_once(scopes):
    keep = {0}
    order = elimination_order(scopes, SIZES, keep)
    assert sorted(order.variables) == sorted(set().union(*scopes) - keep)
    assert order.criterion in CRITERIA
