"""Tooltips of cards and arrows: the claims behind them, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causalnet.display.diagram.apart import denials
from causalnet.display.diagram.card import percent
from causalnet.display.diagram.view import View
from causalnet.display.sayers import cited_at, counted_sayers
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Absence, Influence, Modifier

__all__ = ["card_lines", "influence_lines"]


def card_lines(view: View, name: str) -> Iterator[str]:
    """A variable's name, label, meaning and numbers, and its influences on itself."""
    yield name
    meanings: Sequence[str] = ()
    if isinstance(view.model, CausalModel):
        variable = view.model.variables[name]
        meanings = variable.meanings
        kind = " and ".join(variable.roles) + (", latent" if variable.latent else "")
        yield f"{variable.label} ({kind})"
        if variable.means:
            yield variable.means
    if name in view.now:
        now = view.now[name]
        for i, state in enumerate(view.words.states(name, now.states[0])):
            means = f": {meanings[i]}" if meanings else ""
            before = f", before {view.today[name].p[i]:.1%}" if view.today else ""
            yield f"{percent(now.p[i])}{before} {state}{means}"
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
    judged = model.strength(influence)
    yield ", ".join(
        [f"{influence} {influence.standing}", *([f"strength {judged}"] if judged else [])]
    )
    yield from _grounds(model, influence)
    for modifier in () if influence.lag else model.modifiers:
        if (modifier.cause, modifier.effect) == (influence.cause, influence.effect):
            yield f"{_scaling(modifier.sign)} by {modifier.by}, {modifier.standing}"
            yield from _grounds(model, modifier)
        elif (modifier.by, modifier.effect) == (influence.cause, influence.effect):
            scaled = f"{modifier.cause} → {modifier.effect}"
            yield f"{scaled} is {_scaling(modifier.sign)} by it, {modifier.standing}"


def _scaling(sign: str) -> str:
    return {"+": "steepened", "-": "flattened", "?": "scaled"}[sign]


def _grounds(model: CausalModel, part: Influence | Modifier | Absence) -> Iterator[str]:
    """Its claims and where they are made, who speaks for and against it, and its note."""
    for name in part.claims:
        claim = model.claims[name]
        yield f"{name} ({cited_at(claim)}): {claim.text}"
    told = counted_sayers(model, part)
    if told:
        yield told
    if part.note:
        yield part.note
