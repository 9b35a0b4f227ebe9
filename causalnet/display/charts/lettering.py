"""The letters of a chart: fonts that have them, or one warning that says what to install."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from causalnet.cache import cached
from causalnet.display.charts.text_lines import letters_of
from causalnet.display.fonts import beyond, fonts_for

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.text import Text

__all__ = ["letter"]


def letter(figure: Figure, font: str | Path | None) -> None:
    """Give every text of a figure fonts that have its letters, the one asked for first.

    Warns
    -----
    FontWarning
        If no font here has some of the letters.
    """
    from matplotlib import rcParams

    texts = list(_texts(figure))
    own = list(rcParams["font.family"])
    written = [text.get_text() for text in texts]
    letters = letters_of(tuple(own))
    if font is None and not beyond(written, letters):
        return
    fonts = fonts_for(written, own=letters, font=font)
    for path in fonts.files:
        _add(path)
    family = [*fonts.families, *own] if font is not None else [*own, *fonts.families]
    for text in texts:
        text.set_fontfamily(family)
    for ax in figure.axes:
        ax.tick_params(labelfontfamily=family)
    fonts.warn("the chart")


def _texts(figure: Figure) -> Iterator[Text]:
    """The texts of a figure that say something."""
    from matplotlib.text import Text

    # An axis that is not shown would make its ticks only to be asked for their labels.
    shown = [ax for ax in figure.axes if ax.axison]
    unshown = {axis for ax in figure.axes if not ax.axison for axis in (ax.xaxis, ax.yaxis)}
    ticks = (t for ax in shown for t in chain(ax.get_xticklabels(), ax.get_yticklabels()))
    found = _within(figure, unshown)
    yield from {
        id(text): text for text in chain(found, ticks) if isinstance(text, Text) and text.get_text()
    }.values()


def _within(artist: Artist, left_out: Container[Artist]) -> Iterator[Artist]:
    """An artist and all that is in it."""
    yield artist
    for part in artist.get_children():
        if part not in left_out:
            yield from _within(part, left_out)


@cached(entries=64)
def _add(path: Path) -> None:
    """Tell matplotlib of a font file, once: it forgets which fonts it has found whenever it is told of one."""
    from matplotlib.font_manager import fontManager

    fontManager.addfont(path)
