"""A cumulative logit on particles: its predictor, its law, and the thresholds that keep a distribution.

Many arms have most of their particles' states in common. The contribution of a cause to a predictor is worked out once for
all that see the same states.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.questions.time.particle_kernels import StateIndices, Survival

__all__ = ["ParticlePredictors", "particle_survival", "particle_threshold"]

Array = NDArray[np.float64]

# An anchor is solved once its probability is this close: single precision has no more digits.
ANCHOR_WITHIN = 2e-7
# Newton steps after which every other step halves the bracket, so that they cannot cycle; and the most steps.
NEWTON, STEPS = 8, 200
# No exponential of more is taken, so that it stays finite in single precision.
LARGEST_EXPONENT_SINGLE = 80.0


class ParticlePredictors:
    """The predictors η of variables, from the states of their causes.

    Parameters
    ----------
    kind : type
        Single or double precision.
    """

    def __init__(self, kind: type[np.floating[Any]]) -> None:
        self.kind = kind
        # Of each influence the contribution in the arm that came first, with the states that it is from.
        self._first: dict[tuple[str, int], tuple[list[StateIndices], Survival]] = {}

    def of(
        self, name: str, slopes: Sequence[Slope], causes: Sequence[StateIndices], *, first: bool
    ) -> Survival:
        """η of every particle in every draw.

        With `first`, its parts are kept for the arms that see the same states.
        """
        eta = np.zeros(causes[0].shape, dtype=self.kind)
        for place, slope in enumerate(slopes):
            eta += self._part((name, place), slopes, slope, causes, first=first)
        return eta

    def _part(
        self,
        key: tuple[str, int],
        slopes: Sequence[Slope],
        slope: Slope,
        causes: Sequence[StateIndices],
        *,
        first: bool,
    ) -> Survival:
        """The contribution of one influence."""
        seen = [causes[key[1]], *(causes[scale.by] for scale in slope.scales)]
        known = self._first.get(key)
        if known is not None and all(a is b for a, b in zip(known[0], seen, strict=True)):
            return known[1]
        part = self._worked_out(slopes, slope, seen)
        if first:
            self._first[key] = seen, part
        return part

    def _worked_out(
        self, slopes: Sequence[Slope], slope: Slope, seen: Sequence[StateIndices]
    ) -> Survival:
        kind = self.kind
        # A reference is a whole number of halves, so the difference is exact.
        part = seen[0].astype(kind)
        part -= kind(slope.reference)
        part *= slope.weight.astype(kind)
        for scale, states in zip(slope.scales, seen[1:], strict=True):
            m = np.linspace(0, 1, slopes[scale.by].states).astype(kind)
            m = m[::-1] if scale.reversed else m
            factor = m.take(states)
            factor *= scale.amount.astype(kind)
            factor += 1
            part *= factor
        return part


def particle_threshold(
    eta: Survival, counts: Survival | None, goal: tuple[Array, Array], start: Array | None
) -> tuple[Array, float]:
    """The root of mean σ(η − τ) = `wanted` in every draw, and its greatest residual.

    Newton steps in log-odds, in which the mean is nearly linear in τ; outside the bracket it is halved.

    Parameters
    ----------
    eta, counts : ndarray, shape (particles, draws)
        Predictors, and the weight of each particle.
    goal : tuple of ndarray, shape (draws,)
        The mean survival that is wanted, and its log-odds.
    start : ndarray, shape (draws,), optional
        The starting point. Default: the middle of the bracket.
    """
    wanted, odds = goal
    # With every particle at the least η, or at the greatest, the root would be at the one end or the other.
    low, high = (eta.min(axis=0) - odds).astype(np.float64), eta.max(axis=0) - odds
    tau = np.clip((low + high) / 2 if start is None else start, low, high)
    # Filled in place in each step: allocating takes longer than the arithmetic.
    s, squared = np.empty_like(eta), np.empty_like(eta)
    for step in range(STEPS):
        particle_survival(eta, tau.astype(eta.dtype), out=s)
        weighted = s if counts is None else s * counts
        mean = weighted.mean(axis=0, dtype=np.float64)
        gap = mean - wanted
        low, high = np.where(gap >= 0, tau, low), np.where(gap <= 0, tau, high)
        width = high - low
        done = (abs(gap) < ANCHOR_WITHIN) | (
            width <= np.finfo(eta.dtype).eps * np.maximum(1, abs(tau))
        )
        if done.all():
            break
        # ∂ mean σ / ∂τ = −mean σ (1 − σ), and ∂ logit(mean) is that over mean (1 − mean).
        slope = mean - np.multiply(weighted, s, out=squared).mean(axis=0, dtype=np.float64)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            moved = np.log(mean) - np.log1p(-mean) - odds
            newton = tau + moved * mean * (1 - mean) / slope
        inside = (newton > low) & (newton < high) & (step < NEWTON or step % 2)
        tau = np.where(done, tau, np.where(inside, newton, (low + high) / 2))
    return tau, float(abs(gap).max())


def particle_survival(eta: Survival, tau: Survival, out: Survival | None = None) -> Survival:
    """σ(η − τ)."""
    out = np.subtract(tau, eta, out=out)
    np.minimum(out, LARGEST_EXPONENT_SINGLE, out=out)
    np.exp(out, out=out)
    out += 1
    return np.asarray(np.divide(1, out, out=out))
