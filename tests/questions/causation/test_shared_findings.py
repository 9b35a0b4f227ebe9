"""Which findings count in which probability of causation."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.causation.shared_findings import shared_findings

NETWORK = cn.Network(
    {"before": ["a", "b"], "cause": ["a", "b"], "way": ["a", "b"], "end": ["a", "b", "c"]},
    {"cause": ["before"], "way": ["cause"], "end": ["way", "before"]},
    {
        "before": [0.5, 0.5],
        "cause": [[0.6, 0.4], [0.3, 0.7]],
        "way": [[0.8, 0.2], [0.1, 0.9]],
        "end": np.full((2, 2, 3), 1 / 3),
    },
)


def _shared(**observed):
    arms = {"cause": "b"}, {"cause": "a"}
    return shared_findings(NETWORK, "end", observed, arms, frozenset({"b", "c"}), "a case")


@pytest.mark.parametrize(
    ("observed", "whole"),
    [
        ({}, (True, True, True)),
        ({"before": "b"}, (True, True, True)),
        ({"before": "b", "way": "b"}, (True, True, False)),
        ({"cause": "b"}, (True, False, False)),
        ({"cause": "a", "end": "a"}, (False, True, False)),
        ({"cause": "b", "end": "c", "before": "a"}, (True, False, False)),
        ({"cause": {"a", "b"}, "end": cn.likelihood({"a": 0, "b": 1, "c": 2})}, (True, False, False)),
        ({"end": {"a", "b"}}, (True, True, False)),
    ],
)  # fmt: skip
def test_all_counts_where_it_fits_the_cases(observed, whole):
    shared = _shared(**observed)

    assert shared.whole == whole
    assert shared.context == {v: x for v, x in observed.items() if v == "before"}
    for place, every in enumerate(whole):
        assert shared.counted(place) == (shared.observed if every else shared.context)


def test_what_defines_the_cases_narrows_what_is_observed():
    shared = _shared(end={"a", "b"}, cause={"a", "b"}, way="b")

    assert shared.beside(0, {"cause": "b", "end": frozenset({"b", "c"})}) == {
        "end": frozenset({"b"}),
        "cause": "b",
        "way": "b",
    }
    uncertain = _shared(end=cn.likelihood({"a": 1, "b": 2, "c": 3}))
    assert uncertain.beside(0, {"end": frozenset({"b", "c"})}) == {
        "end": cn.likelihood({"a": 0.0, "b": 2, "c": 3})
    }


def test_a_case_of_another_kind_is_refused():
    with pytest.raises(cn.errors.QuestionError) as caught:
        _shared(cause="b", end="a", before="a")

    assert str(caught.value) == (
        'What the model knows of a case is cause="b" and end="a": neither the cause with the outcome, nor the '
        "alternative without it. Ask about what came about there, or say observed={} to ask of cases in general."
    )


def test_names_are_checked():
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'before'"):
        _shared(befor="a")
