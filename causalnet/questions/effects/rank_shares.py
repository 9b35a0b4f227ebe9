"""Shares of draws in which each lever comes first, and ties among levers."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import whole_percent
from causalnet.console import printed
from causalnet.language.translate import tr
from causalnet.questions.effects.lever import Lever
from causalnet.questions.ties import TIE

__all__ = [
    "RELIABLE_SHARE",
    "RankShares",
    "rank_shares",
    "told_error",
    "told_share",
]

# A lever that ranks first in this share of the draws is reliably first.
RELIABLE_SHARE = 0.9
TOP = 3


@printed
class RankShares(NamedTuple):
    """In what share of the draws something ranks first, and among the first three."""

    first: float
    top_three: float


def rank_shares(
    drawn: Sequence[NDArray[np.float64]], names: Sequence[str]
) -> dict[str, RankShares]:
    """The shares for each name, from what it gives in every draw; those who tie share a place.

    Examples
    --------
    >>> found = rank_shares([np.array([3.0, 1.0]), np.array([2.0, 2.0])], ["a", "b"])
    >>> found["a"]
    RankShares(first=0.5, top_three=1.0)
    """
    if not names:
        return {}
    table = np.array(drawn)
    better = (table[None] > table[:, None] + TIE).sum(axis=1)
    tied = (abs(table[None] - table[:, None]) <= TIE).sum(axis=1)
    # Of `tied` levers on places better+1 … better+tied, each has an equal part in those that count.
    first = np.clip(1 - better, 0, tied) / tied
    three = np.clip(TOP - better, 0, tied) / tied
    return {
        name: RankShares(float(a.mean()), float(b.mean()))
        for name, a, b in zip(names, first, three, strict=True)
    }


def told_share(share: float) -> str:
    """A share of the draws in print; a dash where it is none."""
    return whole_percent(share) if share else "–"


def told_error(levers: Sequence[Lever]) -> str:
    """The standard errors of the means over draws, as a note."""
    errors = [lever.estimate.error for lever in levers]
    known = [error for error in errors if not isnan(error)]
    return tr("Monte-Carlo error of the means up to {error:.4f}.", error=max(known, default=0.0))
