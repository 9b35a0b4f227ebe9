"""Colours: one visual language for every picture, in three themes.

Signs differ in colour *and* in arrowhead, roles in colour *and* in the legend, standing in colour *and* in width
or dots. Readers who do not distinguish red from green can tell the two sign colours apart (a bluish green and a
vermilion, after Okabe and Ito 2008). The print theme does not rely on colour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from causalnet.errors import unknown

__all__ = [
    "FONT",
    "HEADS",
    "THEMES",
    "Theme",
    "ThemeName",
    "mixed",
    "receded",
    "theme_of",
    "with_nuances",
]

ThemeName = Literal["auto", "light", "dark", "print"]

FONT = "Arial"

COLOUR = re.compile("#[0-9a-f]{6}")
HEADS = {"+": "normal", "-": "tee", "?": "odot", "": "normal"}


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture, as ``#rrggbb``.

    Attributes
    ----------
    paper, ink, muted, pale : str
        The background, text, secondary text, and idle parts.
    before, track, seen : str
        The bar of the world as it is, the rest of a bar, and observations.
    roles, titles, accents : mapping from role to str
        The heading of a card, its letters, and the marks beside them.
    bars, tints : mapping from role to str
        The bars of a card and its background.
    arrows : mapping from standing to mapping from sign to str
        Full if the source states it, nearer to the paper if it implies it, nearly grey if an analyst added it.
    swatches : mapping from role to str
        The colours of roles on the paper.
    sides : mapping from side to str
        Of two accounts, the arrows that both have, that only one has, that contradict each other, and that differ in strength.
    """

    paper: str
    ink: str
    muted: str
    pale: str
    before: str
    track: str
    seen: str
    roles: Mapping[str, str]
    titles: Mapping[str, str]
    accents: Mapping[str, str]
    bars: Mapping[str, str]
    tints: Mapping[str, str]
    arrows: Mapping[str, Mapping[str, str]]
    swatches: Mapping[str, str]
    sides: Mapping[str, str]


ROLES = ("context", "lever", "mediator", "outcome", "")


def _roles(*colours: str) -> dict[str, str]:
    return dict(zip(ROLES, colours if len(colours) > 1 else 5 * colours, strict=True))


def _arrows(full: str, implied: str, added: str) -> dict[str, dict[str, str]]:
    """Three colours each: for plus, minus and an open sign."""
    given = {"stated": full, "rival": full, "implied": implied, "added": added}
    return {
        standing: dict(zip("+-?", colours.split(), strict=True))
        for standing, colours in given.items()
    }


def _sides(colours: str) -> dict[str, str]:
    return dict(
        zip(("shared", "first", "second", "contradicted", "resized"), colours.split(), strict=True)
    )


LIGHT = Theme(
    paper="#ffffff",
    ink="#1f2933",
    muted="#5f6b7a",
    pale="#a9b2bd",
    before="#98a2ae",
    track="#dfe4ea",
    seen="#7a4fa3",
    roles=_roles("#4a5568", "#8a5a00", "#2b5c8a", "#7b2d52", "#39536b"),
    titles=_roles("#ffffff"),
    accents=_roles("#ffc861"),
    bars=_roles("#4a5568", "#8a5a00", "#2b5c8a", "#7b2d52", "#39536b"),
    tints=_roles("#f6f7f9", "#fdf8ec", "#f3f7fb", "#fbf3f6", "#f6f8fa"),
    arrows=_arrows("#00795a #c8401a #6b7280", "#6db59f #e39a80 #a3aab5", "#869c95 #a58f88 #a3aab5"),
    swatches=_roles("#4a5568", "#8a5a00", "#2b5c8a", "#7b2d52", "#39536b"),
    sides=_sides("#a3aab5 #0f6fb5 #b85f00 #b3246b #6b4fb3"),
)

