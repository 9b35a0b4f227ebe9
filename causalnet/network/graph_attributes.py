"""What a graph of a model says of a variable and of an influence, for networkx and the formats of graphs."""

from __future__ import annotations

import json

from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.judgements.panel import Panel
from causalnet.model.mentions import mentions
from causalnet.model.variable import Variable

__all__ = ["GraphValue", "influence_attributes", "listed_as_json", "variable_attributes"]

GraphValue = str | int | float | bool


def variable_attributes(variable: Variable) -> dict[str, GraphValue]:
    """The attributes of a variable; lists are JSON, since the formats of graphs hold no lists."""
    return {
        "label": variable.label,
        "states": listed_as_json(variable.states),
        "roles": listed_as_json(variable.roles),
        "latent": variable.latent,
    }


def influence_attributes(model: CausalModel, influence: Influence) -> dict[str, GraphValue]:
    """The attributes of an influence, with the numbers of citations and sources that speak for it."""
    said = mentions(model, influence).supporting
    return {
        "sign": influence.sign,
        "standing": influence.standing,
        "lag": influence.lag,
        "claims": listed_as_json(influence.claims),
        "citations": len(said.citations),
        "sources": len(said.sources),
        "independent": len(said.independent),
        # The formats of graphs cannot hold None.
        **_strengths(model.strength(influence)),
    }


def _strengths(judged: Judgement | Panel[Judgement] | None) -> dict[str, float]:
    """The central strength, or that of each person who judged it."""
    if isinstance(judged, Panel):
        return {f"strength_{name}": float(said.central) for name, said in judged.judged.items()}
    return {} if judged is None else {"strength": float(judged.central)}


def listed_as_json(value: object) -> str:
    """A value as JSON, with every letter as it is."""
    return json.dumps(value, ensure_ascii=False)
