"""Sheets of cells, from a workbook or from a single CSV file."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from causalnet.formats.grids.cell_grid import Uncalculated, column_letters, is_empty
from causalnet.formats.grids.csv_grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    delimited_rows,
    too_many_columns,
    too_many_rows,
)

__all__ = ["Book", "CsvBook", "SheetRows", "cell_text"]


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet that are not empty, each with its number, its header among them.

    Attributes
    ----------
    name : str
        The name of the sheet; empty for a CSV file, which has only one.
    rows : tuple of (number, cells)
        The rows, numbered as a spreadsheet program does.
    decimal : {".", ","}
        The decimal mark of numbers that are texts.
    hidden : bool
        Whether the workbook hides the sheet.
    """

    name: str
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    decimal: str = "."
    hidden: bool = False

    def place(self, row: int, column: int | None = None) -> str:
        """The words for a row, or for a cell of it.

        Examples
        --------
        >>> SheetRows("links", ()).place(7, 1), SheetRows("", ()).place(7)
        ("sheet 'links', cell B7", 'row 7')
        """
        if not self.name:
            return f"row {row}" + ("" if column is None else f", column {column + 1}")
        cell = f"row {row}" if column is None else f"cell {column_letters(column)}{row}"
        return f"sheet {self.name!r}, {cell}"


class Book(Protocol):
    """Named sheets, each read when it is asked for."""

    @property
    def names(self) -> Sequence[str]:
        """The names of the sheets, in order."""

    def sheet(self, name: str) -> SheetRows:
        """The rows of a sheet."""


class CsvBook:
    """A CSV file as a book of one sheet without a name.

    Parameters
    ----------
    text : str
        The text of the file.
    file : str
        Its name, for errors.
    columns : sequence of str
        The names of columns by which the delimiter is recognised.
    """

    def __init__(self, text: str, file: str, columns: Sequence[str]) -> None:
        mark, rows = delimited_rows(text, columns, file)
        held = []
        for row in rows:
            held.append(row)
            if len(row[1]) > MOST_COLUMNS:
                raise too_many_columns(file, f"row {row[0]}")
            if len(held) > MOST_ROWS:
                raise too_many_rows(file, "map")
        self.names = ("",)
        self._rows = SheetRows("", tuple(held), "." if mark == "," else ",")

    def sheet(self, name: str) -> SheetRows:
        """The rows of the file."""
        return self._rows


def cell_text(cell: object) -> str:
    r"""A cell as text: whole numbers without a point, dates without midnight.

    Examples
    --------
    >>> cell_text(3.0), cell_text(" a\nb "), cell_text(None), cell_text(True)
    ('3', 'a b', '', 'TRUE')
    """
    if is_empty(cell) or isinstance(cell, Uncalculated):
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return " ".join(str(cell).split())
