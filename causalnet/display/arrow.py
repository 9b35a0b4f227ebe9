"""Arrows: how an influence looks, and what it says when pointed at."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.display.palette import FAINT, HEADS, INK, MUTED, PALE, SIGNS
from causalnet.display.text import dot_string
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence

__all__ = ["idle", "influence_attributes", "influence_title", "made", "plain_attributes"]

Attributes = Mapping[str, str]


def influence_attributes(model: CausalModel, influence: Influence) -> dict[str, str]:
    """Green and a point for plus, vermilion and a bar for minus; wide where strong.

    Faint where the source only implies it or an analyst added it; dotted where a rival, dashed where it
    acts in the next period.
    """
    judged = model.strength(influence)
    strength = 0.0 if judged is None else abs(judged.central)
    colours = SIGNS if influence.standing in ("stated", "rival") else FAINT
    look = {
        "color": dot_string(colours[influence.sign]),
        "penwidth": f"{0.8 + 1.3 * min(strength, 3.0):.2f}",
        "arrowhead": HEADS[influence.sign],
        "arrowsize": "0.7",
    }
    if influence.lag:
        look |= {"style": "dashed", "constraint": "false"}
    elif influence.standing == "rival":
        look["style"] = "dotted"
    return look


def plain_attributes() -> dict[str, str]:
    """An arrow of a network that knows no signs."""
    return {
        "color": dot_string(MUTED),
        "penwidth": "1.2",
        "arrowhead": "normal",
        "arrowsize": "0.7",
    }


def made() -> dict[str, str]:
    """An arrow that an intervention has put in."""
    return {"color": dot_string(INK), "penwidth": "2.0", "arrowhead": "normal", "arrowsize": "0.7"}


def idle(look: Attributes) -> dict[str, str]:
    """The same arrow once an intervention has made it idle: pale, and crossed out."""
    return {
        **look,
        "color": dot_string(PALE),
        "style": "dashed",
        "label": dot_string("×"),
        "fontcolor": dot_string(MUTED),
        "fontsize": "14",
    }


def influence_title(model: CausalModel, influence: Influence) -> str:
    """What an influence is and on which claims it rests."""
    judged = model.strength(influence)
    lines = [f"{influence} {influence.standing}" + (f", {judged}" if judged else "")]
    lines += [f"{c}: {model.claims[c].text}" for c in influence.claims if c in model.claims]
    lines += [influence.note] if influence.note else []
    return " · ".join(lines)
