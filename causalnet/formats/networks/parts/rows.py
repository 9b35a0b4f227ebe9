"""The rows of tables in files: how large they may be, and whether each sums to one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.formats.networks.parts.problems import Problems
from causalnet.rounding import is_rounded, normalised, rounding_hint

__all__ = ["SLIGHT", "certain_rows", "check_rows", "divide_rows", "row_by_states", "within_limits"]

# Since one row can stand for all others, a short file could require any amount of memory.
CELLS_PER_FILE = 20_000_000
MOST_CAUSES = 60
EXACT, SLIGHT = 1e-13, 1e-5


def within_limits(variable: str, shape: Sequence[int], line: int, problems: Problems) -> bool:
    """Whether a table, with those before it in the file, stays within the memory limit."""
    cells, causes = math.prod(shape), len(shape) - 1
    problems.cells += cells
    what = f"The table of {variable!r} has"
    if causes > MOST_CAUSES:
        problems.add(line, f"{what} {causes} causes; at most {MOST_CAUSES} can be read.")
    elif problems.cells > CELLS_PER_FILE:
        problems.add(
            line, f"{what} {cells:,} cells; at most {CELLS_PER_FILE:,} are read from a file."
        )
    else:
        return True
    return False


def certain_rows(places: Sequence[int], shape: Sequence[int]) -> NDArray[np.float64]:
    """A table in whose rows one state is certain, by its place.

    Examples
    --------
    >>> certain_rows([1, 0], [2, 2]).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    table = np.zeros((len(places), shape[-1]))
    table[np.arange(len(places)), places] = 1
    return table.reshape(shape)


def row_by_states(row: int, causes: Sequence[str], states: Sequence[Sequence[str]]) -> str:
    """A row of a table by the states of its causes, whose last varies fastest.

    Examples
    --------
    >>> row_by_states(1, ["rain"], [["no", "yes"]])
    'row (yes)'
    >>> row_by_states(0, [], [])
    'table'
    """
    if not causes:
        return "table"
    at = np.unravel_index(row, [len(own) for own in states])
    names = ", ".join(own[int(i)] for own, i in zip(states, at, strict=True))
    return f"row ({names})"


def divide_rows(
    values: NDArray[np.float64], line_of: Callable[[int], int], problems: Problems
) -> None:
    """Divide rows that rounding does not explain by their sum, in place, where that is above zero.

    Parameters
    ----------
    values : array of shape (rows, states)
    line_of : callable of int
        The line of a row.
    problems : Problems
        It notes the rows.
    """
    sums = values.sum(axis=1)
    for row in map(int, np.flatnonzero((abs(sums - 1) > SLIGHT) & (sums > 0))):
        if not is_rounded(values[row].tolist()):
            values[row] /= sums[row]
            problems.divided(line_of(row))


def check_rows(
    values: NDArray[np.float64],
    variable: str,
    line_of: Callable[[int], int],
    named: Callable[[int], str],
    problems: Problems,
) -> None:
    """Divide rows that rounding explains by their sum, in place; other sums than one are problems.

    Parameters
    ----------
    values : array of shape (rows, states)
    variable : str
    line_of : callable of int
        The line of a row.
    named : callable of int
        A row as an error names it, by the states of the causes.
    problems : Problems
    """
    sums = values.sum(axis=1)
    off = abs(sums - 1)
    for row in map(int, np.flatnonzero(off > SLIGHT)):
        numbers = values[row].tolist()
        if is_rounded(numbers):
            values[row] = normalised(numbers)
            problems.normalised(line_of(row))
        else:
            total = float(sums[row])
            what = f"The {named(row)} of {variable!r} sums to {total:.10g}, not to 1."
            problems.add(line_of(row), f"{what} {rounding_hint(total)}".rstrip())
    slight = (off > EXACT) & (off <= SLIGHT)
    values[slight] /= sums[slight, None]
