"""Cohen's kappa against printed tables."""

from math import isnan

import numpy as np
import pytest

from causalnet.questions.voices.kappa import kappa_of

# J. L. Fleiss, B. Levin and M. C. Paik (2003), "Statistical Methods for Rates and Proportions", table 18.1.
DIAGNOSES = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
# J. Cohen (1960), table 1.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]


def test_the_tables_of_the_textbooks() -> None:
    found = kappa_of(DIAGNOSES)
    assert (found.observed, found.expected) == pytest.approx((0.89, 0.66))
    assert found.value == pytest.approx(0.676, abs=5e-4)
    assert found.error == pytest.approx(0.088, abs=5e-4)
    assert kappa_of(COHEN).value == pytest.approx(0.492, abs=5e-4)


def test_the_standard_error_is_the_spread_of_repeated_samples() -> None:
    rng = np.random.default_rng(1)
    p = np.array(COHEN) / 200
    drawn = rng.multinomial(400, p.ravel(), size=4000).reshape(-1, 3, 3)
    spread = np.std([kappa_of(table).value for table in drawn])
    assert kappa_of(2 * np.array(COHEN)).error == pytest.approx(spread, rel=0.05)


def test_judges_may_be_swapped_and_categories_reordered() -> None:
    found, swapped = kappa_of(DIAGNOSES), kappa_of(np.transpose(DIAGNOSES))
    assert (found.value, found.error) == pytest.approx((swapped.value, swapped.error))
    turned = kappa_of(np.array(DIAGNOSES)[::-1, ::-1])
    assert (found.value, found.error) == pytest.approx((turned.value, turned.error))


def test_full_agreement_and_none() -> None:
    assert str(kappa_of([[5, 0], [0, 5]])) == "1.00 [1.00, 1.00]"
    assert kappa_of([[25, 25], [25, 25]]).value == pytest.approx(0)


def test_where_it_is_not_defined_the_reason_is_told() -> None:
    alike = kappa_of([[0, 0], [0, 7]], ["plus", "no influence"])
    assert isnan(alike.value)
    assert str(alike) == "not defined: both put every case into one category, no influence"
    assert str(kappa_of([[0, 0], [0, 0]])) == (
        "not defined: there is nothing on which both could judge"
    )
