"""Rows of a CSV file: its delimiter, and its rows that are not empty, numbered as a spreadsheet counts them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from causalnet.errors import FileError
from causalnet.formats.grids.cell_grid import INVISIBLE, plain_name

__all__ = [
    "MOST_COLUMNS",
    "MOST_ROWS",
    "check_lengths",
    "delimited_rows",
    "too_many_columns",
    "too_many_rows",
]

MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
# Excel holds a quarter of it.
MOST_LETTERS = 131_072
# The line that gives Excel the delimiter; Excel does not count it as a row.
SEPARATOR = re.compile(r"\ufeff?\s*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
# The first lines, among which the header is looked for.
LINES_TRIED = 20

NumberedRow = tuple[int, tuple[str, ...]]


def delimited_rows(
    text: str, columns: Sequence[str], name: str
) -> tuple[str, Iterator[NumberedRow]]:
    """The delimiter of a text, and its rows that are not empty, each with its number.

    The delimiter is the one in a first line ``sep=…``, or else the mark that finds most of `columns`.
    """
    told = SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    mark = told[1] if told else _delimiter(text, columns)
    return mark, _rows(text, mark, name)


def too_many_rows(name: str, noun: str) -> FileError:
    """The error for a file with more rows than are read."""
    return FileError(f"{name!r} has more than {MOST_ROWS:,} rows: too many for a {noun}.")


def too_many_columns(name: str, place: str) -> FileError:
    """The error for a row with more cells than are read."""
    return FileError(
        f"{name!r}, {place} has more than {MOST_COLUMNS:,} columns: too many for a map."
    )


def check_lengths(cells: Iterable[object], name: str, place: str) -> None:
    """Refuse a row with a text that is longer than any spreadsheet program writes."""
    for number, cell in enumerate(cells, start=1):
        if isinstance(cell, str) and len(cell) > MOST_LETTERS:
            text = f"{name!r}, {place}, column {number} holds {len(cell):,} letters"
            raise FileError(f"{text}; at most {MOST_LETTERS:,} are read.")


def _delimiter(text: str, columns: Sequence[str]) -> str:
    """The mark that finds most columns in one of the first lines; titles may stand above the header."""
    lines = text.lstrip(INVISIBLE + ",;").split("\n", LINES_TRIED)[:LINES_TRIED]
    known = {*columns}
    found = {
        mark: max(
            len({plain_name(n.strip('"')) for n in line.split(mark, MOST_COLUMNS)} & known)
            for line in lines
        )
        for mark in ",;\t"
    }
    return max(found, key=lambda mark: (found[mark], lines[0].count(mark)))


def _rows(text: str, mark: str, name: str) -> Iterator[NumberedRow]:
    """The rows that are not empty, each with its number; a cell of several lines counts as one row."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            why = _why(str(error))
            raise FileError(f"{name!r} is not a CSV file: in row {number} {why}.") from None
        if any(cell.strip(INVISIBLE) for cell in row):
            yield number, tuple(row)


def _why(message: str) -> str:
    if "unexpected end" in message:
        return "a quotation mark that opens a cell is not closed"
    if "expected after" in message:
        return "something follows the quotation mark that closes a cell"
    if "field limit" in message:
        return f"a cell holds more than {csv.field_size_limit():,} letters"
    return message
