"""Arrows: how an influence looks, and what it says when pointed at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from causalnet.display.palette import ARROWS, HEADS, INK, MUTED, PALE
from causalnet.display.text import dot_string
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence

__all__ = ["idle", "influence_attributes", "influence_lines", "made", "plain_attributes"]

Attributes = Mapping[str, str]

WIDEST = 2.5


def influence_attributes(model: CausalModel, influence: Influence) -> dict[str, str]:
    """Green and a point for plus, vermilion and a bar for minus; wide where strong.

    Lighter where the source only implies it, thin and nearly grey where an analyst added it, dotted
    where a rival, dashed where it acts in a later period.
    """
    judged = model.strength(influence)
    strength = 0.0 if judged is None else min(abs(judged.central), WIDEST)
    thinner = 0.6 if influence.standing == "added" else 1.0
    look = {
        "color": dot_string(ARROWS[influence.standing][influence.sign]),
        "penwidth": f"{(0.8 + 1.5 * strength) * thinner:.2f}",
        "arrowhead": HEADS[influence.sign],
        "arrowsize": "0.7",
    }
    if influence.standing == "rival":
        look["style"] = "dotted"
    if influence.lag:
        # It must not pull its effect below its cause: within a period it says nothing of either.
        look |= {"style": "dashed", "constraint": "false"}
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
    """The same arrow once an intervention has made it idle: pale, and crossed out near its head."""
    return {
        **look,
        "color": dot_string(PALE),
        "penwidth": "1.0",
        "style": "dashed",
        "arrowhead": "none",
        "headlabel": dot_string("×"),
        # Straight on the arrow, and with no room taken in the layout.
        "labelangle": "0",
        "labeldistance": "1.6",
        "labelfontsize": "16",
        "labelfontcolor": dot_string(INK),
    }


def influence_lines(model: CausalModel, influence: Influence) -> Iterator[str]:
    """What an influence is, on which claims it rests, and what scales it: a line each."""
    judged = model.strength(influence)
    yield ", ".join(
        [f"{influence} {influence.standing}", *([f"strength {judged}"] if judged else [])]
    )
    yield from _grounds(model, influence.claims, influence.note)
    for modifier in () if influence.lag else model.modifiers:
        if (modifier.cause, modifier.effect) == (influence.cause, influence.effect):
            yield f"{_scaling(modifier.sign)} by {modifier.by}, {modifier.standing}"
            yield from _grounds(model, modifier.claims, modifier.note)
        elif (modifier.by, modifier.effect) == (influence.cause, influence.effect):
            scaled = f"{modifier.cause} → {modifier.effect}"
            yield f"{scaled} is {_scaling(modifier.sign)} by it, {modifier.standing}"


def _scaling(sign: str) -> str:
    return {"+": "steepened", "-": "flattened", "?": "scaled"}[sign]


def _grounds(model: CausalModel, claims: Sequence[str], note: str) -> Iterator[str]:
    for name in claims:
        claim = model.claims[name]
        locus = ", ".join(part for part in (claim.source, claim.at) if part)
        yield f"{name} ({locus}): {claim.text}"
    if note:
        yield note
