"""Arrows: influences in a picture, and their look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from causalnet.display.palette import HEADS, Theme, mixed
from causalnet.display.text import dot_string
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.model.judgements.judgement import Judgement

__all__ = ["SIDE_KEYS", "AccountSide", "Arrow", "State", "arrow_of", "colour_of", "look"]

State = Literal["", "idle", "made", "heavy", "faded"]

WIDEST_ARROW = 2.5
WIDEST_SHARE = 8.0
AccountSide = Literal[
    "", "shared", "resized", "first", "second", "contradicted by second", "contradicted by first"
]
# The colour of an arrow in a picture of two accounts, and its width there.
SIDE_KEYS: Mapping[AccountSide, str] = {
    "shared": "shared",
    "resized": "resized",
    "first": "first",
    "second": "second",
    "contradicted by second": "contradicted",
    "contradicted by first": "contradicted",
}
SIDE_WIDTHS = {"shared": 1.1, "resized": 2.2, "first": 2.2, "second": 2.2, "contradicted": 2.8}
# What only the second account says is dashed, so that colour alone does not tell it apart.
OF_SECOND = ("second", "contradicted by first")
# The share of paper colour in a faded arrow, and the factor by which a stressed one is wider.
FADED, STRESS = 0.66, 1.4
# The width of an arrow to a later period, whose strength its tooltip tells.
QUIET = 1.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two cards.

    Attributes
    ----------
    cause, effect : str
        Variables.
    sign : {"+", "-", "?", ""}
        Empty for a network, which does not have signs.
    standing : str
        The standing of the influence.
    strength : float
        The strength in log-odds per step, without its sign.
    lag : int
        The number of periods until it acts.
    state : {"", "idle", "made", "heavy", "faded"}
        Made idle or created by an intervention; stressed, or faded behind stressed ones.
    loose : bool
        Whether the layout may put its cause below its effect.
    label, mark : str
        A few words at its middle, and its sign at its head in a causal-loop diagram.
    share : float or None
        Where its width does not show its strength, the share of the widest arrow that it has.
    lines : tuple of str
        The text of its tooltip.
    quiet : bool
        Whether it is thin, since it acts in a later period and the picture is of one period.
    port : {"", "e", "s"}
        The side of both cards at which it starts and ends, where another arrow runs the other way.
    side : {"", "shared", "resized", "first", "second", "contradicted by second", "contradicted by first"}
        In a picture of two accounts, whose arrow it is, and whether the other has the opposite.
    """

    cause: str
    effect: str
    sign: str = ""
    standing: str = "stated"
    strength: float = 0.0
    lag: int = 0
    state: State = ""
    loose: bool = False
    label: str = ""
    mark: str = ""
    share: float | None = None
    lines: tuple[str, ...] = ()
    quiet: bool = False
    port: str = ""
    side: AccountSide = ""

    @property
    def dashed(self) -> bool:
        """Whether its line is broken: it acts later, or in a picture of two accounts, only the second has it."""
        return self.side in OF_SECOND if self.side else self.lag > 0


def arrow_of(model: CausalModel, influence: Influence, lines: tuple[str, ...] = ()) -> Arrow:
    """An influence as an arrow."""
    judged = model.strength(influence)
    return Arrow(
        influence.cause,
        influence.effect,
        influence.sign,
        influence.standing,
        # A strength on which several people part has no width of its own.
        abs(judged.central) if isinstance(judged, Judgement) else 0.0,
        influence.lag,
        # A lagged influence must not pull its effect below its cause, since it does not act within a period.
        loose=influence.lag > 0,
        lines=lines,
    )


def look(arrow: Arrow, theme: Theme) -> dict[str, str]:
    """Its attributes in the DOT language.

    Green with a point is plus, vermilion with a bar is minus. A strong influence is wide. An implied one is
    lighter, an added one thin and nearly grey, a rival dotted, and a lagged one dashed. An idle one is pale and
    crossed out.
    """
    found = {
        "color": dot_string(colour_of(arrow, theme)),
        "penwidth": f"{_width(arrow):.2f}",
        "arrowhead": HEADS[arrow.sign],
        "arrowsize": "0.7",
    }
    if arrow.dashed or arrow.standing == "rival":
        found["style"] = "dotted" if arrow.standing == "rival" else "dashed"
    if arrow.loose:
        found["constraint"] = "false"
    if arrow.quiet:
        found["arrowsize"] = "0.55"
        # It does not draw cards towards each other, unless it alone places one.
        found |= {"weight": "0"} if arrow.loose else {}
    if arrow.port:
        found |= {"headport": arrow.port, "tailport": arrow.port}
    if arrow.state == "idle":
        found |= {"style": "dashed", "arrowhead": "none"} | _at_head("×", theme.ink, 16, 1.6)
    elif arrow.mark:
        found |= _at_head(arrow.mark, colour_of(arrow, theme), 15, 1.9)
    if arrow.label:
        colour = theme.pale if arrow.state == "faded" else theme.ink
        found |= {"label": dot_string(arrow.label), "fontsize": "11"}
        found["fontcolor"] = dot_string(colour)
    return found


def colour_of(arrow: Arrow, theme: Theme) -> str:
    """The colour of its line."""
    if arrow.side:
        return theme.sides[SIDE_KEYS[arrow.side]]
    if arrow.state == "idle":
        return theme.pale
    if arrow.state == "made":
        return theme.ink
    colour = theme.arrows[arrow.standing][arrow.sign] if arrow.sign else theme.muted
    return mixed(colour, theme.paper, FADED) if arrow.state == "faded" else colour


def _width(arrow: Arrow) -> float:
    if arrow.side:
        return SIDE_WIDTHS[SIDE_KEYS[arrow.side]]
    if arrow.state == "idle":
        return 1.0
    if arrow.share is not None:
        return 1.0 + WIDEST_SHARE * min(abs(arrow.share), 1.0)
    if arrow.state == "made":
        return 2.0
    if not arrow.sign:
        return 1.2
    width = 0.8 + 1.5 * min(arrow.strength, WIDEST_ARROW)
    if arrow.state == "heavy":
        return width + STRESS
    if arrow.quiet:
        return QUIET
    return width * (0.6 if arrow.standing == "added" else 1.0)


def _at_head(text: str, colour: str, size: int, distance: float) -> dict[str, str]:
    """A text on the arrow near its head, which does not take room in the layout."""
    return {
        "headlabel": dot_string(text),
        "labelangle": "0" if text == "×" else "28",
        "labeldistance": f"{distance:g}",
        "labelfontsize": f"{size}",
        "labelfontcolor": dot_string(colour),
    }
