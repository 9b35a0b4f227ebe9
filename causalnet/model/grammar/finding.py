"""Findings: certain, partial and unreliable observations."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Set
from dataclasses import dataclass

from causalnet.boundary.checks import public, public_class
from causalnet.console import printed
from causalnet.errors import QuestionError, shown
from causalnet.frozen_map import Register
from causalnet.names import is_real
from causalnet.notation import quoted

__all__ = [
    "Finding",
    "Given",
    "Likelihood",
    "TimedGiven",
    "certain_state",
    "findings",
    "findings_code",
    "likelihood",
    "timed_findings",
]


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Likelihood:
    """The probability of an observation in each state: virtual evidence.

    Parameters
    ----------
    p : mapping from state to float
        The probability of the observation if the state is true. Only ratios count.
    """

    p: Register[str, float]

    def __post_init__(self) -> None:
        asked: object = self.p
        if not isinstance(asked, Mapping):
            raise QuestionError(
                f"A likelihood maps states to numbers, such as {{'low': 0.2}}; not {shown(asked)}."
            )
        for state, x in asked.items():
            if not isinstance(state, str):
                raise QuestionError(f"States go by their names, which are strings, not {state!r}.")
            if not (is_real(x) and 0 <= x <= sys.float_info.max):
                raise QuestionError(
                    f"The likelihood of {state!r} must be a number ≥ 0, not {shown(x)}."
                )
        if not any(asked.values()):
            raise QuestionError("A likelihood needs at least one number above 0.")
        object.__setattr__(self, "p", Register(asked, "state"))

    def __repr__(self) -> str:
        inner = ", ".join(f"{quoted(s)}: {x!r}" for s, x in self.p.items())
        return f"likelihood({{{inner}}})"


Finding = str | frozenset[str] | Likelihood
Given = Mapping[str, str | Set[str] | Likelihood]
# Findings by period; a finding without a period is in period 0.
TimedGiven = Given | Mapping[int, Given]


@public
def likelihood(p: Mapping[str, float]) -> Likelihood:
    """Uncertain evidence: for each state, the probability of the observation if that state is true.

    Only ratios count; every state needs a number.

    Parameters
    ----------
    p : mapping from state to float
        Non-negative and not all zero.

    References
    ----------
    J. Pearl (1988), *Probabilistic Reasoning in Intelligent Systems*, section 2.2.2 (virtual
    evidence).

    Examples
    --------
    >>> likelihood({"low": 0.2, "high": 0.9})
    likelihood({"low": 0.2, "high": 0.9})
    """
    return Likelihood(Register(p, "state"))


def certain_state(finding: Finding) -> str | None:
    """The one state that a finding leaves possible; None if it leaves several.

    Examples
    --------
    >>> certain_state("low"), certain_state(frozenset({"low"})), certain_state(frozenset({"a", "b"}))
    ('low', 'low', None)
    """
    if isinstance(finding, str):
        return finding
    possible = (
        [s for s, x in finding.p.items() if x] if isinstance(finding, Likelihood) else [*finding]
    )
    return possible[0] if len(possible) == 1 else None


def findings(given: Given | None) -> Register[str, Finding]:
    """`given` as a frozen value: a state, a set of states (one of), or a likelihood for each."""
    if given is not None and not isinstance(given, Mapping):
        raise QuestionError(
            f"given= maps variables to findings, such as {{'x': 'low'}}; not {given!r}."
        )
    asked: dict[object, object] = dict((given or {}).items())
    for name, value in asked.items():
        if not isinstance(name, str):
            timed = isinstance(name, int) and isinstance(value, Mapping)
            hint = " Findings by period are for cn.trajectory and cn.levers." if timed else ""
            raise QuestionError(
                f"Variables go by their names, which are strings, not {name!r}.{hint}"
            )
    return Register(
        {name: _finding(name, value) for name, value in (given or {}).items()}, "finding"
    )


def _finding(name: str, value: object) -> Finding:
    if isinstance(value, str | Likelihood):
        return value
    if isinstance(value, Set) and value and all(isinstance(state, str) for state in value):
        return frozenset(value)
    raise QuestionError(
        f"The finding for {quoted(name)} is {value!r}: give a state, a set of states (one of them "
        "holds) or likelihood({state: number, …})."
    )


def timed_findings(
    given: TimedGiven | None, argument: str = "given"
) -> Register[int, Register[str, Finding]]:
    """Findings by period: ``{2: {"x": "low"}}``; ``{"x": "low"}`` alone is a finding today.

    `argument` is the name that messages use.

    Raises
    ------
    QuestionError
    """
    asked: object = given
    if asked is not None and not isinstance(asked, Mapping):
        raise QuestionError(
            f"{argument}= maps variables or periods to findings, such as {{2: {{'x': 'low'}}}}; not {asked!r}."
        )
    by_period: dict[int, dict[str, object]] = {}
    for key, value in (asked or {}).items():
        if isinstance(key, int) and not isinstance(key, bool) and key >= 0:
            if not isinstance(value, Mapping):
                raise QuestionError(
                    f"{argument}={{{key}: …}} takes the findings of that period, such as "
                    f"{{'x': 'low'}}, not {value!r}."
                )
            by_period.setdefault(key, {}).update(value)
        elif isinstance(key, str):
            by_period.setdefault(0, {})[key] = value
        else:
            raise QuestionError(
                f"{argument}= takes variables (found today) or periods from 0 on, not {key!r}."
            )
    return Register({t: findings(by_period[t]) for t in sorted(by_period)}, "period")  # type: ignore[arg-type]


def findings_code(given: Mapping[str, Finding], *, at: int = 0) -> list[str]:
    """The findings of the present period as code; with that period, where a later one `at` is asked about.

    Examples
    --------
    >>> findings_code(findings({"toll": "full", "jams": {"some", "none"}}))
    ['toll="full"', 'jams={"none", "some"}']
    """
    when = " in period 0" if at else ""
    return [f"{name}={_text(finding)}{when}" for name, finding in given.items()]


def _text(finding: Finding) -> str:
    if isinstance(finding, str):
        return quoted(finding)
    if isinstance(finding, frozenset):
        return "{" + ", ".join(quoted(s) for s in sorted(finding)) + "}"
    return repr(finding)
