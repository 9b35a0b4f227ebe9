"""The value of knowing against closed forms."""

import math

import numpy as np
import pytest

from causalnet.questions.sensitivity import value_of_information
from causalnet.questions.sensitivity.value_of_information import (
    noise_level,
    value_of_everything,
    value_of_knowing,
)


def normal_loss(mean: float, spread: float) -> float:
    """E max(0, x) − max(0, E x) of a normal x (Raiffa and Schlaifer 1961, section 5.3)."""
    z = mean / spread
    density = math.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)
    below = 0.5 * math.erfc(-z / math.sqrt(2))
    return spread * density + mean * below - max(0.0, mean)


@pytest.mark.parametrize(("mean", "spread"), [(0.0, 1.0), (0.5, 1.0), (-0.3, 0.7), (2.0, 1.0)])
def test_two_choices_one_of_which_pays_a_normal_number(mean, spread):
    rng = np.random.default_rng(4)
    x = rng.normal(mean, spread, 20_000)
    noise = rng.normal(0, 2, 20_000)
    payoffs = np.stack([np.zeros_like(x), x + noise], axis=1)
    found = value_of_knowing(payoffs, x)
    assert found.value == pytest.approx(normal_loss(mean, spread), abs=4 * found.error + 0.002)
    assert found.error < 0.04
    everything = value_of_everything(payoffs)
    expected = normal_loss(mean, math.hypot(spread, 2))
    assert everything.value == pytest.approx(expected, abs=4 * everything.error)


def test_a_number_that_may_be_zero():
    # Half of the mass at zero, where the other choice pays better by 0.2; else uniform on [0, 2].
    rng = np.random.default_rng(5)
    x = np.where(rng.random(40_000) < 0.5, 0.0, rng.uniform(0, 2, 40_000))
    payoffs = np.stack([np.full_like(x, 0.2), x], axis=1)
    # E max(0.2, x) = 0.5·0.2 + 0.5·(0.2·0.1 + (4 − 0.04)/4); E x = 0.5.
    expected = 0.1 + 0.5 * (0.02 + 0.99) - 0.5
    found = value_of_knowing(payoffs, x)
    assert found.value == pytest.approx(expected, abs=4 * found.error + 0.005)


def test_among_many_numbers_that_have_nothing_to_do_with_it_none_is_called_worth_knowing():
    # Twenty analyses of twelve numbers each, half of them often zero: one false alarm is expected.
    alarms = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        payoffs = rng.normal([0, 0.05, 0.1], 1, (300, 3))
        known = rng.random((12, 300))
        known[6:] *= rng.random((6, 300)) < 0.6
        level = noise_level(payoffs, known)
        alarms += any(value_of_knowing(payoffs, x).stands_out(level) for x in known)
    assert alarms <= 4


def test_what_is_worth_knowing_stands_out_among_many_that_are_not():
    rng = np.random.default_rng(7)
    known = rng.random((20, 1000))
    payoffs = np.stack([np.full(1000, 0.5), known[3]], axis=1) + rng.normal(0, 0.3, (1000, 1))
    level = noise_level(payoffs, known)
    told = [i for i, x in enumerate(known) if value_of_knowing(payoffs, x).stands_out(level)]
    assert told == [3]
    assert level == noise_level(payoffs, known)


def test_what_is_known_already_or_leaves_no_choice_is_worth_nothing():
    rng = np.random.default_rng(6)
    payoffs = rng.normal(0, 1, (1000, 3))
    assert value_of_knowing(payoffs, np.full(1000, 0.5)).value == 0
    assert noise_level(payoffs, np.full((2, 1000), 0.5)) == 0
    assert noise_level(payoffs, np.empty((0, 1000))) == 0
    assert value_of_knowing(payoffs[:, :1], rng.random(1000)).value == 0


def test_values_at_a_time_are_those_of_each(monkeypatch):
    rng = np.random.default_rng(6)
    basis, coefficients = rng.normal(size=(40, 3)), rng.normal(size=(4, 3, 11))
    monkeypatch.setattr(value_of_information, "AT_A_TIME", 40 * 4)
    fitted = [basis @ coefficients[..., i].T for i in range(11)]
    expected = [f.max(axis=1).mean() - f.mean(axis=0).max() for f in fitted]
    assert value_of_information._values(basis, coefficients) == pytest.approx(expected, abs=1e-12)


def test_choices_that_plainly_pay_less_change_nothing_when_they_are_left_out(monkeypatch):
    rng = np.random.default_rng(6)
    x = rng.normal(size=(3, 400))
    payoffs = np.stack([0.5 + 0 * x[0], 0.5 + x[0], x[1] ** 3 / 9, x[2] - 20, x[0] - 40], axis=1)
    asked = [*x, x[:2]]
    left = []
    pruning = value_of_information._contending
    monkeypatch.setattr(
        value_of_information,
        "_contending",
        lambda *given: left.append(pruning(*given)) or left[-1],
    )
    found = [noise_level(payoffs, asked), *(value_of_knowing(payoffs, own) for own in asked)]
    assert all(own[[0, 1]].all() and not own[[3, 4]].any() for own in left)
    monkeypatch.setattr(value_of_information, "_contending", lambda *_: slice(None))
    whole = [noise_level(payoffs, asked), *(value_of_knowing(payoffs, own) for own in asked)]
    np.testing.assert_allclose(np.hstack(found), np.hstack(whole), rtol=1e-12, atol=0)
