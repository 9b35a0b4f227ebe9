"""Outcomes that are themselves set: plainly, softly, and in some periods only."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from causalnet import Intervention, cut, do, partial, shift
from causalnet.errors import QuestionError
from causalnet.model.grammar.intervention import Timed
from causalnet.model.grammar.itself_set import itself_set

ARMS = [
    do(),
    do(y="high"),
    do(y="low"),
    do(y={"low": 0.3, "high": 0.7}),
    do(x="high"),
    do(x="high", y="high"),
    do(cut("x", "y"), y="high"),
    do(y=shift(1)),
    do(y=partial("high", 0.4)),
    do(x="high", y=shift(1)),
]


@pytest.mark.parametrize(
    ("under", "versus", "expected"),
    [
        (do(y="high"), do(), True),
        (do(y="high"), do(y="low"), True),
        (do(y="high"), do(y="high"), False),
        (do(x="high"), do(), False),
        (do(x="high", y="high"), do(), True),
        (do(x="high", y="high"), do(y="high"), False),
        (do(y=shift(1)), do(), True),
        (do(x="high", y=shift(1)), do(), False),
        (do(cut("x", "y"), y=shift(1)), do(), False),
        (do(x="high", y=shift(1)), do(x="high"), True),
    ],
)
def test_an_outcome_is_itself_set_where_that_alone_distinguishes_the_arms(
    under: Intervention, versus: Intervention, expected: bool
) -> None:
    assert itself_set("y", under, versus) is expected
    assert itself_set("y", versus, under) is expected


@given(st.sampled_from(ARMS), st.sampled_from(ARMS), st.integers(0, 9))
def test_an_arm_without_times_acts_in_every_period(
    under: Intervention, versus: Intervention, period: int
) -> None:
    expected = itself_set("y", under, versus)
    assert itself_set("y", under, versus, period) is expected
    assert itself_set("y", under.since(0), versus.since(0), period) is expected
    assert itself_set("y", under, versus.since(0), period) is expected


@pytest.mark.parametrize(("period", "expected"), [(1, False), (2, True), (3, True), (4, False)])
def test_an_arm_with_times_sets_it_in_these_alone(period: int, expected: bool) -> None:
    pulse: Timed = do(y="high").during(2, 3)
    assert itself_set("y", pulse, do(), period) is expected


def test_what_is_not_an_intervention_is_refused() -> None:
    with pytest.raises(QuestionError, match="An intervention is written"):
        itself_set("y", "y=high", do())  # type: ignore[arg-type]
