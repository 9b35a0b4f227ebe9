"""The numbers of a ``probability`` block, as a table with an axis for each cause."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import unknown_text
from causalnet.formats.networks.bif.syntax import Entry, ProbabilityBlock
from causalnet.formats.networks.bif.words import items, read_numbers, shown_piece
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.networks.parts.rows import SLIGHT, check_rows, within_limits
from causalnet.rounding import is_rounded

__all__ = ["table_of"]

# Two entries without a semicolon between them look like one entry with long names.
RUN_ON = re.compile(r"\)\s*[\d.][\s,\d.eE+-]*\(")

Array = NDArray[np.float64]


@dataclass(slots=True)
class _Rows:
    """The rows found for one variable: their numbers, and the line of each."""

    variable: str
    causes: Sequence[str]
    states: Mapping[str, Sequence[str]]
    problems: Problems
    values: Array
    lines: NDArray[np.int64]
    places: list[dict[str, int]] = field(default_factory=list)
    default: Entry | None = None
    table: Entry | None = None

    def named(self, row: int) -> str:
        """A row by the states of the causes."""
        at = np.unravel_index(row, [len(self.states[c]) for c in self.causes])
        return ", ".join(self.states[c][int(i)] for c, i in zip(self.causes, at, strict=True))

    def text(self, row: int) -> str:
        """The name of a row in a message."""
        return f"row ({self.named(row)})" if self.causes else "table"


def table_of(
    block: ProbabilityBlock,
    variable: str,
    causes: Sequence[str],
    states: Mapping[str, Sequence[str]],
    problems: Problems,
) -> Array | None:
    """P(variable | causes) with the axis of the variable last, or nothing if there is a problem."""
    shape = [len(states[a]) for a in (*causes, variable)]
    if not within_limits(variable, shape, block.line, problems):
        return None
    before = len(problems)
    rows = _Rows(
        variable,
        causes,
        states,
        problems,
        np.full((math.prod(shape[:-1]), shape[-1]), np.nan),
        np.zeros(math.prod(shape[:-1]), np.int64),
        [{s: i for i, s in enumerate(states[c])} for c in causes],
    )
    for entry in block.entries():
        _enter(rows, entry)
    if rows.table is not None:
        _fill_table(rows, rows.table)
    elif rows.default is not None:
        _fill_default(rows, rows.default)
    if len(problems) == before:
        _check(rows, block.line)
    return rows.values.reshape(shape) if len(problems) == before else None


def _enter(rows: _Rows, entry: Entry) -> None:
    if entry.kind == "row":
        _enter_row(rows, entry)
        return
    earlier = rows.table if entry.kind == "table" else rows.default
    if earlier is not None:
        what = f"{entry.kind!r} of {rows.variable!r} is given again; it was first given in line"
        rows.problems.add(entry.line, f"The {what} {earlier.line}.")
    elif entry.kind == "table":
        rows.table = entry
    else:
        rows.default = entry


def _enter_row(rows: _Rows, entry: Entry) -> None:
    row = _place(rows, entry)
    numbers = _numbers(rows, entry, rows.values.shape[1])
    if row is None or numbers is None:
        return
    if rows.lines[row]:
        what = (
            f"The {rows.text(row)} of {rows.variable!r} is given again; it was first given in line"
        )
        rows.problems.add(entry.line, f"{what} {rows.lines[row]}.")
        return
    rows.values[row], rows.lines[row] = numbers, entry.line


def _place(rows: _Rows, entry: Entry) -> int | None:
    """The row to which an entry belongs."""
    if RUN_ON.search(entry.when):
        what = f"A ';' is missing after an entry of {rows.variable!r}."
        rows.problems.add(entry.line, what)
        return None
    try:
        names = items(entry.when, len(rows.causes))
    except ValueError as error:
        expected = ", ".join(rows.causes) or "none, since it has no causes"
        what = (
            f"The row ({shown_piece(entry.when)}) of {rows.variable!r} names states of {expected}:"
        )
        rows.problems.add(entry.line, f"{what} {error}")
        return None
    row = 0
    for cause, place, name in zip(rows.causes, rows.places, names, strict=True):
        if name not in place:
            what = unknown_text("state", name, rows.states[cause], of=cause)
            rows.problems.add(entry.line, f"A row of {rows.variable!r}: {what}")
            return None
        row = row * len(place) + place[name]
    return row


def _numbers(rows: _Rows, entry: Entry, count: int) -> list[float] | None:
    called = f"({shown_piece(entry.when)})" if entry.kind == "row" else f"{entry.kind!r}"
    where = f"The entry {called} of {rows.variable!r}"
    try:
        numbers = read_numbers(entry.numbers)
    except ValueError as error:
        rows.problems.add(entry.line, f"{where}: {error}")
        return None
    if len(numbers) != count:
        have = f"has {len(numbers)} number{'' if len(numbers) == 1 else 's'}"
        rows.problems.add(entry.line, f"{where} {have}, not {count}.")
        return None
    odd = next((x for x in numbers if not 0 <= x <= 1), None)
    if odd is not None:
        rows.problems.add(entry.line, f"{where}: {odd:g} is not a probability.")
        return None
    return numbers


def _fill_table(rows: _Rows, entry: Entry) -> None:
    """All numbers in one list: the variable's own states vary slowest, its last cause's fastest."""
    if rows.default is not None or rows.lines.any():
        what = f"{rows.variable!r} has a 'table' and other entries besides."
        rows.problems.add(entry.line, f"{what} Either it lists every number or they do.")
        return
    numbers = _numbers(rows, entry, rows.values.size)
    if numbers is None:
        return
    standard = np.reshape(numbers, rows.values.shape[::-1]).T
    swapped = np.reshape(numbers, rows.values.shape)
    # In some files the variable's own states vary fastest. This order is used only if it alone makes rows
    # that sum to one.
    rows.values[:] = swapped if _fits(swapped) and not _fits(standard) else standard
    rows.lines[:] = entry.line


def _fits(values: Array) -> bool:
    off = np.flatnonzero(abs(values.sum(axis=1) - 1) > SLIGHT)
    return all(is_rounded(values[row].tolist()) for row in off)


def _fill_default(rows: _Rows, entry: Entry) -> None:
    numbers = _numbers(rows, entry, rows.values.shape[1])
    if numbers is not None:
        empty = rows.lines == 0
        rows.values[empty], rows.lines[empty] = numbers, entry.line


def _check(rows: _Rows, line: int) -> None:
    """Check that every row exists and sums to one up to rounding."""
    missing = np.flatnonzero(rows.lines == 0)
    if missing.size:
        names = ", ".join(f"({rows.named(int(row))})" for row in missing[:3])
        more = f" and {missing.size - 3} more" if missing.size > 3 else ""
        what = f"The numbers of {rows.variable!r} are missing"
        rows.problems.add(line, f"{what} for {names}{more}." if rows.causes else f"{what}.")
        return
    check_rows(
        rows.values, rows.variable, lambda row: int(rows.lines[row]), rows.text, rows.problems
    )
