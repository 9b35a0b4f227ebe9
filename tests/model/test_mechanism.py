"""Specifications of mechanisms: what is wrong with them by themselves."""

from __future__ import annotations

import pytest

import causalnet as cn


def test_rows_are_held_in_any_order() -> None:
    there = cn.Table(["a"], {("no",): [0.9, 0.1], ("yes",): [0.2, 0.8]})
    back = cn.Table(["a"], {("yes",): [0.2, 0.8], ("no",): [0.9, 0.1]})

    assert there == back
    assert hash(there) == hash(back)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: cn.NoisyMax(leak=[0.5, 0.6]), "leak: [0.5, 0.6] sum to 1.1, not to 1."),
        (lambda: cn.NoisyMin(leak=[2, -1]), "leak: [2, -1] are not all probabilities in [0, 1]."),
        (lambda: cn.RankedNode(0), "variance must lie between 1e-6 and 1e6, not 0."),
        (lambda: cn.RankedNode("big"), "variance must be a number, not 'big'."),
        (
            lambda: cn.Table(["a"], {("no",): [0.9, 0.2]}),
            "row (no): [0.9, 0.2] sum to 1.1, not to 1.",
        ),
        (
            lambda: cn.Table(["a"], {("no", "no"): [1.0]}),
            "row (no, no) names 2 states for 1 causes (a).",
        ),
        (
            lambda: cn.Deterministic(["a", "a"], {("no", "no"): "yes"}),
            "causes: 'a' is repeated.",
        ),
        (
            lambda: cn.Deterministic(["a"], {("no",): ""}),
            "row (no): '' is empty or has white space",
        ),
    ],
)
def test_what_is_wrong_with_a_mechanism_by_itself(wrong: object, message: str) -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        wrong()

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[0.9, 0.1]], r"rows must map the causes' states to a distribution, .* not \[\[0.9"),
        ({0: [0.9, 0.1]}, "rows names states by 0: give a tuple of them"),
        ({("no",): 5}, r"row \(no\) must be a list, not 5"),
    ],
)
def test_rows_of_a_table_that_are_none(rows, message):
    with pytest.raises(cn.errors.ModelError, match=message):
        cn.Table(["rain"], rows)


def test_a_single_state_stands_for_itself():
    rows = {"no": [0.9, 0.1], "yes": [0.2, 0.8]}
    assert cn.Table(["rain"], rows) == cn.Table(["rain"], {(s,): p for s, p in rows.items()})
