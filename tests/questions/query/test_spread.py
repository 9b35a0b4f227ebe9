"""Spreads over draws: of several, of one and of none."""

import math

import pytest

import causalnet as cn

Spread = cn.answers.Spread


def test_of_several_draws():
    found = Spread([1.0, 2.0, 6.0])

    assert (found.mean, found.median) == (3.0, 2.0)
    assert found.error == pytest.approx(math.sqrt(7 / 3))
    assert found.interval(0.5) == (1.5, 4.0)


def test_of_one_and_of_no_draw():
    one, none = Spread([2.0]), Spread([])

    assert (one.mean, one.median, one.interval()) == (2.0, 2.0, (2.0, 2.0))
    assert math.isnan(one.error)
    assert all(math.isnan(x) for x in (none.mean, none.median, none.error, *none.interval()))


@pytest.mark.parametrize("drawn", [[[1.0], [2.0]], "ab", None, [10**400]])
def test_what_is_no_number_for_each_draw(drawn):
    with pytest.raises(cn.CausalnetError, match="number for each draw|drawn"):
        Spread(drawn)


@pytest.mark.parametrize("share", [0, 1, -0.5, 2])
def test_a_share_lies_between_0_and_1(share):
    with pytest.raises(cn.CausalnetError, match="between 0 and 1|share"):
        Spread([1.0]).interval(share)
