r"""Judged numbers by their normal scores: a point of the prior is a vector of standard normal numbers.

A size with the quantile function Q is :math:`Q(\Phi(z))` at its normal score z, so that its judgement is the prior
:math:`z \sim N(0, 1)`. Sizes that share the errors of a word have correlated scores (a Gaussian copula). A number that may be
zero, because its claim is open or its influence is in doubt, has an indicator besides: it is there with probability
:math:`(1 - \text{zero}) \cdot \text{inclusion}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.parameters.sampling import shape
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.judgements.panel import one_judgement

__all__ = ["Flags", "JudgedNumber", "NormalScores"]

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

# The step of a difference quotient, as a share of the range.
STEP = 0.01


@dataclass(frozen=True, slots=True)
class JudgedNumber:
    """A strength or an amount that varies.

    Attributes
    ----------
    name : str
        The name of its influence or modifier.
    judged : Judgement
    word : str or None
        The word of the model that it was judged by.
    strength, amount : tuple or None
        Its key in an ensemble, as the one or the other.
    """

    name: str
    judged: Judgement
    word: str | None
    strength: tuple[str, str, int] | None = None
    amount: tuple[str, str, str] | None = None

    @property
    def has_range(self) -> bool:
        """Whether its size varies."""
        return self.judged.high > self.judged.low

    @property
    def varies(self) -> bool:
        """Whether it has a range or is in doubt, and is not zero for certain."""
        return self.judged.presence > 0 and (self.has_range or self.in_doubt)

    @property
    def in_doubt(self) -> bool:
        """Whether it may be zero, and may not be."""
        return 0 < self.judged.presence < 1


@dataclass(frozen=True, eq=False)
class NormalScores:
    """The numbers on which cases bear, as functions of normal scores and indicators.

    Attributes
    ----------
    numbers : tuple of JudgedNumber
        Each has a range, or is in doubt.
    correlation : float
        Between two sizes of one word.
    """

    numbers: tuple[JudgedNumber, ...]
    correlation: float = 0.0

    @classmethod
    def of(
        cls,
        model: CausalModel,
        effects: frozenset[str],
        correlation: float = 0.0,
        *,
        lagged: bool = False,
    ) -> NormalScores:
        """Those of the influences (within a period, or of any lag) and of the modifiers on some effects.

        Where sizes of one word are correlated, so are all others of these words.
        """
        own: list[JudgedNumber] = []
        others: list[JudgedNumber] = []
        for i in model.influences:
            judged = model.strength(i)
            if judged is not None:
                word = i.strength if isinstance(i.strength, str) else None
                one = one_judgement(i.name, judged)
                bears = i.effect in effects and (lagged or i.lag == 0)
                (own if bears else others).append(JudgedNumber(i.name, one, word, strength=i.key))
        for m in model.modifiers:
            word = m.amount if isinstance(m.amount, str) else None
            one = one_judgement(m.name, model.amount(m))
            found = JudgedNumber(m.name, one, word, amount=(m.cause, m.effect, m.by))
            (own if m.effect in effects else others).append(found)
        words = {n.word for n in own if n.varies} - {None} if correlation else set()
        tied = [n for n in others if n.word in words]
        return cls(tuple(n for n in (*own, *tied) if n.varies), correlation)

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def ranged(self) -> NDArray[np.intp]:
        """The places of the numbers whose size varies; each has a normal score."""
        return np.array([k for k, n in enumerate(self.numbers) if n.has_range], dtype=np.intp)

    @cached_property
    def doubtful(self) -> NDArray[np.intp]:
        """The places of the numbers that may be zero; each has an indicator."""
        return np.array([k for k, n in enumerate(self.numbers) if n.in_doubt], dtype=np.intp)

    @cached_property
    def log_odds(self) -> Array:
        """The log-odds that each doubtful number is there."""
        there = np.array([self.numbers[k].judged.presence for k in self.doubtful])
        return np.asarray(np.log(there) - np.log1p(-there))

    @cached_property
    def covariance(self) -> Array:
        """The prior covariance of the normal scores."""
        words = [self.numbers[k].word for k in self.ranged]
        tied = np.array([[a is not None and a == b for b in words] for a in words], dtype=bool)
        whole = np.where(tied.reshape(len(words), len(words)), self.correlation, 0.0)
        np.fill_diagonal(whole, 1.0)
        return whole

    @cached_property
    def root(self) -> Array:
        """A root of the prior covariance."""
        return np.asarray(np.linalg.cholesky(self.covariance))

    def from_prior(self, number: int, rng: np.random.Generator) -> tuple[Array, Flags]:
        """Draws from the judgements: normal scores, shape (ranged, number), and indicators, shape (doubtful, number)."""
        chances = 1 / (1 + np.exp(-self.log_odds[:, None]))
        there = rng.random((len(chances), number)) < chances
        return self.root @ rng.standard_normal((len(self.ranged), number)), there

    def log_density(self, scores: Array) -> Array:
        """The prior log-density of normal scores, shape (ranged, points) → (points,)."""
        d, log_scale = len(scores), np.linalg.slogdet(self.covariance)[1]
        energy = (scores * (self.precision @ scores)).sum(axis=0)
        return np.asarray(-(energy + log_scale + d * np.log(2 * np.pi)) / 2)

    @cached_property
    def precision(self) -> Array:
        """The inverse of the prior covariance."""
        return np.asarray(np.linalg.inv(self.covariance))

    def log_prior(self, there: Flags) -> Array:
        """The prior log-probability of indicators, shape (doubtful, points) → (points,)."""
        p = np.log1p(np.exp(-self.log_odds))[:, None]
        return np.asarray(-(np.where(there, p, p + self.log_odds[:, None])).sum(axis=0))

    def sizes(self, scores: Array) -> Array:
        """Every number were it there, shape (numbers, points)."""
        from scipy.special import betaincinv, ndtr

        whole = np.empty((len(self), scores.shape[1]))
        for k, n in enumerate(self.numbers):
            whole[k] = n.judged.low
        for row, k in enumerate(self.ranged):
            judged = self.numbers[k].judged
            rank = ndtr(scores[row])
            where = rank if judged.mode is None else betaincinv(*shape(judged), rank)
            whole[k] += (judged.high - judged.low) * where
        return whole

    def slopes(self, scores: Array) -> Array:
        """The derivative of each size by its normal score, shape (ranged,), at one point."""
        h = 1e-4
        ends = self.sizes(scores[:, None] + np.array([-h, h]))[self.ranged]
        return np.asarray((ends[:, 1] - ends[:, 0]) / (2 * h))

    def values(self, scores: Array, there: Flags) -> Array:
        """Every number, zero where its indicator says so; shape (numbers, points)."""
        whole = self.sizes(scores)
        whole[self.doubtful] = np.where(there, whole[self.doubtful], 0.0)
        return whole

    def beside(self, values: Array) -> tuple[Array, Array]:
        """For each number the values a step below and above one point, within its range."""
        spans = np.array([n.judged.high - n.judged.low or abs(n.judged.low) for n in self.numbers])
        low, high = values - STEP * spans, values + STEP * spans
        for k in self.ranged:
            judged = self.numbers[k].judged
            low[k], high[k] = max(low[k], judged.low), min(high[k], judged.high)
        return low, high

    def ensemble(self, values: Array, fixed: Ensemble) -> Ensemble:
        """Points with these numbers, shape (numbers, points), and all others as one point has them."""
        strengths, amounts = dict(fixed.strengths), dict(fixed.amounts)
        for n, row in zip(self.numbers, values, strict=True):
            if n.strength is not None:
                strengths[n.strength] = row
            if n.amount is not None:
                amounts[n.amount] = row
        return Ensemble(strengths, amounts, points=values.shape[1])

    def drawn(self, ensemble: Ensemble) -> dict[str, Array]:
        """The values of each number at the points of an ensemble, by the name of its influence or modifier."""
        found = {}
        for n in self.numbers:
            own = (
                ensemble.amounts[n.amount]
                if n.amount
                else ensemble.strengths[n.strength or ("", "", 0)]
            )
            found[n.name] = np.array(np.broadcast_to(own, (ensemble.points,)))
        return found

    def by_name(self, values: Array) -> dict[str, Array]:
        """The values of each number by the name of its influence or modifier."""
        return {n.name: row for n, row in zip(self.numbers, values, strict=True)}
