"""Misfits of interventions and findings with the variables and states of a model or a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from causalnet.errors import InterventionError, QuestionError, unknown
from causalnet.model.grammar.edge_intervention import AsIf, Cut
from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import Problem, States
from causalnet.nearest import nearest

__all__ = ["edge_problems", "evidence_problems", "intervention_problems"]


def intervention_problems(intervention: Intervention, states: States) -> Iterator[Problem]:
    """Misfits with the variables and states: pairs (name concerned, its error)."""
    for name, setting in intervention.settings.items():
        if name not in states:
            yield name, unknown("variable", name, states)
            continue
        yield from setting.problems(name, states)
    for edge in intervention.edges:
        for name in (*_causes(edge), edge.effect):
            if name not in states:
                yield name, unknown("variable", name, states)
    for part in intervention.as_ifs:
        for cause, state in part.causes.items():
            if cause in states and state not in states[cause]:
                yield part.effect, unknown("state", state, states[cause], of=cause)


def _causes(edge: Cut | AsIf) -> tuple[str, ...]:
    return (edge.cause,) if isinstance(edge, Cut) else tuple(edge.causes)


def edge_problems(
    intervention: Intervention, causes: Mapping[str, Iterable[str]]
) -> Iterator[Problem]:
    """Changes of influences that do not exist: pairs (the effect, its error).

    This is not checked for a model: a variant of it may lack an influence that one of its proposals changes.

    Parameters
    ----------
    intervention : Intervention
    causes : mapping from variable to names
        The causes of each variable where the intervention is carried out.
    """
    for edge in intervention.edges:
        own = list(dict.fromkeys(causes[edge.effect]))
        for cause in _causes(edge):
            if cause not in own:
                yield edge.effect, InterventionError(_absent(edge, cause, own))


def _absent(edge: Cut | AsIf, cause: str, own: list[str]) -> str:
    """The error for an influence that does not exist."""
    there = f"the causes of {edge.effect!r} are: {', '.join(own) or 'none'}."
    if isinstance(edge, Cut):
        return f"There is no influence {cause} → {edge.effect} to cut; {there}"
    hint = nearest(cause, own)
    text = f"{cause!r} is not a cause of {edge.effect!r}, so {edge} changes nothing; {there}"
    return f"{text} {hint}" if hint else text


def evidence_problems(given: Mapping[str, Finding], states: States) -> Iterator[Problem]:
    """Misfits with the variables and states: pairs (name concerned, its error)."""
    for name, finding in given.items():
        if name not in states:
            yield name, unknown("variable", name, states)
            continue
        if isinstance(finding, Likelihood):
            named: Iterable[str] = finding.p
            missing = [s for s in states[name] if s not in finding.p]
            if missing:
                listing = ", ".join(map(repr, missing))
                text = f"The likelihood for {name!r} has no number for {listing}."
                yield name, QuestionError(text)
        else:
            named = sorted(finding) if isinstance(finding, frozenset) else [finding]
        for state in named:
            if state not in states[name]:
                yield name, unknown("state", state, states[name], of=name)
