"""How tables answer to each cause, whatever the strengths in their ranges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence

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
    cpt = cpt_of(effect.mechanism)
    return not isinstance(cpt, TabularCPT) and cpt.responds(at)


def possible_everywhere(model: CausalModel, name: str) -> bool:
    """Whether every state of a variable has a chance, whatever its causes and its strengths are."""
    variable = model.variables[name]
    influences = model.causes(name)
    cpt = cpt_of(variable.mechanism)
    if isinstance(cpt, TabularCPT):
        causes = [model.variables[i.cause] for i in influences]
        return bool((cpt.table(variable, causes) > 0).all())
    if influences:
        return cpt.full_support
    return variable.baseline is None or all(p > 0 for p in variable.baseline.p)


def _drops(model: CausalModel, influence: Influence) -> Array | None:
    """How much a step of the cause adds to P(effect ≥ j), in every row of a table or a rule."""
    effect = model.variables[influence.effect]
    cpt = cpt_of(effect.mechanism)
    if not isinstance(cpt, TabularCPT):
        return None
    influences = model.causes(effect.name)
    table = cpt.table(effect, [model.variables[i.cause] for i in influences])
    survival = np.cumsum(table[..., ::-1], axis=-1)[..., -2::-1]
    return np.asarray(np.diff(survival, axis=influences.index(influence)))
