"""A header and numbered rows of cells, wherever they come from."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["FAILED", "INVISIBLE", "CellGrid", "is_empty", "plain_name"]

# White space and invisible marks around the names in a header.
INVISIBLE = "\ufeff\u200b\u200e\u200f \t\r\n\xa0\u3000"
# What a spreadsheet program shows in place of the value of a formula that failed.
FAILED = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NULL!|NUM!|SPILL!)")


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


def is_empty(value: object) -> bool:
    """Whether a cell is empty: None, an empty text, or a missing value of pandas."""
    if isinstance(value, str):
        return not value.strip(INVISIBLE)
    missing = value is None or type(value).__name__ in ("NAType", "NaTType")
    return missing or (isinstance(value, float) and value != value)