DARK = Theme(
    paper="#12181f",
    ink="#e8edf2",
    muted="#a3afbc",
    pale="#596675",
    before="#76838f",
    track="#35424f",
    seen="#c79bf0",
    roles=_roles("#526074", "#875a06", "#2a6196", "#8d3763", "#426078"),
    titles=_roles("#ffffff"),
    accents=_roles("#ffd27d"),
    bars=_roles("#a9b7c8", "#e3ab45", "#74b3ec", "#e48bb4", "#93b4cd"),
    tints=_roles("#1c242d", "#241f15", "#182531", "#271b23", "#1b252e"),
    arrows=_arrows("#35c79b #ff8358 #a9b3bf", "#277f66 #a8583d #6d7885", "#62736d #84695f #6d7885"),
    swatches=_roles("#a9b7c8", "#e3ab45", "#74b3ec", "#e48bb4", "#93b4cd"),
    sides=_sides("#5d6a78 #5cb3f5 #f0a33c #f06aa8 #b59bf0"),
)

# Roles differ in the darkness of the heading, signs in the point or the bar, standing in the darkness of the
# line.
PRINT = Theme(
    paper="#ffffff",
    ink="#000000",
    muted="#444444",
    pale="#b0b0b0",
    before="#a0a0a0",
    track="#e4e4e4",
    seen="#767676",
    roles=_roles("#ececec", "#bdbdbd", "#6a6a6a", "#000000", "#4a4a4a"),
    titles=_roles("#000000", "#000000", "#ffffff", "#ffffff", "#ffffff"),
    accents=_roles("#000000", "#000000", "#ffffff", "#ffffff", "#ffffff"),
    bars=_roles("#333333"),
    tints=_roles("#ffffff"),
    arrows=_arrows("#111111 #111111 #6b6b6b", "#7c7c7c #7c7c7c #949494", "#9a9a9a #9a9a9a #9a9a9a"),
    swatches=_roles("#d4d4d4", "#a8a8a8", "#6a6a6a", "#000000", "#4a4a4a"),
    sides=_sides("#a0a0a0 #111111 #111111 #111111 #111111"),
)

# "auto" is light, and dark as SVG on a dark page.
THEMES: Mapping[str, Theme] = {"auto": LIGHT, "light": LIGHT, "dark": DARK, "print": PRINT}


def theme_of(name: str) -> Theme:
    """The theme with a name.

    Raises
    ------
    UnknownNameError
    """
    given: object = name
    if not isinstance(given, str) or given not in THEMES:
        raise unknown("theme", name, THEMES)
    return THEMES[given]


def receded(theme: Theme) -> Theme:
    """The theme of a faded card: heading and frame are pale, its words are not."""
    heads = {role: mixed(colour, theme.paper, 0.9) for role, colour in theme.roles.items()}
    frames = {role: mixed(colour, theme.paper, 0.6) for role, colour in theme.bars.items()}
    words = dict.fromkeys(theme.titles, theme.muted)
    return replace(theme, roles=heads, bars=frames, titles=words, accents=words)


def with_nuances(texts: Sequence[tuple[str, str]]) -> tuple[list[str], dict[str, str]]:
    """Texts with the colours of one theme, a nuance for each colour that the other theme has there, and that of each nuance.

    One file then serves both themes: a rule of CSS tells the nuances apart, which no eye does.

    Parameters
    ----------
    texts : sequence of (str, str)
        Each in both themes: they differ in their colours alone.

    Examples
    --------
    >>> with_nuances([("#ffffff #ffffff", "#000000 #333333")])
    (['#ffffff #fffffe'], {'#ffffff': '#000000', '#fffffe': '#333333'})
    """
    pairs = [list(zip(*map(COLOUR.findall, both), strict=True)) for both in texts]
    # What is the same in both themes is not touched: it may be a word of the model.
    others = {own: own for row in pairs for own, other in row if own == other}

    def nuance(own: str, other: str) -> str:
        near = (f"#{int(own[1:], 16) ^ step:06x}" for step in range(256))
        return next(x for x in near if others.setdefault(x, other) == other)

    changed = []
    for (text, _), row in zip(texts, pairs, strict=True):
        colours = iter([nuance(*pair) for pair in row])
        changed.append(COLOUR.sub(lambda _, colours=colours: next(colours), text))  # type: ignore[misc]
    return changed, {own: other for own, other in others.items() if own != other}


def mixed(colour: str, paper: str, share: float) -> str:
    """`colour` with a share of `paper` in it.

    Examples
    --------
    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = [(int(colour[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + share * (b - a)):02x}" for a, b in pairs)
