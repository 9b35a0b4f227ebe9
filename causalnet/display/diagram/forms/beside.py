"""Words beside arrows: near these, on no card, on no other words and on few lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from causalnet.display.diagram.forms.curves import Array, lines_along
from causalnet.display.diagram.forms.placement import Box, Placement, Spot, spot_of
from causalnet.display.font_metrics import points

__all__ = ["word_box", "words_beside"]

# The height of a line of words in points for each of their size, and the room between words and their arrow.
LINE, ROOM = 1.2, 2.0
STEPS = 16
# So many points of arrows within words hide them; more do not matter.
MOST_ON_LINES = 10
# The shares of an arrow's way at which words may stand: best at its middle, and not at its ends.
SHARES = tuple(sorted((i / 20 for i in range(4, 17)), key=lambda share: abs(share - 0.5)))
# How much farther from a short arrow words may stand, at its middle, in points.
FARTHER = (12.0, 24.0, 36.0)
# What it costs to lie on a card, on other words, on an arrow, to be away from the middle, and
# to be a point farther from the arrow.
ON_CARD, ON_WORDS, ON_LINE, AWAY, FAR = 1000.0, 300.0, 10.0, 20.0, 3.0
# And to make the picture a point larger.
OUTSIDE = 1.0


def word_box(words: str, size: float, place: Spot = (0.0, 0.0)) -> Box:
    """What a line of words takes, around its middle."""
    return Box(*place, points(words, size) / 2 + ROOM, size * LINE / 2)


def words_beside(
    placement: Placement, taken: Sequence[Box], words: Mapping[str, Box]
) -> dict[str, Spot]:
    """The middles of words beside their arrows.

    Parameters
    ----------
    placement : Placement
        With the curves of all arrows.
    taken : sequence of Box
        The words that have a place.
    words : mapping from str to Box
        What the words of other arrows take, by the ids of these.
    """
    pieces, arrow = lines_along([own["pos"] for own in placement.arrows.values()], STEPS)
    curves = {key: pieces[arrow == i].reshape(-1, 2) for i, key in enumerate(placement.arrows)}
    lines = pieces.reshape(-1, 2)
    there = _There(_as_rows(placement.boxes.values()), _as_rows(taken), lines)
    found: dict[str, Spot] = {}
    for key, box in words.items():
        places = [*_places(curves[key], box), *_given(placement.arrows[key], curves[key], box)]
        best = _best(places, there)
        there = replace(there, words=np.concatenate([there.words, _as_rows([best])]))
        found[key] = (best.x, best.y)
    return found


def _best(places: Iterable[tuple[Box, float]], there: _There) -> Box:
    """The place that costs least."""
    ranked = sorted(places, key=lambda one: one[1])
    best, least = ranked[0][0], math.inf
    for place, own in ranked:
        if own >= least:
            break
        cost = own + there.cost(place)
        if cost < least:
            best, least = place, cost
    return best


def _as_rows(boxes: Iterable[Box]) -> Array:
    return np.array([(b.x, b.y, b.across, b.along) for b in boxes]).reshape(-1, 4)


def _places(curve: Array, box: Box) -> Iterator[tuple[Box, float]]:
    """The places of words on either side of a curve, and what they cost by themselves."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
    for share in SHARES:
        at = int(np.searchsorted(lengths, share * lengths[-1]))
        way = curve[min(at + 1, len(curve) - 1)] - curve[max(at - 1, 0)]
        normal = np.array([-way[1], way[0]]) / (math.hypot(*way) or 1.0)
        # So far that no corner of the words lies on the arrow where it runs straight.
        near = abs(normal[0]) * box.across + abs(normal[1]) * box.along
        for more in (0.0, *FARTHER) if share == SHARES[0] else (0.0,):
            for side in (1.0, -1.0):
                x, y = curve[at] + side * (near + more) * normal
                place = Box(float(x), float(y), box.across, box.along)
                yield place, AWAY * abs(share - 0.5) + FAR * more


def _given(arrow: Mapping[str, str], curve: Array, box: Box) -> Iterator[tuple[Box, float]]:
    """The place that the layout program gives, and what it costs that it is away from the curve."""
    if "lp" in arrow:
        x, y = spot_of(arrow["lp"])
        off = np.maximum(np.abs(curve - (x, y)) - (box.across, box.along), 0)
        yield Box(x, y, box.across, box.along), FAR * float(np.hypot(*off.T).min())


@dataclass(frozen=True)
class _There:
    """What has a place: cards and words, a box a row, and points along all arrows."""

    cards: Array
    words: Array
    lines: Array

    @cached_property
    def bounds(self) -> tuple[Array, Array]:
        """The corners of the picture without words."""
        corners = [self.lines, *(self.cards[:, :2] + side * self.cards[:, 2:] for side in (-1, 1))]
        points = np.concatenate(corners)
        return points.min(axis=0), points.max(axis=0)

    def cost(self, box: Box) -> float:
        """What a place costs because of what lies there, or because it makes the picture larger."""
        middle, half = np.array([box.x, box.y]), np.array([box.across, box.along])
        on_lines = (np.abs(self.lines - middle) < half).all(axis=1)
        low, high = self.bounds
        outside = np.maximum(low - middle + half, 0) + np.maximum(middle + half - high, 0)
        return (
            ON_CARD * _overlaps(box, self.cards)
            + ON_WORDS * _overlaps(box, self.words)
            + ON_LINE * min(int(np.count_nonzero(on_lines)), MOST_ON_LINES)
            + OUTSIDE * float(outside.sum())
        )


def _overlaps(box: Box, others: Array) -> int:
    """The number of boxes that another lies on."""
    apart = np.abs(others[:, :2] - (box.x, box.y)) - others[:, 2:]
    return int(np.count_nonzero((apart < (box.across, box.along)).all(axis=1)))
