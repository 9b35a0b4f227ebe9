"""Costs, and the sets within a budget."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.questions.decisions.affordable import (
    affordable_plans,
    central_costs,
    drawn_costs,
    judged_costs,
)


@given(st.lists(st.integers(0, 4), max_size=6), st.integers(0, 10))
def test_they_are_all_sets_within_the_budget(costs: list[int], budget: int) -> None:
    found = list(affordable_plans([float(c) for c in costs], budget, lambda plan: True))
    every = [c for n in range(len(costs) + 1) for c in combinations(range(len(costs)), n)]
    assert sorted(found) == sorted(p for p in every if sum(costs[i] for i in p) <= budget)
    assert found[0] == ()


def test_sets_that_do_not_fit_are_left_out() -> None:
    found = list(affordable_plans([1.0, 1.0, 1.0], 3, lambda plan: not {0, 1} <= {*plan}))
    assert found == [(), (0,), (0, 2), (1,), (1, 2), (2,)]


def test_tenths_that_sum_to_the_budget_fit() -> None:
    assert (0, 1, 2) in list(affordable_plans([0.1, 0.1, 0.1], 0.3, lambda plan: True))


def test_costs_may_be_judged_and_have_streams_of_their_own() -> None:
    costs = judged_costs(["a", "b"], {"b": cn.pert(1, 2, 6), "a": 3})
    assert [*costs] == ["a", "b"]
    assert central_costs(costs) == [3.0, 2.0]
    drawn = drawn_costs(costs, 500, 0)
    assert drawn.shape == (2, 500)
    assert np.ptp(drawn[0]) == 0
    assert 1 <= drawn[1].min() < drawn[1].max() <= 6
    alone = drawn_costs({"b": costs["b"]}, 500, 0)
    np.testing.assert_array_equal(alone[0], drawn[1])


@pytest.mark.parametrize(
    ("costs", "message"),
    [
        ({"a": 1}, "gives no cost of 'b'"),
        ({"a": 1, "b": -1}, "The cost of 'b' must be a number from 0 on"),
        ({"a": 1, "b": float("nan")}, "The cost of 'b'"),
        ({"a": 1, "bb": 1}, "Did you mean 'b'"),
        ({"a": 1, "b": cn.interval(-1, 2)}, "The cost of 'b'"),
    ],
)
def test_wrong_costs_are_named(costs: dict, message: str) -> None:
    with pytest.raises(cn.errors.CausalnetError, match=message):
        judged_costs(["a", "b"], costs)
