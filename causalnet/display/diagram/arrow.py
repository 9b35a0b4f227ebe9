"""Arrows: what an influence is to a picture, and how that looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from causalnet.display.palette import HEADS, Theme, mixed
from causalnet.display.text import dot_string
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence

__all__ = ["Arrow", "State", "arrow_of", "colour_of", "look"]

State = Literal["", "idle", "made", "heavy", "faded"]

WIDEST = 2.5
# How much of the paper is in an arrow that stands back, and by how much one that is stressed is wider.
FADED, STRESS = 0.66, 1.4


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two cards.

    Attributes
    ----------
    cause, effect : str
        Variables.
    sign : {"+", "-", "?", ""}
        Nothing for a network, which knows no signs.
    standing : str
        As for an influence.
    strength : float
        Its size, in log-odds per step.
    lag : int
        Periods until it acts.
    state : {"", "idle", "made", "heavy", "faded"}
        Made idle by an intervention, or made by one; stressed, or standing back behind those that are.
    loose : bool
        Whether the layout may put its cause below its effect.
    label, mark : str
        A few words at its middle, and its sign at its head, for a causal-loop diagram.
    lines : tuple of str
        What it says when it is pointed at.
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
    lines: tuple[str, ...] = ()


def arrow_of(model: CausalModel, influence: Influence, lines: tuple[str, ...] = ()) -> Arrow:
    """An influence as an arrow."""
    judged = model.strength(influence)
    return Arrow(
        influence.cause,
        influence.effect,
        influence.sign,
        influence.standing,
        0.0 if judged is None else abs(judged.central),
        influence.lag,
        # A later influence must not pull its effect below its cause: within a period it says nothing of either.
        loose=influence.lag > 0,
        lines=lines,
    )


def look(arrow: Arrow, theme: Theme) -> dict[str, str]:
    """Its attributes in the DOT language.

    Green and a point for plus, vermilion and a bar for minus; wide where strong. Lighter where the
    source only implies it, thin and nearly grey where an analyst added it, dotted where a rival, dashed
    where it acts in a later period; pale and crossed out where it is idle.
    """
    found = {
        "color": dot_string(colour_of(arrow, theme)),
        "penwidth": f"{_width(arrow):.2f}",
        "arrowhead": HEADS[arrow.sign],
        "arrowsize": "0.7",
    }
    if arrow.standing == "rival":
        found["style"] = "dotted"
    if arrow.lag:
        found["style"] = "dashed"
    if arrow.loose:
        found["constraint"] = "false"
    if arrow.state == "idle":
        found |= {"style": "dashed", "arrowhead": "none"} | _at_head("×", theme.ink, 16, 1.6)
    elif arrow.mark:
        found |= _at_head(arrow.mark, colour_of(arrow, theme), 15, 1.9)
    if arrow.label:
        colour = theme.pale if arrow.state in ("idle", "faded") else theme.ink
        found |= {"label": dot_string(arrow.label), "fontsize": "11"}
        found["fontcolor"] = dot_string(colour)
    return found


def colour_of(arrow: Arrow, theme: Theme) -> str:
    """The colour of its line."""
    if arrow.state == "idle":
        return theme.pale
    if arrow.state == "made":
        return theme.ink
    colour = theme.arrows[arrow.standing][arrow.sign] if arrow.sign else theme.muted
    return mixed(colour, theme.paper, FADED) if arrow.state == "faded" else colour


def _width(arrow: Arrow) -> float:
    if arrow.state == "idle":
        return 1.0
    if arrow.state == "made":
        return 2.0
    if not arrow.sign:
        return 1.2
    width = 0.8 + 1.5 * min(arrow.strength, WIDEST)
    if arrow.state == "heavy":
        return width + STRESS
    return width * (0.6 if arrow.standing == "added" else 1.0)


def _at_head(text: str, colour: str, size: int, distance: float) -> dict[str, str]:
    """A text straight on the arrow near its head, with no room taken in the layout."""
    return {
        "headlabel": dot_string(text),
        "labelangle": "0" if text == "×" else "28",
        "labeldistance": f"{distance:g}",
        "labelfontsize": f"{size}",
        "labelfontcolor": dot_string(colour),
    }
