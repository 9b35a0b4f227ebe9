"""Interventions: they print as they are written, compare, combine, and refuse to contradict."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet import as_if, cut, do, partial, policy, shift
from causalnet.model.grammar.intervention import scheduled
from tests.strategies.models import distinct, interventions

WRITTEN = {
    "do": do,
    "shift": shift,
    "policy": policy,
    "partial": partial,
    "cut": cut,
    "as_if": as_if,
}


@st.composite
def any_intervention(draw: st.DrawFn) -> cn.Intervention:
    called = draw(distinct(3))
    odd = draw(st.sampled_from(["class", "\ufb01", "x", "日本"]))
    states = st.integers(2, 3).flatmap(distinct)
    return draw(interventions([cn.Variable(name, draw(states)) for name in {*called, odd}]))


@given(any_intervention())
def test_it_prints_as_it_is_written(intervention: cn.Intervention) -> None:
    again = eval(repr(intervention), dict(WRITTEN))  # noqa: S307

    assert again == intervention


def test_the_order_of_writing_does_not_count() -> None:
    there = do(cut("a", "b"), cut("c", "d"), x="low", y={"p": 0.5, "q": 0.5})
    back = do(cut("c", "d"), cut("a", "b"), y={"q": 0.5, "p": 0.5}, x="low")

    assert there == back
    assert hash(there) == hash(back)


def test_two_combine_into_both() -> None:
    assert do(a="low") | do(cut("b", "c"), d=shift(1)) == do(cut("b", "c"), a="low", d=shift(1))
    assert do(do(a="low"), {"b": "high"}) == do(a="low", b="high")
    assert do(a="low") | do(a="low") == do(a="low")
    assert do() | do(a="low") == do(a="low")


@pytest.mark.parametrize(
    "conflicting",
    [lambda: do(a="low") | do(a="high"), lambda: do({"a": "low"}, a="high")],
)
def test_two_settings_of_one_variable_are_a_conflict(conflicting: object) -> None:
    with pytest.raises(cn.errors.InterventionError, match=r'^"a" is set twice: "(low|high)" and "'):
        conflicting()


def test_only_doing_nothing_is_false() -> None:
    assert not do()
    assert do(a="low")
    assert do(cut("a", "b"))


def test_what_it_touches() -> None:
    assert do(cut("x", "y"), a="low").touched == ("a", "y")


def test_what_is_timed_prints_as_it_is_written():
    for text in (
        'do(x="a").at(3)',
        'do(x="a").at(1, 4)',
        'do(x="a").during(2, 5)',
        'do(x="a").since(2)',
        'do(x="a").until(4)',
        'do(x="a").until(1) | do(x="b").since(2)',
    ):
        assert repr(eval(text)) == text  # noqa: S307


def test_order_does_not_matter_and_what_touches_is_one():
    a, b = do(x="a").until(1), do(y="b").since(2)
    assert a | b == b | a
    assert hash(a | b) == hash(b | a)
    assert do(x="a").during(0, 2) | do(x="a").during(3, 5) == do(x="a").until(5)
    assert do(x="a") | do(y="b").at(1) == do(y="b").at(1) | do(x="a")


def test_a_conflict_is_refused_with_its_period():
    with pytest.raises(cn.errors.InterventionError, match='In period 2 "x" is set twice'):
        do(x="a").until(2) | do(x="b").since(2)


def test_what_is_done_when():
    plan = do(x="a").during(1, 2) | do(x="b").since(4) | do(y="c")
    assert plan.when(0) == do(y="c")
    assert plan.when(2) == do(x="a", y="c")
    assert plan.when(3) == do(y="c")
    assert plan.when(9) == do(x="b", y="c")
    assert plan.constant_from == 4
    assert do(x="a").at(3) != do(x="a").at(2)


def test_without_periods_it_holds_throughout():
    assert scheduled(do(x="a")) == do(x="a").since(0)
    assert not scheduled(None)
    assert repr(scheduled(do(x="a"))) == 'do(x="a")'


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: do(x="a").at(),
        lambda: do(x="a").at(-1),
        lambda: do(x="a").at(1.5),
        lambda: do(x="a").since(True),
        lambda: do(x="a").during(3, 2),
    ],
)
def test_periods_are_whole_numbers_in_order(wrong):
    with pytest.raises(cn.errors.QuestionError):
        wrong()
