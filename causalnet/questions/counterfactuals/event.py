"""Events: what may have come of an outcome, each with a number for every state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.notation import quoted
from causalnet.questions.query.measure import Measure

__all__ = ["Event", "came_about", "crossing", "events_of", "negated", "threshold"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """A set of states of the outcome, or its expected level.

    Attributes
    ----------
    quantity : {"P(state)", "P(at least)", "P(below)", "P(other)", "expected level"}
    state : str
        The state of the event; empty for the expected level.
    weights : ndarray, shape (states,)
        The number that each state counts for.
    words : str
        The event as the predicate of the outcome, such as ``at least "some"``.
    """

    quantity: str
    state: str
    weights: Array
    words: str

    @property
    def name(self) -> str:
        """Its printed name."""
        if self.quantity == "P(state)":
            return self.state
        return self.words.replace('"', "") if self.state else self.quantity


def _at_least(states: Sequence[str], i: int) -> Event:
    """That the outcome is in a state or a higher one."""
    weights = (np.arange(len(states)) >= i).astype(np.float64)
    if i == len(states) - 1:
        return Event("P(state)", states[i], weights, quoted(states[i]))
    return Event("P(at least)", states[i], weights, f"at least {quoted(states[i])}")


def _below(states: Sequence[str], i: int) -> Event:
    """That the outcome is in a lower state."""
    weights = (np.arange(len(states)) < i).astype(np.float64)
    if i == 1:
        return Event("P(state)", states[0], weights, quoted(states[0]))
    return Event("P(below)", states[i], weights, f"below {quoted(states[i])}")


def events_of(measure: Measure) -> tuple[Event, ...]:
    """Every state; where the measure is the expected level, every threshold between the ends and that level too."""
    states = measure.states
    found = [Event("P(state)", s, np.eye(len(states))[i], quoted(s)) for i, s in enumerate(states)]
    if measure.state is None:
        found += [_at_least(states, i) for i in range(1, len(states) - 1)]
        found.append(Event("expected level", "", np.arange(len(states), dtype=np.float64), ""))
    return tuple(found)


def threshold(finding: Finding | None, states: Sequence[str]) -> tuple[int, bool] | None:
    """The threshold that a finding keeps the outcome on one side of: (its place, whether it is below).

    Examples
    --------
    >>> threshold("low", ["low", "mid", "high"]), threshold(frozenset(["mid", "high"]), ["low", "mid", "high"])
    ((1, True), (1, False))
    >>> threshold("mid", ["low", "mid", "high"]) is None
    True
    """
    if finding is None or isinstance(finding, Likelihood):
        return None
    holds = {finding} if isinstance(finding, str) else finding
    inside = [s in holds for s in states]
    count = sum(inside)
    if 0 < count < len(states):
        if all(inside[:count]):
            return count, True
        if all(inside[-count:]):
            return len(states) - count, False
    return None


def crossing(measure: Measure, observed: Mapping[str, Finding]) -> Event | None:
    """That the outcome would have been on the other side of the threshold on one side of which it was observed."""
    found = threshold(dict(observed.items()).get(measure.outcome), measure.states)
    if found is None or measure.state is not None:
        return None
    place, below = found
    return _at_least(measure.states, place) if below else _below(measure.states, place)


def came_about(measure: Measure, state: str, *, exactly: bool) -> Event:
    """That the outcome is in a state, or in that or a higher one."""
    place = measure.states.index(state)
    if exactly:
        return Event("P(state)", state, np.eye(len(measure.states))[place], quoted(state))
    return _at_least(measure.states, place)


def negated(event: Event, states: Sequence[str]) -> Event:
    """That an event has not come about."""
    if event.quantity == "P(at least)" or event.state == states[-1]:
        return _below(states, states.index(event.state))
    if event.state == states[0]:
        return _at_least(states, 1)
    return Event("P(other)", event.state, 1 - event.weights, f"not {quoted(event.state)}")
