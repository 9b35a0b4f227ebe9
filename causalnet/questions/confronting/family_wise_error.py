"""One level for a whole family of tests.

References
----------
S. Holm (1979), "A simple sequentially rejective multiple test procedure", *Scandinavian Journal of Statistics* 6(2).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["holm"]


def holm(p: Sequence[float]) -> NDArray[np.float64]:
    """P-values adjusted for their number, each at most 1.

    To reject those at or below a level keeps the chance of any false rejection to that level, whatever the
    dependence between the tests.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.06, 0.06]
    """
    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(values, kind="stable")
    stepped = values[order] * np.arange(len(values), 0, -1)
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(np.maximum.accumulate(stepped), 1.0) if len(values) else stepped
    return adjusted
