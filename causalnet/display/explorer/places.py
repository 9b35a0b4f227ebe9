"""The positions of the page's cards, and the curves of the arrows between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from causalnet.display.diagram.layout import layout_of
from causalnet.display.explorer.contents import Contents
from causalnet.display.explorer.plain import Plain
from causalnet.display.render import rendered
from causalnet.text_width import columns

__all__ = ["placed"]


# The width of a card in pixels, and its height by the number of states.
WIDTH, HEAD, ROW, FOOT = 180, 46, 22, 8
# The width of a letter where only names are read, what a card keeps free at its sides, and how wide a long word makes it.
LETTER, SIDES, WIDEST = 13.4, 13, 240
# What a line is not broken within.
UNBROKEN = re.compile(r"[^\s\u3000-\u9fff\uac00-\ud7af\uff00-\uffef-]+-?")
CARD_GAP = 60
INCH = 72
COORDINATE_DIGITS = 1


def placed(contents: Contents) -> Plain:
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
    parents = {v: [c for c, e in contents.arrows if e == v] for v in own}
    lines = [_graph(layout_of(parents, bars=True).direction)]
    lines += [
        f"{ids[v]} [width={widths[v] / INCH:.4f}, height={heights[v] / INCH:.4f}];" for v in own
    ]
    lines += [f"{ids[cause]} -> {ids[effect]};" for cause, effect in contents.arrows]
    drawn = rendered("\n".join([*lines, "}"]), "plain").decode().splitlines()
    rows = [line.split() for line in drawn]
    width, height = (float(x) * INCH for x in rows[0][2:4])
    name_of = {node: name for name, node in ids.items()}
    cards = {}
    curves = {}
    for row in rows:
        if row[0] == "node":
            x, y = float(row[2]) * INCH, height - float(row[3]) * INCH
            name = name_of[row[1]]
            cards[name] = (x, y, float(widths[name]), float(heights[name]))
        elif row[0] == "edge":
            points = [float(x) * INCH for x in row[4 : 4 + 2 * int(row[3])]]
            flipped = [height - x if i % 2 else x for i, x in enumerate(points)]
            curves[name_of[row[1]], name_of[row[2]]] = [
                round(x, COORDINATE_DIGITS) for x in flipped
            ]
    return width, height, cards, [curves[arrow] for arrow in contents.arrows]


def _graph(direction: str) -> str:
    return (
        f'digraph {{ rankdir={direction}; nodesep="0.22"; ranksep="0.55"; splines=true;\n'
        'node [shape=box, fixedsize=true, label=""]; edge [arrowhead=none];'
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
