"""The question that the page opens on, as an address of the page."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from causalnet.display.explorer.seeds import LAST_PERIOD
from causalnet.errors import InterventionError, QuestionError, unknown
from causalnet.model.assembly.compatibility import edge_problems, intervention_problems
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention, Timed, scheduled
from causalnet.model.grammar.setting import Hard
from causalnet.network.network import Network
from causalnet.questions.query.mutilate import mutilate
from causalnet.questions.time.particle_period import carrying_out

__all__ = ["opening_address"]

# What `encodeURIComponent` leaves as it is.
KEPT = "!~*'()"


def opening_address(
    model: CausalModel | Network, outcome: str | None, under: Intervention | Timed | None
) -> str:
    """The address of a question.

    Raises
    ------
    UnknownNameError
        If a variable or a state is not there.
    InterventionError, QuestionError
        If the page cannot set it.
    """
    states = {name: tuple(own) for name, own in _states(model).items()}
    if outcome is not None and outcome not in states:
        raise unknown("variable", outcome, states)
    parts = [] if outcome is None else [("outcome", outcome)]
    phases = scheduled(under).phases
    if not phases:
        return urlencode(parts)
    if len(phases) > 1 or len(phases[0].spans) > 1:
        raise QuestionError(
            f"The page sets everything in one span of periods, and {under} has several. Open it on one of them, or ask cn.trajectory."
        )
    done = phases[0].intervention
    _require_possible(model, done, states)
    for v, setting in done.settings.items():
        kind, told = "soft", repr(setting)
        if isinstance(setting, Hard):
            kind, told = "do", setting.state
        parts.append((kind, f"{quote(v, safe=KEPT)}={told}"))
    parts += [("edge", repr(edge)) for edge in done.edges]
    return urlencode(parts + _span(model, phases[0].spans[0]))


def _require_possible(
    model: CausalModel | Network, done: Intervention, states: Mapping[str, tuple[str, ...]]
) -> None:
    """Refuse what cannot be carried out.

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
    """
    if isinstance(model, Network):
        mutilate(model, done)
        return
    for _, problem in intervention_problems(done, states):
        raise problem
    causes = {v: [i.cause for i in model.influences if i.effect == v] for v in states}
    for _, problem in edge_problems(done, causes):
        raise problem
    carrying_out(model, done)


def _states(model: CausalModel | Network) -> dict[str, tuple[str, ...]]:
    if isinstance(model, Network):
        return {name: tuple(own) for name, own in model.states.items()}
    return {name: tuple(v.states) for name, v in model.variables.items()}


def _span(model: CausalModel | Network, span: tuple[int, int | None]) -> list[tuple[str, str]]:
    """The periods in which it is set, if that is not from today on."""
    first, last = span
    if span == (0, None):
        return []
    if isinstance(model, Network) or not any(i.lag for i in model.influences):
        raise InterventionError(
            "Nothing in it takes time, so the page has no later periods. Leave the periods out."
        )
    if max(first, last or 0) > LAST_PERIOD:
        raise InterventionError(f"The page has periods 0 to {LAST_PERIOD}, and no later one.")
    return [("during", f"{first}-{'' if last is None else last}")]
