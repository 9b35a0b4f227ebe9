"""Misfits of interventions and findings with the variables and states of a model or a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from causalnet.errors import InterventionError, QuestionError, unknown
from causalnet.model.finding import Finding, Likelihood
from causalnet.model.intervention import Intervention
from causalnet.model.setting import Problem, States

__all__ = ["cut_problems", "evidence_problems", "intervention_problems"]


def intervention_problems(intervention: Intervention, states: States) -> Iterator[Problem]:
    """Misfits with the variables and states: pairs (name concerned, its error)."""
    for name, setting in intervention.settings.items():
        if name not in states:
            yield name, unknown("variable", name, states)
            continue
        yield from setting.problems(name, states)
    for c in intervention.ordered_cuts:
        for name in (c.cause, c.effect):
            if name not in states:
                yield name, unknown("variable", name, states)


def cut_problems(
    intervention: Intervention, causes: Mapping[str, Iterable[str]]
) -> Iterator[Problem]:
    """Cuts of influences that do not exist: pairs (the effect, its error).

    This is not checked for a model: a variant of it may lack an influence that one of its proposals cuts.

    Parameters
    ----------
    intervention : Intervention
    causes : mapping from variable to names
        The causes of each variable where the intervention is carried out.
    """
    for c in intervention.ordered_cuts:
        own = list(dict.fromkeys(causes[c.effect]))
        if c.cause not in own:
            yield (
                c.effect,
                InterventionError(
                    f"There is no influence {c.cause} → {c.effect} to cut; the causes of {c.effect!r} "
                    f"are: {', '.join(own) or 'none'}."
                ),
            )


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
