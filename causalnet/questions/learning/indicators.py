"""Proposals for the masses at zero: every set of indicators where they are few, else by Gibbs sampling.

References
----------
S. Geman and D. Geman (1984), "Stochastic relaxation, Gibbs distributions, and the Bayesian restoration of images", *IEEE
Transactions on Pattern Analysis and Machine Intelligence* 6.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from causalnet.questions.learning.normal_scores import Flags
from causalnet.questions.learning.quadratic import Quadratic

__all__ = ["Indicators", "indicators_of"]

Array = NDArray[np.float64]

# So many doubtful numbers have every set of indicators looked at.
ENUMERATED = 6
# Sweeps of Gibbs sampling, of which the first are dropped.
SWEEPS, DROPPED = 60, 10
# The share that is spread over all sets, and the least and greatest probability of one indicator.
SPREAD, LEAST = 0.05, 0.03


class Indicators(ABC):
    """A distribution of indicators to propose from."""

    @abstractmethod
    def drawn(self, number: int, rng: np.random.Generator) -> Flags:
        """Indicators, shape (doubtful, number)."""

    @abstractmethod
    def log_probability(self, there: Flags) -> Array:
        """The log-probability of each column."""

    @abstractmethod
    def moved(self, there: Flags, weights: Array) -> Indicators:
        """The distribution of weighted draws from it."""


def indicators_of(near: Quadratic, rng: np.random.Generator) -> Indicators:
    """The distribution of the indicators by a quadratic approximation of the likelihood."""
    count = len(near.numbers.doubtful)
    if count <= ENUMERATED:
        sets = np.indices((2,) * count).reshape(count, 2**count).astype(bool)
        heights = np.array([near.given(own).log_share for own in sets.T])
        shares = np.exp(heights - heights.max())
        return _Sets(sets, _spread(shares / shares.sum()))
    return _Independent(np.clip(_gibbs(near, rng), LEAST, 1 - LEAST))


def _spread(shares: Array) -> Array:
    return np.asarray((1 - SPREAD) * shares + SPREAD / len(shares))


def _gibbs(near: Quadratic, rng: np.random.Generator) -> Array:
    """How often each doubtful number is there, in a chain over sets of indicators."""
    count = len(near.numbers.doubtful)
    there, seen = np.ones(count, dtype=bool), np.zeros(count)
    for sweep in range(SWEEPS):
        for k in range(count):
            heights = []
            for own in (False, True):
                there[k] = own
                heights.append(near.given(there.copy()).log_share)
            p = 1 / (1 + np.exp(np.clip(heights[0] - heights[1], -700, 700)))
            there[k] = rng.random() < p
            # The chance itself tells more than whether it came true.
            seen[k] += p if sweep >= DROPPED else 0.0
    return seen / (SWEEPS - DROPPED)


@dataclass(frozen=True, eq=False)
class _Sets(Indicators):
    """Every set, with its probability."""

    sets: Flags
    shares: Array

    def drawn(self, number: int, rng: np.random.Generator) -> Flags:
        return self.sets[:, rng.choice(len(self.shares), number, p=self.shares)]

    def log_probability(self, there: Flags) -> Array:
        return np.asarray(np.log(self.shares[self._places(there)]))

    def _places(self, there: Flags) -> NDArray[np.intp]:
        count, number = there.shape
        powers = 2 ** np.arange(count - 1, -1, -1)
        return np.asarray(powers @ there if count else np.zeros(number, dtype=np.intp))

    def moved(self, there: Flags, weights: Array) -> Indicators:
        shares = np.bincount(self._places(there), weights, minlength=len(self.shares))
        return replace(self, shares=_spread(shares / shares.sum()))


@dataclass(frozen=True, eq=False)
class _Independent(Indicators):
    """Each indicator by itself."""

    chances: Array

    def drawn(self, number: int, rng: np.random.Generator) -> Flags:
        return rng.random((len(self.chances), number)) < self.chances[:, None]

    def log_probability(self, there: Flags) -> Array:
        p = self.chances[:, None]
        return np.asarray(np.log(np.where(there, p, 1 - p)).sum(axis=0))

    def moved(self, there: Flags, weights: Array) -> Indicators:
        return _Independent(np.clip(there @ weights, LEAST, 1 - LEAST))
