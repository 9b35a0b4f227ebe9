"""The sheet of a model's workbook that explains the columns of the others."""

from __future__ import annotations

from collections.abc import Iterator

from causalnet.formats.sheets.columns import SheetColumn
from causalnet.formats.sheets.drop_downs import choices_in
from causalnet.formats.sheets.model_sheets import SHEETS

__all__ = ["EXPLANATION", "explanation_rows"]

EXPLANATION = "columns"
"""The name of the sheet."""
HEADER = ["sheet", "column", "what it holds", "how to write it", "needed", "default", "one of"]
BARS = "texts with bars between them: a|b"
WRITTEN = {
    "text": "a text",
    "prose": "a text",
    "texts": BARS,
    "states": "the states from low to high, with bars between them: low|high",
    "meanings": "a text for each state, with bars between them",
    "number": "a number",
    "whole": "a whole number",
    "share": "a number from 0 to 1, or a percentage",
    "numbers": "numbers or percentages with bars between them: 0.7|0.3",
    "flag": "yes or no",
    "sign": "+ (raises), - (lowers) or ? (either)",
    "strength": "a word from the sheet strengths, a number, 0.2/1.6 (low, high) or 0.2/0.8/1.6 (low, mode, high)",
    "mechanism": 'a word, or as in a model file: { kind = "ranked", variance = 0.1 }',
    "finding": "a state, several with bars between them, or likelihood = { low = 0.2, high = 0.7 }",
    "toml": 'as in a model file: set = { toll = "high" }',
}


def explanation_rows() -> Iterator[list[object]]:
    """A row for each sheet and for each of its columns, below a header."""
    yield [*HEADER]
    for name, form in SHEETS.items():
        yield [name, None, f"A row: {form.meaning}"]
        yield from ([name, *_about(column)] for column in form.columns)


def _about(column: SheetColumn) -> list[object]:
    default = column.json.get("default")
    return [
        column.name,
        column.doc,
        WRITTEN[column.kind],
        "yes" if column.needed else None,
        str(default) if isinstance(default, str | int | float) and default != "" else None,
        ", ".join(choices_in(column)) or None,
    ]
