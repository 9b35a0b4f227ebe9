"""Whether states, arrows and tables make a Bayesian network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from causalnet.errors import NetworkError, unknown_text
from causalnet.model.names import name_mistakes, state_mistakes
from causalnet.network.graph import cycle

__all__ = ["checked_table", "structure_problems"]

ROW_TOLERANCE = 1e-5


def structure_problems(
    states: Mapping[str, tuple[str, ...]],
    above: Mapping[str, tuple[str, ...]],
    parents: Mapping[str, Sequence[str]],
    tables: Mapping[str, ArrayLike],
) -> Iterator[str]:
    """Everything about names and arrows that does not fit."""
    if not states:
        yield "A network needs at least one variable."
    for v, own in states.items():
        yield from map(str, name_mistakes("variable", v) + state_mistakes(f"{v}.states", own))
    for kind, given in (("parents", parents), ("tables", tables)):
        for v in given:
            if v not in states:
                yield f"{kind}: {unknown_text('variable', v, states)}"
    for v, causes in above.items():
        if v not in tables:
            yield f"tables: there is none for {v!r}."
        for cause in causes:
            if cause not in states:
                yield f"parents of {v!r}: {unknown_text('variable', cause, states)}"
        if len(set(causes)) < len(causes):
            yield f"parents of {v!r}: {', '.join(causes)} repeats one of them."
    if all(c in states for causes in above.values() for c in causes):
        loop = cycle(above)
        if loop:
            yield f"The arrows make a cycle: {' → '.join(loop)}."


def checked_table(
    variable: str,
    states: Mapping[str, tuple[str, ...]],
    causes: Sequence[str],
    given: ArrayLike,
    draws: int | None,
) -> NDArray[np.float64]:
    """The table as a read-only array of the right shape, its rows summing to one."""
    axes = (*causes, variable)
    shape = tuple(len(states[a]) for a in axes)
    try:
        array = np.array(given, dtype=np.float64)
    except (ValueError, TypeError) as error:
        raise NetworkError(f"The table of {variable!r} is no array of numbers: {error}.") from None
    if array.shape != shape and (draws is None or array.shape != (*shape, draws)):
        wanted = " × ".join(f"{len(states[a])} ({a})" for a in axes)
        also = "" if draws is None else f", with or without {draws} draws"
        raise NetworkError(
            f"The table of {variable!r} has the shape {array.shape}, not {shape}: {wanted}{also}."
        )
    if not (np.isfinite(array).all() and (array >= 0).all()):
        raise NetworkError(f"The table of {variable!r} holds a number that is no probability.")
    sums = array.sum(axis=len(causes), keepdims=True)
    if abs(sums - 1).max() > ROW_TOLERANCE:
        worst = np.unravel_index(abs(sums - 1).argmax(), sums.shape)
        row = ", ".join(f"{c}={states[c][i]!r}" for c, i in zip(causes, worst, strict=False))
        where = f" where {row}" if row else ""
        raise NetworkError(f"The table of {variable!r} sums to {sums[worst]:g}{where}, not to 1.")
    # Rows that are as near to one as rounding allows stay as they are: reading back what was
    # written must not move the last digit.
    if abs(sums - 1).max() > 1e-15:
        array /= sums
    array.flags.writeable = False
    return array
