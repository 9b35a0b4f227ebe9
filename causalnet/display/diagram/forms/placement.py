"""The places of cards and of the arrows between them, and how much of its page a picture leaves to each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from causalnet.display.render import rendered

__all__ = ["Box", "Placement", "Spot", "placements", "spot_of"]

INCH = 72.0
# The distance in points from an arrow to the cards that it passes.
CLEAR = 4.0
LABELS = ("lp", "head_lp")

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A card: its middle, and half its width and height."""

    x: float
    y: float
    across: float
    along: float

    def border(self, slope: Spot, gap: float = 0.0) -> float:
        """How far from the middle a ray leaves the card, and `gap` more."""
        ways = [
            half / abs(part)
            for half, part in zip((self.across, self.along), slope, strict=True)
            if part
        ]
        return min(ways) + gap

    def meets(self, start: Spot, end: Spot) -> bool:
        """Whether a straight line passes over the card, or too near to it."""
        low, high = 0.0, 1.0
        for middle, half, a, b in (
            (self.x, self.across + CLEAR, start[0], end[0]),
            (self.y, self.along + CLEAR, start[1], end[1]),
        ):
            if a == b:
                if abs(a - middle) > half:
                    return False
                continue
            ways = sorted(((middle - half - a) / (b - a), (middle + half - a) / (b - a)))
            low, high = max(low, ways[0]), min(high, ways[1])
        return low < high


@dataclass(frozen=True)
class Placement:
    """Where the layout program puts cards and arrows.

    Attributes
    ----------
    boxes : mapping from str to Box
        The cards, by their ids.
    arrows : mapping from str to mapping
        The curve of each arrow and the places of its labels, as the layout program writes them, by its id.
    downwards : bool
        Whether causes lie above their effects, not to the left of them.
    """

    boxes: Mapping[str, Box]
    arrows: Mapping[str, Mapping[str, str]]
    downwards: bool

    @cached_property
    def size(self) -> tuple[float, float]:
        """The width and height of all cards together, in points."""
        boxes = self.boxes.values()
        width = max(b.x + b.across for b in boxes) - min(b.x - b.across for b in boxes)
        return width, max(b.y + b.along for b in boxes) - min(b.y - b.along for b in boxes)

    @property
    def across(self) -> float:
        """What it takes across the direction of its arrows."""
        return self.size[0 if self.downwards else 1]

    @property
    def along(self) -> float:
        """What it takes in the direction of its arrows."""
        return self.size[1 if self.downwards else 0]

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The layer of each card, counted from the first causes."""
        depth = {name: round(-b.y if self.downwards else b.x) for name, b in self.boxes.items()}
        layers = {place: i for i, place in enumerate(sorted(set(depth.values())))}
        return {name: layers[place] for name, place in depth.items()}


def placements(texts: Sequence[str], *, downwards: bool, placed: bool = False) -> list[Placement]:
    """The places in several graphs, which the layout program is asked for at once; those of cards may be `placed` there."""
    drawn = rendered("\n".join(texts), "json0", placed=placed).decode()
    return [_placement(layout, downwards=downwards) for layout in _objects(drawn)]


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in a text, one after the other."""
    decoder, place = json.JSONDecoder(), 0
    while place < len(text):
        found, place = decoder.raw_decode(text, place)
        yield found
        while place < len(text) and text[place].isspace():
            place += 1


def _placement(layout: Mapping[str, Any], *, downwards: bool) -> Placement:
    boxes = {}
    for card in layout.get("objects", ()):
        # A layer that is kept together is an object too, without a place.
        if "pos" in card:
            x, y = spot_of(card["pos"])
            across, along = (INCH / 2 * float(card[side]) for side in ("width", "height"))
            boxes[card["name"]] = Box(x, y, across, along)
    arrows = {
        edge["id"]: {k: edge[k] for k in ("pos", *LABELS) if k in edge}
        for edge in layout.get("edges", ())
    }
    return Placement(boxes, arrows, downwards)


def spot_of(text: str) -> Spot:
    """A place as the layout program writes it.

    Examples
    --------
    >>> spot_of("12.5,7")
    (12.5, 7.0)
    """
    x, y = map(float, text.split(","))
    return x, y
