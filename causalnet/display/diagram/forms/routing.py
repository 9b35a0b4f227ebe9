"""Two passes of the layout: cards and the arrows within a period first, then the arrows to later periods around them.

In one pass those would push the cards apart, so that a picture with a dozen of them would be half as wide again.
"""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causalnet.display.render import rendered

if TYPE_CHECKING:
    import pydot

__all__ = ["Drawing", "drawing_of"]

INCH = 72.0
# The distance in points between two arrows that run against each other, and from an arrow to the cards that it passes.
ASIDE, CLEAR = 9.0, 4.0
# The length of an arrowhead, and the room between its point and the card.
HEAD, GAP = 5.5, 2.0
LABELS = ("lp", "head_lp")

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """DOT text, and whether the places in it are kept."""

    dot: str
    placed: bool = False

    def to(self, form: str) -> bytes:
        """The picture as ``"svg"``, ``"png"`` or ``"pdf"``."""
        return rendered(self.dot, form, placed=self.placed)


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


def drawing_of(graph: pydot.Dot) -> Drawing:
    """The graph, with its places where arrows to later periods are to be led around the cards."""
    quiet = [edge for edge in _edges(graph) if edge["attributes"].get("weight") == "0"]
    if not quiet:
        return Drawing(str(graph.to_string()))
    first = copy.deepcopy(graph)
    for ends, held in list(first.obj_dict["edges"].items()):
        firm = [edge for edge in held if edge["attributes"].get("weight") != "0"]
        first.obj_dict["edges"] |= {ends: firm}
        if not firm:
            del first.obj_dict["edges"][ends]
    layout = json.loads(rendered(str(first.to_string()), "json"))
    placed = copy.deepcopy(graph)
    boxes = _boxes(layout["objects"])
    _place(placed, layout, boxes)
    return Drawing(str(placed.to_string()), placed=True)


def _edges(graph: pydot.Dot) -> Iterator[dict[str, Any]]:
    return (edge for held in graph.obj_dict["edges"].values() for edge in held)


def _boxes(objects: Iterable[Mapping[str, str]]) -> dict[str, Box]:
    boxes = {}
    for card in objects:
        x, y = map(float, card["pos"].split(","))
        across, along = (INCH / 2 * float(card[side]) for side in ("width", "height"))
        boxes[card["name"]] = Box(x, y, across, along)
    return boxes


def _place(graph: pydot.Dot, layout: Mapping[str, Any], boxes: Mapping[str, Box]) -> None:
    """Write the places of a layout into a graph, and lead the arrows that it does not have past what runs against them."""
    for name, box in boxes.items():
        graph.obj_dict["nodes"][name][0]["attributes"]["pos"] = f'"{box.x},{box.y}"'
    drawn = {edge["id"]: edge for edge in layout.get("edges", ())}
    firm = {tuple(edge["points"]) for edge in _edges(graph) if edge["attributes"]["id"] in drawn}
    for edge in _edges(graph):
        attributes, (tail, head) = edge["attributes"], edge["points"]
        own = drawn.get(attributes["id"])
        if own is not None:
            attributes |= {k: f'"{own[k]}"' for k in ("pos", *LABELS) if k in own}
            continue
        for port in ("headport", "tailport"):
            attributes.pop(port, None)
        if (head, tail) in firm or (tail, head) in firm:
            others = [box for name, box in boxes.items() if name not in (head, tail)]
            line = _beside(boxes[tail], boxes[head], others)
            attributes |= {"pos": f'"{line}"'} if line else {}


def _beside(tail: Box, head: Box, others: Iterable[Box]) -> str:
    """A straight arrow beside the one between the same cards; empty where a card is in its way."""
    way = (head.x - tail.x, head.y - tail.y)
    length = math.hypot(*way) or 1.0
    slope = (way[0] / length, way[1] / length)
    shift = (-slope[1] * ASIDE, slope[0] * ASIDE)
    start, end = tail.border(slope), length - head.border(slope, GAP)
    if end - start < 2 * HEAD:
        return ""

    def at(distance: float) -> Spot:
        return (
            tail.x + distance * slope[0] + shift[0],
            tail.y + distance * slope[1] + shift[1],
        )

    points = [at(start + share * (end - HEAD - start)) for share in (0, 1 / 3, 2 / 3, 1)]
    if any(box.meets(points[0], at(end)) for box in others):
        return ""
    return " ".join([f"e,{_told(at(end))}", *map(_told, points)])


def _told(point: Spot) -> str:
    return f"{point[0]:.2f},{point[1]:.2f}"
