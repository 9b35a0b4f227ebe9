"""A question about later periods, and the courses that answer it."""

import numpy as np

from causalnet.model.judgements.draws import Draws
from causalnet.questions.time.inquiry import Courses, Inquiry


def test_the_numbers_that_answer_are_told():
    assert Inquiry(outcomes=("y",), last=2).numbers == " at the central numbers"
    over = Inquiry(outcomes=("y",), last=2, draws=Draws(5))
    assert over.numbers == " on average over 5 draws"
    assert over.drawn(5)
    assert not over.drawn(1)


def courses(worth=None, untouched=None):
    """Two arms, one outcome of two states, three periods, one draw."""
    return Courses(np.zeros((2, 1, 3, 1, 1, 1)), "method", worth, untouched)


def test_what_is_exact_has_no_error():
    assert courses().exact
    np.testing.assert_array_equal(courses().unseen(), np.zeros((2, 3)))
    np.testing.assert_array_equal(courses().unseen_change(0, 1), np.zeros(3))


def test_a_change_between_arms_that_are_alike_has_no_error():
    worth = np.full((2, 1, 3), 100.0)
    untouched = np.array([[[True, True, False]], [[True, False, False]]])
    found = courses(worth, untouched)
    assert not found.exact
    assert (found.unseen() > 0).all()
    np.testing.assert_array_equal(found.unseen_change(0, 1) > 0, [False, True, True])
    np.testing.assert_array_equal(found.unseen_change(1, 1), np.zeros(3))
