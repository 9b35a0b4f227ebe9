r"""The posterior of the judged numbers: Gauss–Newton to its mode, draws about it, and importance weights.

At the mode of the normal scores z, with every doubtful number there, the log-likelihood is taken for quadratic in the numbers.
That gives for each set of indicators a normal approximation of the scores and its share of the posterior. Draws from
Student's t about these are weighted by the exact likelihood, so that the approximation costs effective size and nothing else.

References
----------
L. Tierney and J. B. Kadane (1986), "Accurate approximations for posterior moments and marginal densities", *Journal of the
American Statistical Association* 81; J. Geweke (1989), "Bayesian inference in econometric models using Monte Carlo
integration", *Econometrica* 57; N. Chopin (2002), "A sequential particle filter method for static models", *Biometrika* 89.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import CalibrationError, QuestionError
from causalnet.questions.learning.indicators import Indicators, indicators_of
from causalnet.questions.learning.log_likelihood import LogLikelihood
from causalnet.questions.learning.normal_scores import Flags
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
    indicators = indicators_of(near, rng)
    proposal = _Proposal(near, indicators, np.zeros(near.size), np.eye(near.size))
    number = max(FEWEST_PROPOSALS, PROPOSALS_PER_DRAW * draws)
    for stage in range(MOST_STAGES + 1):
        drawn = proposal.drawn(number, rng)
        log_weights = likelihood(drawn.values) + drawn.log_prior - drawn.log_density
        weights, log_mean = _weights(log_weights)
        found = Posterior(drawn.values, weights, log_mean, stage)
        if found.effective_size >= STAGED or not near.size + len(near.numbers.doubtful):
            return found
        proposal = proposal.moved(drawn, _tempered(log_weights))
    if found.effective_size < FEWEST:
        raise QuestionError(
            f"The cases leave an effective size of {found.effective_size:.0f} draws after {MOST_STAGES} stages, and fewer than "
            f"{FEWEST:.0f} tell nothing reliable. Give fewer cases, or widen the judgements that they contradict: "
            "cn.confront says which."
        )
    return found


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
        heights = likelihood(values) - _energy(numbers.precision, tried)
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


def _energy(precision: Array, scores: Array) -> Array:
    return np.asarray((scores * (precision @ scores)).sum(axis=0) / 2)


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
    for _ in range(40):
        middle = (low + high) / 2
        weights, _ = _weights(np.where(np.isfinite(logs), middle * logs, -np.inf))
        low, high = (middle, high) if 1 / (weights**2).sum() > KEPT * len(logs) else (low, middle)
    return _weights(np.where(np.isfinite(logs), low * logs, -np.inf))[0]


@dataclass(frozen=True, eq=False)
class _Drawn:
    """Proposals with the logarithms of their densities, which leave out the same constant."""

    values: Array
    residuals: Array
    there: Flags
    log_prior: Array
    log_density: Array


@dataclass(frozen=True, eq=False)
class _Proposal:
    """Indicators, and normal scores from Student's t about their mode given the indicators.

    In units of that mode's own spread the t has a mean and a covariance, which stages move.
    """

    near: Quadratic
    indicators: Indicators
    mean: Array
    root: Array

    def drawn(self, number: int, rng: np.random.Generator) -> _Drawn:
        numbers, d = self.near.numbers, self.near.size
        there, log_there = self.indicators.drawn(number, rng)
        normal = rng.standard_normal((d, number))
        stretch = np.sqrt(FREEDOM / rng.chisquare(FREEDOM, number))
        residuals = self.mean[:, None] + self.root @ (normal * stretch)
        scores, log_spread = self.near.placed(residuals, there)
        square = ((normal * stretch) ** 2).sum(axis=0)
        log_density = log_there - log_spread - np.linalg.slogdet(self.root)[1] + _log_t(square, d)
        _, log_scale = np.linalg.slogdet(numbers.covariance)
        prior = numbers.log_prior(there) - _energy(numbers.precision, scores)
        prior = prior - (log_scale + d * np.log(2 * np.pi)) / 2
        values = numbers.values(scores, there)
        return _Drawn(values, residuals, there, prior, log_density)

    def moved(self, drawn: _Drawn, weights: Array) -> _Proposal:
        """The proposal with the mean, the covariance and the indicators of weighted draws."""
        mean = drawn.residuals @ weights
        about = drawn.residuals - mean[:, None]
        # Student's t is wider than its scale matrix.
        covariance = (weights * about) @ about.T * (FREEDOM - 2) / FREEDOM
        root = np.asarray(np.linalg.cholesky(covariance + 1e-6 * np.eye(len(mean))), np.float64)
        return replace(
            self, mean=mean, root=root, indicators=self.indicators.moved(drawn.there, weights)
        )


def _log_t(square: Array, d: int) -> Array:
    """The log-density of a standard t in d dimensions at a squared distance."""
    from scipy.special import gammaln

    constant = gammaln((FREEDOM + d) / 2) - gammaln(FREEDOM / 2) - d / 2 * np.log(FREEDOM * np.pi)
    return np.asarray(constant - (FREEDOM + d) / 2 * np.log1p(square / FREEDOM))
