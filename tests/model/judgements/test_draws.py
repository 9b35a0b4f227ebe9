"""The number of draws, and the way in which they are drawn."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.model.judgements.draws import as_draws


def test_a_number_means_the_first_seed_with_baselines_held():
    assert as_draws(50) == cn.Draws(50, seed=0, vary_baselines=False, correlation=0)
    assert as_draws(None) is None
    how = cn.Draws(7, seed=3)
    assert as_draws(how) is how


@pytest.mark.parametrize(
    ("how", "text"),
    [
        (cn.Draws(1), "1 draw (seed 0), baselines held"),
        (cn.Draws(2000, 4, True), "2,000 draws (seed 4), baselines drawn too"),
        (
            cn.Draws(5, correlation=0.3),
            "5 draws (seed 0), baselines held, correlation 0.3 within a tier",
        ),
    ],
)
def test_it_prints_in_words(how, text):
    assert str(how) == text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"n": 0}, "whole number of at least 1, not 0"),
        ({"seed": -1}, "not negative, not -1"),
        ({"vary_baselines": 1}, "vary_baselines must be True or False, not 1"),
        ({"correlation": 1}, r"a number in \[0, 1\), not 1"),
    ],
)
def test_what_does_not_fit_is_refused(wrong, message):
    with pytest.raises(cn.errors.QuestionError, match=message):
        cn.Draws(**{"n": 10, **wrong})


def test_numbers_and_truth_values_of_numpy_are_taken():
    how = cn.Draws(np.int64(7), seed=np.uint8(3), vary_baselines=np.True_)

    assert how == cn.Draws(7, seed=3, vary_baselines=True)
    assert repr(how) == repr(cn.Draws(7, seed=3, vary_baselines=True))
    assert [type(x) for x in (how.n, how.seed, how.vary_baselines)] == [int, int, bool]
