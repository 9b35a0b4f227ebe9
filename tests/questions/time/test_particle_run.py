"""The settings of one particle simulation, and its streams of random numbers."""

import numpy as np

from causalnet.questions.time.particle_run import ParticleRun, PeriodNumbers


def run(*, shared=False, chunk=0, seed=0):
    return ParticleRun(["y"], {}, False, 2, 5, 6, seed, chunk, 3, shared)


def test_random_numbers_depend_on_their_purpose_alone():
    np.testing.assert_array_equal(run().uniform("x@1"), run().uniform("x@1"))
    for other in (run().uniform("x@2"), run(chunk=1).uniform("x@1"), run(seed=1).uniform("x@1")):
        assert (other != run().uniform("x@1")).any()


def test_draws_share_their_numbers_where_they_are_asked_to():
    numbers = run(shared=True).uniform("x@1")
    assert numbers.shape == (5, 6)
    np.testing.assert_array_equal(numbers[:, :3], numbers[:, 3:])
    assert (run().uniform("x@1")[:, :3] != run().uniform("x@1")[:, 3:]).any()


def test_columns_are_draws_and_their_repetitions():
    assert run().repeated(np.zeros((2, 6))).shape == (2, 2, 3)
    assert run().offsets(0).shape == (6,)


def test_a_stream_is_read_once_for_all_arms_of_a_period():
    numbers = PeriodNumbers(run(), 1)
    assert numbers.of("x") is numbers.of("x")
    np.testing.assert_array_equal(numbers.of("x"), run().uniform("x@1"))
    assert (numbers.of("y") != numbers.of("x")).any()
