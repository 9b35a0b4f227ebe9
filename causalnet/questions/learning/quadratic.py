r"""A log-likelihood that is taken for quadratic in the numbers, and what it says of the normal scores.

With gradient g and information I at the numbers :math:`\hat s`, and :math:`s = b \, (\hat s + D (z - \hat z))` for indicators b and
slopes D, the log-posterior is quadratic in z for every b: it has a mode, a covariance :math:`H_b^{-1}` and a share.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.questions.learning.normal_scores import Flags, NormalScores

__all__ = ["Quadratic"]

Array = NDArray[np.float64]


class _Given(NamedTuple):
    """Given some indicators: the mode, a root of the covariance, its log-determinant, and the log-share."""

    mode: Array
    root: Array
    log_spread: float
    log_share: float


@dataclass(frozen=True, eq=False)
class Quadratic:
    """The approximation at one point.

    Attributes
    ----------
    numbers : NormalScores
    at : ndarray, shape (ranged,)
        The normal scores of the point.
    values : ndarray, shape (numbers,)
    slopes : ndarray, shape (ranged,)
        Of the numbers by their scores.
    gradient, information : ndarray
        Of the log-likelihood by the numbers.
    """

    numbers: NormalScores
    at: Array
    values: Array
    slopes: Array
    gradient: Array
    information: Array
    _known: dict[bytes, _Given] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The number of normal scores."""
        return len(self.at)

    def step(self) -> Array:
        """A step of Gauss–Newton from the point, where every doubtful number is there."""
        return self.given(np.ones(len(self.numbers.doubtful), dtype=bool)).mode - self.at

    def given(self, there: Flags) -> _Given:
        """What it says of the scores given indicators, shape (doubtful,)."""
        key = there.tobytes()
        if key not in self._known:
            self._known[key] = self._given(there)
        return self._known[key]

    def _given(self, there: Flags) -> _Given:
        numbers, places = self.numbers, self.numbers.ranged
        acts = np.ones(len(numbers))
        acts[numbers.doubtful] = there
        # The numbers that are not there are away from the point by all that they are.
        away = (acts - 1) * self.values
        slopes = acts[places] * self.slopes
        pull = self.gradient - self.information @ away
        height = self.gradient @ away - away @ self.information @ away / 2
        precision = (
            numbers.precision + slopes[:, None] * self.information[np.ix_(places, places)] * slopes
        )
        right = slopes * pull[places] - numbers.precision @ self.at
        root = np.linalg.inv(np.linalg.cholesky(precision)).T if self.size else precision
        log_spread = float(np.linalg.slogdet(root)[1]) if self.size else 0.0
        moved = root @ (root.T @ right)
        height += right @ moved / 2 + log_spread
        height += float(numbers.log_prior(there[:, None])[0])
        return _Given(self.at + moved, root, log_spread, float(height))

    def placed(self, residuals: Array, there: Flags) -> Array:
        """Scores at residuals about the modes given indicators, in units of their spread."""
        scores = np.empty_like(residuals)
        for own, here in self._alike(there):
            scores[:, here] = own.mode[:, None] + own.root @ residuals[:, here]
        return scores

    def residuals(self, scores: Array, there: Flags) -> tuple[Array, Array]:
        """The inverse of `placed`, and the log-determinants of the spreads."""
        residuals, spreads = np.empty_like(scores), np.empty(scores.shape[1])
        for own, here in self._alike(there):
            residuals[:, here] = np.linalg.solve(own.root, scores[:, here] - own.mode[:, None])
            spreads[here] = own.log_spread
        return residuals, spreads

    def _alike(self, there: Flags) -> Iterator[tuple[_Given, Flags]]:
        """What is said given each distinct column of indicators, and where it stands."""
        each, which = np.unique(there, axis=1, return_inverse=True)
        for k, own in enumerate(each.T):
            yield self.given(own), which.reshape(-1) == k
