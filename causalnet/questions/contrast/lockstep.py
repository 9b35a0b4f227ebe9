"""Searches in lockstep: in each round, what all of them ask of their contrasts is worked out together."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

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
# The most searches that go together: more would save little, and leave fewer tasks for workers.
TOGETHER = 8
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


def grouped(items: Sequence[T]) -> list[Sequence[T]]:
    """Those whose searches go together: the same groups for any number of workers, so that results are the same too.

    They are two at least, so that two workers share the searches of a few.
    """
    each = max(1, min(TOGETHER, -(-len(items) // 2)))
    return [items[i : i + each] for i in range(0, len(items), each)]
