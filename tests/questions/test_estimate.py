"""Estimates: of one point, of several draws, of one and of none."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.questions.estimate import standard_error, without_noise

Estimate = cn.answers.Estimate


def test_of_one_exact_point():
    found = Estimate(0.25)

    assert (found.value, found.median, found.error) == (0.25, 0.25, 0.0)
    assert found.interval() == (0.25, 0.25)
    assert found.values.shape == (1, 1)
    assert not found.drawn
    assert str(found) == "+0.250"


def test_of_one_simulated_point():
    found = Estimate([[1.0, 2.0, 6.0]])

    assert (found.value, found.points.tolist()) == (3.0, [3.0])
    assert found.error == pytest.approx(math.sqrt(7 / 3))
    assert str(found) == "+3.000 ± 1.5275"
    assert Estimate([[1.0, 2.0, 6.0]], unseen=2.0).error == 2.0


def test_of_several_draws():
    found = Estimate([1.0, 2.0, 6.0], drawn=True)

    assert (found.value, found.median) == (3.0, 2.0)
    assert found.error == pytest.approx(math.sqrt(7 / 3))
    assert (found.told_draws, found.told_error) == ("3 draws", "Monte-Carlo error 1.5275")
    assert found.interval(0.5) == (1.5, 4.0)
    assert str(found) == "+2.000 [+1.100, +5.600]"


def test_of_one_and_of_no_draw():
    one, none = Estimate([2.0], drawn=True), Estimate([], drawn=True)

    assert (one.value, one.median, one.interval()) == (2.0, 2.0, (2.0, 2.0))
    assert math.isnan(one.error)
    assert not one.is_chance
    assert one.told_error == "a single draw tells no Monte-Carlo error"
    assert all(math.isnan(x) for x in (none.value, none.median, none.error, *none.interval()))
    assert all(math.isnan(x) for x in none.shares())


def test_draws_that_are_simulated_give_up_the_width_of_the_simulation():
    rng = np.random.default_rng(5)
    true = rng.normal(0, 1.0, 4000)
    noisy = Estimate(true[:, None] + rng.normal(0, 2.0, (4000, 8)), drawn=True)

    assert noisy.values.mean(axis=1).std() > 1.2
    assert noisy.points.std() == pytest.approx(1.0, abs=0.05)
    assert noisy.value == pytest.approx(noisy.points.mean(), abs=1e-12)
    # The error of the mean is that of what was simulated, its noise included.
    assert noisy.error == pytest.approx(noisy.values.mean(axis=1).std(ddof=1) / math.sqrt(4000))


def test_points_that_are_no_draws_keep_their_own_numbers():
    values = np.random.default_rng(6).normal(size=(5, 3))
    np.testing.assert_array_equal(Estimate(values).points, values.mean(axis=1))


@given(
    st.lists(st.none() | st.floats(-1, 1), min_size=1, max_size=8),
    st.integers(1, 3),
    st.booleans(),
)
def test_a_point_at_which_a_baseline_cannot_be_met_is_left_out(drawn, repeats, of_judgements):
    numbers = np.array([np.nan if x is None else x for x in drawn])
    values = numbers[:, None] + np.arange(repeats)
    whole = Estimate(values, drawn=of_judgements)
    met = Estimate(values[~np.isnan(numbers)], drawn=of_judgements)

    assert whole.unmet == sum(x is None for x in drawn)
    assert len(whole.points) == len(drawn)
    np.testing.assert_array_equal(whole.met, met.points)
    for own in ("value", "median", "error", "interval", "shares"):
        left, right = getattr(whole, own), getattr(met, own)
        left, right = (left(), right()) if callable(left) else (left, right)
        np.testing.assert_array_equal(left, right)


def test_the_share_in_which_a_conclusion_stands():
    rises = cn.Conclusion("y", "rises", under=cn.do(x="high"))
    found = Estimate([0.2, -0.1, 0.0005, np.nan], drawn=True)

    assert found.share(rises) == pytest.approx(2 / 3)
    assert found.share(rises, 0.001) == pytest.approx(1 / 3)
    assert Estimate([np.nan], drawn=True).share(rises) == 0.0
    assert sum(found.shares()) == pytest.approx(1)


def test_whether_a_value_may_be_chance():
    assert Estimate([[0.1, -0.1, 0.05]]).is_chance
    assert not Estimate([[0.1, 0.11, 0.12]]).is_chance
    assert not Estimate(0.0).is_chance


def test_its_values_are_its_own():
    given_values = np.array([1.0, 2.0])
    found = Estimate(given_values, drawn=True)
    given_values[0] = 9.0

    assert found.value == 1.5
    with pytest.raises(ValueError, match="read-only"):
        found.values[0] = 9.0
    again = pickle.loads(pickle.dumps(found))
    np.testing.assert_array_equal(again.values, found.values)
    assert again.drawn


@pytest.mark.parametrize("values", [[[[1.0], [2.0]]], [[]], "ab", None, [10**400]])
def test_what_is_no_number_for_each_point(values):
    with pytest.raises(cn.CausalnetError, match="number for each point|values"):
        Estimate(values)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"drawn": "yes"}, "True or False"),
        ({"unseen": -0.1}, "a number from 0 on, not -0.1"),
        ({"unseen": "much"}, "a number"),
    ],
)
def test_what_does_not_describe_an_estimate(more, message):
    with pytest.raises(cn.CausalnetError, match=message):
        Estimate(1.0, **more)


@pytest.mark.parametrize("share", [0, 1, -0.5, 2])
def test_a_share_lies_between_0_and_1(share):
    with pytest.raises(cn.CausalnetError, match="between 0 and 1|share"):
        Estimate([1.0]).interval(share)


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


def test_the_error_of_a_mean_is_that_of_each_row():
    rng = np.random.default_rng(7)
    for shape in ((3, 2, 5, 4), (3, 2, 1, 4), (3, 2, 1, 1)):
        values = rng.normal(size=shape)
        every = [[standard_error(row) for row in own] for own in values]
        np.testing.assert_array_equal(standard_error(values), every)


def test_a_truth_of_numpy_becomes_pythons():
    assert Estimate([0.1, 0.2], drawn=np.True_).drawn is True
    with pytest.raises(cn.errors.QuestionError, match="drawn must be True or False, not 1"):
        Estimate([0.1, 0.2], drawn=1)
