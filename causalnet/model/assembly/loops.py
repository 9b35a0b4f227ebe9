"""A loop among the arrows of a model within a period."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

__all__ = ["loop_among"]


def loop_among(arrows: Iterable[tuple[str, str]]) -> list[str]:
    """A loop that some arrows close, from variable to variable; empty if there is none."""
    causes: dict[str, set[str]] = {}
    for cause, effect in arrows:
        causes.setdefault(effect, set()).add(cause)
    try:
        TopologicalSorter({k: sorted(v) for k, v in sorted(causes.items())}).prepare()
    except CycleError as error:
        loop: list[str] = error.args[1]
        return loop if all(a in causes.get(b, ()) for a, b in pairwise(loop)) else loop[::-1]
    return []
