"""Influences and variables from a spreadsheet: a CSV file or a DataFrame."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from causalnet.boundary.checks import public
from causalnet.errors import Mistake, raise_any
from causalnet.formats.cells import cell_values
from causalnet.formats.delimited import csv_sheet, frame_sheet
from causalnet.formats.model_file.forms import At, Form
from causalnet.formats.model_file.part_reader import PartReader
from causalnet.formats.model_file.part_schemas import BASELINE, INFLUENCE, VARIABLE
from causalnet.formats.toml_text.lines import Lines
from causalnet.model.influence import Influence
from causalnet.model.variable import Variable
from causalnet.rounding import warn_normalised

__all__ = ["Frame", "read_influences", "read_variables"]

# Columns of which a cell is read otherwise than the same key of a file.
CELLS = {"sign": "sign", "states": "states", "meanings": "meanings"}
TODAY = {"baseline_note" if k.name == "note" else k.name: k for k in BASELINE.schema.keys}
"""The columns of a baseline, beside those of its variable."""
LACKS_P = "holds nothing in the column 'p', though it holds a baseline's weight, basis or note."
TODAY_PLACES = {f": baseline.{key.name}": f": {column}" for column, key in TODAY.items()}
# Requirements on a value, as worded for a file and for a cell.
WORDINGS = {
    "must be an array of numbers": "must be numbers with bars between them (0.7|0.3)",
    "must be an array of strings": "must be texts with bars between them (low|high)",
    "must be true or false": "must be yes or no",
    "must be a number, [low, high], [low, mode, high] or { low = …, mode = …, high = … }, or a word from [strengths];": "must be a number, low/high, low/mode/high or a word from the model's strengths,",
}
WRITTEN_ARRAY = re.compile(r"\[([^\[\]]*)\]")


class Frame(Protocol):
    """The part of a DataFrame's interface that is used: its rows as dictionaries."""

    def to_dict(self, orient: str, /) -> object:
        """The rows, as pandas gives them for ``"records"``."""


@public
def read_influences(path_or_frame: str | Path | Frame) -> tuple[Influence, ...]:
    """Read influences from a spreadsheet, one in each row.

    Columns are named like the fields of `Influence`. Every row needs its ``cause``, ``effect`` and ``sign``
    (``+``, ``-`` or ``?``). ``strength``, ``lag``, ``standing``, ``claims``, ``tier``, ``reference`` and ``note``
    may be left out, and an empty cell means the default. The default of ``standing`` is ``stated`` in a row with
    claims, and ``added`` in one without. Several claims are separated by ``|``. A strength is a word from the
    model's table of strengths, a number, ``0.2/1.6`` (low, high) or ``0.2/0.8/1.6`` (low, mode, high).

    Parameters
    ----------
    path_or_frame : str, Path or DataFrame
        A CSV file, or a frame. The file is UTF-8 (or UTF-16 with a byte-order mark) with a header row, whose
        capitals do not matter. Its cells are separated by commas, tabs or semicolons, or by the mark in a first
        line ``sep=…``. Without commas as separators, its numbers may have a decimal comma.

    Returns
    -------
    tuple of Influence
        In the order of the rows.

    Raises
    ------
    FileError
        If the file cannot be read.
    ModelError
        With all mistakes at once, each with its row as a spreadsheet counts it (the header is
        row 1) and its column.

    Warns
    -----
    ColumnWarning
        Where other columns hold anything: they are not read.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"cause": "rain", "effect": "wet_grass", "sign": "+", "strength": "1/2/3"}
    >>> read_influences(pd.DataFrame([row]))[0].strength.mode
    2.0
    """
    return _read(path_or_frame, INFLUENCE)


