"""Workbooks of Kumu: sheets of elements and of connections, as it exports and imports them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from causalnet.errors import FileError, Mistakes
from causalnet.formats.grids.book import SheetRows, cell_text
from causalnet.formats.map_building.extra_fields import field_name
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.maps.kumu.kumu_fields import KumuReader
from causalnet.language.translate import lazy, template
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign

__all__ = ["holds_kumu_workbook", "read_kumu_workbook"]

IGNORED = "(ignore)"
# Empty rows between two tables in one sheet.
GAP = 2
SEVERAL = "|"
NEITHER = template("Its first row has neither 'Label' nor 'From' and 'To'.")
ASIDE = template("Its name says that Kumu ignores it.")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of elements or connections: the sheet, its header and its numbered rows."""

    sheet: SheetRows
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[object, ...]], ...]

    @property
    def kind(self) -> str:
        """``elements`` or ``connections``; empty if it is neither."""
        names = {field_name(name) for name in self.header}
        if {"from", "to"} <= names:
            return "connections"
        return "elements" if "label" in names else ""

    def items(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Each row's place, and its cells that are not empty by their header."""
        for number, cells in self.rows:
            texts = {n: cell_text(c) for n, c in zip(self.header, cells, strict=False) if n}
            yield self.sheet.place(number), {n: t for n, t in texts.items() if t}


def holds_kumu_workbook(file: MapFile) -> bool:
    """Whether a workbook has a table of elements and one of connections."""
    kinds = {table.kind for table in _tables(file)}
    return {"elements", "connections"} <= kinds


def read_kumu_workbook(file: MapFile, unsigned: Sign = "?") -> CausalMap:
    """The causal map in a workbook of Kumu.

    A table whose header has ``Label`` holds elements, and one with ``From`` and ``To`` holds connections. ``To`` may
    name several elements with bars between them. Fields mean what they mean in the JSON of Kumu.

    Raises
    ------
    FileError
        If the file is not a workbook or has no connections.
    ModelError
        With all mistakes in it, each with its sheet and row.

    References
    ----------
    Kumu (2026), documentation, "Structure your data for Kumu".
    """
    tables = [*_tables(file)]
    if not any(table.kind == "connections" for table in tables):
        raise FileError(f"{file.name!r} has no sheet with the columns 'From' and 'To'.")
    reader = KumuReader(MapBuilder(file.name, template("Kumu workbook"), unsigned), Mistakes())
    for table in tables:
        if table.kind == "elements":
            for place, fields in table.items():
                keys = [text for name, text in fields.items() if field_name(name) == "id"]
                rest = {n: t for n, t in fields.items() if field_name(n) != "id"}
                reader.element(rest, keys, place)
    reader.all_elements_known()
    for table in tables:
        if table.kind == "connections":
            for place, fields in table.items():
                _connection(fields, place, reader)
    reader.found.raise_any(file.name)
    reader.account()
    _leave_out(file, tables, reader.builder)
    return reader.builder.map(file.stem)


def _tables(file: MapFile) -> Iterator[_Table]:
    """The tables of all sheets that are not to be ignored; empty rows part the tables of one sheet."""
    for name in file.book.names:
        if IGNORED in name.casefold():
            continue
        sheet = file.book.sheet(name)
        start = 0
        for at, (number, _) in enumerate(sheet.rows):
            last = at + 1 == len(sheet.rows)
            if last or sheet.rows[at + 1][0] - number > GAP:
                held = sheet.rows[start : at + 1]
                header = tuple(cell_text(cell) for cell in held[0][1])
                yield _Table(sheet, header, held[1:])
                start = at + 1


def _connection(fields: dict[str, str], place: str, reader: KumuReader) -> None:
    ends = {field_name(name): text for name, text in fields.items()}
    rest = {n: t for n, t in fields.items() if field_name(n) not in ("from", "to", "id")}
    causes = _ends(ends.get("from", ""), "From", place, reader)
    effects = _ends(ends.get("to", ""), "To", place, reader)
    for cause in causes:
        for effect in effects:
            reader.connection(rest, cause, effect, place)


def _ends(text: str, column: str, place: str, reader: KumuReader) -> Sequence[str]:
    """The names of the factors at one end of a connection, of which ``To`` may hold several."""
    whole = reader.name_of(text)
    parts = [text] if whole or SEVERAL not in text else text.split(SEVERAL)
    labels = [part.strip() for part in parts if part.strip() or len(parts) == 1]
    names = [reader.end(label, f"{place}, column {column!r}") for label in labels]
    return [name for name in names if name]


def _leave_out(file: MapFile, tables: Sequence[_Table], builder: MapBuilder) -> None:
    for name in file.book.names:
        if IGNORED in name.casefold():
            builder.leave_out(lazy("sheet {name!r}", name=name), ASIDE)
    for table in tables:
        if not table.kind:
            builder.leave_out(
                lazy("a table of sheet {name!r}", name=table.sheet.name),
                NEITHER,
                len(table.rows) + 1,
            )
