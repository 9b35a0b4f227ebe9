from __future__ import annotations

import pytest

import causalnet as cn
from causalnet import do
from causalnet.model.finding import timed_findings
from causalnet.model.intervention import scheduled


def test_it_prints_as_it_is_written():
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


def test_findings_by_period():
    found = timed_findings({"x": "a", 2: {"y": {"b", "c"}}})
    assert found[0]["x"] == "a"
    assert found[2]["y"] == frozenset({"b", "c"})
