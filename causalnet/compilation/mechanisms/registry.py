"""From the description of a mechanism to its implementation: the only place that distinguishes kinds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from causalnet.compilation.mechanisms.noisy_max import NoisyCPT
from causalnet.compilation.mechanisms.ordinal import OrdinalCPT
from causalnet.compilation.mechanisms.protocol import ParametricCPT
from causalnet.compilation.mechanisms.ranked import RankedCPT
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.model.mechanism import (
    Deterministic,
    Mechanism,
    NoisyMax,
    NoisyMin,
    Ordinal,
    RankedNode,
    Table,
)

__all__ = ["cpt_of"]

CPTS: dict[type[Mechanism], Callable[[Any], ParametricCPT | TabularCPT]] = {
    Ordinal: OrdinalCPT,
    NoisyMax: partial(NoisyCPT, highest=True),
    NoisyMin: partial(NoisyCPT, highest=False),
    RankedNode: RankedCPT,
    Deterministic: TabularCPT,
    Table: TabularCPT,
}


def cpt_of(mechanism: Mechanism) -> ParametricCPT | TabularCPT:
    """The implementation of a mechanism: parametric, or a table that is given row by row."""
    return CPTS[type(mechanism)](mechanism)
