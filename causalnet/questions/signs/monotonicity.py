"""How tables answer to each cause, whatever the strengths in their ranges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.tabular import table_of_rows
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.model.mechanism import Deterministic, NoisyMax, NoisyMin, Table

__all__ = ["answering", "certain_change", "possible_everywhere"]

Array = NDArray[np.float64]

ROUNDING = 1e-12


def answering(model: CausalModel, influence: Influence) -> str:
    """The sign with which an effect answers to a cause: ``"+"``, ``"-"``, ``"?"`` or ``"0"``.

    In the mechanisms with strengths a declared sign holds as first-order dominance for every strength in
    its range, calibrated or not; the least slope under modifiers, w ∏(1 + γm), has the sign of w since
    γ > −1. A cause that modifies another's slope keeps a declared sign too: a model in which it could be
    turned round is refused. A table or a rule is a fact, and is read itself.
    """
    drops = _drops(model, influence)
    if drops is None:
        return influence.sign
    up, down = bool((drops >= -ROUNDING).all()), bool((drops <= ROUNDING).all())
    if up and down:
        return "0"
    return "+" if up else "-" if down else "?"


def certain_change(model: CausalModel, influence: Influence, at: int | None = None) -> bool:
    """Whether any change of the cause changes the effect's distribution, whatever the strengths.

    Parameters
    ----------
    at : int, optional
        The state whose probability, with those of the higher ones, must change. Default: any.
    """
    effect = model.variables[influence.effect]
    if len(effect.states) < 2 or at == 0:
        return False
    drops = _drops(model, influence)
    if drops is not None:
        gaps = abs(drops if at is None else drops[..., at - 1 : at])
        return bool((gaps.max(axis=-1) > ROUNDING).all())
    strength = model.strength(influence)
    if strength is None or strength.range[0] <= 0:
        return False
    mechanism = effect.mechanism
    if isinstance(mechanism, NoisyMax | NoisyMin):
        return not mechanism.like_ordinal and _leak_leaves_room(mechanism, at)
    return True


def possible_everywhere(model: CausalModel, name: str) -> bool:
    """Whether every state of a variable has a chance, whatever its causes and its strengths are."""
    variable = model.variables[name]
    influences = model.causes(name)
    mechanism = variable.mechanism
    if isinstance(mechanism, Table | Deterministic):
        causes = [model.variables[i.cause] for i in influences]
        return bool((table_of_rows(mechanism, variable, causes) > 0).all())
    if influences:
        return not isinstance(mechanism, NoisyMax | NoisyMin)
    return variable.baseline is None or all(p > 0 for p in variable.baseline.p)


def _drops(model: CausalModel, influence: Influence) -> Array | None:
    """How much a step of the cause adds to P(effect ≥ j), in every row of a table or a rule."""
    effect = model.variables[influence.effect]
    mechanism = effect.mechanism
    if not isinstance(mechanism, Table | Deterministic):
        return None
    influences = model.causes(effect.name)
    table = table_of_rows(mechanism, effect, [model.variables[i.cause] for i in influences])
    survival = np.cumsum(table[..., ::-1], axis=-1)[..., -2::-1]
    return np.asarray(np.diff(survival, axis=influences.index(influence)))


def _leak_leaves_room(mechanism: NoisyMax | NoisyMin, at: int | None) -> bool:
    """Whether the leak leaves a noisy mechanism's causes something to do.

    Where the leak itself is past a threshold for certain, no cause can take the effect past it.
    """
    if not mechanism.leak:
        return True
    spared = np.cumsum(mechanism.leak)[:-1]
    if isinstance(mechanism, NoisyMin):
        spared = 1 - spared
    return bool((spared > ROUNDING).any() if at is None else spared[at - 1] > ROUNDING)
