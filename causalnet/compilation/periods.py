"""Periods: how their variables are called, and which influences act in each."""

from __future__ import annotations

from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.model.mechanism import Deterministic, Table

__all__ = ["acting", "in_period", "in_words"]


def in_period(variable: str, period: int) -> str:
    """How a variable of one period is called in an unrolled network: ``x@3``."""
    return f"{variable}@{period}"


def in_words(name: str) -> str:
    """``x in period 3`` for ``x@3``.

    Examples
    --------
    >>> in_words("x@3")
    'x in period 3'
    """
    variable, _, period = name.rpartition("@")
    return f"{variable} in period {period}"


def acting(model: CausalModel, variable: str, period: int) -> tuple[Influence, ...]:
    """The influences on a variable in one period: those within it, then those that have had time to act."""
    lagged = [i for i in model.influences if i.effect == variable and 0 < i.lag <= period]
    if lagged and isinstance(model.variables[variable].mechanism, Table | Deterministic):
        kind = model.variables[variable].mechanism.kind
        raise QuestionError(
            f"{lagged[0].name} cannot act: {variable!r} is given by a {kind}, row by row, which says "
            "nothing of earlier periods. Give it a mechanism with strengths, or reject the influence."
        )
    return (*model.causes(variable), *lagged)
