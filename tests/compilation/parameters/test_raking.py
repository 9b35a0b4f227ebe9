"""Raking: weights of particles that meet known margins."""

import numpy as np
import pytest

from causalnet.compilation.parameters.raking import RAKING_ROUNDS, raked


def test_every_margin_is_met_with_weights_of_mean_one():
    rng = np.random.default_rng(0)
    x, y = rng.integers(0, 2, (400, 3)), rng.integers(0, 3, (400, 3))
    margins = [np.array([[0.3, 0.5, 0.9], [0.7, 0.5, 0.1]]), np.full((3, 3), 1 / 3)]
    weights = raked([x, y], margins)
    np.testing.assert_allclose(weights.mean(axis=0), 1, atol=1e-6)
    for states, margin in zip((x, y), margins, strict=True):
        shares = [(weights * (states == k)).mean(axis=0) for k in range(len(margin))]
        np.testing.assert_allclose(shares, margin, atol=1e-5)


def test_a_state_without_particles_leaves_its_share_to_the_others():
    seen = np.array([[0], [0], [1], [1]])
    weights = raked([seen], [np.array([[0.2], [0.6], [0.2]])])
    np.testing.assert_allclose(weights[:, 0], [0.5, 0.5, 1.5, 1.5])


def _one_by_one(states, margins, rounds):
    """Weights of the particles of one draw, each margin met in turn."""
    weights = [1.0] * len(states[0])
    for _ in range(rounds):
        for own, margin in zip(states, margins, strict=True):
            held = [sum(w for w, k in zip(weights, own, strict=True) if k == j) for j in (0, 1, 2)]
            met = sum(margin[j] for j in (0, 1, 2) if held[j])
            factors = [margin[j] * len(own) / met / held[j] if held[j] else 0.0 for j in (0, 1, 2)]
            weights = [w * factors[k] for w, k in zip(weights, own, strict=True)]
    return weights


@pytest.mark.parametrize("particles", [12, 200], ids=["fewer than", "more than"])
def test_particles_are_weighed_alike_whether_or_not_combinations_outnumber_them(particles):
    rng = np.random.default_rng(1)
    states = [rng.integers(0, 3, (particles, 2)) for _ in range(3)]
    margins = [rng.dirichlet([4, 4, 4], 2).T for _ in states]
    weights = raked(states, margins)
    for draw in range(2):
        own = [margin[:, draw] for margin in margins]
        alone = _one_by_one([x[:, draw].tolist() for x in states], own, RAKING_ROUNDS)
        np.testing.assert_allclose(weights[:, draw], alone, atol=1e-5)
