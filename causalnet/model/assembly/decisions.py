"""Decisions and utilities of a model that do not fit its variables."""

from __future__ import annotations

from collections.abc import Iterator

from causalnet.errors import Mistake
from causalnet.model.assembly.loops import loop_among
from causalnet.model.assembly.parts import Parts

__all__ = ["decision_mistakes"]


def decision_mistakes(parts: Parts) -> Iterator[Mistake]:
    """Looks at what comes after the decision, and worths that do not fit the states."""
    decided = {choice.name: choice for choice in parts.decisions}
    # A decision that sees what follows from it would close a loop.
    arrows = [(z, choice.name) for choice in parts.decisions for z in choice.sees]
    if arrows:
        within = (i for i in parts.influences if not i.lag and i.effect not in decided)
        around = loop_among([*arrows, *((i.cause, i.effect) for i in within)])
        for choice, place in zip(parts.decisions, parts.places("decisions"), strict=True):
            if choice.name in around:
                what = f"looks at what comes after it: {' → '.join(around)}."
                yield Mistake(place, what, key="sees")
                break
    states = {v.name: tuple(v.states) for v in parts.variables}
    for utility, place in zip(parts.utilities, parts.places("utilities"), strict=True):
        if all(name in states for name in utility.of):
            for what in utility.misfits(states):
                yield Mistake(place, what, key="worth")
