"""The numbers that a mechanism runs on: one for each strength and each modifier's amount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence, Modifier

__all__ = ["Parameters", "central"]

Number = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """Strengths and amounts: plain numbers, or one for each draw, or some of either.

    Attributes
    ----------
    strengths : mapping from influence key (cause, effect, lag) to ndarray
        Log-odds per step; the sign of the influence is not in it.
    amounts : mapping from (cause, effect, by) to ndarray
        The amount of each modifier.
    """

    strengths: Mapping[tuple[str, str, int], Number]
    amounts: Mapping[tuple[str, str, str], Number]

    @property
    def draws(self) -> int | None:
        """How many draws the numbers have; None where they are plain numbers."""
        shapes = {n.shape for n in (*self.strengths.values(), *self.amounts.values())} - {()}
        return max(shapes)[0] if shapes else None

    def at(self, draws: slice) -> Parameters:
        """Only some of the draws."""
        return Parameters(
            {k: x[draws] if x.ndim else x for k, x in self.strengths.items()},
            {k: x[draws] if x.ndim else x for k, x in self.amounts.items()},
        )

    def strength(self, influence: Influence) -> Number:
        """The number for an influence; zero where it has none."""
        return self.strengths.get(influence.key, np.zeros(()))

    def amount(self, modifier: Modifier) -> Number:
        """The number for a modifier's amount."""
        return self.amounts[modifier.cause, modifier.effect, modifier.by]


def central(model: CausalModel) -> Parameters:
    """The numbers of the central network: modes, added influences in, masses at zero ignored."""
    strengths = {}
    for influence in model.influences:
        judged = model.strength(influence)
        if judged is not None:
            strengths[influence.key] = np.array(judged.central)
    amounts = {
        (m.cause, m.effect, m.by): np.array(model.amount(m).central) for m in model.modifiers
    }
    return Parameters(strengths, amounts)
