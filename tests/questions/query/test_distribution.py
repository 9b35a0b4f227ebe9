"""Distributions: what is read off one, and what cannot be."""

import numpy as np
import pytest

import causalnet as cn


def test_a_joint_has_the_marginals_of_its_outcomes():
    lawn = cn.load("lawn")
    both = cn.query(lawn, ["rain", "wet"], given={"sprinkler": "on"})

    for v in ("rain", "wet"):
        alone = cn.query(lawn, v, given={"sprinkler": "on"}).p
        np.testing.assert_allclose(both.marginal(v), alone, atol=1e-12)
    with pytest.raises(cn.errors.UnknownNameError, match="No outcome 'sprinkler'"):
        both.marginal("sprinkler")


def test_the_middle_of_the_draws_lies_between_the_ends_of_an_interval():
    found = cn.query(cn.load("lawn"), "wet", under=cn.do(rain="yes"), draws=50)

    np.testing.assert_array_equal(found.median, np.median(found.drawn, axis=-1))
    low, high = found.interval(0.5)
    assert (low <= found.median).all()
    assert (found.median <= high).all()
    assert cn.query(cn.load("lawn"), "wet").median is None
