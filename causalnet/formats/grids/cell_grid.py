"""A header and numbered rows of cells, wherever they come from."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = [
    "FAILED",
    "INVISIBLE",
    "CellGrid",
    "Uncalculated",
    "column_letters",
    "is_empty",
    "plain_name",
    "unreadable",
]

# White space and invisible marks around the names in a header.
INVISIBLE = "\ufeff\u200b\u200e\u200f \t\r\n\xa0\u3000"
# What a spreadsheet program shows in place of the value of a formula that failed.
FAILED = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NULL!|NUM!|SPILL!)")


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula whose value the file does not hold. Formulas are never evaluated."""

    formula: str


@dataclass(frozen=True, slots=True)
class CellGrid:
    """A header and the rows below it that are not empty, each with its number in the sheet.

    Attributes
    ----------
    name : str
        The name of the file, for errors.
    header : tuple of str
        The names of the columns.
    rows : tuple of (number, cells)
        The rows.
    decimal : {".", ","}
        The decimal mark of numbers that are texts.
    first : int
        The number of the header's row.
    sheet : str
        The name of the sheet in a workbook; empty for a CSV file or a frame.
    exact : bool
        Whether the white space around a text belongs to it.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    decimal: str = "."
    first: int = 1
    sheet: str = ""
    exact: bool = False

    def place(self, row: int, column: int | None = None) -> str:
        """The words for a row, or for a cell of it.

        Examples
        --------
        >>> grid = CellGrid("model.xlsx", ("cause", "Sign"), (), sheet="influences")
        >>> grid.place(7), grid.place(7, 1)
        ("sheet 'influences', row 7", "sheet 'influences', cell B7: sign")
        """
        if column is None:
            return f"sheet {self.sheet!r}, row {row}" if self.sheet else f"row {row}"
        name = plain_name(self.header[column])
        if not self.sheet:
            return f"row {row}: {name}"
        return f"sheet {self.sheet!r}, cell {column_letters(column)}{row}: {name}"


def plain_name(column: str) -> str:
    """The name of a column in lower case, with underscores for spaces.

    Examples
    --------
    >>> plain_name(" Baseline note ")
    'baseline_note'
    """
    return re.sub(r"[\s-]+", "_", column.strip(INVISIBLE).casefold())


def is_empty(value: object) -> bool:
    """Whether a cell is empty: None, an empty text, or a missing value of pandas."""
    if isinstance(value, str):
        return not value.strip(INVISIBLE)
    missing = value is None or type(value).__name__ in ("NAType", "NaTType")
    return missing or (isinstance(value, float) and value != value)


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(26), column_letters(701)
    ('A', 'AA', 'ZZ')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def unreadable(cell: object) -> tuple[str, str] | None:
    """What is wrong with a cell that holds a formula without a value or one that failed, and what to do."""
    if isinstance(cell, Uncalculated):
        what = f"holds the formula {cell.formula[:40]!r} without its value."
        return what, "Open the file in a spreadsheet program, save it, and load it again."
    if isinstance(cell, str) and FAILED.fullmatch(cell.strip()):
        what = f"holds {cell.strip()}: a formula failed in the spreadsheet."
        return what, "Put an apostrophe before a text that begins with +, - or =."
    return None
