"""Draws: the numbers of a model taken from its judgements' distributions, many at a time."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError
from causalnet.mechanisms.compiling import compile_model
from causalnet.mechanisms.parameters import Parameters
from causalnet.model.causal_model import CausalModel, elicited
from causalnet.model.judgement import Judgement
from causalnet.network.network import Network

__all__ = ["draws", "from_judgement", "sampled", "stream"]

# The weight of the mode in a PERT: mean (low + 4 mode + high) / 6.
PERT_WEIGHT = 4.0


def draws(model: CausalModel, n: int = 1000, seed: int = 0) -> Network:
    """A network in `n` draws from the model's judgements, each calibrated to the same baselines.

    Every influence and modifier has a random stream of its own, made from the seed and its *name*:
    in a variant of the model the draws of all that it shares with this one are the same. What is
    held to be known is the same in every draw and has no axis of draws.

    Parameters
    ----------
    model : CausalModel
    n : int
        How many draws.
    seed : int

    Returns
    -------
    Network
        Its tables have an axis of draws, last, where they differ between draws; every verb takes
        it.

    Raises
    ------
    CalibrationError
        Where a baseline cannot be met in one of the draws.

    Examples
    --------
    >>> from causalnet import Baseline, CausalModel, Influence, Variable, pert
    >>> lawn = CausalModel(
    ...     "lawn",
    ...     [Variable("rain", ["no", "yes"], Baseline([0.8, 0.2])),
    ...      Variable("wet", ["no", "yes"], Baseline([0.7, 0.3]))],
    ...     [Influence("rain", "wet", "+", strength=pert(1, 2, 4))],
    ... )
    >>> network = draws(lawn, n=500, seed=1)
    >>> network
    <Network 'lawn': 2 variables, 1 arrow, 500 draws>
    >>> network.values("rain").shape, network.values("wet").shape
    ((2,), (2, 2, 500))
    """
    return compile_model(elicited(model, "draws"), sampled(model, n, seed))


def sampled(model: CausalModel, n: int, seed: int) -> Parameters:
    """Draws of every strength and amount.

    Returns
    -------
    causalnet.mechanisms.parameters.Parameters
        Numbers of shape (n,), or of shape () where there is nothing to draw.

    Raises
    ------
    QuestionError
        Where `n` is not at least one.
    """
    if not isinstance(n, int) or isinstance(n, bool) or n < 1:
        raise QuestionError(f"The number of draws must be a whole number of at least 1, not {n!r}.")
    if not isinstance(seed, int) or seed < 0:
        raise QuestionError(f"A seed is a whole number that is not negative, not {seed!r}.")
    strengths = {}
    for influence in model.influences:
        judged = model.strength(influence)
        if judged is not None:
            strengths[influence.key] = from_judgement(judged, n, stream(seed, influence.name))
    amounts = {
        (m.cause, m.effect, m.by): from_judgement(model.amount(m), n, stream(seed, m.name))
        for m in model.modifiers
    }
    return Parameters(strengths, amounts)


def stream(seed: int, name: str) -> np.random.Generator:
    """A stream of random numbers that depends on the seed and a name, and on nothing else."""
    words = np.frombuffer(hashlib.sha256(name.encode()).digest(), dtype="<u4")
    return np.random.default_rng(np.random.SeedSequence([seed, *words.tolist()]))


def from_judgement(judged: Judgement, n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    r"""Draws from a judgement's distribution.

    A PERT is a beta distribution on [low, high] with

    .. math::

        \alpha = 1 + 4\,\frac{\text{mode} - \text{low}}{\text{high} - \text{low}},\qquad
        \beta = 1 + 4\,\frac{\text{high} - \text{mode}}{\text{high} - \text{low}},

    an interval is uniform. With probability `zero` the number is zero, and where what it measures
    is not there (probability 1 − `inclusion`) it is zero too.

    References
    ----------
    D. Vose (2008), *Risk Analysis*, 3rd ed., section III.7 (PERT distribution).
    """
    certain = judged.zero == 0 and judged.inclusion == 1
    if judged.low == judged.high and certain:
        return np.array(judged.low, dtype=np.float64)
    # Each of the three takes its share of the stream whether or not it is used, so that admitting a
    # doubt changes nothing about the size.
    size, at_zero, there = rng.spawn(3)
    span = judged.high - judged.low
    if not span:
        values = np.full(n, float(judged.low))
    elif judged.mode is None:
        values = judged.low + span * size.random(n)
    else:
        peak = (judged.mode - judged.low) / span
        values = judged.low + span * size.beta(
            1 + PERT_WEIGHT * peak, 1 + PERT_WEIGHT * (1 - peak), n
        )
    values[at_zero.random(n) < judged.zero] = 0.0
    values[there.random(n) >= judged.inclusion] = 0.0
    return values
