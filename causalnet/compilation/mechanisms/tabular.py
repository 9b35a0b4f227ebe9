"""Mechanisms written row by row: `Table` and `Deterministic`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from causalnet.model.mechanism import Tabular
from causalnet.model.variable import Variable

__all__ = ["TabularCPT"]


@dataclass(frozen=True, slots=True)
class TabularCPT:
    """A table from the model file, without strengths and never calibrated."""

    mechanism: Tabular

    cumulative_logit: ClassVar[bool] = False
    copies: ClassVar[int] = 3

    def responds(self, at: int | None) -> bool:
        """Not known from a strength: a table has none."""
        return False

    def table(self, variable: Variable, causes: Sequence[Variable]) -> NDArray[np.float64]:
        """P(Y = j | s), with axes in the order of `causes`.

        Returns
        -------
        ndarray, shape (states of each cause…, k)
        """
        table = np.zeros((*(len(c.states) for c in causes), len(variable.states)))
        place = [self.mechanism.causes.index(c.name) for c in causes]
        for when in self.mechanism.rows:
            cell = tuple(c.index(when[i]) for c, i in zip(causes, place, strict=True))
            table[cell] = self.mechanism.distribution(when, variable.states)
        return table
