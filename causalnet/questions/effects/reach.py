"""Reach: how far setting a variable moves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from causalnet.cache import cached
from causalnet.compilation.compiler import network_of
from causalnet.errors import MemoryLimitError
from causalnet.frozen_map import Register
from causalnet.inference.marginals import all_marginals
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding
from causalnet.model.judgements.draws import Draws
from causalnet.network.network import Network

__all__ = ["Reach"]


@dataclass(frozen=True, eq=False)
class Reach:
    """How far setting a variable to a state moves it on average, for all variables of a network.

    It takes the marginals of all variables, which can take a thousand times as long as the levers themselves. So they are
    computed when the first reach is read, and once for all levers of an answer.

    Attributes
    ----------
    model : CausalModel or Network
        The model, and not its network in draws: that would be large to pickle, and is cached or compiled again.
    draws : int or Draws or None
        The draws in which the reach is averaged.
    given : mapping from variable to finding
        The findings in the present period.
    memory_limit : int
        In bytes.
    """

    model: CausalModel | Network
    draws: int | Draws | None = None
    given: Mapping[str, Finding] = field(default_factory=Register)
    memory_limit: int = MEMORY_LIMIT

    def __call__(self, variable: str, state: str) -> float:
        """The reach of one setting; NaN where the marginals would exceed the memory limit."""
        return self._of_all.get((variable, state), float("nan"))

    @cached_property
    def _of_all(self) -> dict[tuple[str, str], float]:
        network = network_of(self.model, self.draws, memory_limit=self.memory_limit)
        try:
            today = all_marginals(network, self.given, memory_limit=self.memory_limit)
        except MemoryLimitError:
            return {}
        found = {}
        for variable, own in today.items():
            p = own.mean(axis=-1) if own.ndim > 1 else own
            far = _distances(len(p), ordered=variable in network.ordered)
            for state, away in zip(network.states[variable], far, strict=True):
                found[variable, state] = float(p @ away)
        return found


@cached(64)
def _distances(size: int, *, ordered: bool) -> NDArray[np.float64]:
    """How far the states are from each other: in states, or one where they have no order."""
    places = np.arange(size, dtype=np.float64)
    away = abs(places[:, None] - places)
    return away if ordered else np.minimum(away, 1.0)
