"""Cases from the rows of a frame, with the state of each variable as a code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import (
    QuestionError,
    UnknownNameError,
    few_names,
    shown,
    unknown,
    unknown_text,
)
from causalnet.nearest import nearest
from causalnet.notation import counted, enumerated

if TYPE_CHECKING:
    import pandas as pd

    CaseFrame = pd.DataFrame | Mapping[str, Sequence[object]]
else:
    # pandas need not be loaded; `read_cases` says what is expected.
    CaseFrame = object

__all__ = ["MISSING", "CaseFrame", "Cases", "Codes", "observed_states", "read_cases"]

Codes = NDArray[np.int64]
MISSING = -1
"""The code of an empty cell."""


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Cases whose variables are in named states.

    Attributes
    ----------
    states : mapping from variable to tuple of str
        The states of the variables that have a column.
    codes : ndarray, shape (rows, variables)
        The position of each state among those of its variable; -1 for an empty cell. Read-only.
    absent : tuple of str
        The variables that have no column.
    unread : tuple of str
        The columns that are not variables.
    """

    states: Mapping[str, tuple[str, ...]]
    codes: Codes
    absent: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.codes)

    def column(self, name: str) -> Codes:
        """The codes of one variable."""
        return self.codes[:, [*self.states].index(name)]

    def complete(self, names: Sequence[str]) -> NDArray[np.bool_]:
        """Whether a row has a state for each of these variables, shape (rows,)."""
        place = {name: i for i, name in enumerate(self.states)}
        return cast(
            "NDArray[np.bool_]",
            (self.codes[:, [place[name] for name in names]] != MISSING).all(axis=1),
        )

    @property
    def empty_cells(self) -> int:
        """The number of empty cells."""
        return int((self.codes == MISSING).sum())

    def distinct(self) -> tuple[Codes, Codes]:
        """Each row that differs from the others once, and how often it occurs."""
        rows, counts = np.unique(self.codes, axis=0, return_counts=True)
        return rows, counts

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks on columns that were not read and on empty cells, as sentences."""
        found = []
        if self.unread:
            number = len(self.unread)
            what = (
                "1 column is not a variable and was"
                if number == 1
                else f"{number:,} columns are not variables and were"
            )
            near = [(c, nearest(c, self.absent)) for c in self.unread]
            listing = [f"{c} ({hint[0].lower()}{hint[1:-1]}?)" if hint else c for c, hint in near]
            found.append(f"{what} not read: {few_names(listing)}.")
        if self.empty_cells:
            is_are = "is" if self.empty_cells == 1 else "are"
            found.append(
                f"{counted(self.empty_cells, 'cell')} of {self.codes.size:,} {is_are} empty."
            )
        return tuple(found)


def read_cases(
    frame: CaseFrame,
    states: Mapping[str, Sequence[str]],
    *,
    missing: bool = False,
    partial: bool = False,
    no_rows: bool = False,
) -> Cases:
    """Read the rows of a frame as cases of some variables.

    Parameters
    ----------
    frame : pandas.DataFrame, or mapping from name to sequence
        A column for each variable, with its states as they are called. Columns of other names are not read.
    states : mapping from variable to sequence of str
        The states of the variables.
    missing : bool, default False
        Whether cells may be empty: None, NaN or an empty text.
    partial : bool, default False
        Whether variables may lack a column. One at least must have one.
    no_rows : bool, default False
        Whether the frame may have no rows.

    Returns
    -------
    Cases

    Raises
    ------
    QuestionError
        If there is no row, a column occurs twice, columns differ in length, or a cell is empty and may not be.
    UnknownNameError
        If a column is missing, or a cell does not hold a state of its variable.

    Examples
    --------
    >>> rows = read_cases({"wet": ["no", "yes", None]}, {"wet": ("no", "yes")}, missing=True)
    >>> rows.column("wet").tolist(), rows.notes
    ([0, 1, -1], ('1 cell of 3 is empty.',))
    """
    columns = _columns(frame)
    for name in states:
        if name not in columns and not partial:
            raise unknown("column", name, columns)
    present = [name for name in states if name in columns]
    if not present:
        raise QuestionError(_no_column(columns, states))
    codes = [_codes(name, columns[name], states[name], missing) for name in present]
    sizes = {len(own): name for own, name in zip(codes, present, strict=True)}
    if len(sizes) > 1:
        lengths = enumerated([f"{name!r} {length:,}" for length, name in sizes.items()])
        raise QuestionError(f"The columns of the frame differ in length: {lengths}.")
    if not (len(codes[0]) or no_rows):
        raise QuestionError("The frame has no rows.")
    table = np.column_stack(codes)
    table.flags.writeable = False
    return Cases(
        {name: tuple(states[name]) for name in present},
        table,
        tuple(name for name in states if name not in columns),
        tuple(name for name in columns if name not in states),
    )


def observed_states(frame: CaseFrame, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The states that occur in some columns, as they sort."""
    columns, found = _columns(frame), {}
    for name in names:
        if name not in columns:
            raise unknown("column", name, columns)
        values = _distinct(name, columns[name])[1]
        found[name] = tuple(sorted({_text(v) for v in values if not _is_empty(v)}))
    return found


