"""Stretches of periods: which are some, what lies in them, and how they are written."""

import pytest

from causalnet.model.grammar.span import in_span, is_span, merged, span_code


@pytest.mark.parametrize("span", [(0, 0), (2, 5), [0, None], (3, None)])
def test_a_span_has_a_first_period_and_an_end_or_none(span):
    assert is_span(span)


@pytest.mark.parametrize(
    "span",
    [5, "05", (1,), (1, 2, 3), (None, 2), (3, 2), (-1, 2), (0.0, 2), (True, 2), (0, 10**9), None],
)
def test_what_is_not_a_span(span):
    assert not is_span(span)


def test_both_ends_lie_in_it():
    assert [in_span(t, (2, 4)) for t in range(6)] == [False, False, True, True, True, False]
    assert in_span(10**4, (2, None))
    assert not in_span(1, (2, None))


def test_spans_that_touch_are_one():
    assert merged([(4, 5), (0, 1), (2, 2)]) == ((0, 2), (4, 5))
    assert merged([(0, None), (3, 4)]) == ((0, None),)
    assert merged([(0, 3), (2, None)]) == ((0, None),)
    assert merged([(0, 5), (1, 2)]) == ((0, 5),)
    assert merged([]) == ()


@pytest.mark.parametrize(
    ("span", "text"),
    [
        ((0, None), ""),
        ((2, None), ".since(2)"),
        ((3, 3), ".at(3)"),
        ((0, 4), ".until(4)"),
        ((2, 4), ".during(2, 4)"),
    ],
)
def test_a_span_is_written_as_the_method_that_makes_it(span, text):
    assert span_code(span) == text
