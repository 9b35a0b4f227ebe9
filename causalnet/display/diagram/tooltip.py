"""Tooltips of cards and arrows: the claims behind them, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causalnet.display.diagram.apart import denials
from causalnet.display.diagram.card import percent
from causalnet.display.diagram.view import View
from causalnet.display.sayers import cited_at, counted_sayers
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Absence, Influence, Modifier
from causalnet.network.labels import ModelLabels

__all__ = ["card_lines", "influence_lines", "role_words"]

ROLES = {
    "context": template("context"),
    "lever": template("lever"),
    "mediator": template("mediator"),
    "outcome": template("outcome"),
}
SCALED_BY = {
    "+": template("steepened by {by}, {standing}"),
    "-": template("flattened by {by}, {standing}"),
    "?": template("scaled by {by}, {standing}"),
}
SCALES = {
    "+": template("{arrow} is steepened by it, {standing}"),
    "-": template("{arrow} is flattened by it, {standing}"),
    "?": template("{arrow} is scaled by it, {standing}"),
}


def card_lines(view: View, name: str) -> Iterator[str]:
    """A variable's name, label, meaning and numbers, and its influences on itself."""
    yield name
    meanings: Sequence[str] = ()
    if isinstance(view.model, CausalModel):
        variable = view.model.variables[name]
        meanings = variable.meanings
        kinds = [*map(role_words, variable.roles), *([tr("latent")] if variable.latent else [])]
        yield f"{variable.label} ({', '.join(kinds)})"
        if variable.means:
            yield variable.means
    if name in view.now:
        now = view.now[name]
        for i, state in enumerate(view.words.states(name, now.states[0])):
            means = f": {meanings[i]}" if meanings else ""
            share = percent(now.p[i])
            if view.today:
                share = tr("{now}, before {then:.1%}", now=share, then=view.today[name].p[i])
            yield f"{share} {state}{means}"
    for influence in view.influences:
        if influence.cause == influence.effect == name and isinstance(view.model, CausalModel):
            yield from influence_lines(view.model, influence)
    if isinstance(view.model, CausalModel):
        for absence in denials(view.model, name):
            yield tr(
                "No influence of {cause} on {effect}",
                cause=view.model.variables[absence.cause].label,
                effect=view.model.variables[absence.effect].label,
            )
            yield from _grounds(view.model, absence)


def influence_lines(model: CausalModel, influence: Influence) -> Iterator[str]:
    """An influence, its claims and its modifiers, one line each."""
    labels = ModelLabels(model).variable
    judged = model.strength(influence)
    lag = f" [{tr('lag {periods}', periods=influence.lag)}]" if influence.lag else ""
    arrow = f"{labels(influence.cause)} → {labels(influence.effect)}{lag} ({influence.sign})"
    strength = [tr("strength {strength}", strength=judged)] if judged else []
    yield ", ".join([f"{arrow} {tr(influence.standing)}", *strength])
    yield from _grounds(model, influence)
    for modifier in () if influence.lag else model.modifiers:
        words = {"by": labels(modifier.by), "standing": tr(modifier.standing)}
        if (modifier.cause, modifier.effect) == (influence.cause, influence.effect):
            yield tr(SCALED_BY[modifier.sign], **words)
            yield from _grounds(model, modifier)
        elif (modifier.by, modifier.effect) == (influence.cause, influence.effect):
            words["arrow"] = f"{labels(modifier.cause)} → {labels(modifier.effect)}"
            yield tr(SCALES[modifier.sign], **words)


def role_words(role: str) -> str:
    """A role as a reader is told it."""
    return tr(ROLES[role]) if role in ROLES else role


def _grounds(model: CausalModel, part: Influence | Modifier | Absence) -> Iterator[str]:
    """Its claims and where they are made, who speaks for and against it, and its note."""
    for name in part.claims:
        claim = model.claims[name]
        yield f"{name} ({cited_at(model, claim)}): {claim.text}"
    told = counted_sayers(model, part)
    if told:
        yield told
    if part.note:
        yield part.note
