"""Whether mechanisms that are given row by row have the rows that they need, and honour their signs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import product

from causalnet.errors import Mistake, unknown_text
from causalnet.model.influence import Influence
from causalnet.model.mechanism import Deterministic, Table, row_name
from causalnet.model.variable import Variable

__all__ = ["tabled_mistakes"]


def tabled_mistakes(
    place: str, variable: Variable, own: list[Influence], variables: Mapping[str, Variable]
) -> Iterator[Mistake]:
    """Causes left out or invented, missing rows, rows of the wrong length, signs that are broken."""
    mechanism = variable.mechanism
    if not isinstance(mechanism, Table | Deterministic):
        return
    place = f"{place}.mechanism"
    if variable.baseline:
        what = f"A {mechanism.kind} fixes the marginal of {variable.name!r} by itself."
        yield Mistake(place, what, "Drop its baseline.")
    causes, influences = set(mechanism.causes), {i.cause for i in own}
    for cause in sorted(causes - influences):
        yield Mistake(
            place,
            f"names the cause {cause!r}, but there is no influence {cause} → {variable.name}.",
            "Who takes a cause away replaces its mechanism as well.",
        )
    for cause in sorted(influences - causes):
        yield Mistake(
            place, f"leaves out the cause {cause!r}, though it influences {variable.name}."
        )
    if causes != influences or not causes <= set(variables):
        return
    problems = list(_row_problems(mechanism, variable, [variables[c] for c in mechanism.causes]))
    for problem in problems:
        yield Mistake(place, problem)
    if not problems:
        yield from _monotone(place, mechanism, variable, own, variables)


def _row_problems(
    mechanism: Table | Deterministic, variable: Variable, causes: list[Variable]
) -> Iterator[str]:
    expected = list(product(*(c.states for c in causes)))
    shape = " × ".join(f"{len(c.states)} states of {c.name}" for c in causes) or "no causes"
    missing = [when for when in expected if when not in mechanism.rows]
    if missing:
        listing = ", ".join(row_name(when) for when in missing[:4]) + (", …" if missing[4:] else "")
        yield f"lacks {len(missing)} of {len(expected)} rows ({shape}): {listing}."
    for when in mechanism.rows:
        if when not in expected and len(when) == len(causes):
            bad = next((s, c) for s, c in zip(when, causes, strict=True) if s not in c.states)
            yield f"{row_name(when)}: {unknown_text('state', bad[0], bad[1].states, of=bad[1].name)}"
    if isinstance(mechanism, Table):
        for when, p in mechanism.rows.items():
            if len(p) != len(variable.states):
                yield (
                    f"{row_name(when)} has {len(p)} probabilities; {variable.name!r} has "
                    f"{len(variable.states)} states."
                )
    else:
        for when, state in mechanism.rows.items():
            if state not in variable.states:
                text = unknown_text("state", state, variable.states, of=variable.name)
                yield f"{row_name(when)}: {text}"


def _monotone(
    place: str,
    mechanism: Table | Deterministic,
    variable: Variable,
    own: list[Influence],
    variables: Mapping[str, Variable],
) -> Iterator[Mistake]:
    """A table must honour the signs that its influences claim."""
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


def _survival(
    mechanism: Table | Deterministic, variable: Variable, when: tuple[str, ...]
) -> list[float]:
    """P(Y ≥ j) for j = 1 … k−1 in one row."""
    if isinstance(mechanism, Table):
        p = mechanism.rows[when]
    else:
        p = [float(state == mechanism.rows[when]) for state in variable.states]
    return [math.fsum(p[j:]) for j in range(1, len(p))]
