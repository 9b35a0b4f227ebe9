"""Searches in lockstep find what each finds by itself."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.bounds.local_search import searching
from causalnet.questions.contrast import lockstep
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.lockstep import (
    TOGETHER,
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
    ("count", "sizes"),
    [(0, []), (1, [1]), (2, [1, 1]), (5, [3, 2]), (2 * TOGETHER + 3, [TOGETHER, TOGETHER, 3])],
)
def test_groups_hold_all_in_order(count, sizes):
    groups = grouped([*range(count)])
    assert [len(g) for g in groups] == sizes
    assert [x for g in groups for x in g] == [*range(count)]
