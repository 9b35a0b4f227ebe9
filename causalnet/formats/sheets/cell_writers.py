"""From a value of a model file to a cell that is read back as the same value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from causalnet.errors import Mistake, ModelError
from causalnet.formats.grids.cell_grid import is_empty
from causalnet.formats.sheets.cell_readers import cell_value
from causalnet.formats.sheets.cells import cell_mistake
from causalnet.formats.toml_text.layout import inline

__all__ = ["cell_of", "escaped", "pieces"]

# What XML cannot hold or would change, and what a spreadsheet program takes for an escape.
UNSAFE = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
# A cell holds 32,767 letters, and an escape takes seven.
PLAIN_PIECE, ESCAPED_PIECE = 16_000, 4_000


def cell_of(kind: str, value: Any) -> str | float | int:
    """The cell for a value, as a person would write it if that can be read back, or else as in a model file.

    Examples
    --------
    >>> cell_of("states", ["low", "high"]), cell_of("strength", [0.2, 1.6]), cell_of("states", ["a|b", "c"])
    ('low|high', '0.2/1.6', '["a|b", "c"]')
    """
    written = inline(value)
    for cell in (*_candidates(kind, value), written):
        fits = not (is_empty(cell) or cell_mistake("", kind, cell, exact=True))
        if fits and _same(cell_value(kind, cell, exact=True), value):
            return cell
    raise ModelError([Mistake("", f"{value!r} cannot be written to a cell of a workbook.")])


def _same(read: Any, value: Any) -> bool:
    # One word may stand for an array with it.
    return bool(read == value) or (isinstance(value, str) and read == [value])


def _candidates(kind: str, value: Any) -> Iterator[str | float | int]:
    if isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, str | float | int):
        yield value
    elif isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        yield ("/" if kind == "strength" else "|").join(map(str, value))
    if isinstance(value, dict) and value and kind in ("toml", "finding"):
        # The keys of a table read best without the braces around them.
        yield inline(value)[2:-2]


def pieces(text: str) -> list[str]:
    r"""A text in parts that each fit in a cell, with the escapes that spreadsheet programs use.

    Examples
    --------
    >>> pieces("a\rb"), [len(piece) for piece in pieces("x" * 20_000)]
    (['a_x000D_b'], [16000, 4000])
    """
    size = ESCAPED_PIECE if UNSAFE.search(text) else PLAIN_PIECE
    return [escaped(text[i : i + size]) for i in range(0, len(text), size)] or [""]


def escaped(text: str) -> str:
    """A text with escapes for characters that the file cannot hold."""
    return UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
