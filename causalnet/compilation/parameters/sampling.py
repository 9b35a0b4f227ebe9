"""Draws of a model's numbers from the distributions of its judgements."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from causalnet.cache import CachePerOwner
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.parameters.posterior_draws import PosteriorDraws
from causalnet.compilation.parameters.streams import stream
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.judgements.panel import one_judgement
from causalnet.model.variable import Baseline

__all__ = ["LEAST_DRAWN", "from_baseline", "from_judgement", "sampled", "shape"]

Array = NDArray[np.float64]

# The least probability that a drawn baseline gives to a possible state.
LEAST_DRAWN = 1e-12

# The samples that are kept of each model: with baselines held and drawn, for several questions of it.
SAMPLES_KEPT, MOST_BYTES = 4, 2**25

_sampled: CachePerOwner[CausalModel, Draws, Ensemble] = CachePerOwner(SAMPLES_KEPT, MOST_BYTES)

# The weight of the mode in a PERT: mean (low + 4 mode + high) / 6.
PERT_WEIGHT = 4.0


def sampled(model: CausalModel, draws: int | Draws) -> Ensemble:
    """Points drawn from a model's judgements: every strength and amount, and the baselines if requested.

    Parameters
    ----------
    model : CausalModel
    draws : int or Draws
        The number of draws, or how they are drawn.

    Returns
    -------
    causalnet.compilation.parameters.ensemble.Ensemble
        Numbers of shape (draws,), or of shape () for fixed ones.

    Raises
    ------
    QuestionError
        If the number of draws or the seed is not valid.
    """
    how, kept = as_draws(draws), _sampled.of(model)
    known = kept.get(how)
    if known is None:
        known = _drawn(model, how)
        kept.put(how, known, sum([x.nbytes for x in known.arrays()]))
    return known


def _drawn(model: CausalModel, how: Draws) -> Ensemble:
    learned = how if isinstance(how, PosteriorDraws) else None
    if learned is not None:
        names = [*(i.name for i in model.influences), *(m.name for m in model.modifiers)]
        learned.require_some(frozenset(names), model.name)

    def numbers(word: object, judged: Judgement, name: str) -> Array:
        if learned is not None and (known := learned.of(name, judged)) is not None:
            return known
        tier = word if isinstance(word, str) else None
        shared = _shared(how, tier) if how.correlation and tier else None
        return from_judgement(judged, how.n, stream(how.seed, name), shared, how.correlation)

    strengths = {}
    for influence in model.influences:
        judged = model.strength(influence)
        if judged is not None:
            one = one_judgement(influence.name, judged)
            strengths[influence.key] = numbers(influence.strength, one, influence.name)
    amounts = {
        (m.cause, m.effect, m.by): numbers(m.amount, one_judgement(m.name, model.amount(m)), m.name)
        for m in model.modifiers
    }
    if not how.vary_baselines:
        return Ensemble(strengths, amounts, points=how.n)
    baselines = {
        v.name: from_baseline(baseline, how.n, stream(how.seed, f"baseline of {v.name}"))
        for v in model.variables.values()
        if (baseline := v.one_baseline) is not None
    }
    return Ensemble(strengths, amounts, baselines, how.n)


def _shared(how: Draws, tier: str) -> Array:
    """The common part of the errors of one tier: standard normal, from a stream of its own."""
    return stream(how.seed, f"tier {tier}").standard_normal(how.n)


def from_judgement(
    judged: Judgement,
    n: int,
    rng: np.random.Generator,
    shared: Array | None = None,
    correlation: float = 0.0,
) -> Array:
    r"""Draws from a judgement's distribution.

    A PERT is a beta distribution on [low, high] with

    .. math::

        \alpha = 1 + 4\,\frac{\text{mode} - \text{low}}{\text{high} - \text{low}},\qquad
        \beta = 1 + 4\,\frac{\text{high} - \text{mode}}{\text{high} - \text{low}},

    and an interval is uniform. With probability `zero` the number is zero. It is also zero if the influence or
    modifier is not included (probability 1 − `inclusion`).

    Sizes that share their errors are tied by a Gaussian copula: each is the quantile at
    :math:`\Phi(\sqrt{\rho}\,z_\text{shared} + \sqrt{1-\rho}\,z_\text{own})`. Whether a number is zero is drawn
    independently.

    Parameters
    ----------
    judged : Judgement
    n : int
    rng : numpy.random.Generator
    shared : ndarray, shape (n,), optional
        Standard normal draws that others share.
    correlation : float
        ρ, the share of the common part.

    References
    ----------
    D. Vose (2008), *Risk Analysis*, 3rd ed., section III.7 (PERT distribution); R. B. Nelsen (2006),
    *An Introduction to Copulas*, 2nd ed., section 2.3.
    """
    if judged.low == judged.high and judged.presence == 1:
        return np.array(judged.low, dtype=np.float64)
    # Each of the three has a stream of its own, used or not, so that a probability of zero that is added to a judgement
    # does not change the draws of its size.
    size, at_zero, there = rng.spawn(3)
    span = judged.high - judged.low
    if not span:
        values = np.full(n, float(judged.low))
    elif shared is None:
        values = judged.low + span * _alone(judged, n, size)
    else:
        values = judged.low + span * _tied(judged, size.standard_normal(n), shared, correlation)
    values[at_zero.random(n) < judged.zero] = 0.0
    values[there.random(n) >= judged.inclusion] = 0.0
    return values


def shape(judged: Judgement) -> tuple[float, float]:
    """α and β of the beta distribution of a PERT."""
    mode = judged.central
    span = judged.high - judged.low
    return 1 + PERT_WEIGHT * (mode - judged.low) / span, 1 + PERT_WEIGHT * (
        judged.high - mode
    ) / span


def _alone(judged: Judgement, n: int, rng: np.random.Generator) -> Array:
    """The position of a size in its range, from 0 to 1, drawn independently."""
    return rng.random(n) if judged.mode is None else rng.beta(*shape(judged), n)


def _tied(judged: Judgement, own: Array, shared: Array, correlation: float) -> Array:
    """The position of a size in its range, from 0 to 1, where others share its errors."""
    from scipy.special import betaincinv, ndtr

    rank = ndtr(np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * own)
    if judged.mode is None:
        return np.asarray(rank)
    return np.asarray(betaincinv(*shape(judged), rank))


def from_baseline(baseline: Baseline, n: int, rng: np.random.Generator) -> Array:
    """Draws of a baseline from a Dirichlet distribution about it.

    Its parameters are the declared probabilities times the weight. A state that cannot occur stays
    impossible; any other keeps a probability of at least 1e-12.

    Returns
    -------
    ndarray, shape (states, n)
    """
    p = np.array(baseline.p, dtype=np.float64)
    possible = p > 0
    drawn = np.zeros((len(p), n))
    drawn[possible] = np.maximum(rng.dirichlet(baseline.weight * p[possible], n).T, LEAST_DRAWN)
    return np.asarray(drawn / drawn.sum(axis=0))
