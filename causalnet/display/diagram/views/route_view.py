"""Pictures of routes: the influences on the way from what is set to an outcome, as wide as what they carry."""

from __future__ import annotations

from dataclasses import replace

from causalnet.answer_tables import signed
from causalnet.display.diagram.view import Flow, Scope, View, view_of
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.network.labels import in_spoken_language
from causalnet.network.network import Network
from causalnet.questions.effects.query import marginals
from causalnet.questions.routes.mediation_answer import Mediation
from causalnet.questions.routes.routes_answer import Routes

__all__ = ["route_view"]


def route_view(answer: Routes | Mediation) -> View:
    """The variables on the ways to an outcome, and what closing each influence takes away.

    Raises
    ------
    QuestionError
        If no way leads to the outcome.
    """
    ways, whole = answer.effects.ways, answer.effect
    if not ways.edges:
        raise QuestionError(f"There is no way to draw. {whole.sentence}")
    source, under = in_spoken_language(whole.under.provenance.source), answer.effects.under
    view = view_of(source, under, None, Scope(focus=ways.outcome))
    held = {name for edge in ways.edges for name in edge}
    shown = tuple(name for name in view.shown if name in held)
    every = () if isinstance(source, Network) else source.influences
    lost = answer.closing
    most = max(map(abs, lost.values())) or 1.0
    versus = answer.effects.versus
    told = tr(
        "beside each arrow what closing it takes away from {level}", level=signed(whole.level)
    )
    return replace(
        view,
        shown=shown,
        influences=tuple(i for i in every if not i.lag and {i.cause, i.effect} <= held),
        today=marginals(source, under=versus) if versus and view.today else view.today,
        restrictions=(tr("ways to {outcome}", outcome=_label(view, ways.outcome)), told),
        # Blanks keep the number off a wide arrow.
        flows={(*e, 0): Flow(change / most, f"  {signed(change)}  ") for e, change in lost.items()},
        flow_meaning=tr("wide: carries much of the change"),
        versus=versus,
    )


def _label(view: View, name: str) -> str:
    return name if isinstance(view.model, Network) else view.model.variables[name].label
