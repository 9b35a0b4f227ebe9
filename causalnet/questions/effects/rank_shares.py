"""How often each of several levers ranks first over draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.model.effect_size import Scale
from causalnet.questions.effects.lever import Lever

__all__ = ["MOST", "RankShares", "rank_shares", "told_first", "told_share"]

# What ranks first in this share of the draws is reliably first.
MOST = 0.9
# Levers that differ by less tie.
TIE = 1e-9
TOP = 3


@printed
class RankShares(NamedTuple):
    """In what share of the draws something ranks first, and among the first three."""

    first: float
    top_three: float


def rank_shares(
    drawn: Sequence[NDArray[np.float64] | None], names: Sequence[str]
) -> dict[str, RankShares]:
    """The shares for each name, from what it gives in every draw; those who tie share a place.

    Examples
    --------
    >>> found = rank_shares([np.array([3.0, 1.0]), np.array([2.0, 2.0])], ["a", "b"])
    >>> found["a"]
    RankShares(first=0.5, top_three=1.0)
    """
    known = [d for d in drawn if d is not None]
    if len(known) < len(names) or not known:
        return {}
    table = np.array(known)
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
    return f"{share:.0%}" if share else "–"


def told_first(
    acting: Sequence[Lever], shares: Mapping[str, RankShares], reliable: Lever | None, scale: Scale
) -> str:
    """Which of some levers is first, and how reliably, as a sentence."""
    first = reliable or max(acting, key=lambda v: shares[v.variable].first)
    share = f"{shares[first.variable].first:.0%} of the draws"
    tiny = ", and what it does is negligible" if scale.is_negligible(first.level) else ""
    if reliable is None:
        return f"No lever is reliably first: {first.variable} is so most often, in {share}{tiny}."
    return f"{first.variable} = {first.state} is reliably first, in {share}{tiny}."
