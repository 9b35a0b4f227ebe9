"""Monotonicity of a table in each of its causes, whatever the strengths in their ranges."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.signs.monotonicity import answering, certain_change, possible_states

SCALE = ("low", "middle", "high")


def tabled(rows, sign="+"):
    """x → y with the rows of y for the states of x."""
    table = cn.Table(["x"], dict(zip([(s,) for s in SCALE], rows, strict=True)))
    return cn.CausalModel(
        "m",
        [cn.Variable("x", SCALE), cn.Variable("y", SCALE, mechanism=table)],
        [cn.Influence("x", "y", sign)],
    )


@pytest.mark.parametrize(
    ("rows", "sign", "certain"),
    [
        ([[0.6, 0.3, 0.1], [0.3, 0.4, 0.3], [0.1, 0.3, 0.6]], "+", True),
        ([[0.1, 0.3, 0.6], [0.3, 0.4, 0.3], [0.6, 0.3, 0.1]], "-", True),
        ([[0.6, 0.3, 0.1], [0.3, 0.4, 0.3], [0.3, 0.4, 0.3]], "+", False),
        ([[0.5, 0.0, 0.5], [0.2, 0.6, 0.2], [0.5, 0.0, 0.5]], "?", True),
        ([[0.2, 0.3, 0.5]] * 3, "0", False),
    ],
)
def test_the_sign_of_a_table_is_read_off_its_rows(rows, sign, certain):
    model = tabled(rows, "?")
    assert answering(model, model.influences[0]) == sign
    assert certain_change(model, model.influences[0]) is certain


@pytest.mark.parametrize(
    ("strength", "certain"), [(1.0, True), (cn.interval(0, 2), False), (cn.interval(0.1, 2), True)]
)
def test_a_range_that_touches_zero_allows_no_influence(strength, certain):
    variables = [cn.Variable(v, SCALE) for v in "xy"]
    model = cn.CausalModel("m", variables, [cn.Influence("x", "y", "-", strength)])
    assert answering(model, model.influences[0]) == "-"
    assert certain_change(model, model.influences[0]) is certain
    assert not certain_change(model, model.influences[0], at=0)


def test_possible_states_are_those_of_every_row_or_baseline():
    model = tabled([[0.5, 0.5, 0.0], [0.5, 0.4, 0.1], [0.5, 0.3, 0.2]])
    np.testing.assert_array_equal(possible_states(model, "y"), [True, True, False])
    own = cn.CausalModel("m", [cn.Variable("x", SCALE, cn.Baseline([0, 0.5, 0.5]))], [])
    np.testing.assert_array_equal(possible_states(own, "x"), [False, True, True])
