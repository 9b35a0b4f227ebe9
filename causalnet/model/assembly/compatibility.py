"""Whether an intervention or a finding fits the variables and states that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from causalnet.errors import CausalnetError, InterventionError, QuestionError, unknown
from causalnet.model.finding import Finding, Likelihood
from causalnet.model.intervention import Intervention
from causalnet.model.setting import Hard, Partial, Policy, Shift, Stochastic

__all__ = ["evidence_problems", "intervention_problems"]

States = Mapping[str, tuple[str, ...]]
Problem = tuple[str, CausalnetError]


def intervention_problems(intervention: Intervention, states: States) -> Iterator[Problem]:
    """What does not fit the variables and states: pairs (name concerned, its error)."""
    for name, setting in intervention.settings.items():
        if name not in states:
            yield name, unknown("variable", name, states)
            continue
        yield from _setting_problems(name, setting, states)
    for c in intervention.ordered_cuts:
        for name in (c.cause, c.effect):
            if name not in states:
                yield name, unknown("variable", name, states)


def _setting_problems(name: str, setting: object, states: States) -> Iterator[Problem]:
    own = states[name]

    def known(state: str, of: str = name) -> Iterator[Problem]:
        if state not in states[of]:
            yield name, unknown("state", state, states[of], of=of)

    if isinstance(setting, Hard | Partial):
        yield from known(setting.state)
    elif isinstance(setting, Stochastic):
        for state in setting.p:
            yield from known(state)
    elif isinstance(setting, Policy):
        if setting.given not in states:
            yield setting.given, unknown("variable", setting.given, states)
            return
        for state in setting.choose:
            yield from known(state, setting.given)
        missing = [s for s in states[setting.given] if s not in setting.choose]
        if missing:
            listing = ", ".join(map(repr, missing))
            text = f"The policy for {name!r} makes no choice for {setting.given!r} = {listing}."
            yield name, InterventionError(text)
        for choice in setting.choose.values():
            yield from _setting_problems(name, choice, states)
    elif isinstance(setting, Shift) and len(own) == 1:
        yield name, InterventionError(f"{name!r} has a single state and cannot be shifted.")


def evidence_problems(given: Mapping[str, Finding], states: States) -> Iterator[Problem]:
    """What does not fit the variables and states: pairs (name concerned, its error)."""
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
