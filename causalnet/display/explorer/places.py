"""The positions of the page's cards, and the curves of the arrows between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from networkx.utils import UnionFind

from causalnet.display.diagram.forms.narrowing import placement_of
from causalnet.display.diagram.forms.skeleton import Skeleton, sized
from causalnet.display.diagram.layout import layout_of
from causalnet.display.explorer.contents import Contents
from causalnet.display.explorer.plain import Plain
from causalnet.text_width import columns

__all__ = ["places_of_cards"]


# The width of a card in pixels, and its height by the number of states.
WIDTH, HEAD, ROW, FOOT = 180, 46, 22, 8
# The width of a letter where only names are read, what a card keeps free at its sides, and how wide a long word makes it.
LETTER, SIDES, WIDEST = 13.4, 13, 240
# What a line is not broken within.
UNBROKEN = re.compile(r"[^\s\u3000-\u9fff\uac00-\ud7af\uff00-\uffef-]+-?")
CARD_GAP = 60
# How broad the map may be for its depth: what a screen has beside the panel, less its buttons.
SHAPE = 1.25
COORDINATE_DIGITS = 1


def places_of_cards(contents: Contents) -> Plain:
    """Cards and curves, laid out by the program that draws the library's own diagrams.

    The hidden causes of rivals are in a separate row on top. They only appear once admitted, and the rest must not
    move then.
    """
    own = contents.names[: contents.own]
    heights = {v: HEAD + ROW * contents.states[v] + FOOT for v in contents.names}
    widths = {name: _width(contents.labels[name]) for name in own}
    width, height, cards, curves = _laid_out(contents, own, (widths, heights))
    hidden = contents.names[contents.own :]
    top = max((heights[v] for v in hidden), default=0) + (CARD_GAP if hidden else 0)
    for v, x in zip(hidden, _spread(contents, hidden, cards, width), strict=True):
        cards[v] = (x, heights[v] / 2 - top, WIDTH, heights[v])
    return {
        "width": round(width, COORDINATE_DIGITS),
        "height": round(height, COORDINATE_DIGITS),
        "top": top,
        "cards": [[round(x, COORDINATE_DIGITS) for x in cards[v]] for v in contents.names],
        "curves": curves,
    }


def _width(label: str) -> float:
    """The width of a card, in which the longest word of its label takes a line of its own."""
    longest = max((columns(word) for word in UNBROKEN.findall(label)), default=0)
    return min(max(WIDTH, LETTER * longest + SIDES), WIDEST)


def _laid_out(
    contents: Contents, own: Sequence[str], sizes: tuple[dict[str, float], dict[str, int]]
) -> tuple[float, float, dict[str, tuple[float, float, float, float]], list[list[float]]]:
    """Size of the picture, (middle x, middle y, width, height) of each card, and the curves."""
    widths, heights = sizes
    ids = {name: f"n{i}" for i, name in enumerate(own)}
    placement = placement_of(_skeleton(contents, ids, sizes))
    width, height = placement.size
    left = min(box.x - box.across for box in placement.boxes.values())
    top = max(box.y + box.along for box in placement.boxes.values())
    cards = {}
    for name, key in ids.items():
        box = placement.boxes[key]
        cards[name] = (box.x - left, top - box.y, float(widths[name]), float(heights[name]))
    curves = []
    for i in range(len(contents.arrows)):
        spots = (spot.split(",") for spot in placement.arrows[f"e{i}"]["pos"].split())
        points = [x for across, down in spots for x in (float(across) - left, top - float(down))]
        curves.append([round(x, COORDINATE_DIGITS) for x in points])
    return width, height, cards, curves


def _skeleton(
    contents: Contents, ids: Mapping[str, str], sizes: tuple[dict[str, float], dict[str, int]]
) -> Skeleton:
    """What has a part in the places: cards by their sizes, the arrows, and of those to later periods the ones that join what is apart."""
    widths, heights = sizes
    parts: UnionFind[str] = UnionFind()
    for cause, effect in contents.arrows:
        parts.union(cause, effect)
    joining = []
    for cause, effect in contents.later:
        if parts[cause] != parts[effect]:
            parts.union(cause, effect)
            joining.append((cause, effect))
    arrows = [*contents.arrows, *joining]
    parents = {name: [cause for cause, effect in arrows if effect == name] for name in ids}
    direction = layout_of(parents, bars=True).direction
    return Skeleton(
        graph={"rankdir": direction, "nodesep": "0.22", "ranksep": "0.48", "splines": "true"},
        node={"shape": "box"},
        edge={"arrowhead": "none"},
        cards={key: sized(widths[name] / 2, heights[name] / 2) for name, key in ids.items()},
        arrows=[(ids[c], ids[e], {"id": f"e{i}"}) for i, (c, e) in enumerate(arrows)],
        quiet=[],
        shape=SHAPE,
    )


def _spread(
    contents: Contents,
    hidden: Sequence[str],
    cards: dict[str, tuple[float, float, float, float]],
    width: float,
) -> list[float]:
    """The horizontal position of each hidden cause: above its effects, and clear of its neighbours."""
    wanted = []
    for v in hidden:
        at = contents.names.index(v)
        below = [
            cards[contents.names[child]][0]
            for child, above in enumerate(contents.route.parents)
            if at in above and contents.names[child] in cards
        ]
        wanted.append(sum(below) / len(below) if below else width / 2)
    order = sorted(range(len(hidden)), key=lambda i: wanted[i])
    left = WIDTH / 2
    for i in order:
        wanted[i] = left = max(wanted[i], left)
        left += WIDTH + 24
    right = width - WIDTH / 2
    for later, earlier in pairwise([None, *reversed(order)]):
        if later is not None:
            right = wanted[later] - WIDTH - 24
        if earlier is not None:
            wanted[earlier] = min(wanted[earlier], max(right, WIDTH / 2))
    return wanted
