"""The cells of a spreadsheet, each read as what its column holds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causalnet.errors import FileError, Mistakes, nearest
from causalnet.interop.textfile import read_text

__all__ = ["Sheet", "cell_values", "csv_sheet", "frame_sheet"]

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
TRUTHS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
HINTS = {"sign": "Write + (raises), - (lowers) or ? (either) in every row."}
MINUSES = dict.fromkeys(("−", "–"), "-")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and the rows below it that hold anything, each with its number in the sheet."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    decimal: str = "."


# ── where a sheet comes from ─────────────────────────────────────────────────────────────────


def csv_sheet(path: Path, columns: Sequence[str]) -> Sheet:
    """A CSV file; its delimiter is the one that finds most of the `columns` in the header."""
    text = read_text(path)
    header = text.partition("\n")[0]
    found = {mark: len({*_split(header, mark)} & {*columns}) for mark in ",;\t"}
    mark = max(found, key=lambda mark: found[mark])
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise FileError(f"{path.name!r} is not a CSV file: {error}.") from None
    if not any(lines[:1]):
        raise FileError(f"{path.name!r} has no header row; the columns are {', '.join(columns)}.")
    rows = enumerate(map(tuple, lines[1:]), start=2)
    filled = tuple((i, row) for i, row in rows if not all(map(_is_empty, row)))
    decimal = "," if mark == ";" else "."
    return Sheet(path.name, tuple(h.strip() for h in lines[0]), filled, decimal)


def _split(header: str, mark: str) -> list[str]:
    return [name.strip(' "\r') for name in header.split(mark)]


def frame_sheet(frame: Any) -> Sheet:
    """A DataFrame, or anything else with ``to_dict("records")``."""
    records = frame.to_dict("records")
    columns = getattr(frame, "columns", None)
    names = list(columns if columns is not None else (records[0] if records else ()))
    rows = [(i, tuple(record.get(n) for n in names)) for i, record in enumerate(records, start=2)]
    filled = [(i, row) for i, row in rows if not all(map(_is_empty, row))]
    return Sheet("the frame", tuple(map(str, names)), tuple(filled))


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    missing = value is None or type(value).__name__ in ("NAType", "NaTType")
    return missing or (isinstance(value, float) and value != value)


# ── what its cells hold ──────────────────────────────────────────────────────────────────────


def cell_values(
    sheet: Sheet, columns: Mapping[str, str], required: Sequence[str], found: Mistakes
) -> Iterator[tuple[int, dict[str, object]]]:
    """For each row its number and what its cells hold, empty ones left out.

    Parameters
    ----------
    sheet : Sheet
    columns : mapping from a column to what it holds
        ``"text"``, ``"texts"``, ``"number"``, ``"numbers"``, ``"whole"``, ``"flag"``, ``"sign"`` or
        ``"strength"``. What does not fit is left as it is.
    required : sequence of str
        Columns in which every row must hold something.
    found : Mistakes
        Where mistakes in the header and in the rows' shape are noted.
    """
    if not _header_fits(sheet.header, columns, required, found):
        return
    for number, row in sheet.rows:
        extra = [cell for cell in row[len(sheet.header) :] if not _is_empty(cell)]
        if extra:
            what = f"has {len(row)} cells for {len(sheet.header)} columns."
            found.add(f"row {number}", what, "Put quotes around a cell that holds the delimiter.")
        cells = dict(zip(sheet.header, row, strict=False))
        held = {
            name: _value(columns[name], cell, sheet.decimal)
            for name, cell in cells.items()
            if name in columns and not _is_empty(cell)
        }
        missing = [name for name in required if name not in held]
        for name in missing:
            found.add(
                f"row {number}", f"holds nothing in the column {name!r}.", HINTS.get(name, "")
            )
        if not missing:
            yield number, held


def _header_fits(
    header: Sequence[str], columns: Mapping[str, str], required: Sequence[str], found: Mistakes
) -> bool:
    for name in dict.fromkeys(header):
        if name and header.count(name) > 1:
            found.add("row 1", f"names the column {name!r} more than once.")
        if name and name not in columns:
            what = f"Unknown column {name!r}; the columns are {', '.join(columns)}."
            found.add("row 1", what, nearest(name, columns))
    missing = [name for name in required if name not in header]
    for name in missing:
        found.add("row 1", f"lacks the column {name!r}.", HINTS.get(name, ""))
    return not missing


def _value(kind: str, cell: object, decimal: str) -> object:
    """A cell as what its column holds, or as it is where it does not fit."""
    tolist = getattr(cell, "tolist", None)
    cell = tolist() if callable(tolist) else cell
    if isinstance(cell, list | tuple):
        return [item for item in cell if not _is_empty(item)]
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return READERS[kind](str(cell).strip(), decimal)


def _number(text: str, decimal: str) -> float | str:
    plain = text.replace(decimal, ".")
    return float(plain) if NUMBER.fullmatch(plain) else text


def _whole(text: str, decimal: str) -> int | str:
    return int(text) if re.fullmatch(r"[+-]?\d{1,15}", text) else text


def _texts(text: str, decimal: str) -> list[str]:
    return [item.strip() for item in text.split("|")]


def _numbers(text: str, decimal: str) -> object:
    numbers = [_number(item, decimal) for item in _texts(text, decimal)]
    return numbers if all(isinstance(number, float) for number in numbers) else text


def _strength(text: str, decimal: str) -> object:
    numbers = [_number(item.strip(), decimal) for item in text.split("/")]
    if not all(isinstance(number, float) for number in numbers):
        return text
    return numbers[0] if len(numbers) == 1 else numbers


def _flag(text: str, decimal: str) -> bool | str:
    return TRUTHS.get(text.lower(), text)


READERS: dict[str, Callable[[str, str], object]] = {
    "text": lambda text, decimal: text,
    "texts": _texts,
    "number": _number,
    "numbers": _numbers,
    "whole": _whole,
    "flag": _flag,
    "sign": lambda text, decimal: MINUSES.get(text, text),
    "strength": _strength,
}
