"""Searches in lockstep: in each round, what all of them ask of their contrasts is worked out together."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.contrast.batch import Evaluated, PointsAsked, evaluated
from causalnet.questions.contrast.gradient import gradients

__all__ = ["Gradient", "Request", "Search", "Values", "grouped", "in_lockstep"]

Array = NDArray[np.float64]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """A search asks for a contrast at some points; it is sent an array of shape (points,)."""

    asked: PointsAsked


@dataclass(frozen=True, slots=True, eq=False)
class Gradient:
    """A search asks for the gradient of a contrast at some points; it is sent an array of shape (coordinates, points)."""

    asked: PointsAsked


Request: TypeAlias = Values | Gradient
# The most searches about one outcome that go together, and about several: more would save little, and leave fewer tasks
# for workers.
TOGETHER, MOST_TOGETHER = 8, 12
# A generator that yields what it asks for, is sent the answer, and returns what it found.
Search: TypeAlias = Generator[Request, Array, T]


def in_lockstep(searches: Iterable[Search[T]]) -> list[T]:
    """The results of several searches, in their order.

    A search goes on as if it ran by itself. What those that are still under way ask for is gathered in each round, and
    answered together: gradients once nobody asks for values any more, so that searches out of step fall into step.
    """
    running = dict(enumerate(searches))
    answers: dict[int, Array | None] = dict.fromkeys(running)
    waiting: dict[int, Request] = {}
    found: dict[int, T] = {}
    # What was last known of each contrast: a gradient is asked for at points where the value is known, as a rule.
    known: dict[int, Evaluated] = {}
    while running:
        for i, answer in answers.items():
            try:
                # The first answer is None, which starts a generator.
                waiting[i] = running[i].send(answer)  # type: ignore[arg-type]
            except StopIteration as ended:
                found[i] = ended.value
                del running[i]
        if not waiting:
            break
        if level := [i for i, request in waiting.items() if isinstance(request, Values)]:
            own = evaluated([waiting.pop(i).asked for i in level])
            known |= zip(level, own, strict=True)
            answers = {i: known[i].values for i in level}
        else:
            asked = [request.asked._replace(known=known.get(i)) for i, request in waiting.items()]
            answers = dict(zip(waiting, gradients(asked), strict=True))
            waiting = {}
    return [found[i] for i in sorted(found)]


def grouped(conclusions: Sequence[Conclusion]) -> list[list[int]]:
    """The places of conclusions whose searches go together: the same groups for any number of workers, so that results are too.

    What is compiled together has all variables that bear on any of them at all points. So those of one outcome go
    together, and of several outcomes only where they are few. There are two groups at least, so that two workers share
    the searches.
    """
    of_outcome: dict[str, list[int]] = {}
    for place, conclusion in enumerate(conclusions):
        of_outcome.setdefault(conclusion.outcome, []).append(place)
    if len(of_outcome) < 2:
        return [part for places in of_outcome.values() for part in _in_parts(places)]
    many = [places for places in of_outcome.values() if len(places) > TOGETHER]
    groups = [part for places in many for part in _in_parts(places)]
    few = sorted([own for own in of_outcome.values() if own not in many], key=len)
    while len(groups) + len(few) > 2 and sum(map(len, few[:2])) <= MOST_TOGETHER and few[1:]:
        few = sorted([sorted([*few[0], *few[1]]), *few[2:]], key=len)
    return sorted([*groups, *few], key=len, reverse=True)


def _in_parts(places: Sequence[int]) -> list[list[int]]:
    """Places in two parts or more, of nearly the same length."""
    each = -(-len(places) // max(2, -(-len(places) // TOGETHER)))
    return [[*places[i : i + each]] for i in range(0, len(places), each)]
