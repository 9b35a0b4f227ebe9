"""The posterior of numbers: stages where one look does not do, and a refusal where nothing does."""

import numpy as np
import pytest

from causalnet import interval, pert
from causalnet.errors import QuestionError
from causalnet.questions.learning.normal_scores import JudgedNumber, NormalScores
from causalnet.questions.learning.posterior import Posterior, posterior


def numbers(count: int, judged=None) -> NormalScores:
    """So many strengths."""
    judged = judged or interval(0, 1)
    return NormalScores(
        tuple(JudgedNumber(f"n{i}", judged, None, strength=("a", f"n{i}", 0)) for i in range(count))
    )


class Known:
    """A likelihood exp(-Σ r² / 2) of residuals in closed form, in place of one that is compiled."""

    def __init__(self, own: NormalScores, residuals) -> None:
        self.numbers, self.residuals = own, residuals

    def __call__(self, values: np.ndarray) -> np.ndarray:
        return -(self.residuals(values) ** 2).sum(axis=0) / 2

    def scores(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """By difference quotients of the residuals (Gauss–Newton)."""
        h = 1e-5
        beside = values[:, None] + np.hstack([np.eye(len(values)) * h, -np.eye(len(values)) * h])
        up, down = np.split(self.residuals(beside), 2, axis=1)
        slopes = (up - down) / (2 * h)
        return -slopes.T @ self.residuals(values[:, None])[:, 0], slopes.T @ slopes


def test_a_normal_likelihood_is_met_without_a_stage():
    found = posterior(Known(numbers(3), lambda v: (v - 0.6) / 0.05), 1000, np.random.default_rng(1))
    assert found.stages == 0
    assert np.allclose(found.values @ found.weights, 0.6, atol=0.01)
    # The evidence: the normal density integrated over the unit cube.
    assert abs(found.log_evidence - 3 * np.log(0.05 * np.sqrt(2 * np.pi))) < 0.1


def bent(v: np.ndarray) -> np.ndarray:
    """A thin arc from end to end, whose tangent at any point leaves it."""
    return np.stack([(v[1] - 0.2 - 2 * (v[0] - 0.5) ** 2) / 0.04, (v[2] - 0.4) / 0.1])


def test_stages_are_added_where_the_likelihood_is_far_from_normal():
    found = posterior(Known(numbers(3), bent), 1000, np.random.default_rng(2))
    assert found.stages > 0
    assert found.effective_size >= 50
    grid = (np.indices((200, 200)) + 0.5) / 200
    there = np.exp(-(bent(np.stack([*grid, np.full_like(grid[0], 0.4)])) ** 2).sum(axis=0) / 2)
    means = [(g * there).sum() / there.sum() for g in grid]
    assert np.allclose(found.values[:2] @ found.weights, means, atol=0.08)


def test_what_no_stage_mends_is_refused():
    def spikes(v: np.ndarray) -> np.ndarray:
        return 80 * np.sin(4e3 * v)

    with pytest.raises(QuestionError, match="fewer than 50 tell nothing reliable"):
        posterior(Known(numbers(6, pert(0, 0.5, 1)), spikes), 100, np.random.default_rng(3))


def test_resampling_keeps_shares_and_mixes_the_order():
    weights = np.array([0.5, 0.25, 0.25, 0.0])
    found = Posterior(np.arange(4.0)[None], weights, 0.0, 0)
    drawn = found.resampled(1000, np.random.default_rng(4))[0]
    assert [(drawn == k).sum() for k in range(4)] == [500, 250, 250, 0]
    assert 200 < (drawn[:500] == 0).sum() < 300
    assert abs(found.effective_size - 1 / (0.25 + 2 / 16)) < 1e-12
