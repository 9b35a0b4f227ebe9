"""Delimited text from spreadsheet programs, and frames: a header and numbered rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causalnet.errors import FileError, QuestionError
from causalnet.formats.registry import format_of
from causalnet.formats.textfile import CSV_UTF8, read_text

__all__ = ["CellGrid", "csv_sheet", "frame_sheet", "is_empty", "plain_name"]

MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
# The line that gives Excel the delimiter; Excel does not count it as a row.
SEPARATOR = re.compile(r"\ufeff?\s*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
# White space and invisible marks around the names in a header.
INVISIBLE = "\ufeff\u200b\u200e\u200f \t\r\n\xa0\u3000"


@dataclass(frozen=True, slots=True)
class CellGrid:
    """A header and the rows below it that are not empty, each with its number in the sheet."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    decimal: str = "."
    first: int = 1


def plain_name(column: str) -> str:
    """The name of a column in lower case, with underscores for spaces.

    Examples
    --------
    >>> plain_name(" Baseline note ")
    'baseline_note'
    """
    return re.sub(r"[\s-]+", "_", column.strip(INVISIBLE).casefold())


# ── files ────────────────────────────────────────────────────────────────────────────────────


def csv_sheet(path: Path, columns: Sequence[str]) -> CellGrid:
    """A CSV file, delimited as its ``sep=`` line says, or by the mark that finds most `columns`."""
    text = read_text(path, CSV_UTF8)
    other = format_of(path)
    if other is not None:
        raise FileError(
            f"{path.name!r} is not a spreadsheet but {other.name}, which cn.load reads."
        )
    told = SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    mark = told[1] if told else _delimiter(text, columns)
    rows = _rows(text, mark, path.name)
    first, header = next(rows, (1, ()))
    if not header:
        raise FileError(f"{path.name!r} has no header row; the columns are {', '.join(columns)}.")
    if len(header) > MOST_COLUMNS:
        raise FileError(f"{path.name!r} has {len(header):,} columns: too many for a model.")
    held = []
    for number, row in rows:
        held.append((number, row))
        if len(held) > MOST_ROWS:
            raise FileError(
                f"{path.name!r} has more than {MOST_ROWS:,} rows: too many for a model."
            )
    return CellGrid(path.name, header, tuple(held), "." if mark == "," else ",", first)


def _delimiter(text: str, columns: Sequence[str]) -> str:
    header = text.lstrip(INVISIBLE + ",;").split("\n", 1)[0]
    found = {
        mark: len({plain_name(name.strip('"')) for name in header.split(mark)} & {*columns})
        for mark in ",;\t"
    }
    return max(found, key=lambda mark: (found[mark], header.count(mark)))


def _rows(text: str, mark: str, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
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


# ── frames ───────────────────────────────────────────────────────────────────────────────────


def frame_sheet(frame: Any) -> CellGrid:
    """A DataFrame, or any object with ``to_dict("records")``; rows are numbered as in a spreadsheet."""
    try:
        columns = getattr(frame, "columns", None)
        names = None if columns is None else [*columns]
        if names is not None and len({*names}) < len(names):
            # A dictionary of the row would lose one of two columns with the same name.
            frame = frame.set_axis(range(len(names)), axis=1)
        records = frame.to_dict("records")
        keys = [*(records[0] if records else names or ())]
        rows = [(i, tuple(r.get(k) for k in keys)) for i, r in enumerate(records, start=2)]
    except (AttributeError, TypeError, ValueError):
        kind = type(frame).__name__
        text = f"Expected the path of a CSV file or a DataFrame, got {kind}."
        raise QuestionError(text) from None
    filled = [(i, row) for i, row in rows if not all(map(is_empty, row))]
    return CellGrid("the frame", tuple(map(str, names or keys)), tuple(filled))


def is_empty(value: object) -> bool:
    """Whether a cell is empty: None, an empty text, or a missing value of pandas."""
    if isinstance(value, str):
        return not value.strip(INVISIBLE)
    missing = value is None or type(value).__name__ in ("NAType", "NaTType")
    return missing or (isinstance(value, float) and value != value)
