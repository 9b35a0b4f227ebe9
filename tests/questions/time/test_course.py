"""Courses: intervals over draws are as wide as the draws, not as the simulation."""

import numpy as np

from causalnet.questions.time.course import without_noise


def test_the_noise_of_the_simulation_is_taken_out_of_the_spread_over_draws():
    rng = np.random.default_rng(5)
    true = rng.normal(0, 1.0, (2, 4000))
    noisy = true[..., None] + rng.normal(0, 2.0, (2, 4000, 8))

    found = without_noise(noisy)

    assert noisy.mean(axis=-1).std(axis=1).min() > 1.2
    np.testing.assert_allclose(found.std(axis=1), 1.0, atol=0.05)
    np.testing.assert_allclose(found.mean(axis=1), noisy.mean(axis=(1, 2)), atol=1e-12)


def test_where_all_is_noise_no_spread_is_left_and_what_is_exact_stays():
    rng = np.random.default_rng(6)
    noise = rng.normal(0, 1.0, (1, 200, 4))
    assert without_noise(noise).std() < 0.5 * noise.mean(axis=-1).std()

    same = np.full((1, 5, 3), 0.25)
    np.testing.assert_array_equal(without_noise(same), same[..., 0])
    once = rng.normal(size=(2, 6, 1))
    np.testing.assert_array_equal(without_noise(once), once[..., 0])
