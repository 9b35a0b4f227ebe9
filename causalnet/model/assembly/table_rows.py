"""Mistakes in mechanisms written row by row: missing rows, and rows against the signs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import islice, product

from causalnet.errors import Mistake, join_places, unknown_text
from causalnet.model.influence import Influence
from causalnet.model.mechanism import Tabular, row_name
from causalnet.model.variable import Variable

__all__ = ["tabled_mistakes"]


def tabled_mistakes(
    place: str, variable: Variable, own: list[Influence], variables: Mapping[str, Variable]
) -> Iterator[Mistake]:
    """Missing or unknown causes, missing rows, rows of the wrong length, and rows against a sign."""
    mechanism = variable.mechanism
    if not isinstance(mechanism, Tabular):
        return
    place = f"{place}.mechanism"
    if variable.baseline:
        what = f"A {mechanism.kind} already fixes the marginal of {variable.name!r}."
        yield Mistake(place, what, "Drop its baseline.")
    causes, influences = set(mechanism.causes), {i.cause for i in own}
    for cause in sorted(causes - influences):
        yield Mistake(
            place,
            f"names the cause {cause!r}, but there is no influence {cause} → {variable.name}.",
            "To remove a cause, replace the mechanism as well.",
            key="causes",
        )
    for cause in sorted(influences - causes):
        what = f"leaves out the cause {cause!r}, though it influences {variable.name}."
        yield Mistake(place, what, key="causes")
    if causes != influences or not causes <= set(variables):
        return
    problems = list(
        _row_problems(place, mechanism, variable, [variables[c] for c in mechanism.causes])
    )
    yield from problems
    if not problems:
        yield from _monotone(place, mechanism, variable, own, variables)


def _row_problems(
    place: str, mechanism: Tabular, variable: Variable, causes: list[Variable]
) -> Iterator[Mistake]:
    known = [{*cause.states} for cause in causes]
    strange = {
        when: next((i for i, state in enumerate(when) if state not in known[i]), None)
        for when in mechanism.rows
        if len(when) == len(causes)
    }
    count = math.prod(len(c.states) for c in causes)
    missing = count - sum(position is None for position in strange.values())
    if missing:
        shape = " × ".join(f"{len(c.states)} states of {c.name}" for c in causes) or "no causes"
        # There may be far too many to list.
        first = islice((w for w in product(*(c.states for c in causes)) if w not in strange), 4)
        listing = ", ".join(map(row_name, first)) + (", …" if missing > 4 else "")
        yield Mistake(place, f"lacks {missing} of {count} rows ({shape}): {listing}.")
    for when, position in strange.items():
        if position is not None:
            cause = causes[position]
            text = unknown_text("state", when[position], cause.states, of=cause.name)
            yield Mistake(join_places(place, row_name(when)), text)
    for when, result in mechanism.rows.items():
        here = join_places(place, row_name(when))
        if isinstance(result, str):
            if result not in variable.states:
                yield Mistake(
                    here, unknown_text("state", result, variable.states, of=variable.name)
                )
        elif len(result) != len(variable.states):
            what = f"has {len(result)} probabilities; {variable.name!r} has {len(variable.states)} states."
            yield Mistake(here, what)


def _monotone(
    place: str,
    mechanism: Tabular,
    variable: Variable,
    own: list[Influence],
    variables: Mapping[str, Variable],
) -> Iterator[Mistake]:
    """A table must agree with the signs that its influences claim."""
    for influence in own:
        if influence.sign == "?":
            continue
        axis = list(mechanism.causes).index(influence.cause)
        states = variables[influence.cause].states
        for when in mechanism.rows:
            position = states.index(when[axis])
            if position + 1 == len(states):
                continue
            higher = (*when[:axis], states[position + 1], *when[axis + 1 :])
            low, high = (_survival(mechanism, variable, row) for row in (when, higher))
            up = influence.sign == "+"
            if any(
                (b < a - 1e-9) if up else (b > a + 1e-9) for a, b in zip(low, high, strict=True)
            ):
                what = (
                    f"breaks the sign '{influence.sign}' of {influence.name} between "
                    f"{row_name(when)} and {row_name(higher)}."
                )
                yield Mistake(place, what, "Mend the rows or give the influence the sign '?'.")
                break


def _survival(mechanism: Tabular, variable: Variable, when: tuple[str, ...]) -> list[float]:
    """P(Y ≥ j) for j = 1 … k−1 in one row."""
    p = mechanism.distribution(when, variable.states)
    return [math.fsum(p[j:]) for j in range(1, len(p))]
