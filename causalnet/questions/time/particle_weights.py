r"""Importance weights of particles: what findings take from them, and their resampling.

A finding multiplies the weight of a particle by its probability, :math:`w_t = w_{t-1} \prod_v P(e_{v,t} \mid u_v)`, as in
likelihood weighting. Where the effective sample size :math:`(\sum w)^2 / \sum w^2` falls below half the particles, they
are resampled in proportion to their weights.

References
----------
G. Kitagawa (1996), "Monte Carlo filter and smoother", *JCGS* 5(1) (systematic resampling).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import ImpossibleEvidenceError
from causalnet.inference.sampling.ratio_estimate import effective_size, pseudo_values
from causalnet.questions.time.particle_kernels import StateIndices, Survival
from causalnet.questions.time.particle_run import ParticleRun

__all__ = ["ParticleWeights"]

Array = NDArray[np.float64]

# Effective share of particles below which they are resampled. Resampling adds noise of its own: not in every period.
RESAMPLE_BELOW = 0.5


@dataclass(slots=True, eq=False)
class ParticleWeights:
    """The weights of the particles of one arm, where something is found.

    Attributes
    ----------
    run : ParticleRun
    log : ndarray, shape (particles, draws)
        Logarithms of the weights.
    origin : ndarray, shape (particles, draws)
        The particle of period 0 from which each one descends.
    evidence : ndarray, shape (draws,)
        The log probability of the evidence that resampling has taken out of the weights.
    effective : list of ndarray, shape (draws,)
        The effective sample size at the end of every period.
    """

    run: ParticleRun
    log: Array
    origin: NDArray[np.intp]
    evidence: Array
    effective: list[Array] = field(default_factory=list)
    _normalised: tuple[Array, Array] | None = None

    @classmethod
    def even(cls, run: ParticleRun) -> ParticleWeights:
        """Equal weights, before anything is found."""
        shape = run.particles, run.draws
        origin = np.broadcast_to(np.arange(run.particles)[:, None], shape).copy()
        return cls(run, np.zeros(shape), origin, np.zeros(run.draws))

    def update(self, law: Survival, likelihood: Array) -> Survival:
        """The law of a variable given a finding on it, whose probability the weights take.

        Parameters
        ----------
        law : ndarray, shape (k − 1, particles or one, draws)
            P(Y ≥ j) before it is found.
        likelihood : ndarray, shape (k,)
            The probability of the finding in each state.
        """
        one = np.ones((1, *law.shape[1:]))
        p = -np.diff(np.concatenate([one, law, 0 * one]), axis=0)
        shares = np.maximum(p, 0) * likelihood[:, None, None]
        total = shares.sum(axis=0)
        with np.errstate(divide="ignore"):
            self.log = self.log + np.log(total)
        self._normalised = None
        safe = np.where(total > 0, total, 1)
        return np.asarray(np.cumsum(shares[::-1], axis=0)[::-1][1:] / safe)

    def normalised(self) -> tuple[Array, Array]:
        """The weights, with a sum of one in every column, and the log probability of the evidence.

        Raises
        ------
        ImpossibleEvidenceError
            If no particle of any repetition of a draw agrees with the evidence.
        """
        if self._normalised is None:
            self._normalised = self._normalise()
        return self._normalised

    def _normalise(self) -> tuple[Array, Array]:
        # Scaled by the greatest, as products of many findings underflow.
        top = self.log.max(axis=0)
        raw = np.exp(self.log - np.where(np.isfinite(top), top, 0.0))
        total = raw.sum(axis=0)
        with np.errstate(divide="ignore"):
            chance = self.evidence + np.where(total > 0, top, -np.inf) + np.log(total)
        if not np.isfinite(self.run.repeated(chance).max(axis=-1)).all():
            raise ImpossibleEvidenceError(
                "What is given is impossible, or so improbable that no particle agrees with it: ask with "
                "more particles, or with method='exact'."
            )
        even = 1 / self.run.particles
        return np.where(total > 0, raw / np.where(total > 0, total, 1.0), even), chance

    def survival(self, states: StateIndices, count: int) -> Array:
        """P(Y ≥ j) among the weighted particles as pseudo-values, shape (count − 1, draws)."""
        weights, chance = self.normalised()
        found = np.array([(weights * (states >= j)).sum(axis=0) for j in range(1, count)])
        found = found.reshape((count - 1, self.run.draws))
        return pseudo_values(self.run.repeated(found), self.run.repeated(chance)).reshape(
            found.shape
        )

    def worth(self, period: int) -> float:
        """The effective number of samples behind an answer about a period."""
        run, (weights, chance) = self.run, self.normalised()
        sizes = 1 / (weights**2).sum(axis=0)
        # An earlier period is seen through those particles only whose descendants survived every resampling.
        if period < run.last and not run.filtered:
            sizes = np.minimum(sizes, self._survivors())
        return float(effective_size(run.repeated(sizes), run.repeated(chance)).sum())

    @property
    def survivors(self) -> int:
        """The least number of particles of period 0 that still have descendants, over the draws."""
        return int(min(self._survivors()))

    def _survivors(self) -> list[int]:
        return [len(np.unique(column)) for column in self.origin.T]

    def resample(self, period: int) -> NDArray[np.intp] | None:
        """Resample the draws in which too few particles count (systematic resampling).

        Returns
        -------
        ndarray, shape (particles, draws), or None
            The particle that each one continues; None if all go on as they are.
        """
        run, (weights, chance) = self.run, self.normalised()
        sizes = 1 / (weights**2).sum(axis=0)
        self.effective.append(effective_size(run.repeated(sizes), run.repeated(chance)))
        poor = np.flatnonzero(sizes < RESAMPLE_BELOW * run.particles)
        if not len(poor):
            return None
        chosen = np.broadcast_to(np.arange(run.particles)[:, None], weights.shape).copy()
        start = run.offsets(period)
        for d in poor:
            # Scaled to the last sum, which rounding may leave a hair off one.
            ladder = np.cumsum(weights[:, d])
            at = (np.arange(run.particles) + start[d]) / run.particles * ladder[-1]
            chosen[:, d] = np.minimum(np.searchsorted(ladder, at), run.particles - 1)
        self.origin = np.take_along_axis(self.origin, chosen, axis=0)
        # Fresh weights of one have a sum of `particles`, which `normalised` would count as evidence.
        self.evidence[poor] = chance[poor] - np.log(run.particles)
        self.log[:, poor] = 0
        self._normalised = None
        return chosen
