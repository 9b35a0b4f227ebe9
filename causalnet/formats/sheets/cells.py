"""The cells of a spreadsheet, each read by the type of its column."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from causalnet.errors import MOST_MISTAKES, ColumnWarning, Mistakes
from causalnet.formats.grids.book import cell_text
from causalnet.formats.grids.cell_grid import CellGrid, is_empty, plain_name, unreadable
from causalnet.formats.model_file.hints import key_meant
from causalnet.formats.sheets.cell_readers import (
    STATE_SEPARATOR,
    as_items,
    cell_number,
    cell_value,
    toml_in,
)
from causalnet.model.variable import Role
from causalnet.names import several_of
from causalnet.nearest import nearest
from causalnet.numerals import as_shares, numerals, plain_numeral
from causalnet.rounding import warn_caller

__all__ = ["cell_mistake", "cell_values"]

DELIMITER = "Put quotes around a cell that holds the delimiter."
HEADERLESS = "Give every column a header, or clear the cells beyond the last one."
CELL_HINTS = {"sign": "Write + (raises), - (lowers) or ? (either) in every row."}
# The dates that a spreadsheet makes of 1/2.
DATE = re.compile(
    r"\d{4}-\d\d-\d\d.*|\d{1,2}[-. ]+[A-Za-z]{3,9}\.?(?:[- ]\d{2,4})?|[A-Za-z]{3,9}[-. ]+\d{1,4}"
    r"|\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|\d{1,2}月\d{1,2}日"
)
# Columns in which a date is meant.
DATED = ("date", "value")
NUMERIC = ("strength", "number", "numbers", "share")
TOML_HINT = 'Write names and texts in straight quotes: toll = "high", "air quality" = "good".'
NO_NUMBERS = ("nan", "inf", "infinity", "∞")
_SCALAR = (str, int, float, datetime.date, datetime.time)


def cell_values(
    sheet: CellGrid, columns: Mapping[str, str], required: Sequence[str], found: Mistakes
) -> Iterator[tuple[int, dict[str, object]]]:
    """For each row its number and the values of its cells, without empty ones.

    Parameters
    ----------
    sheet : Sheet
    columns : mapping from a column to what it holds
        A kind of column: see `causalnet.formats.sheets.cell_readers.READERS`. A cell that does not fit is returned
        unchanged. If there is a column ``note``, it also gets what stands in other columns.
    required : sequence of str
        Columns in which every row must have a value.
    found : Mistakes
        Collects mistakes in the header and in the shape of rows.
    """
    header = [plain_name(name) for name in sheet.header]
    if not _header_fits(sheet, header, columns, required, found):
        return
    others = _others(sheet, header, columns)
    for number, row in sheet.rows:
        if len(found.all) >= MOST_MISTAKES:
            return
        if _is_split(sheet, number, row, header, columns, found):
            # Its cells are in the wrong columns, so further mistakes about them would mislead.
            continue
        cells = zip(header, row, strict=False)
        filled = {n: c for n, c in cells if n in columns and not is_empty(c)}
        places = {name: sheet.place(number, header.index(name)) for name in filled}
        spoilt = _spoilt(sheet, places, filled, columns, found).difference(required)
        held = {
            name: cell_value(columns[name], cell, sheet.decimal, exact=sheet.exact)
            for name, cell in filled.items()
            if name not in spoilt
        }
        missing = [name for name in required if name not in held]
        for name in missing:
            what = f"holds nothing in the column {name!r}."
            found.add(sheet.place(number), what, CELL_HINTS.get(name, ""))
        if not missing:
            if "note" in columns:
                _keep_others(sheet, row, others, held)
            yield number, held


def _is_split(
    sheet: CellGrid,
    number: int,
    row: Sequence[object],
    header: Sequence[str],
    columns: Mapping[str, str],
    found: Mistakes,
) -> bool:
    """Note a row with cells beyond the header, and whether a number with a decimal comma explains them."""
    if all(map(is_empty, row[len(header) :])):
        return False
    split = _split_number(row, header, columns)
    otherwise = HEADERLESS if sheet.sheet else DELIMITER
    what = f"has {len(row)} cells for {len(header)} columns."
    found.add(sheet.place(number), what, split or otherwise)
    return bool(split)


# ── the header ───────────────────────────────────────────────────────────────────────────────


def _header_fits(
    sheet: CellGrid,
    header: Sequence[str],
    columns: Mapping[str, str],
    required: Sequence[str],
    found: Mistakes,
) -> bool:
    place = sheet.place(sheet.first)
    for name, times in Counter(header).items():
        if name in columns and times > 1:
            found.add(place, f"names the column {name!r} more than once.")
    absent = [name for name in columns if name not in header]
    missing = {name: None for name in required if name in absent}
    before = len(found.all)
    for written, name in zip(sheet.header, header, strict=True):
        if not name or name in columns:
            continue
        meant = key_meant(name, [*missing])
        hint = f"Did you mean {meant!r}?" if meant else nearest(name, absent)
        if hint:
            missing.pop(hint.split("'")[1], None)
            what = f"Unknown column {written.strip()!r}; the columns are {', '.join(columns)}."
            found.add(place, what, hint)
    for name in missing:
        found.add(place, f"lacks the column {name!r}.", CELL_HINTS.get(name, ""))
    return not missing and len(found.all) == before


def _others(sheet: CellGrid, header: Sequence[str], columns: Mapping[str, str]) -> list[int]:
    """The positions of other columns that are not empty; a warning says what becomes of them."""
    others = [i for i, name in enumerate(header) if name not in columns]
    filled = {i for _, row in sheet.rows for i in others if i < len(row) and not is_empty(row[i])}
    names = [
        repr(n) if (n := sheet.header[i].strip()) else f"number {i + 1}" for i in sorted(filled)
    ]
    if names:
        many = len(names) > 1
        subject = f"the columns {', '.join(names)} were" if many else f"the column {names[0]} was"
        done = "kept in the notes" if "note" in columns else "not read"
        where = f"{sheet.name}, sheet {sheet.sheet!r}" if sheet.sheet else sheet.name
        text = f"{where}: {subject} {done}. The columns are {', '.join(columns)}."
        warn_caller(text, ColumnWarning)
    return sorted(filled)


def _keep_others(
    sheet: CellGrid, row: Sequence[object], others: Sequence[int], held: dict[str, object]
) -> None:
    """Add what stands in other columns to the note of a row."""
    kept = [str(held["note"])] if "note" in held else []
    for i in others:
        text = cell_text(row[i]) if i < len(row) else ""
        if text:
            name = " ".join(sheet.header[i].split())
            kept.append(f"{name}: {text}" if name else text)
    held |= {"note": "; ".join(kept)} if kept else {}


# ── the cells ────────────────────────────────────────────────────────────────────────────────


def _split_number(row: Sequence[object], header: Sequence[str], columns: Mapping[str, str]) -> str:
    """A hint if a number with a decimal comma was split into two cells; else empty."""
    filled = [i for i, cell in enumerate(row) if not is_empty(cell)]
    extra = filled[-1] - len(header) + 1
    for i, name in enumerate(header):
        if columns.get(name) in NUMERIC:
            text = ",".join(map(str, row[i : i + extra + 1]))
            meant = _number_slip(columns[name], text, ".")
            if meant:
                return f"Perhaps {name} {meant[0]} {meant[1]}"
    return ""


def _spoilt(
    sheet: CellGrid,
    places: Mapping[str, str],
    filled: Mapping[str, object],
    columns: Mapping[str, str],
    found: Mistakes,
) -> set[str]:
    """Note cells of a row that a spreadsheet spoilt, or that lack separators, and return their columns."""
    spoilt = set()
    for name, cell in filled.items():
        mistake = cell_mistake(name, columns[name], cell, sheet.decimal, exact=sheet.exact)
        if mistake:
            found.add(places[name], *mistake)
            spoilt.add(name)
    return spoilt


def cell_mistake(
    name: str, kind: str, cell: object, decimal: str = ".", *, exact: bool = False
) -> tuple[str, str] | None:
    """What a spreadsheet program has made of a cell, or what separators it lacks, and a hint."""
    if wrong := unreadable(cell):
        return wrong
    if not isinstance(cell, _SCALAR):
        return None
    text = str(cell).strip()
    if isinstance(cell, bool) and kind not in ("flag", "prose"):
        what = f"holds {str(cell).upper()}: the spreadsheet made a truth value of a word."
        return what, "Format the column as text, and write it anew."
    if isinstance(cell, datetime.date | datetime.time) and not (
        kind == "strength" or name in DATED
    ):
        what = f"holds {cell_text(cell)!r}: the spreadsheet made a date or a time of it."
        return what, "Format the column as text, and write it anew."
    if kind in ("prose", "flag"):
        return None
    if kind == "toml" and toml_in(kind, text) is None:
        return f"holds {text!r}, which is not written as in a model file.", TOML_HINT
    return (
        None if toml_in(kind, text, exact=exact) is not None else _slip(name, kind, text, decimal)
    )


def _slip(name: str, kind: str, text: str, decimal: str) -> tuple[str, str] | None:
    """The mistake in the text of a cell, and a hint."""
    if kind in NUMERIC and text.casefold().lstrip("+-") in NO_NUMBERS:
        return (
            f"holds {text!r}, which is not a finite number.",
            "Leave the cell empty or write one.",
        )
    if kind == "strength" and DATE.fullmatch(text):
        what = f"holds {text!r}: the spreadsheet made a date of a fraction."
        return what, "Format the column as text, and write 1/2 anew."
    if kind in NUMERIC:
        return _number_slip(kind, text, decimal)
    roles = several_of(text, get_args(Role)) if name == "role" and "|" not in text else []
    if roles:
        return f"holds several roles, {text!r}.", f"Put bars between them: {'|'.join(roles)}."
    parts = STATE_SEPARATOR.split(text)
    if kind == "states" and len(parts) > 1 and not re.search("[|｜]", text):
        return f"holds one state, {text!r}.", f"Put bars between the states: {'|'.join(parts)}."
    return None


def _number_slip(kind: str, text: str, decimal: str) -> tuple[str, str] | None:
    """Numbers that can be read in two ways, or that have the wrong unit."""
    found = numerals(text)
    if not found or (kind in ("number", "share") and len(found) > 1):
        return None
    mark, marks = ("/", "[/／]") if kind == "strength" else ("|", "[|｜]")
    listing = mark.join(map(plain_numeral, as_shares(found) if kind == "numbers" else found))
    items, what = as_items(marks, text), f"holds {text!r}"
    if kind not in ("numbers", "share") and any(numeral.percent for numeral in found):
        if kind == "number":
            return f"{what}, a percentage.", "It is a number of observations: 12, for example."
        hint = f"A strength is in log-odds per step. Write {listing} if that is meant."
        return f"{what}, a percentage.", hint
    if len(items) != len(found):
        kinds = "slashes" if mark == "/" else "bars"
        return f"{what}.", f"Put {kinds} between the numbers: {listing}."
    if decimal == "." and any(numeral.comma for numeral in found):
        return f"{what}, with a decimal comma.", f"Write {listing}."
    if any(isinstance(cell_number(item, decimal), str) for item in items):
        return f"{what}.", f"Write {listing}."
    return None
