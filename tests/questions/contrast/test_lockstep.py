"""Searches in lockstep find what each finds by itself."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.bounds.local_search import searching
from causalnet.questions.contrast import lockstep
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.lockstep import (
    MOST_TOGETHER,
    Gradient,
    Values,
    grouped,
    in_lockstep,
)
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from tests.questions.contrast.test_batch import asked_of
from tests.questions.contrast_points import searched

RAIN = cn.Conclusion("wet", "rises", under=cn.do(rain="yes"))


def counting(asked, rounds):
    """A search that asks for values in some rounds, and returns how many answers it was sent."""
    for turn in range(rounds):
        answer = yield (Values(asked) if turn % 2 == 0 else Gradient(asked))
        assert answer.shape == ((3,) if turn % 2 == 0 else asked.points.shape)
    return rounds


def test_searches_of_different_lengths_end_when_they_end(monkeypatch):
    asked = asked_of(cn.load("lawn"), RAIN)
    rounds: list[int] = []

    def noted(answer):
        return lambda requests: rounds.append(len(requests)) or answer(requests)

    for name in ("evaluated", "gradients"):
        monkeypatch.setattr(lockstep, name, noted(getattr(lockstep, name)))
    assert in_lockstep([counting(asked, n) for n in (2, 0, 3)]) == [2, 0, 3]
    # Two ask for values, then both for gradients; the longer one goes on by itself.
    assert rounds == [2, 2, 1]
    assert in_lockstep([]) == []


def test_ranges_are_those_of_each_search_alone():
    model = cn.load("japan_software")
    shallow = cn.do(multi_layer_outsourcing="shallow")
    outcomes = ["innovation_incentive", "engineer_compensation", "legacy_maintenance_share"]
    contrasts = [contrast_of(model, cn.Conclusion(y, "rises", under=shallow)) for y in outcomes]
    spaces = [Coordinates(model, elicited_numbers(c)) for c in contrasts]
    options = {"random": 2, "polish": False}
    pairs = [*zip(contrasts, spaces, strict=True)]
    together = in_lockstep([searching(c, s, **options) for c, s in pairs])
    for (contrast, space), found in zip(pairs, together, strict=True):
        alone = searched(contrast, space, **options)
        assert [e.value for e in found] == pytest.approx([e.value for e in alone], abs=1e-12)
        for end, own in zip(found, alone, strict=True):
            assert np.array([*end.at.values()]) == pytest.approx([*own.at.values()], abs=1e-12)


@pytest.mark.parametrize(
    ("outcomes", "groups"),
    [
        ("", []),
        ("a", [[0]]),
        ("aa", [[0], [1]]),
        ("aaaaa", [[0, 1, 2], [3, 4]]),
        ("a" * 17, [[*range(6)], [*range(6, 12)], [*range(12, 17)]]),
        ("ab", [[0], [1]]),
        ("abab", [[0, 2], [1, 3]]),
        ("abc", [[0, 1], [2]]),
        ("a" * 8 + "b" * 6 + "cc", [[*range(8, 16)], [*range(8)]]),
        ("a" * 8 + "b" * 8 + "c" * 6, [[*range(8)], [*range(8, 16)], [*range(16, 22)]]),
    ],
)
def test_searches_about_one_outcome_go_together(outcomes, groups):
    found = grouped([cn.Conclusion(y, "rises", under=cn.do(x="high")) for y in outcomes])
    assert sorted(found) == sorted(groups)
    assert max(map(len, found), default=0) <= MOST_TOGETHER
    assert [len(g) for g in found] == sorted(map(len, found), reverse=True)
