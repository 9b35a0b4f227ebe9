"""The judgements of each person, for the page of a model that several have judged."""

from __future__ import annotations

from typing import cast

from causalnet.display.explorer.contents import contents_of
from causalnet.display.explorer.plain import Plain
from causalnet.display.text import clean
from causalnet.model.assembly.judging import panels_in, people_in
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network

__all__ = ["judgements_of", "of_first_judge"]


def of_first_judge(model: CausalModel | Network) -> CausalModel | Network:
    """The model with one number for each judgement: where several people judged, those of the first one."""
    people = _people(model)
    return model.judged_by(*people) if isinstance(model, CausalModel) and people else model


def judgements_of(model: CausalModel | Network) -> list[Plain] | None:
    """What each person judged, in the order of the page's parts; None if no part is judged by several.

    Where a person did not judge, the word of the others stands, in the order of their names.
    """
    people = _people(model)
    if not isinstance(model, CausalModel) or not people:
        return None
    return [
        _judged(model.judged_by(name, *(other for other in people if other != name)), name)
        for name in people
    ]


def _people(model: CausalModel | Network) -> tuple[str, ...]:
    if not isinstance(model, CausalModel):
        return ()
    parts = ("variables", "influences", "modifiers", "strengths", "rivals")
    return people_in(panels_in({part: getattr(model, part) for part in parts}))


def _judged(model: CausalModel, name: str) -> Plain:
    values = contents_of(model).values
    parts = {
        part: cast("list[Plain]", values[part]) for part in ("variables", "influences", "modifiers")
    }
    return {
        "name": clean(name),
        "variables": [
            {key: v[key] for key in ("baseline", "basis", "grounds")} for v in parts["variables"]
        ],
        "influences": [{"strength": i["strength"]} for i in parts["influences"]],
        "modifiers": [{"amount": m["amount"]} for m in parts["modifiers"]],
    }
