"""The cells of a spreadsheet, each read by the type of its column."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import get_args

from causalnet.errors import MOST_MISTAKES, ColumnWarning, Mistakes
from causalnet.formats.grids.cell_grid import FAILED, CellGrid, is_empty, plain_name
from causalnet.formats.model_file.hints import key_meant
from causalnet.model.variable import Role
from causalnet.names import several_of
from causalnet.nearest import nearest
from causalnet.numerals import as_shares, numerals, plain_numeral
from causalnet.rounding import warn_caller

__all__ = ["cell_values"]

DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
TRUTHS = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "✓"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
DELIMITER = "Put quotes around a cell that holds the delimiter."
CELL_HINTS = {"sign": "Write + (raises), - (lowers) or ? (either) in every row."}
MINUSES = dict.fromkeys(("−", "–", "—", "‐", "‑", "﹣"), "-")
# The text of a failed formula, and the dates that a spreadsheet makes of 1/2.
DATE = re.compile(
    r"\d{4}-\d\d-\d\d.*|\d{1,2}[-. ]+[A-Za-z]{3,9}\.?(?:[- ]\d{2,4})?|[A-Za-z]{3,9}[-. ]+\d{1,4}"
    r"|\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|\d{1,2}月\d{1,2}日"
)
NUMERIC = ("strength", "number", "numbers")
NO_NUMBERS = ("nan", "inf", "infinity", "∞")
_SCALAR = (str, int, float, datetime.date)
# Marks that may separate states in place of a bar.
STATE_SEPARATOR = re.compile(r"\s*[;,/、，；／\n]\s*")


def cell_values(
    sheet: CellGrid, columns: Mapping[str, str], required: Sequence[str], found: Mistakes
) -> Iterator[tuple[int, dict[str, object]]]:
    """For each row its number and the values of its cells, without empty ones.

    Parameters
    ----------
    sheet : Sheet
    columns : mapping from a column to what it holds
        ``"text"``, ``"texts"``, ``"states"``, ``"meanings"``, ``"number"``, ``"numbers"``, ``"whole"``,
        ``"flag"``, ``"sign"`` or ``"strength"``. A cell that does not fit is returned unchanged.
    required : sequence of str
        Columns in which every row must have a value.
    found : Mistakes
        Collects mistakes in the header and in the shape of rows.
    """
    header = [plain_name(name) for name in sheet.header]
    if not _header_fits(sheet, header, columns, required, found):
        return
    _warn_of_others(sheet, header, columns)
    for number, row in sheet.rows:
        if len(found.all) >= MOST_MISTAKES:
            return
        extra = [cell for cell in row[len(header) :] if not is_empty(cell)]
        if extra:
            what = f"has {len(row)} cells for {len(header)} columns."
            split = _split_number(row, header, columns)
            found.add(f"row {number}", what, split or DELIMITER)
            if split:
                # Its cells are in the wrong columns, so further mistakes about them would mislead.
                continue
        cells = zip(header, row, strict=False)
        filled = {n: c for n, c in cells if n in columns and not is_empty(c)}
        spoilt = _spoilt(number, filled, columns, sheet.decimal, found).difference(required)
        held = {
            name: _value(columns[name], cell, sheet.decimal)
            for name, cell in filled.items()
            if name not in spoilt
        }
        missing = [name for name in required if name not in held]
        for name in missing:
            what = f"holds nothing in the column {name!r}."
            found.add(f"row {number}", what, CELL_HINTS.get(name, ""))
        if not missing:
            yield number, held


# ── the header ───────────────────────────────────────────────────────────────────────────────


def _header_fits(
    sheet: CellGrid,
    header: Sequence[str],
    columns: Mapping[str, str],
    required: Sequence[str],
    found: Mistakes,
) -> bool:
    place = f"row {sheet.first}"
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


def _warn_of_others(sheet: CellGrid, header: Sequence[str], columns: Mapping[str, str]) -> None:
    """Warn which columns were not read, if they are not empty."""
    others = [i for i, name in enumerate(header) if name not in columns]
    filled = {i for _, row in sheet.rows for i in others if i < len(row) and not is_empty(row[i])}
    names = [
        repr(n) if (n := sheet.header[i].strip()) else f"number {i + 1}" for i in sorted(filled)
    ]
    if names:
        many = (
            f"the columns {', '.join(names)} were"
            if len(names) > 1
            else f"the column {names[0]} was"
        )
        text = f"{sheet.name}: {many} not read. Those that are read are {', '.join(columns)}."
        warn_caller(text, ColumnWarning)


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
    number: int,
    filled: Mapping[str, object],
    columns: Mapping[str, str],
    decimal: str,
    found: Mistakes,
) -> set[str]:
    """Note cells of a row that a spreadsheet spoilt, or that lack separators, and return their columns."""
    spoilt = set()
    for name, cell in filled.items():
        text = str(cell).strip()
        mistake = _slip(name, columns[name], text, decimal) if isinstance(cell, _SCALAR) else None
        if mistake:
            found.add(f"row {number}: {name}", *mistake)
            spoilt.add(name)
    return spoilt


def _slip(name: str, kind: str, text: str, decimal: str) -> tuple[str, str] | None:
    """The mistake in a cell that a spreadsheet has changed, and a hint."""
    if FAILED.fullmatch(text):
        what = f"holds {text}: a formula failed in the spreadsheet."
        return what, "Put an apostrophe before a text that begins with +, - or =."
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
    if not found or (kind == "number" and len(found) > 1):
        return None
    mark, marks = ("/", "[/／]") if kind == "strength" else ("|", "[|｜]")
    listing = mark.join(map(plain_numeral, as_shares(found) if kind == "numbers" else found))
    items, what = _items(marks, text), f"holds {text!r}"
    if kind != "numbers" and any(numeral.percent for numeral in found):
        if kind == "number":
            return f"{what}, a percentage.", "It is a number of observations: 12, for example."
        hint = f"A strength is in log-odds per step. Write {listing} if that is meant."
        return f"{what}, a percentage.", hint
    if len(items) != len(found):
        kinds = "slashes" if mark == "/" else "bars"
        return f"{what}.", f"Put {kinds} between the numbers: {listing}."
    if decimal == "." and any(numeral.comma for numeral in found):
        return f"{what}, with a decimal comma.", f"Write {listing}."
    if any(isinstance(_number(item, decimal), str) for item in items):
        return f"{what}.", f"Write {listing}."
    return None


def _items(marks: str, text: str) -> list[str]:
    parts = re.split(marks, text)
    return parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts


def _value(kind: str, cell: object, decimal: str) -> object:
    """A cell by the type of its column, or unchanged if it does not fit."""
    tolist = getattr(cell, "tolist", None)
    cell = tolist() if callable(tolist) else cell
    if isinstance(cell, list | tuple):
        return [item for item in cell if not is_empty(item)]
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return READERS[kind](str(cell).strip(), decimal)


def _number(text: str, decimal: str) -> float | str:
    """A number, or a percentage as a share."""
    plain = re.sub("^[−–]", "-", unicodedata.normalize("NFKC", text).strip())
    plain = plain.replace(decimal, ".") if "." not in plain else plain
    digits = plain.removesuffix("%").rstrip()
    if not DECIMAL.fullmatch(digits):
        return text
    # Not divided by 100: 33.3 % is 0.333.
    return float(Decimal(digits).scaleb(-2)) if digits != plain else float(digits)


def _sign(text: str, decimal: str = ".") -> str:
    plain = unicodedata.normalize("NFKC", text).removeprefix("'")
    return MINUSES.get(plain, plain)


def _whole(text: str, decimal: str) -> int | str:
    plain = unicodedata.normalize("NFKC", text)
    return int(plain) if re.fullmatch(r"[+-]?\d{1,15}", plain) else text


def _parted(text: str) -> list[str]:
    return [item.strip() for item in re.split("[|｜]", text)]


def _texts(text: str, decimal: str) -> list[str]:
    """The values between bars, without empty ones."""
    return [item for item in _parted(text) if item]


def _states(text: str, decimal: str) -> list[str]:
    """The values between bars; a bar at the end is ignored.

    Other marks separate too, so that the rest of the row can be read; `_slip` refuses them.
    """
    if not re.search("[|｜]", text):
        return STATE_SEPARATOR.split(text)
    parts = _parted(text)
    return parts[:-1] if len(parts) > 1 and not parts[-1] else parts


def _meanings(text: str, decimal: str) -> list[str]:
    """The values between bars; the meaning of a state may be empty."""
    return _parted(text)


def _numbers(text: str, decimal: str) -> object:
    numbers = [_number(item, decimal) for item in _items("[|｜]", text)]
    return numbers if all(isinstance(number, float) for number in numbers) else text


def _strength(text: str, decimal: str) -> object:
    numbers = [_number(item.strip(), decimal) for item in re.split("[/／]", text)]
    if not all(isinstance(number, float) for number in numbers):
        return text
    return numbers[0] if len(numbers) == 1 else numbers


def _flag(text: str, decimal: str) -> bool | str:
    return TRUTHS.get(unicodedata.normalize("NFKC", text).lower(), text)


READERS: dict[str, Callable[[str, str], object]] = {
    "text": lambda text, decimal: text,
    "texts": _texts,
    "states": _states,
    "meanings": _meanings,
    "number": _number,
    "numbers": _numbers,
    "whole": _whole,
    "flag": _flag,
    "sign": _sign,
    "strength": _strength,
}
