"""Which influences an intervention takes out of play, of whatever lag."""

from __future__ import annotations

from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.model.intervention import Intervention

__all__ = ["idle_influences"]


def idle_influences(model: CausalModel, intervention: Intervention) -> frozenset[Influence]:
    """What acts on a variable that is set without regard to its causes, and what is cut.

    A shift and a partial uptake leave the causes of what they move; a cut takes an influence at every
    lag.

    Examples
    --------
    >>> from causalnet import CausalModel, Influence, Variable, do
    >>> scale = ["low", "high"]
    >>> debt = CausalModel(
    ...     "debt",
    ...     [Variable("upkeep", scale), Variable("features", scale)],
    ...     [Influence("features", "upkeep", "-", 1.0, lag=1)],
    ... )
    >>> [i.name for i in idle_influences(debt, do(upkeep="low"))]
    ['features → upkeep [lag 1]']
    """
    held = {name for name, setting in intervention.settings.items() if not setting.keeps_causes}
    severed = {(c.cause, c.effect) for c in intervention.cuts}
    return frozenset(
        i for i in model.influences if i.effect in held or (i.cause, i.effect) in severed
    )
