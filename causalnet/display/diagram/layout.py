"""Which way a picture runs, and how much room it will take: decided before anything is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from causalnet.network.graph import children, topological

__all__ = ["Layout", "layout_of"]

# What a column of text or half a screen holds, in points: there a picture may run sideways.
SMALL = (960.0, 480.0)
# A larger one runs downwards, where cards, being wider than high, lie closer and arrows are shorter; unless
# its broadest rank counts this many times as many cards as there are ranks.
BROAD = 1.35
# About what a card takes, and the gaps across and along the way that arrows run.
CARD, LABEL = (148.0, 72.0), (130.0, 24.0)
BESIDE, BETWEEN = 14.0, 44.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The way a picture runs, and about how wide it will be.

    Attributes
    ----------
    direction : {"LR", "TB"}
        Causes at the left, or causes on top.
    width : float
        In points.
    """

    direction: Literal["LR", "TB"]
    width: float


def layout_of(parents: Mapping[str, Sequence[str]], *, bars: bool) -> Layout:
    """Left to right where that is small or the graph is broad, else from top to bottom.

    Examples
    --------
    >>> layout_of({"rain": [], "wet": ["rain"]}, bars=True).direction
    'LR'
    """
    across, along = CARD if bars else LABEL
    ranks = Counter(_ranks(parents).values())
    deep, most = len(ranks), max(ranks.values())
    width, height = deep * (across + BETWEEN), most * (along + BESIDE)
    small = width <= SMALL[0] and height <= SMALL[1]
    if small or most > BROAD * deep:
        return Layout("LR", width)
    return Layout("TB", most * (across + BESIDE))


def _ranks(parents: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Each node just below the last of its parents, and a root just above its first child."""
    ranks: dict[str, int] = {}
    for node in topological(parents):
        ranks[node] = max((ranks[p] + 1 for p in parents[node]), default=0)
    below = children(parents)
    for node, above in parents.items():
        if not above and below[node]:
            ranks[node] = min(ranks[child] for child in below[node]) - 1
    return ranks
