"""Sheets of an Excel workbook, read within bounds of size; formulas are never evaluated."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any
from xml.parsers import expat

from causalnet.errors import FileError
from causalnet.formats.grids.book import SheetRows
from causalnet.formats.grids.cell_grid import Uncalculated, is_empty
from causalnet.formats.grids.csv_grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    check_lengths,
    too_many_columns,
    too_many_rows,
)

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["MOST_UNPACKED", "XlsxBook"]

MOST_UNPACKED = 100_000_000
"""The bytes that the parts of a workbook may take together when they are unpacked."""
MOST_PARTS = 2_000
# The bytes of a part that is read as a tree, of which each element takes far more memory than in the file.
MOST_TREE = 10_000_000
MOST_ELEMENTS = 3_000_000
CELL_TAGS = (b"<row", b"</row", b"<c ", b"</c", b"<v", b"</v", b"<f", b"</f", b"<is", b"</is", b"<si", b"</si", b"<t", b"</t", b"<r>", b"</r>")  # fmt: skip
# The last row of a sheet in Excel. A file may name rows beyond it, which no program shows.
LAST_ROW = 1_048_576
# The rows that may be wider than what is read, if only in cells that are formatted and empty.
MOST_WIDE = 1_000
# The cells that merged cells may fill, so that overlapping ones cannot fill them without end.
MOST_MERGED = 1_000_000
# The bytes that are looked at together for the root element.
CHUNK = 4_096
SHEET_PART = re.compile(r"worksheets/[^/]+\.xml$")
# openpyxl looks for the size of a sheet in all of it, unless it is stated.
NO_ROWS = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1"/>'
    "<sheetData/></worksheet>"
)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
# A row or cell that does not state its place stands next to the one before.
UNPLACED = re.compile(rb"<(?:\w+:)?(?:row|c)(?! r=)[\s>/]")
EMPTY_CELL = re.compile(rb"<(?:\w+:)?c r=[^<>]*/>")
EMPTY_ROW = re.compile(rb"<(?:\w+:)?row r=[^<>]*(?:/>|>\s*</(?:\w+:)?row>)")
ROWS_END = re.compile(rb"</((?:\w+:)?)sheetData\s*>")
# How a spreadsheet program writes a character that XML cannot hold; half of a character is none.
ESCAPE = re.compile(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})"
)


class XlsxBook:
    """The sheets of a workbook, each read when it is asked for.

    Parameters
    ----------
    held : bytes
        The content of the file.
    file : str
        Its name, for errors.
    typed : bool, default False
        Whether percentages are told from other numbers, as texts such as ``10%``, and whether escapes such as
        ``_x000D_`` stand for the characters that they mean.

    Raises
    ------
    FileError
        If the file is damaged, encrypted, not a workbook or too large.
    """

    def __init__(self, held: bytes, file: str, *, typed: bool = False) -> None:
        self._held, self.file, self._typed = held, file, typed
        with self._guarded():
            self._check_parts()
            book = self._opened(values=True)
            sheets = {s.title: s for s in book.worksheets}
            self._paths = {name: _path(sheet) for name, sheet in sheets.items()}
            self._hidden = {name for name, s in sheets.items() if s.sheet_state != "visible"}
        self._book = book
        self.names = tuple(sheets)

    def sheet(self, name: str) -> SheetRows:
        """The rows of a sheet that are not empty, with merged cells repeated downwards."""
        with self._guarded(name):
            with zipfile.ZipFile(io.BytesIO(self._held)) as archive:
                raw = archive.read(self._paths[name])
            filled, after = _filled_cells(raw)
            if filled.count(b"<row") > MOST_ROWS:
                raise too_many_rows(self.file, "model" if self._typed else "map")
            self._check_elements(filled, f"sheet {name!r}")
            rows = dict(self._rows(self._book, name, filled))
            if FORMULA.search(filled):
                rows = self._with_formulas(rows, name, filled)
            self._repeat_merged(rows, after, name)
        kept = ((n, tuple(r)) for n, r in sorted(rows.items()) if not all(map(is_empty, r)))
        return SheetRows(name, tuple(kept), hidden=name in self._hidden)

    @contextmanager
    def _guarded(self, sheet: str = "") -> Iterator[None]:
        """Turn whatever goes wrong inside a damaged file into one error."""
        where = f", sheet {sheet!r}," if sheet else ""
        try:
            with warnings.catch_warnings():
                # openpyxl warns of styles and validations, which are not read.
                warnings.simplefilter("ignore")
                yield
        except FileError:
            raise
        except RecursionError:
            raise FileError(
                f"{self.file!r}{where} is nested too deeply to be a workbook."
            ) from None
        except Exception as error:  # noqa: BLE001 - a damaged archive fails in many ways
            text = f"{self.file!r}{where} cannot be read as a workbook: {_reason(error)}."
            hint = "Open it in a spreadsheet program and save it anew as .xlsx."
            raise FileError(f"{text} {hint}") from None

    def _check_parts(self) -> None:
        """Refuse an archive that unpacks to too much, or that declares entities of its own."""
        with zipfile.ZipFile(io.BytesIO(self._held)) as archive:
            parts = archive.infolist()
            if "[Content_Types].xml" not in archive.namelist():
                raise FileError(f"{self.file!r} is a zip archive, but not a workbook.")
            if any(part.flag_bits & 1 for part in parts):
                raise FileError(f"{self.file!r} is encrypted. Save it without a password.")
            # zipfile unpacks no part further than the size that is stated here.
            size = sum(part.file_size for part in parts)
            if size > MOST_UNPACKED or len(parts) > MOST_PARTS:
                what = f"unpacks to {size / 1e6:,.0f} MB in {len(parts):,} parts"
                most = f"at most {MOST_UNPACKED / 1e6:g} MB in {MOST_PARTS:,} parts are read"
                raise FileError(f"{self.file!r} {what}; {most}.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        if _declares_type(file):
                            what = f"{part.filename!r} declares a document type"
                            raise FileError(
                                f"{self.file!r} is not read: {what}, which no workbook needs."
                            )

    def _opened(self, *, values: bool) -> Workbook:
        """The workbook with its texts and formats. Its sheets are empty: their rows are given to it one by one."""
        import openpyxl

        bare = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self._held)) as archive,
            zipfile.ZipFile(bare, "w") as new,
        ):
            for part in archive.infolist():
                name = part.filename
                strings = name.endswith("sharedStrings.xml")
                if SHEET_PART.search(name):
                    new.writestr(name, NO_ROWS)
                elif name == "xl/styles.xml" and part.file_size > MOST_TREE:
                    text = f"{self.file!r} holds {part.file_size / 1e6:,.0f} MB of formats of cells"
                    raise FileError(f"{text}; at most {MOST_TREE / 1e6:g} MB are read.")
                elif name.endswith((".xml", ".rels")) and (strings or part.file_size <= MOST_TREE):
                    # Larger parts, e.g. of pivot tables, have nothing to do with cells.
                    new.writestr(name, held := archive.read(name))
                    self._check_elements(held if strings else b"", name)
        return openpyxl.load_workbook(bare, read_only=True, data_only=values, keep_links=False)

    def _check_elements(self, xml: bytes, name: str) -> None:
        """Refuse a part with so many elements of other kinds than cells that a tree of them fills the memory."""
        others = xml.count(b"<") - sum(map(xml.count, CELL_TAGS))
        if others > MOST_ELEMENTS:
            text = f"{self.file!r}, {name} holds {others:,} elements that are not cells"
            raise FileError(f"{text}; at most {MOST_ELEMENTS:,} are read.")

    def _rows(self, book: Workbook, name: str, xml: bytes) -> Iterator[tuple[int, list[Any]]]:
        sheet: Any = book[name]
        # The size that a sheet states may be wrong in either direction.
        sheet.reset_dimensions()
        sheet._get_source = lambda: io.BytesIO(xml)
        wide = 0
        rows = sheet.iter_rows(values_only=not self._typed, max_row=LAST_ROW)
        for number, row in enumerate(rows, start=1):
            cells = [*map(_typed_value, row)] if self._typed else row
            if len(cells) > MOST_COLUMNS:
                wide += 1
                if wide > MOST_WIDE or any(cell is not None for cell in cells[MOST_COLUMNS:]):
                    raise too_many_columns(self.file, f"sheet {name!r}, row {number}")
            # Most cells of an empty row are None, which is quicker to see than that they are blank.
            if any(cell is not None for cell in cells):
                check_lengths(cells, self.file, f"sheet {name!r}, row {number}")
                yield number, list(cells[:MOST_COLUMNS])

    def _with_formulas(
        self, rows: dict[int, list[Any]], name: str, xml: bytes
    ) -> dict[int, list[Any]]:
        """The rows, with a mark where a formula has no value."""
        for number, cells in self._rows(self._opened(values=False), name, xml):
            held = rows.setdefault(number, [None] * len(cells))
            for i, cell in enumerate(cells):
                formula = getattr(cell, "text", cell)
                if held[i] is None and isinstance(formula, str) and formula.startswith("="):
                    held[i] = Uncalculated(formula)
        return rows

    def _repeat_merged(self, rows: dict[int, list[Any]], raw: bytes, name: str) -> None:
        """Repeat the value of merged cells in each of their rows."""
        from openpyxl.utils import column_index_from_string

        filled = 0
        last = max(rows, default=0)
        for letters, first, end in MERGED.findall(raw):
            column, top = column_index_from_string(letters.decode()) - 1, int(first)
            value = rows[top][column] if top in rows and column < len(rows[top]) else None
            for number in range(top + 1, min(int(end), last) + 1):
                filled += 1
                if filled > MOST_MERGED:
                    text = f"{self.file!r}, sheet {name!r}"
                    raise FileError(f"{text} has more merged cells than are read.")
                if number in rows:
                    held = rows[number]
                    held += [None] * (column + 1 - len(held))
                    held[column] = value if held[column] is None else held[column]


def _declares_type(part: IO[bytes]) -> bool:
    """Whether an XML text declares a document type, which it must do before its root element."""
    seen: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append("type")
    parser.StartElementHandler = lambda *_: seen.append("root")
    # Damaged XML is told of where it is read.
    with suppress(expat.ExpatError, LookupError, ValueError):
        while not seen and (held := part.read(CHUNK)):
            parser.Parse(held)
        if not seen:
            # Later versions of expat keep back what may not be whole yet.
            parser.Parse(b"", True)
    return seen[:1] == ["type"]


def _filled_cells(xml: bytes) -> tuple[bytes, bytes]:
    """The part of a sheet with its rows, without rows and cells that are empty, and the part after it.

    A sheet may have a million formatted rows. They go where every row and cell states its own place.
    """
    end = ROWS_END.search(xml)
    if end is None:
        return xml, b""
    rows = xml[: end.end()]
    if not UNPLACED.search(rows):
        rows = EMPTY_ROW.sub(b"", EMPTY_CELL.sub(b"", rows))
    return rows + b"</" + end[1] + b"worksheet>", xml[end.end() :]


def _typed_value(cell: Any) -> object:
    """The value of a cell; a percentage is a text, and an escape the character that it means."""
    value = cell.value
    if isinstance(value, str) and "_x" in value:
        return ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and "%" in str(cell.number_format):
        # Not multiplied by 100: 0.07 is 7 %.
        return f"{Decimal(repr(value)).scaleb(2):f}%"
    return value


def _path(sheet: Any) -> str:
    """The part of the archive that holds a sheet."""
    return str(sheet._worksheet_path).lstrip("/")


def _reason(error: Exception) -> str:
    if isinstance(error, zipfile.BadZipFile):
        return "the archive is damaged or cut short"
    text = " ".join(str(error).split())[:80].rstrip(".")
    return text or type(error).__name__
