"""Lists of links in CSV files and workbooks: one mention of an influence in each row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from causalnet.errors import FileError, Mistake, few_names, raise_any
from causalnet.formats.grids.book import SheetRows, Uncalculated, cell_text
from causalnet.formats.grids.cell_grid import is_empty
from causalnet.formats.map_building.link_columns import AmbiguousColumnsError, link_columns
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.map_building.sign_words import is_sign, sign_of
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign
from causalnet.notation import enumerated

__all__ = ["holds_link_list", "read_link_list"]

# The rows among which the header is looked for: titles and blank rows may stand above it.
HEADER_ROWS = 20
# The rows by which a column is recognised as one of signs.
ROWS_TRIED = 200
FAILED = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NULL!|NUM!)")
SEVERAL = re.compile(r"\s*[|;｜；]\s*")
TAG_MARKS = re.compile(r"[|;,｜；、，\n]+")
EXAMPLE = "Name the columns of the causes and effects 'from' and 'to'; 'sign', 'source' and 'quote' may follow."


@dataclass(frozen=True, slots=True)
class LinkSheet:
    """A sheet with a list of links: its columns by meaning, its header, and the rows below."""

    sheet: SheetRows
    columns: Mapping[str, int]
    header: tuple[object, ...]
    rows: tuple[tuple[int, tuple[object, ...]], ...]


def holds_link_list(file: MapFile) -> bool:
    """Whether a sheet of the file has columns for causes and effects."""
    return next(_lists(file), None) is not None


def read_link_list(file: MapFile, unsigned: Sign) -> CausalMap:
    """The map in a list of links.

    Raises
    ------
    FileError
        If no sheet has columns for causes and effects, or it is not clear which they are.
    ModelError
        With every cell that cannot be read, by its place.
    """
    found = [*_lists(file)]
    if not found:
        raise FileError(f"{file.name!r} is not a list of links: {_headers(file)}. {EXAMPLE}")
    first, *others = found
    builder = MapBuilder(file.name, "link list", unsigned)
    _understand(builder, first)
    _add_links(builder, first, file.name)
    for one in others:
        why = "It is another list of links; only the first is read."
        builder.leave_out(f"sheet {one.sheet.name!r}", why, len(one.rows))
    used = {one.sheet.name for one in found}
    for name in file.book.names:
        if name not in used and (rows := file.book.sheet(name).rows):
            why = "It has no columns for causes and effects."
            builder.leave_out(f"sheet {name!r}", why, len(rows))
    return builder.map(file.stem)


# ── the sheet and its columns ────────────────────────────────────────────────────────────────


def _lists(file: MapFile) -> Iterator[LinkSheet]:
    """The sheets that are lists of links, those that are not hidden first."""
    sheets = [file.book.sheet(name) for name in file.book.names]
    for sheet in sorted(sheets, key=lambda one: one.hidden):
        for i, (number, header) in enumerate(sheet.rows[:HEADER_ROWS]):
            below = sheet.rows[i + 1 :]
            try:
                columns = link_columns(header, _SignTest(below))
            except AmbiguousColumnsError as error:
                place = sheet.place(number)
                raise FileError(f"{file.name!r}, {place}: {error}") from None
            if columns is not None:
                yield LinkSheet(sheet, columns, header, below)
                break


class _SignTest:
    """Whether a column holds words for signs and nothing else."""

    def __init__(self, rows: tuple[tuple[int, tuple[object, ...]], ...]) -> None:
        self.rows = rows[:ROWS_TRIED]

    def __call__(self, column: int) -> bool:
        texts = [cell_text(row[column]) for _, row in self.rows if column < len(row)]
        filled = [text for text in texts if text]
        return bool(filled) and all(map(is_sign, filled))


def _headers(file: MapFile) -> str:
    """What the first rows hold, for the error."""
    for name in file.book.names:
        sheet = file.book.sheet(name)
        if sheet.rows:
            number, cells = sheet.rows[0]
            texts = [repr(text) for cell in cells if (text := cell_text(cell))]
            return f"{sheet.place(number)} holds {few_names(texts)}"
    return "it is empty"


def _understand(builder: MapBuilder, found: LinkSheet) -> None:
    """Say what each column was read as, and which were not read."""
    named = {role: cell_text(found.header[i]) for role, i in found.columns.items()}
    parts = [f"{text!r} as the {role}" for role, text in named.items()]
    of = f" of sheet {found.sheet.name!r}" if found.sheet.name else ""
    builder.understand(f"The columns{of} were read: {enumerated(parts)}.")
    used = {*found.columns.values()}
    width = max((len(row) for _, row in found.rows), default=0)
    for i in range(max(width, len(found.header))):
        filled = sum(i < len(row) and not is_empty(row[i]) for _, row in found.rows)
        if i not in used and filled:
            text = cell_text(found.header[i]) if i < len(found.header) else ""
            what = f"column {text!r}" if text else f"column number {i + 1}, which has no header"
            builder.leave_out(what, "Its header is not one that is read.", filled)


# ── the rows ─────────────────────────────────────────────────────────────────────────────────


def _add_links(builder: MapBuilder, found: LinkSheet, file: str) -> None:
    mistakes: list[Mistake] = []
    strange, half = Counter[str](), list[int]()
    signed = "sign" not in found.columns and _any_negative(found)
    for number, row in found.rows:
        cells = {role: row[i] for role, i in found.columns.items() if i < len(row)}
        wrong = [*_wrong(found, number, cells)]
        mistakes += wrong
        texts = {role: cell_text(cell) for role, cell in cells.items()}
        if not (texts.get("cause") and texts.get("effect")):
            half += [] if wrong else [number]
            continue
        told = _sign_of_number(texts, found.sheet.decimal) if signed else texts.get("sign", "")
        sign = sign_of(told)
        if sign is None:
            strange[told] += 1
        _add(builder, texts, found.sheet.decimal, sign)
    raise_any(mistakes, repr(file))
    if signed:
        builder.understand("Without a column of signs, a link has the sign of its weight.")
    for text, count in strange.items():
        builder.leave_out(f"sign {text!r}", "It is not a word for a sign; the link has '?'.", count)
    places = few_names([str(number) for number in half])
    builder.leave_out(
        f"rows without a cause or an effect: {places}", "A link needs both.", len(half)
    )


def _add(builder: MapBuilder, texts: Mapping[str, str], decimal: str, sign: str | None) -> None:
    tags = [tag.strip().lstrip("#") for tag in TAG_MARKS.split(texts.get("tags", ""))]
    weight, word = _number(texts.get("weight", ""), decimal)
    lag, odd = _number(texts.get("lag", ""), decimal)
    tags += [f"weight: {word}"] if word else []
    tags += [f"lag: {odd}"] if odd else []
    for source in SEVERAL.split(texts.get("source", "")):
        builder.link(
            texts["cause"],
            texts["effect"],
            "?" if sign is None else (sign or None),  # type: ignore[arg-type]
            source=source,
            at=texts.get("at", ""),
            quote=texts.get("quote", ""),
            tags=[tag for tag in tags if tag],
            weight=weight,
            lag=int(lag or 0),
            note=texts.get("note", ""),
        )


def _wrong(found: LinkSheet, number: int, cells: Mapping[str, object]) -> Iterator[Mistake]:
    """The cells of a row that hold a formula without a value, or one that failed."""
    for role, cell in cells.items():
        place = found.sheet.place(number, found.columns[role])
        if isinstance(cell, Uncalculated):
            what = f"holds the formula {cell.formula[:40]!r} without its value."
            hint = "Open the file in a spreadsheet program, save it, and load it again."
            yield Mistake(place, what, hint)
        elif isinstance(cell, str) and FAILED.fullmatch(cell.strip()):
            what = f"holds {cell.strip()}: a formula failed in the spreadsheet."
            yield Mistake(
                place, what, "Put an apostrophe before a text that begins with +, - or =."
            )


def _sign_of_number(texts: Mapping[str, str], decimal: str) -> str:
    weight = _number(texts.get("weight", ""), decimal)[0]
    return "" if not weight else "-" if weight < 0 else "+"


def _any_negative(found: LinkSheet) -> bool:
    column = found.columns.get("weight")
    cells = [row[column] for _, row in found.rows if column is not None and column < len(row)]
    return any((_number(cell_text(c), found.sheet.decimal)[0] or 0) < 0 for c in cells)


def _number(text: str, decimal: str) -> tuple[float | None, str]:
    """The number in a cell, or the text that is not one."""
    try:
        number = float(text.replace(decimal, ".").replace("−", "-"))
    except ValueError:
        return None, text
    return (number, "") if abs(number) < float("inf") else (None, text)
