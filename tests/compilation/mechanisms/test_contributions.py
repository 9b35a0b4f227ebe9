from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from causalnet.compilation.mechanisms.contributions import Slope, SlopeScale, predictor
from tests.toys import slope

DRAWS = np.array([0.5, 1.0, 2.0])


def slopes(weights, amount):
    first, second, third = (np.asarray(w, dtype=np.float64) for w in weights)
    return [
        Slope(3, first, 1.0, (SlopeScale(1, reversed=False, amount=np.asarray(amount)),)),
        Slope(3, second, 0.0),
        Slope(3, third, 2.0, sign=-1.0),
    ]


@pytest.mark.parametrize("drawn", list(product([False, True], repeat=4)))
def test_numbers_with_and_without_draws_add_up(drawn):
    # three states and three draws: what is laid along the wrong axis would still fit
    numbers = [DRAWS * n if own else 0.7 * n for n, own in enumerate(drawn, start=1)]
    eta = predictor(slopes(numbers[:3], numbers[3]))
    for at in range(3):
        now = [n[at] if own else n for n, own in zip(numbers, drawn, strict=True)]
        expected = predictor(slopes(now[:3], now[3]))
        found = eta[..., at] if any(drawn) else eta
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)
    x, y, z = 2, 1, 0
    first, second, third, amount = (
        n[0] if own else n for n, own in zip(numbers, drawn, strict=True)
    )
    by_hand = first * (1 + amount / 2) * (x - 1) + second * y + third * (z - 2)
    value = eta[x, y, z, 0] if any(drawn) else eta[x, y, z]
    assert value == pytest.approx(by_hand)


@pytest.mark.parametrize("drawn", list(product([False, True], repeat=3)), ids=str)
def test_a_predictor_takes_numbers_of_which_only_some_are_drawn(drawn):
    """The axis of draws is as long as one of a cause, so that a wrong place for it would go unnoticed."""
    rng = np.random.default_rng(0)
    weights = rng.uniform(0.5, 1.5, (3, 3))
    w, v, gamma = (own if of else own[0] for own, of in zip(weights, drawn, strict=True))
    slopes = [slope(3, w, 0.0, (SlopeScale(1, False, np.array(gamma)),)), slope(3, v)]
    eta = predictor(slopes)
    for a, b, n in product(range(3), repeat=3):
        one, two, amount = (x[n] if x.ndim else x for x in map(np.array, (w, v, gamma)))
        expected = one * (1 + amount * b / 2) * a + two * (b - 1)
        got = eta[a, b, n] if any(drawn) else eta[a, b]
        assert got == pytest.approx(expected)
