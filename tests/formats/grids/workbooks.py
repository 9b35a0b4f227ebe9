"""Workbooks made for tests, and parts of them spoilt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import openpyxl


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], merged: str = "") -> bytes:
    """A workbook with these sheets; `merged` is a range of the first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([*row])
    if merged:
        book.worksheets[0].merge_cells(merged)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def edited(held: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with the bytes of one part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(held)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


SHEET1 = "xl/worksheets/sheet1.xml"


def with_rows(rows: bytes) -> bytes:
    """A workbook whose only sheet has these rows, as XML."""
    held = workbook({"links": [["x"]]})
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + rows + b"</sheetData></worksheet>"
    )
    return edited(held, SHEET1, lambda _: xml)
