"""A table in a sheet: its header, and texts by the names of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from causalnet.errors import Mistake, ModelError
from causalnet.formats.grids.book import SheetRows, cell_text
from causalnet.formats.grids.cell_grid import unreadable
from causalnet.formats.map_building.link_columns import bare_header
from causalnet.language.translate import lazy

__all__ = ["SheetTable", "cell_mistakes"]

# A column sorts rows into classes if it has only so many values, each so short.
MOST_CLASSES = 20
LONGEST_CLASS = 60


@dataclass(frozen=True)
class SheetTable:
    """The rows of a sheet below its header.

    Attributes
    ----------
    sheet : SheetRows
        The sheet.
    start : int
        The position of the header among the rows of the sheet.
    """

    sheet: SheetRows
    start: int = 0

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The texts of the header, at least one for each cell of the widest row."""
        cells = self.sheet.rows[self.start][1] if self.sheet.rows else ()
        width = max((len(row) for _, row in self.rows), default=0)
        texts = [cell_text(cell) for cell in cells]
        return tuple(texts + [""] * (width - len(texts)))

    @cached_property
    def rows(self) -> tuple[tuple[int, tuple[object, ...]], ...]:
        """The rows below the header, each with its number."""
        return self.sheet.rows[self.start + 1 :]

    def column(self, *names: str) -> int | None:
        """The position of the first of some headers that is there."""
        bare = [bare_header(text) for text in self.header]
        return next((bare.index(name) for name in names if name in bare), None)

    def text(self, row: Sequence[object], column: int | None) -> str:
        """The text of a cell; empty where there is none."""
        return "" if column is None or column >= len(row) else cell_text(row[column])

    def texts(self, column: int) -> list[str]:
        """The texts of a column that are not empty."""
        return [text for _, row in self.rows if (text := self.text(row, column))]

    def sorts_rows(self, column: int) -> bool:
        """Whether a column sorts the rows into a few classes."""
        texts = {*self.texts(column)}
        return len(texts) <= MOST_CLASSES and all(len(text) <= LONGEST_CLASS for text in texts)

    def named(self, column: int) -> str:
        """The words for a column."""
        text = self.header[column]
        name = lazy("column {name!r}", name=text)
        if not text:
            name = lazy("column number {number}, which has no header", number=column + 1)
        if not self.sheet.name:
            return name
        return lazy("{column} of sheet {sheet!r}", column=name, sheet=self.sheet.name)

    def mistakes(self, columns: Sequence[int]) -> Iterator[Mistake]:
        """The cells of some columns that cannot be read, by their places."""
        for number, row in self.rows:
            for column in columns:
                if column < len(row):
                    yield from cell_mistakes(self.sheet.place(number, column), row[column])

    def check(self, columns: Sequence[int], file: str) -> None:
        """Refuse the table if a cell in one of some columns cannot be read.

        Raises
        ------
        ModelError
        """
        found = [*self.mistakes(columns)]
        if found:
            raise ModelError(found, repr(file))


def cell_mistakes(place: str, cell: object) -> Iterator[Mistake]:
    """The mistake of a cell that holds a formula without a value, or one that failed."""
    wrong = unreadable(cell)
    if wrong:
        yield Mistake(place, *wrong)
