"""Drop-down lists of a model's workbook: fixed words, names from other sheets, and the states of variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from causalnet.formats.sheets.cell_writers import escaped
from causalnet.formats.sheets.columns import SheetColumn
from causalnet.formats.sheets.sheet_forms import SheetForm

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

__all__ = ["LISTS", "choices_in", "drop_downs", "list_rows"]

LISTS = "lists"
"""The hidden sheet with the states of each variable."""
# The rows that have a drop-down list: those that may be added later among them.
LAST = 2000
# Columns whose cells name a row of another sheet.
NAMES = {
    **dict.fromkeys(("cause", "effect", "by", "variable", "outcome"), "variables"),
    **dict.fromkeys(("of", "sees", "moves"), "variables"),
    **dict.fromkeys(("source", "person", "rests_on"), "sources"),
    **dict.fromkeys(("claim", "claims", "bears_on"), "claims"),
    "rival": "rivals",
    "strength": "strengths",
}
# Columns whose cells name a state of the variable in another column.
STATES = {"reference": "cause", "finding": "variable", "at_least": "outcome"}
FREE = ("strength", "finding")
"""Columns that may hold other things than a word of the list."""


def choices_in(column: SheetColumn) -> list[str]:
    """The fixed words that a column may hold."""
    if column.kind == "flag":
        return ["yes", "no"]
    options: Sequence[Mapping[str, Any]] = column.json.get("anyOf", [column.json])
    return [word for word in options[0].get("enum", ()) if word] if options else []


def drop_downs(form: SheetForm, header: Sequence[str]) -> Iterator[DataValidation]:
    """The drop-down lists of a sheet with this header."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letters = {name: get_column_letter(i + 1) for i, name in enumerate(header)}
    for column in form.columns:
        source = _source(column, letters, form.name)
        if source:
            made = DataValidation(type="list", formula1=source, allow_blank=True)
            several = column.kind in ("texts", "mechanism") or column.name in FREE
            made.showErrorMessage = not several
            made.add(f"{letters[column.name]}2:{letters[column.name]}{LAST}")
            yield made


def _source(column: SheetColumn, letters: Mapping[str, str], sheet: str) -> str:
    """The formula of a list; empty if a column has none."""
    words = choices_in(column)
    if words:
        return f'"{",".join(words)}"'
    if column.name in STATES and STATES[column.name] in letters:
        found = f"MATCH(${letters[STATES[column.name]]}2,{LISTS}!$A:$A,0)"
        return f"OFFSET({LISTS}!$A$1,{found}-1,2,1,INDEX({LISTS}!$B:$B,{found}))"
    if column.name in NAMES and NAMES[column.name] != sheet:
        return f"{NAMES[column.name]}!$A$2:$A${LAST}"
    return ""


def list_rows(data: Mapping[str, Any]) -> Iterator[list[object]]:
    """Each variable with the number of its states and their names, below a header."""
    yield ["variable", "number of states", "states"]
    for name, variable in data.get("variables", {}).items():
        states = variable.get("states", ())
        yield [escaped(name), len(states), *map(escaped, states)]