@public
def read_variables(path_or_frame: str | Path | Frame) -> tuple[Variable, ...]:
    """Read variables from a spreadsheet, one in each row.

    Columns are named like the fields of `Variable`: ``name`` and ``states`` are needed; ``label``, ``means``,
    ``meanings``, ``role``, ``better``, ``latent`` (yes or no), ``sizes``, ``mechanism`` and ``alternate`` (a kind,
    e.g. ``noisy-max``) and ``note`` may be left out, and so may the baseline's ``p``, ``weight``, ``basis`` and
    ``baseline_note``. States, meanings, roles, sizes and probabilities are separated by ``|``: ``low|high`` and
    ``0.7|0.3``. An empty cell means the default.

    Parameters
    ----------
    path_or_frame : str, Path or DataFrame
        As for `read_influences`.

    Returns
    -------
    tuple of Variable
        In the order of the rows.

    Raises
    ------
    FileError
        If the file cannot be read.
    ModelError
        With all mistakes at once, each with its row and column.

    Warns
    -----
    ColumnWarning
        Where other columns hold anything: they are not read.
    RoundingWarning
        If rounded probabilities were divided by their sum.

    Examples
    --------
    >>> import pandas as pd
    >>> sheet = pd.DataFrame({"name": ["rain"], "states": ["no|yes"], "p": ["0.8|0.2"]})
    >>> read_variables(sheet)[0].baseline.p
    (0.8, 0.2)
    """
    return _read(path_or_frame, VARIABLE)


def _read(
    path_or_frame: str | Path | Frame,
    form: Form,
) -> tuple[Any, ...]:
    columns = columns_of(form)
    if isinstance(path_or_frame, str | Path):
        sheet = csv_sheet(Path(path_or_frame), tuple(columns))
    else:
        sheet = frame_sheet(path_or_frame)
    reading = PartReader(Lines())
    found, parts, rows = reading.found, list[Any](), dict[object, int]()
    required = [key.name for key in form.schema.keys if key.required]
    for number, held in cell_values(sheet, columns, required, found):
        read, sound = reading.read(form, _with_baseline(held), At(f"row {number}"))
        if not sound:
            continue
        key = getattr(read, "key", read.name)
        if rows.setdefault(key, number) != number:
            found.add(f"row {number}", f"repeats row {rows[key]}: {read.name}.")
        else:
            parts.append(read)
    raise_any(map(_as_cells, found.all), sheet.name)
    warn_normalised([row.replace("baseline.p", "p") for row in found.rounded], sheet.name)
    return tuple(parts)


def _as_cells(mistake: Mistake) -> Mistake:
    """A mistake worded for a spreadsheet: columns for keys, cells for arrays and tables."""
    place, what, hint = mistake.place, mistake.what, mistake.hint
    if place.endswith(": baseline") and what.startswith("lacks the key 'p'"):
        place, what = place.removesuffix(": baseline"), LACKS_P
    for key, column in TODAY_PLACES.items():
        place = place.replace(key, column)
    for file, cell in WORDINGS.items():
        what = what.replace(file, cell)
    for quotes in (", without quotes.", ", with quotes."):
        hint = hint.replace(quotes, ".")
    mark = "/" if place.endswith(": strength") else "|"
    return Mistake(place, what, WRITTEN_ARRAY.sub(lambda found: _as_cell(found[1], mark), hint))


def _as_cell(items: str, mark: str) -> str:
    """The items of an array in one cell."""
    return mark.join(item.strip().strip("\"'") for item in items.split(","))


def _with_baseline(held: Mapping[str, object]) -> dict[str, object]:
    """The row with the columns of the baseline gathered in one table."""
    today = {key.name: held[column] for column, key in TODAY.items() if column in held}
    rest = {key: value for key, value in held.items() if key not in TODAY}
    return rest | ({"baseline": today} if today else {})


def columns_of(form: Form) -> dict[str, str]:
    """The form of the cells in each column of a table, with the columns of its baseline.

    Examples
    --------
    >>> columns_of(BASELINE)
    {'p': 'numbers', 'weight': 'number', 'basis': 'text', 'note': 'text'}
    """
    columns: dict[str, str] = {}
    for key in form.schema.keys:
        if key.name == "baseline":
            columns |= {column: k.form.cell for column, k in TODAY.items()}
        else:
            columns[key.name] = CELLS.get(key.name, key.form.cell)
    return columns
