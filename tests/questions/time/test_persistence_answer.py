"""The answer of lock-in: what is printed is worked out once."""

import pickle
from collections import Counter

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from causalnet.questions.time import persistence_answer
from tests.display.charts.test_trajectory import model


def found():
    return cn.persistence(model(), "y", under=do(x="b"), sustained=[1, 2], after=3, draws=10)


def test_printing_computes_nothing_a_second_time(monkeypatch):
    calls = Counter()
    for name in ("settled", "standard_error"):
        own = getattr(persistence_answer, name)

        def call(numbers, name=name, own=own):
            calls[name] += 1
            return own(numbers)

        monkeypatch.setattr(persistence_answer, name, call)
    answer = found()
    first = str(answer)
    # Once for each time that it was held, of the gains and of what holding on gives.
    assert dict(calls) == {"settled": 4, "standard_error": 2}
    assert str(answer) == first
    assert len(answer.to_frame()) == 2 * 4
    assert dict(calls) == {"settled": 4, "standard_error": 2}


def test_what_is_kept_can_not_be_changed():
    answer = found()
    for array in (answer.kept, answer.left, answer.error, answer.drawn, *answer.ends()):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0


def test_what_has_been_printed_can_be_pickled():
    answer = found()
    printed = str(answer)
    again = pickle.loads(pickle.dumps(answer))
    assert str(again) == printed
    assert np.array_equal(again.kept, answer.kept)
