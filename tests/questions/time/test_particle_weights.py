"""Importance weights of particles: findings, effective sizes and resampling."""

import numpy as np
import pytest

from causalnet.errors import ImpossibleEvidenceError
from causalnet.questions.time.particle_run import ParticleRun
from causalnet.questions.time.particle_weights import ParticleWeights


def run(particles=4, draws=1):
    return ParticleRun(["y"], {0: {"y": "yes"}}, False, 2, particles, draws, 0, 0, draws, True)


def law(*p):
    """P(Y ≥ 1) of each particle in a single draw."""
    return np.array(p)[None, :, None]


def test_the_weights_take_the_probability_of_what_is_found():
    weights = ParticleWeights.even(run())
    after = weights.update(law(0.1, 0.2, 0.3, 0.4), np.array([0.0, 1.0]))
    np.testing.assert_allclose(after, 1)
    shares, chance = weights.normalised()
    np.testing.assert_allclose(shares[:, 0], [0.1, 0.2, 0.3, 0.4])
    assert np.exp(chance) / 4 == pytest.approx(0.25)


def test_a_likelihood_updates_the_law_by_bayes():
    after = ParticleWeights.even(run()).update(law(*[0.5] * 4), np.array([0.2, 0.6]))
    np.testing.assert_allclose(after, 0.75)


def test_survival_is_the_weighted_share():
    weights = ParticleWeights.even(run())
    weights.update(law(0.1, 0.2, 0.3, 0.4), np.array([0.0, 1.0]))
    states = np.array([[0], [1], [2], [2]])
    np.testing.assert_allclose(weights.survival(states, 3)[:, 0], [0.9, 0.7])


def test_too_few_that_count_are_resampled_and_keep_the_evidence():
    weights = ParticleWeights.even(run())
    weights.update(law(1.0, 0.0, 0.0, 0.0), np.array([0.0, 1.0]))
    _, before = weights.normalised()
    chosen = weights.resample(0)
    assert chosen is not None
    np.testing.assert_array_equal(chosen[:, 0], 0)
    assert weights.survivors == 1
    shares, after = weights.normalised()
    np.testing.assert_allclose(shares, 0.25)
    np.testing.assert_allclose(after, before)
    assert weights.resample(1) is None


def test_evidence_that_no_particle_agrees_with_is_impossible():
    weights = ParticleWeights.even(run())
    weights.update(law(0.0, 0.0, 0.0, 0.0), np.array([0.0, 1.0]))
    with pytest.raises(ImpossibleEvidenceError, match="no particle agrees with it"):
        weights.normalised()
