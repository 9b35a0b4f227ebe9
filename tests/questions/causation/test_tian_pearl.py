"""Bounds on probabilities of causation from rates alone."""

import numpy as np
import pytest

from causalnet.questions.causation.tian_pearl import Rates, rate_bounds


def _formulas(r: Rates) -> list[list[float]]:
    """Tian and Pearl (2000), equations 20 to 22 and 24 to 29, for a cause of two states."""
    (xy, x_), (zy, z_) = r.cause, r.instead
    y = xy + zy
    pns = [
        max(0, r.under - r.versus, y - r.versus, r.under - y),
        min(r.under, 1 - r.versus, xy + z_, r.under - r.versus + x_ + zy),
    ]
    pn = [max(0, (y - r.versus) / xy), min(1, (1 - r.versus - z_) / xy)]
    ps = [max(0, (r.under - y) / z_), min(1, (r.under - xy) / z_)]
    return [pn, ps, pns]


def _binary(rng, hidden=3):
    """A cause and an outcome of two states with a hidden cause of both."""
    u = rng.dirichlet(np.ones(hidden))
    x, y = rng.random(hidden), rng.random((2, hidden))
    cells = [[u @ (p * q) for q in (y[i], 1 - y[i])] for i, p in ((1, x), (0, 1 - x))]
    return Rates(tuple(cells[0]), tuple(cells[1]), u @ y[1], u @ y[0])


@pytest.mark.parametrize("seed", range(20))
def test_for_two_states_they_are_the_published_formulas(seed):
    rates = _binary(np.random.default_rng(seed))
    np.testing.assert_allclose(rate_bounds(rates), _formulas(rates), atol=1e-7)


def test_the_drug_was_certainly_the_cause_of_the_deaths_of_those_who_chose_it():
    drug = Rates((0.001, 0.499), (0.014, 0.486), under=0.016, versus=0.014)
    necessary, sufficient, both = rate_bounds(drug)
    assert necessary == pytest.approx([1, 1])
    assert sufficient == pytest.approx([0.002, 0.031], abs=5e-4)
    assert both == pytest.approx([0.002, 0.016])


def test_cases_with_neither_leave_more_open():
    two = Rates((0.2, 0.3), (0.1, 0.4), under=0.5, versus=0.3)
    three = Rates((0.1, 0.15), (0.05, 0.2), under=0.5, versus=0.3)
    inner, outer = rate_bounds(two), rate_bounds(three)
    assert outer[2, 0] <= inner[2, 0] + 1e-9
    assert outer[2, 1] >= inner[2, 1] - 1e-9


def test_where_nobody_is_asked_about_nothing_is_said():
    found = rate_bounds(Rates((0.0, 0.5), (0.2, 0.3), under=0.1, versus=0.4))
    assert np.isnan(found[0]).all()
    assert not np.isnan(found[1:]).any()
