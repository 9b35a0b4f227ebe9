r"""Cohen's kappa: the agreement of two judges beyond what chance would give.

With :math:`p_{ij}` the share of cases that the first judge puts into category :math:`i` and the second into :math:`j`,

.. math:: p_o = \sum_i p_{ii},\qquad p_e = \sum_i p_{i\cdot}\, p_{\cdot i},\qquad \kappa = \frac{p_o - p_e}{1 - p_e}.

References
----------
J. Cohen (1960), "A coefficient of agreement for nominal scales", *Educational and Psychological Measurement* 20(1); J. L.
Fleiss, J. Cohen and B. S. Everitt (1969), "Large sample standard errors of kappa and weighted kappa", *Psychological
Bulletin* 72(5), for the standard error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike

from causalnet.answer_tables import unsigned
from causalnet.console import printed
from causalnet.language.translate import lazy, spoken, tr

__all__ = ["Kappa", "kappa_of"]

# The two-sided 95% point of the normal distribution.
NORMAL_95 = 1.959963984540054


@printed
@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa with its large-sample standard error.

    Attributes
    ----------
    value : float
        1 if the judges always agree, 0 if as often as chance; NaN where it is not defined.
    error : float
        Its standard error; NaN where it is not defined.
    observed, expected : float
        The share of cases on which they agree, and the share that chance would give.
    cases : int
        The number of cases.
    undefined : str
        Why it is not defined; empty where it is.
    """

    value: float
    error: float
    observed: float
    expected: float
    cases: int
    undefined: str = ""

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval, within -1 and 1."""
        reach = NORMAL_95 * self.error
        return max(-1.0, self.value - reach), min(1.0, self.value + reach)

    def __str__(self) -> str:
        if isnan(self.value):
            return tr("not defined: {why}", why=spoken(self.undefined))
        low, high = (unsigned(end) for end in self.interval)
        return f"{unsigned(self.value)} [{low}, {high}]"


def kappa_of(counts: ArrayLike, categories: Sequence[str] = ()) -> Kappa:
    """Cohen's kappa of a square table: rows for the first judge, columns for the second.

    Examples
    --------
    >>> print(kappa_of([[20, 5], [10, 15]]))
    0.40 [0.15, 0.65]
    """
    table = np.asarray(counts, dtype=np.float64)
    cases = int(table.sum())
    if not cases:
        return Kappa(nan, nan, nan, nan, 0, lazy("there is nothing on which both could judge"))
    p = table / cases
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    observed, expected = float(np.trace(p)), float(rows @ columns)
    # Exact in whole numbers: both judges use one category, and the same one.
    if int((table.sum(axis=1) * table.sum(axis=0)).sum()) == cases * cases:
        why = lazy("both put every case into one category")
        if categories:
            category = categories[int(rows.argmax())]
            why = lazy("both put every case into one category, {category}", category=category)
        return Kappa(nan, nan, observed, expected, cases, why)
    value = (observed - expected) / (1 - expected)
    # Fleiss, Cohen and Everitt (1969), eq. 13.
    kept = np.diag(p) @ ((1 - expected) - (rows + columns) * (1 - observed)) ** 2
    off = p * (columns[:, None] + rows[None, :]) ** 2
    missed = (1 - observed) ** 2 * (off.sum() - np.trace(off))
    level = (observed * expected - 2 * expected + observed) ** 2
    variance = max(0.0, float(kept + missed - level)) / (cases * (1 - expected) ** 4)
    return Kappa(value, sqrt(variance), observed, expected, cases)
