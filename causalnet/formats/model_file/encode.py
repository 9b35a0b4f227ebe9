"""From a model to the data of a model file, from which `decode` makes the same model."""

from __future__ import annotations

from typing import Any

from causalnet.formats.model_file.forms import write
from causalnet.formats.model_file.parts import LISTED_FORMS, NAMED_FORMS, WORD_STRENGTH
from causalnet.model.causal_model import CausalModel

__all__ = ["encode"]

SECTIONS = ("sources", "variables", "claims", "graph", "rivals", "proposals", "actors", "evidence")


def encode(model: CausalModel) -> dict[str, Any]:
    """The model as tables, arrays, strings and numbers; fields at their default are left out.

    A sign is always written. A standing is left out if it follows from the claims.

    Examples
    --------
    >>> from causalnet.model.variable import Baseline, Variable
    >>> lawn = CausalModel("lawn", [Variable("rain", ["no", "yes"], Baseline([0.8, 0.2]))])
    >>> encode(lawn)["variables"]
    {'rain': {'states': ['no', 'yes'], 'baseline': {'p': [0.8, 0.2]}}}
    """
    title = "" if model.title == model.name else model.title
    data: dict[str, Any] = {"name": model.name, "title": title}
    data |= {"description": model.description, "period": model.period}
    data["strengths"] = {
        word: write(WORD_STRENGTH, judgement) for word, judgement in model.strengths.items()
    }
    rows = {kind: write(form, getattr(model, kind)) for kind, form in LISTED_FORMS.items()}
    evidence = rows.pop("evidence")
    for section in SECTIONS:
        if section == "graph":
            data[section] = {kind: held for kind, held in rows.items() if held}
        elif section in NAMED_FORMS:
            data[section] = {
                name: _nameless(write(NAMED_FORMS[section], part))
                for name, part in getattr(model, section).items()
            }
    data["evidence"] = evidence
    return {key: held for key, held in data.items() if held or key == "name"}


def _nameless(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "name"}
