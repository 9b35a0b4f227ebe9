"""Which of what is observed counts in each probability of causation.

Necessity is asked of cases with the cause and the outcome, sufficiency of cases with the alternative and without the
outcome. What is observed fits the one or the other. Where it does not, and for both at once, only what the cause does
not reach counts: it is the same whatever was done.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from causalnet.errors import QuestionError
from causalnet.frozen_map import Register
from causalnet.model.grammar.finding import Finding, Given, Likelihood, findings, findings_code
from causalnet.network.graph import descendants
from causalnet.network.network import Network
from causalnet.notation import enumerated
from causalnet.questions.query.question import posed

__all__ = ["NOTHING_SHARED", "SharedFindings", "shared_findings"]


@dataclass(frozen=True, slots=True)
class SharedFindings:
    """What is observed, and in which probabilities all of it counts.

    Attributes
    ----------
    observed : mapping from variable to finding
        All that is observed.
    context : mapping from variable to finding
        What neither the cause nor the outcome decides: findings on variables that the cause does not reach.
    whole : (bool, bool, bool)
        For necessity, sufficiency and both: whether all that is observed counts.
    known_of : str
        The case of which the model knows what is observed; empty where the question says what is observed.
    """

    observed: Register[str, Finding]
    context: Register[str, Finding]
    whole: tuple[bool, bool, bool]
    known_of: str = ""

    def counted(self, place: int) -> Register[str, Finding]:
        """What counts in the probability at a place."""
        return self.observed if self.whole[place] else self.context

    def beside(self, place: int, cases: Mapping[str, Finding]) -> Register[str, Finding]:
        """The cases that a probability is asked of: with what counts there, and with what defines them."""
        own = self.counted(place)
        fitted = {
            v: x if isinstance(x, str) or v not in own else _fitting(own[v], x)
            for v, x in cases.items()
        }
        return findings({**own, **fitted})


NOTHING_SHARED = SharedFindings(findings(None), findings(None), (True, True, True))


def shared_findings(
    network: Network,
    outcome: str,
    observed: Given,
    arms: tuple[Mapping[str, str], Mapping[str, str]],
    with_it: Set[str],
    known_of: str = "",
) -> SharedFindings:
    """What is observed, sorted.

    Parameters
    ----------
    network : Network
    outcome : str
    observed : mapping from variable to finding
    arms : pair of mappings from variable to state
        The cause and the alternative.
    with_it : set of str
        The states of the outcome that came about.
    known_of : str
        The case of which the model knows what is observed.

    Raises
    ------
    UnknownNameError
    QuestionError
        If what is observed has neither cause and outcome, nor the alternative without the outcome.
    """
    found = posed(network, (outcome,), None, observed).given
    cause, instead = arms
    reached = descendants(network.parents, cause) | {*cause, outcome}
    context = Register({v: x for v, x in found.items() if v not in reached}, "finding")
    without = frozenset(network.states[outcome]) - with_it
    necessary, sufficient = (
        all(_possible(found[v]) & own for v, own in cases.items() if v in found)
        for cases in (
            {**{v: {s} for v, s in cause.items()}, outcome: with_it},
            {**{v: {s} for v, s in instead.items()}, outcome: without},
        )
    )
    if not (necessary or sufficient):
        whose = f"the model knows of {known_of}" if known_of else "is observed"
        own = [v for v in (*cause, outcome) if v in found]
        told = enumerated(findings_code({v: found[v] for v in own}))
        raise QuestionError(
            f"What {whose} is {told}: neither the cause with the outcome, nor the alternative without it. Ask about what "
            "came about there, or say observed={} to ask of cases in general."
        )
    return SharedFindings(found, context, (necessary, sufficient, context == found), known_of)


def _possible(finding: Finding) -> frozenset[str]:
    """The states that a finding leaves possible."""
    if isinstance(finding, Likelihood):
        return frozenset(s for s, x in finding.p.items() if x)
    return frozenset([finding]) if isinstance(finding, str) else finding


def _fitting(finding: Finding, states: frozenset[str] | Likelihood) -> Finding:
    """A finding, if one of some states is true."""
    if isinstance(states, Likelihood):
        return states
    if isinstance(finding, Likelihood):
        return Likelihood(
            Register({s: x if s in states else 0.0 for s, x in finding.p.items()}, "state")
        )
    return _possible(finding) & states
