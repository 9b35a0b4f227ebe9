"""Judgements: ranges for bounds, modes for the central network, and what is no judgement."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

import causalnet as cn
from causalnet import fixed, interval, pert
from tests.strategies.models import judgements


@pytest.mark.parametrize(
    ("judgement", "expected"),
    [
        (fixed(1.2), (1.2, 1.2)),
        (interval(0.5, 1.5), (0.5, 1.5)),
        (pert(0.2, 0.8, 1.6), (0.2, 1.6)),
        (pert(0.2, 0.8, 1.6, zero=0.5), (0, 1.6)),
        (pert(0.2, 0.8, 1.6, inclusion=0.5), (0, 1.6)),
        (pert(0.2, 0.8, 1.6, zero=0, inclusion=1), (0.2, 1.6)),
        (interval(-2, -1), (-2, -1)),
        (interval(-2, -1, zero=0.1), (-2, 0)),
        (interval(-1, 1, inclusion=0), (-1, 1)),
    ],
)
def test_the_range_holds_zero_where_the_number_may_be_zero(
    judgement: cn.Judgement, expected: tuple[float, float]
) -> None:
    assert judgement.range == expected


@given(judgements())
def test_the_central_value_lies_between_low_and_high_and_the_range_around_both(
    judgement: cn.Judgement,
) -> None:
    least, greatest = judgement.range

    assert least <= judgement.low <= judgement.central <= judgement.high <= greatest


def test_the_central_value_leaves_masses_at_zero_aside() -> None:
    assert pert(0.2, 0.8, 1.6, zero=0.9, inclusion=0.1).central == 0.8
    assert interval(1, 2).central == 1.5


@pytest.mark.parametrize(
    ("judgement", "expected"),
    [
        (fixed(2), "2"),
        (interval(0.5, 1.5), "0.5/1.5"),
        (pert(0, 0.4, 1.2, zero=0.25), "0/0.4/1.2, 25% at zero"),
        (pert(0, 1, 2, inclusion=0.5), "0/1/2, included 50%"),
    ],
)
def test_it_prints_as_a_person_would_write_it(judgement: cn.Judgement, expected: str) -> None:
    assert str(judgement) == expected


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        (
            {"low": 2, "high": 1},
            "low 2, high 1 must be in the order low, mode, high. Perhaps [1, 2]?",
        ),
        (
            {"low": 1, "mode": 0, "high": 2},
            "low 1, mode 0, high 2 must be in the order low, mode, high. Perhaps [0, 1, 2]?",
        ),
        ({"low": float("nan"), "high": 1}, "low nan, high 1 must be finite numbers."),
        ({"low": 0, "high": float("inf")}, "low 0, high inf must be finite numbers."),
        ({"low": 0, "high": True}, "high must be a number, not True. (Judgement)"),
        ({"low": 0, "high": 1, "zero": 1.5}, "zero: 1.5 is not a probability in [0, 1]."),
        (
            {"low": 0, "high": 1, "inclusion": -1},
            "inclusion: -1 is not a probability in [0, 1].",
        ),
    ],
)
def test_what_is_no_judgement(numbers: dict[str, float], message: str) -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.Judgement(**numbers)

    assert str(caught.value) == message


def test_numbers_of_numpys_are_numbers():
    assert cn.Baseline(np.array([0.5, 0.5], dtype=np.float32)).p == (0.5, 0.5)
    assert cn.fixed(np.int64(2)).central == 2
