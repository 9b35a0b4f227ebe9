"""What is left of a move, against a course in which the move was made for one period."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.questions.loops.remainder import remainder


def alone(p: list[float], strength: float, sign: str = "+") -> cn.CausalModel:
    states = [f"s{k}" for k in range(len(p))]
    return cn.CausalModel(
        "alone",
        [cn.Variable("x", states, cn.Baseline(p))],
        [cn.Influence("x", "x", sign, strength, lag=1)],
    )


@given(
    st.lists(st.floats(0.02, 1.0), min_size=2, max_size=4),
    st.floats(0.1, 5.0),
    st.sampled_from(["+", "-"]),
)
def test_it_is_what_a_course_keeps(weights: list[float], strength: float, sign: str) -> None:
    p = (np.array(weights) / sum(weights)).tolist()
    model = alone(p, strength, sign)
    states = model.variables["x"].states
    ends = [cn.do(x=states[k]).during(0, 0) for k in (-1, 0)]
    course = cn.trajectory(model, "x", under=ends[0], versus=ends[1], periods=1)
    (loop,) = cn.loops(model)
    assert loop.left == pytest.approx(course.change[1] / (len(p) - 1), abs=1e-9)


def test_what_lasts_longest_is_told_first() -> None:
    """The gain goes by today's spread as well, so it would tell a different order."""
    model = cn.CausalModel(
        "two",
        [
            cn.Variable("rare", ["no", "yes"], cn.Baseline([0.95, 0.05])),
            cn.Variable("even", ["no", "yes"], cn.Baseline([0.5, 0.5])),
        ],
        [
            cn.Influence("rare", "rare", "+", 4.0, lag=1),
            cn.Influence("even", "even", "+", 2.0, lag=1),
        ],
    )
    found = cn.loops(model)
    rare, even = found
    assert rare.gain < even.gain
    assert rare.left > even.left
    told = str(found)
    assert told.index("rare") < told.index("even")
    assert "46%  even" in told


def test_without_log_odds_or_with_a_state_that_cannot_be_there_is_none() -> None:
    (loop,) = cn.loops(alone([0.0, 1.0], 1.0))
    assert loop.left is None
    (loop,) = cn.loops(alone([0.5, 0.5], 2.0))
    assert loop.left == pytest.approx(remainder(np.array([0.5, 0.5]), 2.0))


def test_the_japan_model_lasts_in_the_order_of_its_reasons() -> None:
    japan = cn.load("japan_software")
    left = {loop.variables[0]: loop.left for loop in cn.loops(japan).inertia}
    order = {"lasting inertia": 2, "inertia": 1, "passing inertia": 0}
    words = {i.cause: order[i.strength] for i in japan.influences if i.cause == i.effect}
    least, most = {}, {}
    for name, word in words.items():
        least[word] = min(left[name], least.get(word, 1.0))
        most[word] = max(left[name], most.get(word, 0.0))
    assert most[0] < least[1] < most[1] < least[2]
