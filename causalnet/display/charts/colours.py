"""Colours of charts: distinguishable in every kind of colour vision, and by dashes in black and white.

References
----------
M. Okabe and K. Ito (2008), "Color Universal Design".
"""

from __future__ import annotations

from typing import Any

__all__ = ["ARM", "GREY", "INK", "LINE_STYLES"]

INK = "#333333"
GREY = "#767676"
ARM = "#0072B2"

LINE_STYLES: tuple[dict[str, Any], ...] = (
    {"color": "#0072B2", "ls": "-"},
    {"color": "#D55E00", "ls": "--"},
    {"color": "#009E73", "ls": "-."},
    {"color": "#CC79A7", "ls": (0, (1, 1))},
    {"color": "#56B4E9", "ls": (0, (5, 1, 1, 1, 1, 1))},
    {"color": "#000000", "ls": (0, (7, 2))},
)
