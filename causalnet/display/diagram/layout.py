"""The direction and size of a picture, decided before anything is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from causalnet.network.graph import children, topological

__all__ = ["Layout", "layout_of"]

# The width of a column of text or half a screen, in points: up to it a picture may run sideways.
SMALL_PICTURE = (960.0, 480.0)
# How broad a larger one may be for its depth: a sheet of paper on its side if it runs downwards, else a square.
DOWNWARDS, SIDEWAYS = 1.4, 1.0
# It runs downwards, since cards are wider than high, so they lie closer and arrows are shorter. It does
# not if the number of cards in its broadest rank is this many times the number of ranks.
BROAD = 1.35
# The approximate size of a card, and the gaps across and along the direction of arrows.
CARD, LABEL = (148.0, 72.0), (130.0, 24.0)
BESIDE, BETWEEN = 14.0, 44.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The direction of a picture, and its approximate width.

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
    """Left to right if that is narrow or the graph is broad, else from top to bottom.

    Examples
    --------
    >>> layout_of({"rain": [], "wet": ["rain"]}, bars=True).direction
    'LR'
    """
    across, along = CARD if bars else LABEL
    ranks = Counter(_ranks(parents).values())
    deep, most = len(ranks), max(ranks.values())
    width, height = deep * (across + BETWEEN), most * (along + BESIDE)
    small = width <= SMALL_PICTURE[0] and height <= SMALL_PICTURE[1]
    if small or most > BROAD * deep:
        # Where it is higher than wide, some cards move to more layers.
        square = sqrt(len(parents) * (across + BETWEEN) * (along + BESIDE))
        return Layout("LR", width if small else max(width, square))
    # Where a layer is broader, some of its cards move to another.
    page = max(SMALL_PICTURE[0], DOWNWARDS * deep * (along + BETWEEN))
    return Layout("TB", min(most * (across + BESIDE), page))


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
