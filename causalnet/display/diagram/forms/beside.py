"""Words beside arrows that were led around the cards: where they lie on no card, on no other words and on few lines."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from causalnet.display.diagram.forms.curves import Array, along
from causalnet.display.diagram.forms.placement import Box, Placement, Spot
from causalnet.display.font_metrics import points

__all__ = ["word_box", "words_beside"]

# The height of a line of words in points for each of their size, and the room between words and their arrow.
LINE, ROOM = 1.2, 2.0
STEPS = 16
# The shares of an arrow's way at which words may stand: best at its middle, and not at its ends.
SHARES = tuple(sorted((i / 20 for i in range(4, 17)), key=lambda share: abs(share - 0.5)))
# How much farther from a short arrow words may stand, at its middle, in points.
FARTHER = (12.0, 24.0, 36.0)
# What it costs to lie on a card, on other words, on an arrow, to be away from the middle, and
# to be a point farther from the arrow.
ON_CARD, ON_WORDS, ON_LINE, AWAY, FAR = 1000.0, 300.0, 10.0, 20.0, 2.0


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
    curves = {key: along(arrow["pos"], STEPS) for key, arrow in placement.arrows.items()}
    lines = np.concatenate([*curves.values()])
    cards, said = [*placement.boxes.values()], [*taken]
    found: dict[str, Spot] = {}
    for key, box in words.items():
        best = min(
            _places(curves[key], box),
            key=lambda place: place[1] + _covered(place[0], cards, said, lines),
        )[0]
        said.append(best)
        found[key] = (best.x, best.y)
    return found


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


def _covered(box: Box, cards: Sequence[Box], said: Sequence[Box], lines: Array) -> float:
    """What a place costs because of what lies there."""
    on_cards = sum(_overlap(box, card) for card in cards)
    on_words = sum(_overlap(box, other) for other in said)
    off = np.abs(lines - (box.x, box.y)) < (box.across, box.along)
    on_lines = min(int(np.count_nonzero(off.all(axis=1))), 10)
    return ON_CARD * on_cards + ON_WORDS * on_words + ON_LINE * on_lines


def _overlap(box: Box, other: Box) -> bool:
    apart = (abs(box.x - other.x), abs(box.y - other.y))
    return apart[0] < box.across + other.across and apart[1] < box.along + other.along
