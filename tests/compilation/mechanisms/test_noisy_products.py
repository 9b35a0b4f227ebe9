"""Noisy mechanisms against their equation, cell by cell."""

import math
from itertools import product

import numpy as np
from hypothesis import given, strategies as st

from causalnet.compilation.mechanisms.noisy_products import (
    declared_leak,
    noisy_products,
    noisy_rises,
    noisy_table,
)
from tests.toys import slope


def noisy(slopes, cumulative, *, highest):
    """The table of a noisy mechanism with three states and this leak."""
    lifts = [f(slopes, 3, highest=highest) for f in (noisy_products, noisy_rises)]
    leak = declared_leak(np.diff(cumulative, prepend=0.0))
    return noisy_table(*lifts, leak, len(slopes), highest=highest)


@given(w=st.floats(0, 4), v=st.floats(0, 4))
def test_noisy_max_is_the_greatest_of_independent_lifts(w, v):
    # A positive cause with three states, a negative one with two, an effect with three.
    slopes = [slope(3, w), slope(2, -v)]
    leak = np.array([0.7, 0.9, 1.0])
    table = noisy(slopes, leak, highest=True)
    for a, b in product(range(3), range(2)):
        lifts = [math.tanh(w / 2)] * a + [math.tanh(v / 2)] * (1 - b)
        at_most = []
        for j in range(3):
            chance = leak[j]
            for q in lifts:
                chance *= 1 - q ** (j + 1) if j < 2 else 1.0
            at_most.append(chance)
        np.testing.assert_allclose(table[a, b], np.diff([0.0, *at_most]), atol=1e-12)


@given(w=st.floats(0, 4), v=st.floats(0, 4))
def test_noisy_min_is_noisy_max_with_every_scale_turned_round(w, v):
    leak = np.array([0.6, 0.8, 1.0])
    low, high = (noisy([slope(3, w), slope(2, -v)], leak, highest=h) for h in (False, True))
    np.testing.assert_allclose(low, high[::-1, ::-1, ::-1], atol=1e-12)
