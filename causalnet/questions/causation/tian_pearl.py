"""Bounds on probabilities of causation from two interventions and what is observed, whatever the mechanisms.

They hold with hidden causes of any kind, because they use the network only for three distributions: cause and outcome
together, and the outcome under either intervention.

References
----------
J. Tian and J. Pearl (2000), "Probabilities of causation: bounds and identification", *Annals of Mathematics and
Artificial Intelligence* 28, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Rates", "rate_bounds"]

Array = NDArray[np.float64]
# The cells of the programme: in which group a case is, whether it has the outcome with the cause, and without it.
# Groups: the cause with the outcome and without it, the alternative with the outcome and without it, neither.
EVERY = [(g, a, b) for g in range(5) for a in (0, 1) for b in (0, 1)]
# A case that has the cause shows what it has with it; one that has the alternative, what it has without it.
CELLS = [
    (g, a, b) for g, a, b in EVERY if (g > 1 or a == 1 - g) and (g not in (2, 3) or b == 3 - g)
]


@dataclass(frozen=True, slots=True)
class Rates:
    """What is observed of a cause and an outcome, and what the interventions do.

    Attributes
    ----------
    cause, instead : (float, float)
        The probabilities of the cause, or of the alternative, with the outcome and without it.
    under, versus : float
        The probability of the outcome once the cause, or the alternative, is set.
    """

    cause: tuple[float, float]
    instead: tuple[float, float]
    under: float
    versus: float


def rate_bounds(rates: Rates) -> Array:
    """The least and the most of necessity, sufficiency and both, shape (3, 2); NaN where no case is asked about.

    Examples
    --------
    Tian and Pearl's example of a drug, per thousand: of those who took it 2 died and 998 did not; of those who did not,
    28 and 972. In a trial, 16 of those who were given it died, and 14 of the others.

    >>> drug = Rates((0.001, 0.499), (0.014, 0.486), under=0.016, versus=0.014)
    >>> rate_bounds(drug).round(3)
    array([[1.   , 1.   ],
           [0.002, 0.031],
           [0.002, 0.016]])
    """
    groups = [*rates.cause, *rates.instead]
    groups.append(max(1 - sum(groups), 0.0))
    rows = [[float(g == i) for g, _, _ in CELLS] for i in range(5)]
    rows += [[float(a) for _, a, _ in CELLS], [float(b) for _, _, b in CELLS]]
    right = np.array([*groups, rates.under, rates.versus])
    # Necessity: with the cause and the outcome, and without the outcome but for the cause. Sufficiency: likewise.
    necessary = [float(g == 0 and not b) for g, _, b in CELLS]
    sufficient = [float(g == 3 and a) for g, a, _ in CELLS]
    both = [float(a and not b) for _, a, b in CELLS]
    found = np.full((3, 2), np.nan)
    totals = rates.cause[0], rates.instead[1], 1.0
    for i, (worth, total) in enumerate(zip((necessary, sufficient, both), totals, strict=True)):
        if total > 0:
            found[i] = _ends(np.array(worth), np.array(rows), right) / total
    return np.asarray(np.clip(found, 0, 1))


def _ends(worth: Array, rows: Array, right: Array) -> Array:
    """The least and the most of a sum of cells."""
    from scipy.optimize import linprog

    least, most = (linprog(sign * worth, A_eq=rows, b_eq=right, method="highs") for sign in (1, -1))
    return np.array([least.fun, -most.fun])
