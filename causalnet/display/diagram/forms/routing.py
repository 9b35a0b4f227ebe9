"""Two passes of the layout: cards and the arrows within a period first, then the arrows to later periods around them.

In one pass those would push the cards apart, so that a picture with a dozen of them would be half as wide again.
"""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causalnet.display.diagram.forms.beside import word_box, words_beside
from causalnet.display.diagram.forms.narrowing import fits, placement_of
from causalnet.display.diagram.forms.placement import Box, Placement, Spot, placements, spot_of
from causalnet.display.diagram.forms.skeleton import arrows_of, skeleton_of
from causalnet.display.render import rendered

if TYPE_CHECKING:
    import pydot

__all__ = ["DrawnGraph", "drawing_of"]

# The distance in points between two arrows that run against each other.
ASIDE = 9.0
# The length of an arrowhead, and the room between its point and the card.
HEAD, GAP = 5.5, 2.0
SIZE = re.compile(rb'<svg width="([\d.]+)pt" height="([\d.]+)pt"')


@dataclass(frozen=True, slots=True)
class DrawnGraph:
    """DOT text, and whether the places in it are kept."""

    dot: str
    placed: bool = False

    def to(self, form: str) -> bytes:
        """The picture as ``"svg"``, ``"png"`` or ``"pdf"``."""
        return rendered(self.dot, form, placed=self.placed)


def drawing_of(graph: pydot.Dot) -> DrawnGraph:
    """The graph, with its places where cards are moved together, arrows are led around them, or words stand beside arrows."""
    skeleton = skeleton_of(graph)
    said = {e["attributes"]["id"]: e["attributes"] for e in arrows_of(graph) if _words_of(e)}
    if not skeleton.quiet and not said:
        whole = str(graph.to_string())
        if fits(skeleton, *_size(DrawnGraph(whole).to("svg"))):
            return DrawnGraph(whole)
    placed, placement = copy.deepcopy(graph), placement_of(skeleton)
    _place(placed, placement)
    if said:
        if skeleton.quiet:
            text = str(placed.to_string())
            (placement,) = placements([text], downwards=skeleton.downwards, placed=True)
        _label(placed, placement)
    return DrawnGraph(str(placed.to_string()), placed=True)


def _words_of(edge: Mapping[str, Any]) -> str:
    """The words beside an arrow, empty if there are none."""
    return str(edge["attributes"].get("label", "")).strip('"')


def _label(graph: pydot.Dot, placement: Placement) -> None:
    """Write the places of all into a graph, and find better ones for the words beside arrows than the layout program gives."""
    _write(graph, placement)
    arrows = {edge["attributes"]["id"]: edge for edge in arrows_of(graph)}
    marks = []
    boxes = {}
    for key, edge in arrows.items():
        own = edge["attributes"]
        if "headlabel" in own and "head_lp" in placement.arrows[key]:
            place = spot_of(placement.arrows[key]["head_lp"])
            marks.append(word_box(own["headlabel"].strip('"'), float(own["labelfontsize"]), place))
        if words := _words_of(edge):
            boxes[key] = word_box(words, float(own["fontsize"]))
    for key, place in words_beside(placement, marks, boxes).items():
        arrows[key]["attributes"]["lp"] = f'"{_told(place)}"'


def _size(svg: bytes) -> tuple[float, float]:
    """The width and height of a picture in points."""
    found = SIZE.search(svg)
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def _place(graph: pydot.Dot, placement: Placement) -> None:
    """Write places into a graph, and lead the arrows that do not have one past what runs against them."""
    _write(graph, placement)
    boxes, drawn = placement.boxes, placement.arrows
    firm = {tuple(e["points"]) for e in arrows_of(graph) if e["attributes"]["id"] in drawn}
    for edge in arrows_of(graph):
        attributes, (tail, head) = edge["attributes"], edge["points"]
        if attributes["id"] in drawn:
            continue
        for port in ("headport", "tailport"):
            attributes.pop(port, None)
        if (head, tail) in firm or (tail, head) in firm:
            others = [box for name, box in boxes.items() if name not in (head, tail)]
            line = _beside(boxes[tail], boxes[head], others)
            attributes |= {"pos": f'"{line}"'} if line else {}


def _write(graph: pydot.Dot, placement: Placement) -> None:
    """Write places into a graph."""
    for name, box in placement.boxes.items():
        graph.obj_dict["nodes"][name][0]["attributes"]["pos"] = f'"{box.x},{box.y}"'
    for edge in arrows_of(graph):
        own = placement.arrows.get(edge["attributes"]["id"], {})
        edge["attributes"] |= {kind: f'"{place}"' for kind, place in own.items()}


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
