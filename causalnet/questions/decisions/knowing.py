"""What it would be worth to settle a judgement, or a claim, before one chooses."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.sampling import sampled
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence, Modifier, influence_name
from causalnet.model.judgements.draws import Draws
from causalnet.network.network import Network
from causalnet.questions.sensitivity.value_of_information import (
    Worth,
    noise_level,
    value_of_knowing,
)

__all__ = ["claims_worth_settling", "drawn_numbers", "worth_knowing"]

Array = NDArray[np.float64]
Ranked = tuple[tuple[str, Worth], ...]
MOST_KNOWN = 400


def drawn_numbers(model: CausalModel, draws: Draws) -> dict[str, Array]:
    """The strengths and amounts that differ between draws, by the names of influences and modifiers."""
    ensemble = sampled(model, draws)
    known = {influence_name(*key): x for key, x in ensemble.strengths.items() if x.ndim}
    return known | {
        f"{influence_name(a, b)} × {by}": x for (a, b, by), x in ensemble.amounts.items() if x.ndim
    }


def worth_knowing(payoffs: Array, numbers: Mapping[str, Array]) -> Ranked:
    """The judgements whose value before choosing stands out, the most valuable first.

    Parameters
    ----------
    payoffs : ndarray, shape (draws, choices)
    numbers : mapping from name to ndarray, shape (draws,)
    """
    return _ranked(payoffs, {name: x[None] for name, x in numbers.items()})


def claims_worth_settling(
    payoffs: Array, model: CausalModel | Network, numbers: Mapping[str, Array]
) -> Ranked:
    """The claims whose value stands out: to settle one is to learn the numbers of all influences that rest on it."""
    if isinstance(model, Network):
        return ()
    by_claim: dict[str, list[Array]] = {}
    parts: tuple[Influence | Modifier, ...] = (*model.influences, *model.modifiers)
    for part in parts:
        if part.name in numbers:
            for claim in part.claims:
                by_claim.setdefault(claim, []).append(numbers[part.name])
    return _ranked(payoffs, {claim: np.stack(own) for claim, own in by_claim.items()})


def _ranked(payoffs: Array, known: Mapping[str, Array]) -> Ranked:
    if not known or len(known) > MOST_KNOWN or payoffs.shape[1] < 2:
        return ()
    # A choice that is best in no draw takes no part in the value of knowing.
    payoffs = payoffs[:, (payoffs >= payoffs.max(axis=1, keepdims=True) - 1e-12).any(axis=0)]
    noise = noise_level(payoffs, [*known.values()])
    worths = {name: value_of_knowing(payoffs, x) for name, x in known.items()}
    ranked = sorted(worths.items(), key=lambda pair: -pair[1].value)
    return tuple((name, worth) for name, worth in ranked if worth.stands_out(noise))
