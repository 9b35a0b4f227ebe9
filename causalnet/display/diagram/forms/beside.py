"""Words beside arrows that were led around the cards: where they lie on no card, on no other words and on few lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from causalnet.display.diagram.forms.curves import Array, lines_along
from causalnet.display.diagram.forms.placement import Box, Placement, Spot
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
    pieces, arrow = lines_along([own["pos"] for own in placement.arrows.values()], STEPS)
    curves = {key: pieces[arrow == i].reshape(-1, 2) for i, key in enumerate(placement.arrows)}
    lines = pieces.reshape(-1, 2)
    cards, said = _as_rows(placement.boxes.values()), _as_rows(taken)
    found: dict[str, Spot] = {}
    for key, box in words.items():
        best = _best(_places(curves[key], box), cards, said, lines)
        said = np.concatenate([said, _as_rows([best])])
        found[key] = (best.x, best.y)
    return found


def _best(places: Iterable[tuple[Box, float]], cards: Array, said: Array, lines: Array) -> Box:
    """The place that costs least."""
    ranked = sorted(places, key=lambda one: one[1])
    best, least = ranked[0][0], math.inf
    for place, own in ranked:
        if own >= least:
            break
        cost = own + _covered(place, cards, said, lines)
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


def _covered(box: Box, cards: Array, said: Array, lines: Array) -> float:
    """What a place costs because of what lies there."""
    on_lines = np.abs(lines - (box.x, box.y)) < (box.across, box.along)
    return (
        ON_CARD * _overlaps(box, cards)
        + ON_WORDS * _overlaps(box, said)
        + ON_LINE * min(int(np.count_nonzero(on_lines.all(axis=1))), MOST_ON_LINES)
    )


def _overlaps(box: Box, others: Array) -> int:
    """The number of boxes that another lies on."""
    apart = np.abs(others[:, :2] - (box.x, box.y)) - others[:, 2:]
    return int(np.count_nonzero((apart < (box.across, box.along)).all(axis=1)))