def _columns(frame: Any) -> dict[str, Any]:
    """The columns by their names as text."""
    if isinstance(frame, Mapping):
        return {str(name): column for name, column in frame.items()}
    if not (hasattr(frame, "columns") and hasattr(frame, "iloc")):
        raise QuestionError(
            "Expected a pandas DataFrame, or a mapping such as {'x': ['low', 'high']}, got "
            f"{shown(frame)}."
        )
    found: dict[str, Any] = {}
    for i, name in enumerate(frame.columns):
        if str(name) in found:
            raise QuestionError(f"The frame has two columns {str(name)!r}. Leave one out.")
        found[str(name)] = frame.iloc[:, i]
    return found


def _no_column(columns: Mapping[str, object], states: Mapping[str, object]) -> str:
    hints = [f"For {c!r}: {near}" for c in columns if (near := nearest(c, states))]
    have = f"its columns are {few_names([*columns])}" if columns else "it has no columns"
    text = f"No column of the frame is a variable; {have}, and the variables are {few_names([*states])}."
    return f"{text} {hints[0]}" if hints else text


def _codes(name: str, column: Any, states: Sequence[str], missing: bool) -> Codes:
    """The position of the state in every row of one column; `MISSING` for an empty cell."""
    places, values = _distinct(name, column)
    known = {state: i for i, state in enumerate(states)}
    found = np.asarray([*(_code(value, known) for value in values), MISSING], np.int64)[places]
    wrong = found < MISSING
    if wrong.any():
        rows = np.flatnonzero(wrong)
        value = _text(values[places[rows[0]]])
        where = f"It is in row {rows[0] + 1:,} of the frame"
        where += f", the first of {len(rows):,} such rows." if len(rows) > 1 else "."
        raise UnknownNameError(f"{unknown_text('state', value, states, of=name)} {where}")
    empty = found == MISSING
    if empty.any() and not missing:
        row, number = int(np.flatnonzero(empty)[0]) + 1, counted(int(empty.sum()), "empty cell")
        raise QuestionError(
            f"Column {name!r} has {number}, the first in row {row:,}. Leave those rows out."
        )
    return found


def _distinct(name: str, column: Any) -> tuple[Codes, list[object]]:
    """The different values of a column, and which of them each row holds (the last place for an empty cell)."""
    if hasattr(column, "factorize"):
        places, values = column.factorize()
        return np.asarray(places, np.int64), list(values)
    if isinstance(column, str | bytes | Mapping) or not hasattr(column, "__iter__"):
        raise QuestionError(
            f"Column {name!r} must be a sequence of states, one for each row, not {shown(column)}."
        )
    index: dict[object, int] = {}
    try:
        places = np.asarray([index.setdefault(cell, len(index)) for cell in column], np.int64)
    except TypeError:
        raise QuestionError(
            f"A cell of column {name!r} holds several values. Each cell takes one state."
        ) from None
    return places, [*index]


def _code(value: object, known: Mapping[str, int]) -> int:
    text = _text(value)
    if text in known:
        return known[text]
    return MISSING if _is_empty(value) else MISSING - 1


def _text(value: object) -> str:
    # A column of whole numbers becomes one of fractions as soon as a cell is empty.
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value)


def _is_empty(value: object) -> bool:
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    try:
        return bool(value != value)  # NaN
    except TypeError:  # pandas.NA
        return True
