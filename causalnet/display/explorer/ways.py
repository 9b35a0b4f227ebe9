"""The routes of each proposal to the outcome that the page opens on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from causalnet.display.explorer.contents import Contents
from causalnet.display.explorer.plain import Plain
from causalnet.display.text import clean
from causalnet.errors import CausalnetError
from causalnet.model.causal_model import CausalModel
from causalnet.questions.routes.routes import routes
from causalnet.questions.routes.routes_answer import Routes

__all__ = ["routes_of"]


def routes_of(model: CausalModel, contents: Contents) -> list[Plain]:
    """For each proposal on the page, each path to the outcome that it opens on, and the change that goes along it alone."""
    proposals = cast("list[Plain]", contents.values["proposals"])
    outcome = contents.names[cast("int", contents.values["opening"])]
    return [
        {
            "proposal": at,
            "whole": found.effect.level,
            "paths": [*_paths(model, found, contents.numbered)],
        }
        for at, proposal in enumerate(proposals)
        if (found := _found(model, outcome, str(proposal["name"]))) is not None
    ]


def _found(model: CausalModel, outcome: str, proposal: str) -> Routes | None:
    """The routes of one proposal; None if the outcome is itself set, or there are too many paths to tell apart."""
    try:
        found = routes(model, outcome, under=model.interventions[proposal], by="paths")
    except CausalnetError:
        return None
    return found if isinstance(found, Routes) else None


def _paths(model: CausalModel, found: Routes, place: Mapping[object, int]) -> Iterator[Plain]:
    within = {(i.cause, i.effect): place[i.key] for i in model.influences if not i.lag}
    for route in found.routes:
        first = route.influences[0][0]
        names = [first, *(effect for _, effect in route.influences)]
        yield {
            "influences": [within[edge] for edge in route.influences],
            "name": " → ".join(clean(model.variables[name].label) for name in names),
            "change": route.carried.value,
            "standing": route.standing,
        }
