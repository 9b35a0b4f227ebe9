r"""The posterior of the judged numbers: Gauss–Newton to its mode, draws about it, and importance weights.

At the mode of the normal scores z, with every doubtful number there, the log-likelihood is taken for quadratic in the numbers.
That gives for each set of indicators a normal approximation of the scores and its share of the posterior. Draws from
Student's t about these are weighted by the exact likelihood, so that the approximation costs effective size and nothing else.

References
----------
L. Tierney and J. B. Kadane (1986), "Accurate approximations for posterior moments and marginal densities", *Journal of the
American Statistical Association* 81; J. Geweke (1989), "Bayesian inference in econometric models using Monte Carlo
integration", *Econometrica* 57; J.-M. Cornuet, J.-M. Marin, A. Mira and C. P. Robert (2012), "Adaptive multiple importance
sampling", *Scandinavian Journal of Statistics* 39; N. Chopin (2002), "A sequential particle filter method for static models",
*Biometrika* 89 (tempering).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import CalibrationError, QuestionError
from causalnet.questions.learning.indicators import Indicators, indicators_of
from causalnet.questions.learning.log_likelihood import LogLikelihood
from causalnet.questions.learning.normal_scores import Flags, NormalScores
from causalnet.questions.learning.quadratic import Quadratic

__all__ = ["FEWEST", "Posterior", "posterior"]

Array = NDArray[np.float64]

# Proposals for each draw, and the fewest.
PROPOSALS_PER_DRAW, FEWEST_PROPOSALS = 2, 2000
# Below the first effective size a stage is added, below the second nothing is learned.
STAGED, FEWEST = 200.0, 50.0
MOST_STAGES = 8
# The share of the proposals that a stage keeps as its effective size while it tempers.
KEPT = 0.35
# Degrees of freedom of the proposals.
FREEDOM = 12.0
# The share of the proposals that is from the prior (a defensive mixture: T. Hesterberg 1995, Technometrics 37).
FROM_PRIOR = 0.1
# Steps of Gauss–Newton, and the change of a score at which it has arrived.
MOST_STEPS, ARRIVED = 25, 0.02
LENGTHS = np.array([1.0, 0.5, 0.25, 0.1, 0.02])


@dataclass(frozen=True, eq=False)
class Posterior:
    """Weighted draws of the numbers.

    Attributes
    ----------
    values : ndarray, shape (numbers, proposals)
    weights : ndarray, shape (proposals,)
        They sum to one.
    log_evidence : float
        The logarithm of the probability of all that the cases say.
    stages : int
        The tempered stages that were added.
    """

    values: Array
    weights: Array
    log_evidence: float
    stages: int

    @property
    def effective_size(self) -> float:
        """As many independent draws would tell as much (Kish)."""
        return float(1 / (self.weights**2).sum())

    @property
    def log_error(self) -> float:
        """The standard error of `log_evidence`."""
        return float(np.sqrt(max(0.0, 1 / self.effective_size - 1 / len(self.weights))))

    def resampled(self, n: int, rng: np.random.Generator) -> Array:
        """Draws of equal weight in random order, shape (numbers, n), by systematic resampling."""
        places = (rng.random() + np.arange(n)) / n
        ends = np.cumsum(self.weights)
        which = np.searchsorted(ends / ends[-1], places)
        return self.values[:, rng.permutation(np.minimum(which, len(ends) - 1))]


def posterior(likelihood: LogLikelihood, draws: int, rng: np.random.Generator) -> Posterior:
    """The posterior of the numbers of a likelihood.

    Raises
    ------
    QuestionError
        If the effective size stays below 50.
    """
    near = _mode(likelihood)
    proposals = [_Proposal(near, indicators_of(near, rng), np.zeros(near.size), np.eye(near.size))]
    number = max(FEWEST_PROPOSALS, PROPOSALS_PER_DRAW * draws)
    pool = proposals[0].drawn(likelihood, number, rng)
    for stage in range(MOST_STAGES + 1):
        log_weights = pool.log_target - _log_density(pool, proposals)
        weights, log_mean = _weights(log_weights)
        found = Posterior(pool.values(near.numbers), weights, log_mean, stage)
        if found.effective_size >= STAGED or stage == MOST_STAGES:
            break
        proposals.append(proposals[0].moved(pool, _tempered(log_weights)))
        pool = pool.with_more(proposals[-1].drawn(likelihood, number, rng))
    if found.effective_size < FEWEST:
        raise QuestionError(
            f"The cases leave an effective size of {found.effective_size:.0f} draws after {MOST_STAGES} stages, and fewer than "
            f"{FEWEST:.0f} tell nothing reliable. Give fewer cases, or widen the judgements that they contradict: "
            "cn.confront says which."
        )
    return found


def _log_density(pool: _Pool, proposals: Sequence[_Proposal]) -> Array:
    """The log-density of the mixture of all proposals and the prior."""
    each = np.stack([p.log_density(pool) for p in proposals])
    about = np.logaddexp.reduce(each, axis=0) - np.log(len(each))
    log_prior = np.log(FROM_PRIOR) + pool.log_prior
    return np.asarray(np.logaddexp(log_prior, np.log1p(-FROM_PRIOR) + about))


def _mode(likelihood: LogLikelihood) -> Quadratic:
    """The mode of the normal scores where every doubtful number is there, by Gauss–Newton (Fisher scoring)."""
    numbers = likelihood.numbers
    there = np.ones((len(numbers.doubtful), 1), dtype=bool)
    at = np.zeros(len(numbers.ranged))
    for _ in range(MOST_STEPS):
        near = _quadratic(likelihood, at, there)
        if not len(at):
            return near
        step = near.step()
        tried = at[:, None] + LENGTHS * step[:, None]
        values = numbers.values(tried, there.repeat(len(LENGTHS), axis=1))
        heights = likelihood(values) + numbers.log_density(tried)
        best = int(np.nanargmax(heights))
        if not np.isfinite(heights[best]) or abs(step).max() < ARRIVED:
            break
        at = tried[:, best]
    return near


def _quadratic(likelihood: LogLikelihood, at: Array, there: Flags) -> Quadratic:
    numbers = likelihood.numbers
    values = numbers.values(at[:, None], there)[:, 0]
    try:
        gradient, information = likelihood.scores(values)
    except CalibrationError:
        # Beside the mode a baseline cannot be met: the prior alone proposes.
        gradient, information = np.zeros(len(numbers)), np.zeros((len(numbers),) * 2)
    return Quadratic(numbers, at, values, numbers.slopes(at), gradient, information)


def _weights(logs: Array) -> tuple[Array, float]:
    """Weights that sum to one, and the logarithm of the mean weight."""
    highest = float(np.max(logs, initial=-np.inf))
    if not np.isfinite(highest):
        raise QuestionError(
            "No draw from the judgements makes the cases possible. cn.confront says where they contradict the model."
        )
    weights = np.exp(logs - highest)
    total = weights.sum()
    return weights / total, float(highest + np.log(total / len(logs)))


def _tempered(logs: Array) -> Array:
    """Weights to such a power that the effective size is a good share of the proposals."""
    low, high = 0.0, 1.0
    # What is impossible stays so at the power of zero.
    possible = np.isfinite(logs)
    logs = np.where(possible, logs, 0.0)
    for _ in range(40):
        middle = (low + high) / 2
        weights, _ = _weights(np.where(possible, middle * logs, -np.inf))
        low, high = (middle, high) if 1 / (weights**2).sum() > KEPT * len(logs) else (low, middle)
    return _weights(np.where(possible, low * logs, -np.inf))[0]


@dataclass(frozen=True, eq=False)
class _Pool:
    """Proposals of all stages: normal scores, indicators, and the logarithms of prior and posterior."""

    scores: Array
    there: Flags
    log_prior: Array
    log_target: Array

    def values(self, numbers: NormalScores) -> Array:
        return numbers.values(self.scores, self.there)

    def with_more(self, other: _Pool) -> _Pool:
        mine, theirs = ((p.scores, p.there, p.log_prior, p.log_target) for p in (self, other))
        scores, there, prior, target = (
            np.concatenate(pair, axis=-1) for pair in zip(mine, theirs, strict=True)
        )
        return _Pool(scores, there, prior, target)


@dataclass(frozen=True, eq=False)
class _Proposal:
    """Indicators, and normal scores from Student's t about their mode given the indicators; some are from the prior.

    In units of that mode's own spread the t has a mean and a covariance, which stages move. The share from the prior bounds
    every weight, so that mass which the t leaves out shows in the effective size.
    """

    near: Quadratic
    indicators: Indicators
    mean: Array
    root: Array

    def drawn(self, likelihood: LogLikelihood, number: int, rng: np.random.Generator) -> _Pool:
        """So many proposals."""
        numbers, d = self.near.numbers, self.near.size
        first = int(FROM_PRIOR * number)
        there, scores = self.indicators.drawn(number, rng), np.empty((d, number))
        scores[:, :first], there[:, :first] = numbers.from_prior(first, rng)
        stretch = np.sqrt(FREEDOM / rng.chisquare(FREEDOM, number - first))
        moved = self.root @ (rng.standard_normal((d, number - first)) * stretch)
        scores[:, first:] = self.near.placed(self.mean[:, None] + moved, there[:, first:])
        prior = numbers.log_prior(there) + numbers.log_density(scores)
        return _Pool(scores, there, prior, likelihood(numbers.values(scores, there)) + prior)

    def log_density(self, pool: _Pool) -> Array:
        """The log-density of proposals that are not from the prior."""
        residuals, spreads = self.near.residuals(pool.scores, pool.there)
        square = (np.linalg.solve(self.root, residuals - self.mean[:, None]) ** 2).sum(axis=0)
        about = self.indicators.log_probability(pool.there) + _log_t(square, self.near.size)
        return np.asarray(about - spreads - np.linalg.slogdet(self.root)[1])

    def moved(self, pool: _Pool, weights: Array) -> _Proposal:
        """The proposal with the mean, the covariance and the indicators of weighted draws."""
        residuals, _ = self.near.residuals(pool.scores, pool.there)
        mean, d = residuals @ weights, self.near.size
        about = residuals - mean[:, None]
        # Student's t is wider than its scale matrix. So few draws tell a covariance badly: the mode's own counts too.
        covariance = (weights * about) @ about.T * (FREEDOM - 2) / FREEDOM
        known = 1 / (weights**2).sum()
        covariance = (known * covariance + d * np.eye(d)) / (known + d)
        root = np.asarray(np.linalg.cholesky(covariance), np.float64)
        indicators = self.indicators.moved(pool.there, weights)
        return replace(self, mean=mean, root=root, indicators=indicators)


def _log_t(square: Array, d: int) -> Array:
    """The log-density of a standard t in d dimensions at a squared distance."""
    from scipy.special import gammaln

    constant = gammaln((FREEDOM + d) / 2) - gammaln(FREEDOM / 2) - d / 2 * np.log(FREEDOM * np.pi)
    return np.asarray(constant - (FREEDOM + d) / 2 * np.log1p(square / FREEDOM))
