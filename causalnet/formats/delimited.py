"""Delimited text from spreadsheet programs, and frames: a header and numbered rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from causalnet.errors import FileError, QuestionError
from causalnet.formats.grids.cell_grid import CellGrid, is_empty
from causalnet.formats.grids.csv_grid import MOST_COLUMNS, MOST_ROWS, delimited_rows, too_many_rows
from causalnet.formats.registry import format_of
from causalnet.formats.textfile import CSV_UTF8, read_text

__all__ = ["csv_sheet", "frame_sheet"]


def csv_sheet(path: Path, columns: Sequence[str]) -> CellGrid:
    """A CSV file, delimited as its ``sep=`` line says, or by the mark that finds most `columns`."""
    text = read_text(path, CSV_UTF8)
    other = format_of(path)
    if other is not None:
        raise FileError(
            f"{path.name!r} is not a spreadsheet but {other.name}, which cn.load reads."
        )
    mark, rows = delimited_rows(text, columns, path.name)
    first, header = next(rows, (1, ()))
    if not header:
        raise FileError(f"{path.name!r} has no header row; the columns are {', '.join(columns)}.")
    if len(header) > MOST_COLUMNS:
        raise FileError(f"{path.name!r} has {len(header):,} columns: too many for a model.")
    held = []
    for number, row in rows:
        held.append((number, row))
        if len(held) > MOST_ROWS:
            raise too_many_rows(path.name, "model")
    return CellGrid(path.name, header, tuple(held), "." if mark == "," else ",", first)


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
