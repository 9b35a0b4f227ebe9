"""From a model to a workbook with a sheet for each kind of part, drop-down lists, and a sheet on the columns."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from causalnet.errors import Mistake, ModelError
from causalnet.formats.model_file.encode import encode
from causalnet.formats.sheets.cell_writers import cell_of, pieces
from causalnet.formats.sheets.columns import SheetColumn
from causalnet.formats.sheets.drop_downs import LISTS, drop_downs, list_rows
from causalnet.formats.sheets.explanation import EXPLANATION, explanation_rows
from causalnet.formats.sheets.model_sheets import SHEETS
from causalnet.formats.sheets.sheet_forms import SheetForm
from causalnet.formats.sheets.translation_sheet import TRANSLATIONS, translation_data
from causalnet.formats.sheets.workbook_reader import read_workbook
from causalnet.model.causal_model import CausalModel
from causalnet.questions.differences.diff import diff

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["workbook_bytes"]

RowCells = Sequence[object]
# Kinds of columns in which a spreadsheet program may make numbers of what is typed.
NUMERIC = ("number", "whole", "share")
WIDTHS = {"prose": 60, "toml": 40, "mechanism": 24, "states": 30, "meanings": 40, "sign": 7}


def workbook_bytes(model: CausalModel, file: str) -> bytes:
    """A model as a workbook, after a check that it reads back as the same model.

    Raises
    ------
    ModelError
        If the model contains text that a file cannot hold, e.g. half of a character.
    """
    subject = f"model {model.name!r}"
    try:
        data = encode(model, translated=False)
        held = _written(data | {TRANSLATIONS: translation_data(model)})
    except ModelError as error:
        raise ModelError(error.mistakes, subject) from None
    again = read_workbook(held, file)
    if again != model:
        what = f"Not all of it can be written without loss:\n{diff(model, again)}"
        raise ModelError([Mistake("", what)], subject)
    return held


def _written(data: dict[str, Any]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for form in SHEETS.values():
        _add_sheet(book, form, data)
    _add_table(book, EXPLANATION, explanation_rows(), widths=[18, 18, 70, 50, 10, 12, 40])
    _add_table(book, LISTS, list_rows(data), widths=[30])
    book[LISTS].sheet_state = "hidden"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _add_sheet(book: Workbook, form: SheetForm, data: dict[str, Any]) -> None:
    rows = (
        [
            {name: cell_of(kinds[name], value) for name, value in row.items()}
            for row in form.rows(data)
        ]
        if (kinds := {c.name: c.kind for c in form.columns})
        else []
    )
    header, body = _laid_out(form.columns, rows)
    columns = {column.name: column for column in form.columns}
    widths = [WIDTHS.get(columns[n].kind, 18) if n in columns else 60 for n in header]
    texts = [n not in columns or columns[n].kind not in NUMERIC for n in header]
    sheet = _add_table(book, form.name, [header, *body], widths=widths, texts=texts)
    for validation in drop_downs(form, header):
        sheet.data_validations.append(validation)


def _laid_out(
    columns: Sequence[SheetColumn], rows: Sequence[Mapping[str, object]]
) -> tuple[list[str], Iterator[RowCells]]:
    """The header and the rows below it; long texts go on in further columns at the end."""
    parts = [
        {name: pieces(cell) if isinstance(cell, str) else [cell] for name, cell in row.items()}
        for row in rows
    ]
    names = [column.name for column in columns]
    longest = {name: max((len(row.get(name, ())) for row in parts), default=1) for name in names}
    places = [(name, i) for i in range(max(longest.values(), default=1)) for name in names]
    kept = [(name, i) for name, i in places if i == 0 or i < longest[name]]
    header = [name if i == 0 else f"{name} ({i + 1})" for name, i in kept]
    return header, (
        [held[i] if i < len(held := row.get(name, ())) else None for name, i in kept]
        for row in parts
    )


def _add_table(
    book: Workbook,
    name: str,
    rows: Iterator[RowCells] | Sequence[RowCells],
    *,
    widths: Sequence[int],
    texts: Sequence[bool] = (),
) -> Any:
    """A sheet with a bold header that stays in sight; a cell that is a text stays one."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for i, width in enumerate(widths):
        column = sheet.column_dimensions[get_column_letter(i + 1)]
        column.width = width
        if i < len(texts) and texts[i]:
            column.number_format = "@"
    styles = {}
    for head in (True, False):
        styles[head] = WriteOnlyCell(sheet)
        styles[head].number_format = "@"
        styles[head].alignment = Alignment(wrap_text=True, vertical="top")
        styles[head].font = Font(bold=head)
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, held, styles[number == 0]) for held in row])
    return sheet


def _cell(sheet: Any, held: object, style: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if held is None:
        return None
    cell: Any = WriteOnlyCell(sheet, held if isinstance(held, str) else None)
    if isinstance(held, str):
        # A text that begins with an equals sign is still a text.
        cell.data_type, cell._style = "s", style._style
    else:
        # openpyxl would round a number to 16 digits.
        cell._value, cell.data_type = repr(held), "n"
    return cell
