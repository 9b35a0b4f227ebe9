"""From a workbook to the model that it holds: every mistake with the sheet and the cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from causalnet.errors import (
    ColumnWarning,
    FileError,
    Mistake,
    Mistakes,
    ModelError,
    few_names,
    raise_any,
)
from causalnet.formats.grids.book import Book, SheetRows, cell_text
from causalnet.formats.grids.cell_grid import CellGrid, column_letters, is_empty, plain_name
from causalnet.formats.grids.xlsx import XlsxBook
from causalnet.formats.model_file.decode import decode
from causalnet.formats.sheets.cells import cell_values
from causalnet.formats.sheets.columns import SheetColumn, as_cells
from causalnet.formats.sheets.model_sheets import MODEL, SHEETS
from causalnet.formats.sheets.sheet_forms import RowError, SheetForm
from causalnet.formats.sheets.translation_sheet import given_in
from causalnet.formats.toml_text.lines import Lines, Path
from causalnet.model.causal_model import CausalModel
from causalnet.nearest import nearest
from causalnet.rounding import warn_caller

__all__ = ["MOST_WORKBOOK_BYTES", "holds_model", "read_workbook", "sheet_grid"]

MOST_WORKBOOK_BYTES = 20_000_000
"""The greatest size in bytes of a workbook that is read."""
OTHER_SHEETS = ("columns", "lists")
"""The sheets of a workbook that are for readers and editors."""
# The rows among which the header is looked for: titles may stand above it.
HEADER_ROWS = 20
# A text that is too long for one cell goes on in further columns.
FURTHER = re.compile(r"(.+) \((\d{1,3})\)")


class CellPlaces(Lines):
    """The cell of each key and item of a model's data, in place of its line.

    A line number of a mistake is then the number of a cell among those that were noted.
    """

    def __init__(self) -> None:
        super().__init__()
        self._known = {}
        self._cells: list[str] = []

    def note(self, path: Path, cell: str) -> None:
        """Note the cell in which a part of the data stands."""
        self._cells.append(cell)
        if self._known is not None:
            self._known[path] = len(self._cells)
            # What several rows say of one name is found at the first of them.
            self._known.setdefault(path[:-1], len(self._cells))

    def words(self, path: Path) -> str:
        """The cell of a path in brackets."""
        number = self.of(path)
        return f" ({self._cells[number - 1]})" if number else ""

    def told(self, mistake: Mistake) -> Mistake:
        """A mistake with its cell, worded for a spreadsheet."""
        if mistake.line is None:
            return as_cells(mistake)
        cell = self._cells[mistake.line - 1]
        place = f"{cell}: {mistake.place}" if mistake.place else cell
        return replace(
            as_cells(replace(mistake, line=None)),
            place=as_cells(replace(mistake, place=place)).place,
        )


def holds_model(book: Book) -> bool:
    """Whether a workbook holds a model: a sheet of variables with their states, or one with the model's name."""
    names = {plain_name(name): name for name in book.names}
    if "variables" not in names:
        return False
    if MODEL in names:
        return True
    rows = book.sheet(names["variables"]).rows[:HEADER_ROWS]
    return any({"name", "states"} <= {plain_name(cell_text(c)) for c in cells} for _, cells in rows)


def read_workbook(held: bytes, file: str) -> CausalModel:
    """The model in a workbook. No formula in it is evaluated.

    Raises
    ------
    FileError
        If it is not a workbook, has no sheet of variables, or is too large.
    ModelError
        With all mistakes in its cells; or else with all mistakes in the model, each with its sheet and cell.
    """
    book = XlsxBook(held, file, typed=True)
    data: dict[str, Any] = {}
    places, found = CellPlaces(), Mistakes()
    titles = _titles(book, file, found)
    if "variables" not in titles and not found.all:
        names = few_names([*map(repr, book.names)])
        raise FileError(
            f"{file!r} holds no model: it has no sheet 'variables'; its sheets are {names}."
        )
    for name, form in SHEETS.items():
        if name in titles:
            _read_sheet(form, book.sheet(titles[name]), file, data, places, found)
    raise_any(map(as_cells, found.all), file)
    data = {"name": PurePath(file).stem, **data}
    spoken = [*given_in(data)]
    try:
        return decode(data, file, places, spoken)
    except ModelError as error:
        raise ModelError(map(places.told, error.mistakes), file) from None


