r"""Monotonicity of a table in each of its causes, whatever the strengths in their ranges.

Y is increasing in a cause X if :math:`P(Y \ge j \mid x + 1, s) \ge P(Y \ge j \mid x, s)` for every threshold j, every
state x and all states s of the other causes: a positive qualitative influence.

References
----------
M. P. Wellman (1990), "Fundamental concepts of qualitative probabilistic networks", *Artificial Intelligence* 44(3).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.model.judgements.panel import Panel

__all__ = ["ROUNDING", "answering", "certain_change", "changes_by_row", "possible_states"]

Array = NDArray[np.float64]

# Sums of probabilities that should be equal differ by less than this through rounding.
ROUNDING = 1e-12


def answering(model: CausalModel, influence: Influence) -> str:
    """The sign of the effect's dependence on a cause: ``"+"``, ``"-"``, ``"?"`` or ``"0"``.

    In mechanisms with strengths a declared sign is first-order dominance for every strength in its range,
    calibrated or not. The least slope under modifiers, w ∏(1 + γm), has the sign of w since γ > −1. A cause that
    modifies another's slope keeps its declared sign too: a model in which it could change is refused. A table or
    a rule has no strengths: its sign is read off its rows.
    """
    drops = changes_by_row(model, influence)
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
    drops = changes_by_row(model, influence)
    if drops is not None:
        gaps = abs(drops if at is None else drops[..., at - 1 : at])
        return bool((gaps.max(axis=-1) > ROUNDING).all())
    # A range that touches zero allows no influence at all.
    strength = model.strength(influence)
    if strength is None or strength.range[0] <= 0:
        return False
    return cpt_of(effect.mechanism).responds(at)


def possible_states(model: CausalModel, name: str) -> NDArray[np.bool_]:
    """The states of a variable that have a positive probability, whatever its causes and strengths are."""
    variable = model.variables[name]
    influences, count = model.causes(name), len(variable.states)
    cpt = cpt_of(variable.mechanism)
    if isinstance(cpt, TabularCPT):
        causes = [model.variables[i.cause] for i in influences]
        return np.asarray((cpt.table(variable, causes) > 0).reshape(-1, count).all(axis=0))
    if influences:
        return np.full(count, cpt.full_support)
    if isinstance(variable.baseline, Panel):
        each = [np.array(b.p) > 0 for b in variable.baseline.judged.values()]
        return np.asarray(np.all(each, axis=0))
    own = (1.0,) * count if variable.baseline is None else variable.baseline.p
    return np.array(own) > 0


def changes_by_row(model: CausalModel, influence: Influence) -> Array | None:
    """P(effect ≥ j | x + 1) − P(effect ≥ j | x) in every row of a table or rule; None for other mechanisms."""
    effect = model.variables[influence.effect]
    cpt = cpt_of(effect.mechanism)
    if not isinstance(cpt, TabularCPT):
        return None
    influences = model.causes(effect.name)
    table = cpt.table(effect, [model.variables[i.cause] for i in influences])
    survival = np.cumsum(table[..., ::-1], axis=-1)[..., -2::-1]
    return np.asarray(np.diff(survival, axis=influences.index(influence)))
