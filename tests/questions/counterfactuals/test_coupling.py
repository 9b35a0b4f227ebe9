"""Couplings: their margins, their diagonal, and what the order of states is to them."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from causalnet.questions.counterfactuals.coupling import COUPLINGS, fresh, gumbel, rank
from tests.strategies.networks import random_table


@st.composite
def pairs(draw):
    """Two rows of two to five states, with zeros or without."""
    states = draw(st.integers(2, 5))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return random_table(rng, (2, states), draw(st.sampled_from([0.0, 0.3, 0.7])))


def _joint(how, q, r, same=False, kept=None):
    """The joint table of both versions. Where the first cannot be, the second has a row still."""
    kept = np.arange(len(q)) if kept is None else kept
    found = how(q[:, None], r[:, None], np.full((1, 1, 1), float(same)), kept)[..., 0]
    for row in found[q[kept] == 0]:
        np.testing.assert_allclose(row.sum(), 1.0, atol=1e-14)
    return q[kept, None] * found


@pytest.mark.parametrize("how", COUPLINGS.values())
@given(pairs())
def test_margins_are_the_two_rows_and_equal_causes_have_equal_effects(how, rows):
    q, r = rows
    joint = _joint(how, q, r)
    np.testing.assert_allclose(joint.sum(axis=1), q, atol=1e-14)
    np.testing.assert_allclose(joint.sum(axis=0), r, atol=1e-14)
    assert (joint >= 0).all()
    np.testing.assert_allclose(_joint(how, q, q, same=True), np.diag(q), atol=1e-14)
    some = np.arange(0, len(q), 2)
    np.testing.assert_array_equal(_joint(how, q, r, kept=some), joint[some])


@given(pairs(), st.randoms())
def test_gumbel_does_not_depend_on_the_order_of_states(rows, random):
    q, r = rows
    order = list(range(len(q)))
    random.shuffle(order)
    turned = _joint(gumbel, q[order], r[order])
    np.testing.assert_allclose(turned, _joint(gumbel, q, r)[np.ix_(order, order)], atol=1e-14)


def test_gumbel_is_what_sampling_gives():
    rng = np.random.default_rng(3)
    q, r = random_table(rng, (2, 4))
    noise = rng.gumbel(size=(200_000, 4))
    x, y = (np.argmax(np.log(p) + noise, axis=1) for p in (q, r))
    sampled = np.zeros((4, 4))
    np.add.at(sampled, (x, y), 1 / len(x))
    np.testing.assert_allclose(_joint(gumbel, q, r), sampled, atol=0.004)


@given(pairs())
def test_rank_moves_no_case_against_a_dominance(rows):
    q, r = rows
    higher = np.minimum(np.cumsum(q), np.cumsum(r))
    r = np.diff(higher, prepend=0.0)
    assert np.tril(_joint(rank, q, r), -1).max() < 1e-14
    # The same rank on the scale turned round.
    np.testing.assert_allclose(
        _joint(rank, q[::-1], r[::-1]), _joint(rank, q, r)[::-1, ::-1], atol=1e-14
    )


def test_rank_depends_on_the_order_of_states():
    q, r = np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.3, 0.5])
    order = [1, 0, 2]
    turned = _joint(rank, q[order], r[order])
    assert not np.allclose(turned, _joint(rank, q, r)[np.ix_(order, order)])


def test_fresh_luck_is_independent_where_causes_change():
    q, r = np.array([0.7, 0.3]), np.array([0.4, 0.6])
    np.testing.assert_allclose(_joint(fresh, q, r), np.outer(q, r))
