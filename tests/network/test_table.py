"""Conditional tables: their parts by the names of states."""

import numpy as np
import pytest

import causalnet as cn

LAWN = cn.Network(
    {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    {"wet": ["rain"]},
    {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
)


def test_a_part_is_taken_by_names():
    table = LAWN.table("wet")
    assert table.axes == ("rain", "wet")
    np.testing.assert_array_equal(table[{"rain": "yes"}], [0.2, 0.8])
    assert table[{"rain": "yes", "wet": "no"}] == 0.2
    assert str(LAWN.table("rain")).startswith("P(rain)")


def test_names_that_are_not_there_are_answered_with_the_nearest():
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'rain'"):
        LAWN.table("wet")[{"rian": "yes"}]
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'yes'"):
        LAWN.table("wet")[{"rain": "yse"}]


def test_tables_are_equal_by_names_states_and_numbers():
    again = cn.Network(LAWN.states, LAWN.parents, {v: LAWN.values(v) for v in LAWN.states})
    assert LAWN.table("wet") == again.table("wet")
    assert LAWN.table("wet") != LAWN.table("rain")
    assert hash(LAWN.table("wet")) == hash(again.table("wet"))
