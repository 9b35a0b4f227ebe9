"""The range of a counterfactual over all couplings: the least and the most, proved and attained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.language.translate import lazy
from causalnet.questions.counterfactuals.abduction import Twofold
from causalnet.questions.counterfactuals.attained_range import attained_most, search_work
from causalnet.questions.counterfactuals.event import Event
from causalnet.questions.counterfactuals.proved_range import proved_most
from causalnet.questions.skipped import Skipped

__all__ = ["MOST_WORK", "USUAL_WORK", "CouplingRanges", "attained_range", "proved_ranges"]

Array = NDArray[np.float64]
# The work that one variable may take: beyond, a range takes more than some seconds.
USUAL_WORK = 50_000_000
# Beyond, it would take minutes and gigabytes.
MOST_WORK = 1_000_000_000
# Work up to which a search for what is attained takes less than half a second.
USUAL_SEARCH = 3_000


@dataclass(frozen=True, slots=True, eq=False)
class CouplingRanges:
    """The ranges of some events over all couplings.

    Attributes
    ----------
    proved : ndarray, shape (events, 2), Skipped or None
    attained : (float, float) or None
        The least and the most of the last event that some coupling was found to have.
    wider : Skipped or None
        Why the ranges come from the outcome in either world alone.
    """

    proved: Array | Skipped | None = None
    attained: tuple[float, float] | None = None
    wider: Skipped | None = None


def proved_ranges(
    asked: Twofold, events: Sequence[Event], work: int, by_signs: Event | None = None
) -> Array | Skipped:
    """The least and the most of every event, shape (events, 2), under any coupling.

    Parameters
    ----------
    asked : Twofold
        Of a network without draws.
    events : sequence of Event
    work : int
        The work that one variable may take.
    by_signs : Event, optional
        An event of which the signs prove that one rank has the least.
    """
    if asked.worlds.network.draws is not None:
        return Skipped(lazy("it is worked out at the central numbers, not in draws"))
    if asked.is_ratio:
        return Skipped(
            lazy(
                "what is found in the new world has a probability that depends on the coupling too"
            )
        )
    total = asked.found_probability
    ranges = np.empty((len(events), 2))
    for i, event in enumerate(events):
        found = proved_most(asked, np.stack([-event.weights, event.weights]), work)
        if isinstance(found, Skipped):
            return found
        low, high = -found[0] / total, found[1] / total
        # Rounding must not take a probability out of its bounds.
        ends = event.weights.min(), event.weights.max()
        ranges[i] = np.clip([low, high], *ends) + 0.0
    return ranges if by_signs is None else _floored(asked, events, ranges, by_signs)


def _floored(asked: Twofold, events: Sequence[Event], ranges: Array, by_signs: Event) -> Array:
    """The ranges where the least of one event is that of one rank, and the most of its opposite follows."""
    least = float(by_signs.weights @ asked.outcome("rank"))
    found = ranges.copy()
    for i, event in enumerate(events):
        if np.array_equal(event.weights, by_signs.weights):
            found[i, 0] = least
        elif np.array_equal(event.weights, 1 - by_signs.weights):
            found[i, 1] = 1 - least
    return found


def attained_range(
    asked: Twofold, event: Event, proved: tuple[float, float], *, patient: bool
) -> tuple[float, float] | None:
    """The least and the most of an event that some coupling was found to have.

    Parameters
    ----------
    asked : Twofold
        Of a network without draws.
    event : Event
    proved : (float, float)
        Its proved range.
    patient : bool
        Whether it may take long; None if it would, and may not.
    """
    few = search_work(asked) <= USUAL_SEARCH
    if not patient and not few:
        return None
    low, high = (
        attained_most(asked, sign * event.weights, sign * end, thorough=patient and few)
        for sign, end in zip((-1, 1), proved, strict=True)
    )
    return -low, high
