"""Colours and fonts: one visual language for every picture.

Signs are told by colour *and* by arrowhead, roles by colour *and* by the legend, standing by colour
*and* by width or dots. The two sign colours keep apart for readers who do not tell red from green (a
bluish green and a vermilion, after Okabe and Ito 2008).
"""

from __future__ import annotations

__all__ = [
    "ACCENT",
    "ARROWS",
    "BEFORE",
    "FAMILY",
    "FONT",
    "HEADS",
    "INK",
    "MUTED",
    "PALE",
    "PAPER",
    "ROLES",
    "SEEN",
    "TINTS",
    "TRACK",
]

FONT = "Arial"
# The program that lays out carries Arimo, which has Arial's widths: whatever a reader's machine has of
# these, the text fits its card.
FAMILY = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif"

INK = "#1f2933"
MUTED = "#5f6b7a"
PALE = "#a9b2bd"
BEFORE = "#98a2ae"
TRACK = "#dfe4ea"
PAPER = "#ffffff"
SEEN = "#7a4fa3"
# A lever's colour, light enough for the ground of a heading.
ACCENT = "#ffc861"

ROLES = {
    "context": "#4a5568",
    "lever": "#8a5a00",
    "mediator": "#2b5c8a",
    "outcome": "#7b2d52",
    "": "#39536b",
}
TINTS = {
    "context": "#f6f7f9",
    "lever": "#fdf8ec",
    "mediator": "#f3f7fb",
    "outcome": "#fbf3f6",
    "": "#f6f8fa",
}
# By standing, then by sign: full where the source says it, lighter where it implies it, nearly grey
# where an analyst added it.
ARROWS = {
    "stated": {"+": "#00795a", "-": "#c8401a", "?": "#6b7280"},
    "rival": {"+": "#00795a", "-": "#c8401a", "?": "#6b7280"},
    "implied": {"+": "#6db59f", "-": "#e39a80", "?": "#a3aab5"},
    "added": {"+": "#869c95", "-": "#a58f88", "?": "#a3aab5"},
}
HEADS = {"+": "normal", "-": "tee", "?": "odot"}
