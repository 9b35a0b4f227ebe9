"""The numbers of a model's mechanisms: one for each strength and each modifier's amount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence, Modifier
from causalnet.model.variable import Variable

__all__ = ["Parameters", "central"]

Number = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """Strengths and amounts, each a plain number or one for each draw.

    Default for baselines: those that the model declares.

    Attributes
    ----------
    strengths : mapping from influence key (cause, effect, lag) to ndarray
        Log-odds per step, without the sign of the influence.
    amounts : mapping from (cause, effect, by) to ndarray
        The amount of each modifier.
    baselines : mapping from variable to ndarray, shape (states,) or (states, draws)
        The baselines that differ from the declared ones.
    """

    strengths: Mapping[tuple[str, str, int], Number]
    amounts: Mapping[tuple[str, str, str], Number]
    baselines: Mapping[str, Number] = field(default_factory=dict)

    @property
    def draws(self) -> int | None:
        """The number of draws; None where all are plain numbers."""
        shapes = {n.shape for n in (*self.strengths.values(), *self.amounts.values())}
        shapes |= {p.shape[1:] for p in self.baselines.values()}
        return max(shapes)[0] if shapes - {()} else None

    def of(self, model: CausalModel, variable: Variable) -> Parameters:
        """Only the numbers in the table of one variable: those of its influences within a period."""
        name = variable.name
        return Parameters(
            {i.key: self.strength(i) for i in model.causes(name)},
            {
                (m.cause, m.effect, m.by): self.amount(m)
                for m in model.modifiers
                if m.effect == name
            },
            {k: p for k, p in self.baselines.items() if k == name},
        )

    def arrays(self) -> list[Number]:
        """All numbers: strengths, amounts, and baselines that differ from the declared ones."""
        return [*self.strengths.values(), *self.amounts.values(), *self.baselines.values()]

    def rows(self) -> list[Number]:
        """The numbers that have an axis of draws, each of shape (draws,)."""
        single = [x for x in (*self.strengths.values(), *self.amounts.values()) if x.ndim]
        return single + [row for p in self.baselines.values() if p.ndim > 1 for row in p]

    def at(self, draws: slice | NDArray[np.intp]) -> Parameters:
        """Only some of the draws."""
        return Parameters(
            {k: x[draws] if x.ndim else x for k, x in self.strengths.items()},
            {k: x[draws] if x.ndim else x for k, x in self.amounts.items()},
            {k: p[:, draws] if p.ndim > 1 else p for k, p in self.baselines.items()},
        )

    def spread(self, draws: int) -> Parameters:
        """The same with an axis of draws for every number; plain numbers are repeated along it."""
        return Parameters(
            {k: np.broadcast_to(x, (draws,)) for k, x in self.strengths.items()},
            {k: np.broadcast_to(x, (draws,)) for k, x in self.amounts.items()},
            {
                k: np.broadcast_to(p if p.ndim > 1 else p[:, None], (len(p), draws))
                for k, p in self.baselines.items()
            },
        )

    def strength(self, influence: Influence) -> Number:
        """The number for an influence; zero if it has none."""
        return self.strengths.get(influence.key, np.zeros(()))

    def amount(self, modifier: Modifier) -> Number:
        """The number for a modifier's amount."""
        return self.amounts[modifier.cause, modifier.effect, modifier.by]

    def baseline(self, variable: Variable) -> Number | None:
        """The marginal to which a variable is calibrated today; None without one."""
        given = self.baselines.get(variable.name)
        if given is None and variable.baseline is not None:
            return np.array(variable.baseline.p, dtype=np.float64)
        return given


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
