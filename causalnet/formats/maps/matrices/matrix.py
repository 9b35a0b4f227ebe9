"""A matrix of weights in a sheet, with names on both axes or on top: which cell joins which names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from causalnet.errors import FileError, Mistakes, few_names
from causalnet.formats.grids.book import SheetRows, cell_text
from causalnet.formats.grids.cell_grid import is_empty
from causalnet.nearest import nearest

__all__ = ["Matrix", "MatrixCell", "looks_like_matrix", "weight_matrix"]

MOST_NAMES = 1_000
MOST_SHOWN = 10
TWO_ROWS = "needs a row of names and rows of weights below it"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell that is not empty: the names of its row and column, what it holds and its place."""

    row: str
    column: str
    held: object
    place: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The names on both axes, and the cells that are not empty."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[MatrixCell, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, those on top first."""
        return tuple(dict.fromkeys((*self.columns, *self.rows)))


def looks_like_matrix(sheet: SheetRows) -> bool:
    """Whether a sheet may be a matrix: names on top, and numbers or nothing below all of them but the first."""
    if len(sheet.rows) < 2:
        return False
    top = sheet.rows[0][1]
    names = [cell_text(cell) for cell in top]
    filled = [name for name in names[1:] if name]
    rows = sheet.rows[1:]
    body = [cell for _, cells in rows for cell in cells[1:] if not is_empty(cell)]
    labels = {cell_text(cells[0]) for _, cells in rows if cells}
    named = bool(labels & {*names}) or (not names[0] and len(labels) == len(rows))
    square = len(rows) == len([name for name in names if name]) and all(map(is_weight, labels))
    numbers = sum(map(is_weight, body))
    return bool(filled and body) and (named or square) and 2 * numbers > len(body)


def weight_matrix(sheet: SheetRows, place: str) -> Matrix:
    """The matrix in a sheet: names in the first row, and in the first column unless it holds numbers.

    Parameters
    ----------
    sheet : SheetRows
    place : str
        The file, for the errors.

    Raises
    ------
    FileError
        With everything that does not fit, each with its cell.
    """
    if len(sheet.rows) < 2:
        where = f", sheet {sheet.name!r}," if sheet.name else ""
        raise FileError(f"{place}{where} holds no matrix: it {TWO_ROWS}.")
    return _Matrices(sheet, place).matrix()


class _Matrices:
    def __init__(self, sheet: SheetRows, place: str) -> None:
        self.sheet, self.place = sheet, place
        self.found = Mistakes()
        (self.first, self.top), self.body = sheet.rows[0], sheet.rows[1:]
        self.width = max(i for i, cell in enumerate(self.top, start=1) if not is_empty(cell))

    def matrix(self) -> Matrix:
        """The matrix, or every mistake in it."""
        start = 1 if self._names_rows() else 0
        columns = self._columns(start)
        rows = self._rows(columns) if start else columns[: len(self.body)]
        if not start and len(self.body) != len(columns):
            what = f"has {len(self.body)} rows of weights below {len(columns)} names."
            self.found.add("the sheet", what, "Write the name of each row in the first column.")
        cells = self._cells(rows, columns, start)
        if self.found.all:
            listed = " ".join(str(mistake) for mistake in self.found.all[:MOST_SHOWN])
            more = len(self.found.all) - MOST_SHOWN
            raise FileError(f"{self.place}: {listed}" + (f" … and {more} more" if more > 0 else ""))
        return Matrix(rows, columns, cells)

    def _names_rows(self) -> bool:
        """Whether the first column holds names: nothing heads it, or it has no number."""
        if is_empty(self.top[0]):
            return True
        filled = [cells[0] for _, cells in self.body if cells and not is_empty(cells[0])]
        return bool(filled) and not any(map(is_weight, filled))

    def _columns(self, start: int) -> tuple[str, ...]:
        names = tuple(cell_text(cell) for cell in self.top[start : self.width])
        if len(names) > MOST_NAMES:
            self.found.add("the sheet", f"has {len(names):,} columns: too many for a map.")
        if names and all(map(is_weight, names)):
            what = "holds numbers, not names."
            hint = "Write the names of the factors in the first row."
            self.found.add(self.sheet.place(self.first), what, hint)
            return names
        seen: dict[str, str] = {}
        for number, name in enumerate(names, start=start):
            at = self.sheet.place(self.first, number)
            if not name:
                self.found.add(at, "lacks the name of its column.")
            elif name in seen:
                self.found.add(at, f"repeats the name {name!r} of {seen[name]}.")
            seen.setdefault(name, at)
        return names

    def _rows(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The names of the rows, each once; in a square matrix they are those of the columns."""
        labels = tuple(cell_text(cells[0]) if cells else "" for _, cells in self.body)
        square = len(labels) == len(columns)
        seen: dict[str, str] = {}
        for label, (number, _) in zip(labels, self.body, strict=True):
            at = self.sheet.place(number, 0)
            if not label:
                self.found.add(at, "lacks the name of its row.")
            elif label in seen:
                self.found.add(at, f"repeats the name {label!r} of {seen[label]}.")
            elif square and label not in columns:
                hint = nearest(label, columns) or f"The columns are {few_names(columns)}."
                self.found.add(at, f"names {label!r}, which no column has.", hint)
            seen.setdefault(label, at)
        return labels

    def _cells(
        self, rows: Sequence[str], columns: Sequence[str], start: int
    ) -> tuple[MatrixCell, ...]:
        cells = []
        for label, (number, held) in zip(rows, self.body, strict=False):
            for index, cell in enumerate(held[start:]):
                if is_empty(cell):
                    continue
                place = self.sheet.place(number, index + start)
                if index >= len(columns):
                    self.found.add(place, "stands below no name.")
                else:
                    cells.append(MatrixCell(label, columns[index], cell, place))
        return tuple(cells)


def is_weight(cell: object) -> bool:
    """Whether a cell is a number, or a text that is one."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return True
    try:
        float(cell_text(cell).replace(",", ".").replace("−", "-"))
    except ValueError:
        return False
    return True
