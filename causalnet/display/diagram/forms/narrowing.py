"""A picture too broad for a page is laid out anew: some cards in other layers, and all of them closer together."""

from __future__ import annotations

import math
from collections.abc import Iterator

from causalnet.display.diagram.forms.crossings import crossings
from causalnet.display.diagram.forms.layers import Layering, with_room
from causalnet.display.diagram.forms.placement import Placement, placements
from causalnet.display.diagram.forms.skeleton import Skeleton
from causalnet.display.diagram.layout import SMALL_PICTURE

__all__ = ["MOST_CARDS", "fits", "placement_of"]

# A picture that is so little broader stays as it is.
SLACK = 1.1
# More layers are made where these would be fuller than this.
FULL = 0.75
# The shares of their room that layers may take. Each gives another picture, of which the clearest is taken.
SHARES = (1.0, 0.9, 0.8)
# The most cards that are moved: those of a picture beyond are read by its parts.
MOST_CARDS = 100


def fits(skeleton: Skeleton, width: float, height: float) -> bool:
    """Whether a picture of this size in points stays as it is: not much too broad for its depth, or of too many cards."""
    if len(skeleton.cards) > MOST_CARDS:
        return True
    across, along = (width, height) if skeleton.downwards else (height, width)
    return across <= SLACK * _room(skeleton, along)


def _room(skeleton: Skeleton, along: float) -> float:
    """How broad a picture may be that takes so much in the direction of its arrows."""
    return max(skeleton.shape * along, SMALL_PICTURE[0 if skeleton.downwards else 1])


def placement_of(skeleton: Skeleton) -> Placement:
    """The places of cards: those that the layout program finds, or of several narrower ones the clearest."""
    downwards = skeleton.downwards
    (own,) = placements([skeleton.dot()], downwards=downwards)
    if fits(skeleton, *own.size):
        return own
    others = placements([*_narrower(skeleton, own)], downwards=downwards)
    return min((own, *others), key=lambda placement: _unclear(placement, skeleton))


def _unclear(placement: Placement, skeleton: Skeleton) -> float:
    """How often arrows cross, and more where the picture is broad, since it is then shown smaller."""
    room = _room(skeleton, placement.along)
    return (1 + crossings(placement, skeleton.quiet)) * max(1.0, placement.across / room)


def _narrower(skeleton: Skeleton, own: Placement) -> Iterator[str]:
    """The DOT texts of the same picture moved together, in layers of which none is overfull."""
    boxes, ranks = own.boxes, own.ranks
    layering = _layering(skeleton, own)
    deep = _deep(skeleton, layering, own)
    room = _room(skeleton, own.along * deep / layering.deep)
    shifted = {name: rank + (deep - layering.deep) // 2 for name, rank in ranks.items()}
    tried = []
    for share in SHARES:
        others = with_room(layering.within(room * share, deep), shifted)
        if others not in tried:
            tried.append(others)
            for turned in (False, True):
                yield skeleton.layered(boxes, others, room, turned=turned)


def _layering(skeleton: Skeleton, own: Placement) -> Layering:
    ranks, gap = own.ranks, skeleton.gap
    sides = {n: b.across if own.downwards else b.along for n, b in own.boxes.items()}
    # An arrow of a loop runs against the others, and one between cards of a layer places neither.
    pairs = [(t, h) if ranks[t] < ranks[h] else (h, t) for t, h in skeleton.placing]
    return Layering(
        arrows=[(t, h) for t, h in pairs if ranks[t] != ranks[h]],
        sizes={name: 2 * side + gap for name, side in sides.items()},
        gap=gap,
        room=math.inf,
        deep=max(ranks.values()) + 1,
    )


def _deep(skeleton: Skeleton, layering: Layering, own: Placement) -> int:
    """The number of layers with which the picture has the shape of its page."""
    layer = own.along / layering.deep
    needed = math.sqrt(sum(layering.loads(own.ranks)) / (FULL * skeleton.shape * layer))
    return max(layering.deep, math.ceil(needed))
