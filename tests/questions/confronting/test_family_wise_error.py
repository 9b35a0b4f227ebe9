"""Holm's method, on his own example and by its definition."""

import numpy as np
import pytest

from causalnet.questions.confronting.family_wise_error import holm


def test_it_steps_down() -> None:
    assert holm([0.005, 0.011, 0.02, 0.04, 0.13]) == pytest.approx([0.025, 0.044, 0.06, 0.08, 0.13])
    assert holm([0.9, 0.8]) == pytest.approx([1, 1])
    assert holm([]).tolist() == []


def test_rejections_are_those_of_the_procedure() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        p, alpha = rng.random(8) ** 3, 0.05
        rejected = set()
        for k, i in enumerate(np.argsort(p)):
            if p[i] > alpha / (8 - k):
                break
            rejected.add(int(i))
        assert {*np.flatnonzero(holm(p.tolist()) <= alpha).tolist()} == rejected
