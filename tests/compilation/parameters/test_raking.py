"""Raking: weights of particles that meet known margins."""

import numpy as np

from causalnet.compilation.parameters.raking import raked


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
