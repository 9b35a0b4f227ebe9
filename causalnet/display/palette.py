"""Colours, fonts and sizes: one visual language for every picture.

Signs are told by colour *and* by arrowhead, roles by colour *and* by the legend. The two sign colours keep apart
for readers who do not tell red from green (a bluish green and a vermilion, after Okabe and Ito 2008).
"""

from __future__ import annotations

__all__ = [
    "FAINT",
    "FAMILY",
    "FONT",
    "HEADS",
    "INK",
    "MUTED",
    "PALE",
    "PAPER",
    "ROLES",
    "SEEN",
    "SIGNS",
    "TINTS",
    "TRACK",
]

FONT = "Arial"
# The program that lays out carries Arimo, which has Arial's widths: whatever a reader's machine has of
# these, the text fits its card.
FAMILY = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif"

INK = "#1f2933"
MUTED = "#5f6b7a"
PALE = "#b3bac4"
TRACK = "#dde2e9"
PAPER = "#ffffff"
SEEN = "#7a4fa3"

ROLES = {
    "context": "#4a5568",
    "lever": "#8a5a00",
    "mediator": "#2b5c8a",
    "outcome": "#7b2d52",
    "": "#39536b",
}
TINTS = {
    "context": "#f4f5f7",
    "lever": "#fcf6e8",
    "mediator": "#f0f5fa",
    "outcome": "#faf0f4",
    "": "#f4f6f8",
}
SIGNS = {"+": "#00795a", "-": "#c8401a", "?": "#6b7280"}
FAINT = {"+": "#8fbfb0", "-": "#e0a794", "?": "#b4b9c1"}
HEADS = {"+": "normal", "-": "tee", "?": "odot"}
