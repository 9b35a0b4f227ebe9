"""The columns of a spreadsheet, from the declared keys of a table: the same in a CSV file and in a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from causalnet.errors import Mistake
from causalnet.formats.model_file.part_schemas import BASELINE
from causalnet.formats.model_file.schema import Key

__all__ = ["SheetColumn", "as_cells", "columns_of", "row_table", "row_values"]

# Columns of which a cell is read otherwise than the form of the key says.
CELLS = {
    **dict.fromkeys(
        ("title", "description", "period", "today", "note", "means", "reason"), "prose"
    ),
    **dict.fromkeys(("text", "quote", "url", "author", "date"), "prose"),
    **dict.fromkeys(("mechanism", "alternate"), "mechanism"),
    **dict.fromkeys(("zero", "inclusion"), "share"),
    "sign": "sign",
    "states": "states",
    **dict.fromkeys(("state_labels", "meanings"), "meanings"),
}
# The columns of a baseline, beside those of its variable.
TODAY = {"baseline_note" if k.name == "note" else k.name: k for k in BASELINE.schema.keys}
LACKS_P = "holds nothing in the column 'p', though it holds a baseline's weight, basis or note."
TODAY_PLACES = {f"baseline.{key.name}": column for column, key in TODAY.items()}
# Requirements on a value, as worded for a file and for a cell.
WORDINGS = {
    "must be an array of numbers": "must be numbers with bars between them (0.7|0.3)",
    "must be an array of strings": "must be texts with bars between them (low|high)",
    "must be true or false": "must be yes or no",
    "must be a number, [low, high], [low, mode, high] or { low = …, mode = …, high = … }, or a word from [strengths];": "must be a number, low/high, low/mode/high or a word from the model's strengths,",
}
SEPARATE = re.compile(r"Put each in separate quotes: (.*)\.")
UNDER = re.compile(r"Write under = \{ (.*) \}\.")
WRITTEN_ARRAY = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """One column of a sheet.

    Attributes
    ----------
    name : str
        The text of its header.
    path : tuple of str
        The keys that lead to its value in the table of a row.
    kind : str
        The kind of its cells, e.g. ``"text"`` or ``"numbers"``.
    needed : bool
        Whether every row must fill it.
    doc : str
        Its meaning.
    json : mapping
        The JSON Schema of its value, with the words to choose from.
    """

    name: str
    path: tuple[str, ...]
    kind: str
    needed: bool = False
    doc: str = ""
    json: Mapping[str, Any] = field(default_factory=dict)


def columns_of(keys: Iterable[Key], *, without: Sequence[str] = ()) -> tuple[SheetColumn, ...]:
    """The columns of a table with these keys; a baseline has several.

    Examples
    --------
    >>> [column.name for column in columns_of(BASELINE.schema.keys)]
    ['p', 'weight', 'basis', 'note']
    """
    made: list[SheetColumn] = []
    for key in keys:
        if key.name == "baseline":
            made += [
                replace(_column(inner), name=name, path=(key.name, inner.name), needed=False)
                for name, inner in TODAY.items()
            ]
        elif key.name not in without:
            made.append(_column(key))
    return tuple(made)


def _column(key: Key) -> SheetColumn:
    kind = CELLS.get(key.name) or key.form.cell or "toml"
    return SheetColumn(
        name=key.name,
        path=(key.name,),
        kind=kind,
        needed=key.required,
        doc=key.doc,
        json=key.json(),
    )


def row_table(row: Mapping[str, Any], columns: Iterable[SheetColumn]) -> dict[str, Any]:
    """The table of a file for a row: the cells of a baseline are gathered in a table of their own.

    Examples
    --------
    >>> from causalnet.formats.model_file.part_schemas import VARIABLE
    >>> row_table({"name": "rain", "p": [0.8, 0.2]}, columns_of(VARIABLE.schema.keys))
    {'name': 'rain', 'baseline': {'p': [0.8, 0.2]}}
    """
    table: dict[str, Any] = {}
    for column in columns:
        if column.name in row:
            *above, last = column.path
            held = table
            for key in above:
                held = held.setdefault(key, {})
            held[last] = row[column.name]
    return table


def row_values(table: Mapping[str, Any], columns: Iterable[SheetColumn]) -> dict[str, Any]:
    """The values of a row, by the names of their columns, for the table of a file."""
    row: dict[str, Any] = {}
    for column in columns:
        held: Any = table
        for key in column.path:
            held = held.get(key) if isinstance(held, Mapping) else None
        row |= {} if held is None else {column.name: held}
    return row


# ── wording ──────────────────────────────────────────────────────────────────────────────────


def as_cells(mistake: Mistake) -> Mistake:
    """A mistake worded for a spreadsheet: columns for keys, cells for arrays and tables."""
    place, what, hint = mistake.place, mistake.what, mistake.hint
    if place.endswith("baseline") and what.startswith("lacks the key 'p'"):
        place, what = re.sub(r"[:.] ?baseline$", "", place), LACKS_P
    for key, column in TODAY_PLACES.items():
        place = re.sub(rf"(?<=[.: ]){re.escape(key)}$", column, place)
    for file, cell in WORDINGS.items():
        what = what.replace(file, cell)
    for quotes in (", without quotes.", ", with quotes."):
        hint = hint.replace(quotes, ".")
    mark = "/" if re.search(r"strengths?\b", place) else "|"
    hint = SEPARATE.sub(lambda found: f"Put bars between them: {_as_cell(found[1], '|')}.", hint)
    hint = UNDER.sub(r"Write \1 in the column 'under'.", hint)
    hint = WRITTEN_ARRAY.sub(lambda found: _as_cell(found[1], mark), hint)
    return replace(mistake, place=place, what=what, hint=hint)


def _as_cell(items: str, mark: str) -> str:
    """The items of an array in one cell."""
    return mark.join(item.strip().strip("\"'") for item in items.split(","))