def _titles(book: Book, file: str, found: Mistakes) -> dict[str, str]:
    """The sheets by the names of their forms; what other sheets hold is not read, and that is said."""
    known = {plain_name(name): name for name in SHEETS}
    titles: dict[str, str] = {}
    others = []
    for title in book.names:
        plain = plain_name(title)
        free = [name for name in SHEETS if plain_name(name) not in map(plain_name, book.names)]
        if plain in known and known[plain] not in titles:
            titles[known[plain]] = title
        elif plain in known:
            found.add(
                f"sheet {title!r}", f"is another sheet {known[plain]!r}.", "Keep one of them."
            )
        elif hint := nearest(title, free):
            found.add(f"sheet {title!r}", "is unknown.", hint)
        elif plain not in OTHER_SHEETS and book.sheet(title).rows:
            others.append(title)
    if others:
        many = "sheets were" if len(others) > 1 else "sheet was"
        warn_caller(
            f"{file}: the {many} not read: {few_names([*map(repr, others)])}.", ColumnWarning
        )
    return titles


def _read_sheet(
    form: SheetForm,
    sheet: SheetRows,
    file: str,
    data: dict[str, Any],
    places: CellPlaces,
    found: Mistakes,
) -> None:
    """Add the rows of a sheet to the data of a model."""
    columns = {column.name: column for column in form.columns}
    grid = sheet_grid(sheet, file, form.columns)
    if grid is None:
        return
    header = [plain_name(text) for text in grid.header]
    kinds = {name: column.kind for name, column in columns.items()}
    needed = [name for name, column in columns.items() if column.needed]
    for number, row in cell_values(grid, kinds, needed, found):
        cells = {
            name: f"sheet {sheet.name!r}, cell {column_letters(header.index(name))}{number}"
            for name in row
            if name in header
        }
        try:
            path = form.add(data, row)
        except RowError as error:
            found.add(f"{cells[error.column]}: {error.column}", error.what, error.hint)
            continue
        places.note(path, cells[needed[0]])
        for name, cell in cells.items():
            places.note((*path, *columns[name].path), cell)


def sheet_grid(sheet: SheetRows, file: str, columns: Sequence[SheetColumn]) -> CellGrid | None:
    """A sheet as a header and the rows below it; None if it is empty."""
    if not sheet.rows:
        return None
    needed = {column.name for column in columns if column.needed}
    start = next(
        (
            i
            for i, (_, cells) in enumerate(sheet.rows[:HEADER_ROWS])
            if needed <= {plain_name(cell_text(cell)) for cell in cells}
        ),
        0,
    )
    first, cells = sheet.rows[start]
    header = [cell_text(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    further = _further(header)
    rows = [(number, _joined(row, further)) for number, row in sheet.rows[start + 1 :]]
    kept = [i for i in range(len(header)) if i not in further]
    if further:
        rows = [(number, tuple(row[i] for i in kept if i < len(row))) for number, row in rows]
    return CellGrid(
        file,
        tuple(header[i] for i in kept),
        tuple(rows),
        first=first,
        sheet=sheet.name,
        exact=True,
    )


def _further(header: Sequence[str]) -> dict[int, int]:
    """The columns in which long texts go on, each with the column in which they begin."""
    found = {}
    for i, text in enumerate(header):
        match = FURTHER.fullmatch(text)
        if match and match[1] in header[:i]:
            found[i] = header.index(match[1])
    return found


def _joined(row: Sequence[object], further: Mapping[int, int]) -> tuple[object, ...]:
    """A row whose long texts are put together."""
    held = [*row]
    for i, begin in further.items():
        if i < len(row) and row[i] not in (None, ""):
            held[begin] = (
                f"{'' if is_empty(held[begin]) and not isinstance(held[begin], str) else held[begin]}{row[i]}"
            )
    return tuple(held)
