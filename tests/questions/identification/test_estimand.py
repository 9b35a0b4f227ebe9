"""Estimands: as they print, and as they are simplified."""

import pytest

from causalnet.questions.identification.estimand import (
    ProbabilityTerm,
    Product,
    Ratio,
    Sum,
    free,
    notation_of,
    probabilities,
    product,
    ratio,
    summed_over,
)

P = ProbabilityTerm
A, B = P(("a",)), P(("b",), ("a",))


@pytest.mark.parametrize(
    ("estimand", "text"),
    [
        (P(("a", "b"), ("c",)), "P(a, b | c)"),
        (Sum(("a", "b"), product(A, B)), "Σ_{a,b} P(a) P(b | a)"),
        (Ratio(A, B), "[P(a)] / [P(b | a)]"),
        (product(Sum(("a",), product(A, B)), Sum(("a",), A)), "[Σ_a P(a) P(b | a)] [Σ_a P(a)]"),
        (product(Sum(("a",), A), B), "P(b | a) Σ_a' P(a')"),
        (Product(()), "1"),
    ],
)
def test_they_print_as_the_field_writes_them(estimand, text: str) -> None:
    assert notation_of(estimand) == text


def test_a_sum_is_taken_inside_where_that_is_possible() -> None:
    assert summed_over(["b"], product(A, B)) == A
    assert summed_over(["a"], product(A, B)) == Sum(("a",), product(A, B))
    assert summed_over(["a", "b"], product(A, B)) == Product(())
    assert summed_over(["c"], summed_over(["a"], product(A, B, P(("c",), ("b",))))) == Sum(
        ("a",), product(A, B)
    )


def test_common_factors_leave_a_ratio() -> None:
    assert ratio(product(A, B), B) == A
    assert ratio(A, A) == Product(())
    assert ratio(A, B) == Ratio(A, B)


def test_its_variables_and_probabilities() -> None:
    estimand = Ratio(Sum(("a",), product(A, B)), P(("c",)))
    assert free(estimand) == {"b", "c"}
    assert [*probabilities(estimand)] == [A, B, P(("c",))]
