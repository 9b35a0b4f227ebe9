"""Names, arrows and tables of a network, checked when it is made."""

import numpy as np
import pytest

from causalnet.errors import NetworkError
from causalnet.network.checks import checked_table, named_lists, structure_problems

STATES = {"x": ("no", "yes"), "y": ("a", "b", "c")}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["x"], "maps variables to lists"),
        ({"x": "no"}, "must be a list, not 'no'. Write \\['no'\\]"),
        ({"x": {"no", "yes"}}, "must be a list"),
    ],
)
def test_lists_of_names_have_an_order(given, message):
    with pytest.raises(NetworkError, match=message):
        named_lists("states", given)


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ({"x": (), "y": ("x",)}, []),
        ({"x": ("y",), "y": ("x",)}, ["The arrows make a cycle"]),
        ({"x": (), "y": ("z",)}, ["parents of 'y': No variable 'z'"]),
        ({"x": (), "y": ("x", "x")}, ["x, x repeats one of them"]),
    ],
)
def test_all_mistakes_in_arrows_are_told(above, told):
    found = list(structure_problems(STATES, above, above, dict.fromkeys(STATES, 0)))
    assert len(found) == len(told)
    assert all(text in problem for text, problem in zip(told, found, strict=True))


def test_a_table_is_read_only_and_its_rows_sum_to_one():
    found = checked_table("y", STATES, ["x"], [[0.2, 0.3, 0.5], [1, 0, 0]], None)
    np.testing.assert_array_equal(found, [[0.2, 0.3, 0.5], [1, 0, 0]])
    assert not found.flags.writeable


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([[0.2, 0.3, 0.5]], r"has the shape \(1, 3\), not \(2, 3\): 2 \(x\) × 3 \(y\)"),
        ([[0.2, 0.3, 0.5], [1.2, -0.2, 0]], "holds a number that is not a probability"),
        ([[0.2, 0.3, 0.5], ["a", 0, 0]], "is not an array of numbers"),
    ],
)
def test_a_table_that_does_not_fit_says_how(given, message):
    with pytest.raises(NetworkError, match=message):
        checked_table("y", STATES, ["x"], given, None)
