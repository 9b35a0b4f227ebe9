"""Pictures of witnesses: the influences that carry a conclusion, as wide as they have independent sources."""

from __future__ import annotations

from dataclasses import replace

from causalnet.display.diagram.view import Flow, Scope, View, view_of
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.network.labels import in_spoken_language
from causalnet.questions.witnesses.testimony import Carrier
from causalnet.questions.witnesses.witnesses_answer import Witnesses

__all__ = ["witness_view"]


def witness_view(answer: Witnesses) -> View:
    """The variables on the paths to an outcome, and beside each arrow who says so.

    Raises
    ------
    QuestionError
        If no path leads to the outcome, or the answer is about a causal map.
    """
    if not answer.carriers:
        raise QuestionError(f"There is no path to draw. {answer.sentence}")
    model = in_spoken_language(answer.provenance.source) if answer.provenance else None
    if not isinstance(model, CausalModel) or answer.conclusion is None:
        raise QuestionError(
            "A causal map has no variables to draw. Make a model of it: cn.witnesses(cn.scaffold(map), …)."
        )
    lagged = any(carrier.lag for carrier in answer.carriers)
    scope = Scope(lagged=lagged, bars=False)
    view = view_of(model, answer.conclusion.under, answer.conclusion.given, scope)
    named = {carrier.name for carrier in answer.carriers}
    held = {end for carrier in answer.carriers for end in (carrier.cause, carrier.effect)}
    most = max((carrier.independent for carrier in answer.carriers), default=0) or 1
    flows = {
        (c.cause, c.effect, c.lag): Flow(c.independent / most, f"  {_beside(c)}  ")
        for c in answer.carriers
    }
    told = tr("beside each arrow the independent sources for it")
    return replace(
        view,
        shown=tuple(name for name in view.shown if name in held),
        influences=tuple(i for i in model.influences if i.name in named),
        restrictions=(tr("who carries {outcome}", outcome=_label(model, answer.outcome)), told),
        flows=flows,
        versus=answer.conclusion.versus,
        flow_meaning=tr("wide: many independent sources"),
    )


def _beside(carrier: Carrier) -> str:
    """The number of independent sources for an influence, and against it."""
    count = carrier.independent or tr("nobody")
    if carrier.against:
        return tr("{count} ({against} against)", count=count, against=carrier.against)
    return str(count)


def _label(model: CausalModel, name: str) -> str:
    return model.variables[name].label
