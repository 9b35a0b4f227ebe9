"""Influences and variables from a spreadsheet: a CSV file or a DataFrame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from causalnet.boundary.checks import public
from causalnet.errors import FileError, raise_any
from causalnet.formats.delimited import csv_sheet, frame_sheet
from causalnet.formats.grids.cell_grid import CellGrid, plain_name
from causalnet.formats.grids.xlsx import XlsxBook
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.map_formats import BOOKS
from causalnet.formats.model_file.forms import At, Form
from causalnet.formats.model_file.part_reader import PartReader
from causalnet.formats.model_file.part_schemas import INFLUENCE, VARIABLE
from causalnet.formats.sheets.cells import cell_values
from causalnet.formats.sheets.columns import SheetColumn, as_cells, columns_of, row_table
from causalnet.formats.sheets.workbook_reader import MOST_WORKBOOK_BYTES, sheet_grid
from causalnet.formats.textfile import read_bytes
from causalnet.formats.toml_text.lines import Lines
from causalnet.model.influence import Influence
from causalnet.model.variable import Variable
from causalnet.rounding import warn_normalised

__all__ = ["Frame", "read_influences", "read_variables"]


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
        A CSV file, a workbook, or a frame. Of a workbook, the sheet ``influences`` is read, or else its only sheet.
        A CSV file is UTF-8 (or UTF-16 with a byte-order mark, or cp932) with a header row, whose capitals do not matter. Its cells are separated by commas, tabs or semicolons, or by the mark in a first
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
        Where other columns hold anything: it is kept in the notes, behind the name of its column.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"cause": "rain", "effect": "wet_grass", "sign": "+", "strength": "1/2/3"}
    >>> read_influences(pd.DataFrame([row]))[0].strength.mode
    2.0
    """
    return _read(path_or_frame, INFLUENCE, "influences")


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
        As for `read_influences`. Of a workbook, the sheet ``variables`` is read, or else its only sheet.

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
        Where other columns hold anything: it is kept in the notes, behind the name of its column.
    RoundingWarning
        If rounded probabilities were divided by their sum.

    Examples
    --------
    >>> import pandas as pd
    >>> sheet = pd.DataFrame({"name": ["rain"], "states": ["no|yes"], "p": ["0.8|0.2"]})
    >>> read_variables(sheet)[0].baseline.p
    (0.8, 0.2)
    """
    return _read(path_or_frame, VARIABLE, "variables")


def _read(path_or_frame: str | Path | Frame, form: Form, kind: str) -> tuple[Any, ...]:
    columns = columns_of(form.schema.keys)
    kinds = {column.name: column.kind for column in columns}
    sheet = _sheet(path_or_frame, columns, kind)
    reading = PartReader(Lines())
    found, parts, rows = reading.found, list[Any](), dict[object, int]()
    required = [column.name for column in columns if column.needed]
    for number, held in cell_values(sheet, kinds, required, found):
        read, sound = reading.read(form, row_table(held, columns), At(sheet.place(number)))
        if not sound:
            continue
        key = getattr(read, "key", read.name)
        if rows.setdefault(key, number) != number:
            found.add(sheet.place(number), f"repeats row {rows[key]}: {read.name}.")
        else:
            parts.append(read)
    raise_any(map(as_cells, found.all), sheet.name)
    warn_normalised([row.replace("baseline.p", "p") for row in found.rounded], sheet.name)
    return tuple(parts)


def _sheet(
    path_or_frame: str | Path | Frame, columns: Sequence[SheetColumn], kind: str
) -> CellGrid:
    """The rows of a CSV file, of a sheet of a workbook, or of a frame."""
    names = tuple(column.name for column in columns)
    if not isinstance(path_or_frame, str | Path):
        return frame_sheet(path_or_frame)
    path = Path(path_or_frame)
    if path.suffix.lower() not in BOOKS:
        return csv_sheet(path, names)
    file = MapFile(read_bytes(path, MOST_WORKBOOK_BYTES), path.name)
    titles = [name for name in file.book.names if plain_name(name) == kind]
    if not titles and len(file.book.names) == 1:
        titles = [*file.book.names]
    if not titles:
        sheets = ", ".join(map(repr, file.book.names))
        raise FileError(f"{path.name!r} has no sheet {kind!r}; its sheets are {sheets}.")
    book = XlsxBook(file.held, path.name, typed=True)
    grid = sheet_grid(book.sheet(titles[0]), path.name, columns)
    if grid is None:
        raise FileError(f"{path.name!r}, sheet {titles[0]!r} is empty.")
    return grid
