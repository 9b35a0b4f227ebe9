"""Branch and bound, against all sets."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from causalnet.questions.decisions import plan_search
from causalnet.questions.decisions.affordable import affordable_plans
from causalnet.questions.decisions.plan_search import best_plans


def anything(plan: tuple[int, ...]) -> bool:
    return True


@given(
    st.lists(st.floats(-1, 2), min_size=1, max_size=6),
    st.lists(st.floats(0, 0.5), min_size=15, max_size=15),
    st.integers(0, 8),
)
def test_it_finds_the_best_set(gains: list[float], synergies: list[float], budget: int) -> None:
    size = len(gains)
    costs = [float(1 + i % 3) for i in range(size)]
    pairs = {
        (i, j): synergies[k]
        for k, (i, j) in enumerate((i, j) for i in range(size) for j in range(i))
    }

    def value(plan: tuple[int, ...]) -> float:
        return sum(gains[i] for i in plan) + sum(pairs[i, j] for i in plan for j in plan if j < i)

    # What gains by itself gains with whatever else, since no synergy is negative.
    helpful = frozenset(i for i, gain in enumerate(gains) if gain >= 0)
    found = best_plans(
        costs, budget, anything, lambda plans: np.array([value(p) for p in plans]), helpful, 100.0
    )
    every = list(affordable_plans(costs, budget, anything))
    assert found.proved
    assert value(found.plans[0]) == pytest.approx(max(map(value, every)))
    assert () in found.plans


def test_what_helps_prunes_and_a_search_that_was_cut_says_what_is_left_open(monkeypatch) -> None:
    gains = np.linspace(0.1, 1, 14)

    def values(plans):
        return np.array([gains[list(p)].sum() if p else 0.0 for p in plans])

    found = best_plans([1.0] * 14, 3, anything, values, frozenset(range(14)), 100.0)
    assert sorted(found.plans[0]) == [11, 12, 13]
    assert found.proved
    monkeypatch.setattr(plan_search, "MOST_NODES", 20)
    cut = best_plans([1.0] * 14, 3, anything, values, frozenset(range(14)), 100.0)
    assert not cut.proved
    assert cut.bound > values([cut.plans[0]])[0]


def test_a_search_that_was_cut_has_climbed_first(monkeypatch) -> None:
    gains = np.linspace(-0.5, 1, 16)

    def values(plans):
        return np.array([gains[list(p)].sum() if p else 0.0 for p in plans])

    monkeypatch.setattr(plan_search, "MOST_NODES", 400)
    cut = best_plans([1.0] * 16, 4, anything, values, frozenset(), 100.0)
    assert not cut.proved
    assert sorted(cut.plans[0]) == [12, 13, 14, 15]
