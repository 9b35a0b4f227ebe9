"""Obstacles to enclosing a contrast."""

from __future__ import annotations

from math import prod

from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph import ancestors
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates

__all__ = ["cumulative_logit", "obstacle"]

# Limits on what is enclosed: boxes are halved in every direction, so that their number grows exponentially with the
# free numbers, and each holds the joint with all derivatives.
CELLS_BOUNDED = 3000
MOST_FREE = 5


def obstacle(contrast: Contrast, coordinates: Coordinates) -> str:
    """Why a contrast cannot be enclosed; empty where it can."""
    model = contrast.model
    if contrast.conclusion.at:
        return lazy("it is read in a later period")
    free = [n for n in coordinates.numbers if n.free]
    if len(free) > MOST_FREE:
        return lazy("{free} numbers are free, more than {most}", free=len(free), most=MOST_FREE)
    moved = {n.part.effect for n in free}
    for v in contrast.names:
        if not cumulative_logit(model, v) and (v in moved or _recalibrated(model, v, moved)):
            return lazy("the mechanism of {variable} is not ordinal", variable=v)
    for v in contrast.names:
        scaling = [i.name for i in model.causes(v) if i.strength is None]
        if scaling and cumulative_logit(model, v):
            return lazy("{influence} only scales other influences", influence=scaling[0])
    if contrast.conclusion.given:
        return lazy("the conclusion is given what is observed")
    for arm in contrast.arms:
        if arm.cuts or any(s.reads for s in arm.settings.values()):
            return lazy("{arm} is not linear in the tables", arm=str(arm))
    cells = prod(len(model.variables[v].states) for v in contrast.names)
    return (
        lazy("a joint of {cells:,} cells is too large", cells=cells)
        if cells > CELLS_BOUNDED
        else ""
    )


def cumulative_logit(model: CausalModel, name: str) -> bool:
    """Whether a variable's table is enclosed from its thresholds, as those of an ordinal are."""
    return cpt_of(model.variables[name].mechanism).cumulative_logit


def _recalibrated(model: CausalModel, name: str, moved: set[str]) -> bool:
    """Whether a table is calibrated with a joint distribution of its causes that moves."""
    variable, causes = model.variables[name], [i.cause for i in model.causes(name)]
    if variable.baseline is None and not variable.mechanism.like_ordinal:
        return False
    if len(causes) == 1 and model.variables[causes[0]].baseline is not None:
        return False
    parents = {v: tuple(i.cause for i in model.causes(v)) for v in model.variables}
    return not moved.isdisjoint(ancestors(parents, causes))
