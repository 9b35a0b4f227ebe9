"""The influences that an intervention makes idle, at every lag."""

from __future__ import annotations

from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import Influence

__all__ = ["idle_influences"]


def idle_influences(model: CausalModel, intervention: Intervention) -> frozenset[Influence]:
    """The influences on variables whose setting ignores their causes, and those that do not carry what their cause does.

    A shift and a partial uptake keep the causes of their variable. A cut removes an influence at every lag, and so
    does an effect that behaves as if its cause were set.

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
    severed = intervention.severed
    return frozenset(
        i for i in model.influences if i.effect in held or (i.cause, i.effect) in severed
    )
