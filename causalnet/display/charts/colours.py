"""Colours of charts: distinguishable in every kind of colour vision, and by dashes in black and white.

References
----------
M. Okabe and K. Ito (2008), "Color Universal Design".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal

from causalnet.display.palette import DARK
from causalnet.errors import unknown

__all__ = ["ChartTheme", "Inks", "inks", "themed"]


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a chart, as ``#rrggbb``.

    Attributes
    ----------
    paper, ink, grey, faint : str
        The background, text, secondary marks, and lines behind the marks.
    arm, raises, lowers : str
        The answer itself, what raises, and what lowers.
    lines : tuple of mapping
        Styles of lines by turns: a colour and dashes.
    """

    paper: str
    ink: str
    grey: str
    faint: str
    arm: str
    raises: str
    lowers: str
    lines: tuple[Mapping[str, Any], ...]

    def line(self, which: int) -> Mapping[str, Any]:
        """The style of one of several lines; styles repeat after the last."""
        return self.lines[which % len(self.lines)]


DASHES: tuple[Any, ...] = ("-", "--", "-.", (0, (1, 1)), (0, (5, 1, 1, 1, 1, 1)), (0, (7, 2)))


def _inks(texts: str, arm: str, raises: str, lowers: str, others: str) -> Inks:
    paper, ink, grey, faint = texts.split()
    colours = [arm, lowers, raises, *others.split()]
    lines = tuple({"color": c, "ls": dash} for c, dash in zip(colours, DASHES, strict=True))
    return Inks(paper, ink, grey, faint, arm, raises, lowers, lines)


ChartTheme = Literal["light", "dark", "print"]
INKS: Mapping[ChartTheme, Inks] = {
    "light": _inks(
        "#ffffff #333333 #767676 #e4e4e4",
        arm="#0072b2",
        raises="#009e73",
        lowers="#d55e00",
        others="#cc79a7 #56b4e9 #000000",
    ),
    "dark": _inks(
        f"{DARK.paper} #e8edf2 #a3afbc #35424f",
        arm="#5cb3f5",
        raises="#35c79b",
        lowers="#ff8f5c",
        others="#e48bb4 #a9c7e8 #ffffff",
    ),
    "print": _inks(
        "#ffffff #000000 #6b6b6b #dddddd",
        arm="#3d3d3d",
        raises="#9a9a9a",
        lowers="#b0b0b0",
        others="#6f6f6f #c4c4c4 #000000",
    ),
}

_theme: ContextVar[ChartTheme] = ContextVar("theme", default="light")


def inks() -> Inks:
    """The colours of the chart that is drawn now; those of the light theme by default."""
    return INKS[_theme.get()]


@contextmanager
def themed(name: ChartTheme) -> Iterator[None]:
    """Draw in the colours of a theme within a block, in this thread or task only.

    Raises
    ------
    UnknownNameError
        If there is no such theme.
    """
    if name not in INKS:
        raise unknown("theme", name, INKS)
    before = _theme.set(name)
    try:
        yield
    finally:
        _theme.reset(before)
