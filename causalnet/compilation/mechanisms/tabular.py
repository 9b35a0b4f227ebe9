"""Tables of the mechanisms that are given row by row: `Table` and `Deterministic`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.model.mechanism import Deterministic, Table
from causalnet.model.variable import Variable

__all__ = ["table_of_rows"]


def table_of_rows(
    mechanism: Table | Deterministic, variable: Variable, causes: Sequence[Variable]
) -> NDArray[np.float64]:
    """P(Y = j | s), with axes in the order of `causes`.

    Returns
    -------
    ndarray, shape (states of each cause…, k)
    """
    table = np.zeros((*(len(c.states) for c in causes), len(variable.states)))
    place = [mechanism.causes.index(c.name) for c in causes]
    for when, given in mechanism.rows.items():
        cell = tuple(c.index(when[i]) for c, i in zip(causes, place, strict=True))
        if isinstance(given, str):
            table[(*cell, variable.index(given))] = 1.0
        else:
            table[cell] = given
    return table
