"""Lists of links in CSV files and workbooks: one mention of an influence in each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from causalnet.errors import FileError, few_names
from causalnet.formats.grids.book import cell_text
from causalnet.formats.map_building.extra_fields import weight_in
from causalnet.formats.map_building.further_columns import FurtherColumns, further_columns
from causalnet.formats.map_building.link_columns import AmbiguousColumnsError, link_columns
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.map_building.opposites import Opposites
from causalnet.formats.map_building.sheet_table import SheetTable
from causalnet.formats.map_building.sign_words import is_sign, is_zero
from causalnet.formats.map_building.source_table import add_sources, source_column
from causalnet.language.translate import lazy, lazy_series, template
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign
from causalnet.model.judgements.judgement import Judgement

__all__ = ["add_link", "holds_link_list", "link_tables", "number_in", "read_link_list"]

# The rows among which the header is looked for: titles and blank rows may stand above it.
HEADER_ROWS = 20
# The rows by which a column is recognised as one of signs.
ROWS_TRIED = 200
SEVERAL = re.compile(r"\s*[|;｜；]\s*")
# What other programs write into an empty cell.
MISSING = ("NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None")
WHOLE_TEXTS = ("quote", "note")
# What keeps a spreadsheet program from reading a text as a formula.
PROTECTED = re.compile(r"^'(?=[=+@-])")
WHOLE = re.compile(r"\d{1,4}")
TAG_MARKS = re.compile(r"[|;,｜；、，]+|\s+(?=#)")
WORDS = {
    "cause": template("{name!r} as the cause"),
    "effect": template("{name!r} as the effect"),
    "sign": template("{name!r} as the sign"),
    "weight": template("{name!r} as the weight"),
    "lag": template("{name!r} as the lag"),
    "source": template("{name!r} as the source"),
    "quote": template("{name!r} as the quote"),
    "note": template("{name!r} as the note"),
    "at": template("{name!r} as the place in the source"),
    "tags": template("{name!r} as tags"),
}
EXAMPLE = (
    "Name the columns of the causes and effects 'from' and 'to'; 'sign', 'source' and 'quote' may follow. "
    "A matrix of weights is read with format='fcm'."
)
NO_WEIGHT = template("It is neither a number nor a range, so it is a tag of the link.")
NO_LAG = template("It is not a whole number of periods, so it is a tag, and the link acts at once.")
NO_LINKS = template("It has no columns for causes and effects.")
ABOVE = template("Links stand below it.")
SECOND = template("It is another list of links, and only the first is read.")


@dataclass(frozen=True)
class LinkTable:
    """A table of links, and the positions of its columns by their meaning."""

    table: SheetTable
    columns: Mapping[str, int]

    def texts(self, row: Sequence[object]) -> dict[str, str]:
        """The texts of a row by the meaning of their columns; quotes and notes keep their lines."""
        held = {}
        for role, i in self.columns.items():
            whole = role in WHOLE_TEXTS and i < len(row) and isinstance(row[i], str)
            text = str(row[i]).strip() if whole else self.table.text(row, i)
            held[role] = "" if text in MISSING else PROTECTED.sub("", text)
        return held

    def missing(self, row: Sequence[object]) -> int:
        """The number of cells of a row that only say that there is nothing in them."""
        return sum(self.table.text(row, i) in MISSING for i in self.columns.values())


def holds_link_list(file: MapFile) -> bool:
    """Whether a sheet of the file has columns for causes and effects."""
    return next(link_tables(file), None) is not None


def read_link_list(file: MapFile, unsigned: Sign) -> CausalMap:
    """The map in a list of links.

    Raises
    ------
    FileError
        If no sheet has columns for causes and effects, or it is not clear which they are.
    ModelError
        With every cell that cannot be read, by its place.
    """
    found = [*link_tables(file)]
    if not found:
        raise FileError(f"{file.name!r} is not a list of links: {_first_row(file)}. {EXAMPLE}")
    first = found[0]
    first.table.check([*first.columns.values()], file.name)
    builder = MapBuilder(file.name, template("link list"), unsigned)
    named = {role: first.table.header[i] for role, i in first.columns.items()}
    parts = lazy_series([lazy(WORDS[role], name=text) for role, text in named.items()])
    if first.table.sheet.name:
        of = lazy(
            "The columns of sheet {sheet!r} were read: {parts}.",
            sheet=first.table.sheet.name,
            parts=parts,
        )
    else:
        of = lazy("The columns were read: {parts}.", parts=parts)
    builder.understand(of)
    builder.leave_out(template("rows above the header"), ABOVE, first.table.start)
    _add_links(builder, first)
    _add_other_sheets(builder, file, {one.table.sheet.name: one for one in found})
    return builder.map(file.stem)


# ── sheets ───────────────────────────────────────────────────────────────────────────────────


def link_tables(file: MapFile) -> Iterator[LinkTable]:
    """The sheets that are lists of links, those that are not hidden first."""
    sheets = [file.book.sheet(name) for name in file.book.names]
    for sheet in sorted(sheets, key=lambda one: one.hidden):
        for start, (number, header) in enumerate(sheet.rows[:HEADER_ROWS]):
            table = SheetTable(sheet, start)
            try:
                columns = link_columns(header, _SignTest(table))
            except AmbiguousColumnsError as error:
                place = sheet.place(number)
                raise FileError(f"{file.name!r}, {place}: {error}") from None
            if columns is not None:
                yield LinkTable(table, columns)
                break


class _SignTest:
    """Whether a column holds words for signs and nothing else."""

    def __init__(self, table: SheetTable) -> None:
        self.table = table

    def __call__(self, column: int) -> bool:
        texts = [self.table.text(row, column) for _, row in self.table.rows[:ROWS_TRIED]]
        filled = [text for text in texts if text]
        return bool(filled) and all(map(is_sign, filled))


def _first_row(file: MapFile) -> str:
    """What the first row holds, for the error."""
    for name in file.book.names:
        sheet = file.book.sheet(name)
        if sheet.rows:
            number, cells = sheet.rows[0]
            texts = [repr(text) for cell in cells if (text := cell_text(cell))]
            return f"{sheet.place(number)} holds {few_names(texts)}"
    return "it is empty"


def _add_other_sheets(builder: MapBuilder, file: MapFile, lists: Mapping[str, LinkTable]) -> None:
    """Read a sheet of sources; the others are left out and counted."""
    for name in file.book.names:
        table = SheetTable(file.book.sheet(name))
        if name == next(iter(lists)) or not table.sheet.rows:
            continue
        key = None if name in lists else source_column(table)
        if name in lists:
            builder.leave_out(lazy("sheet {name!r}", name=name), SECOND, len(table.sheet.rows))
        elif key is None:
            builder.leave_out(lazy("sheet {name!r}", name=name), NO_LINKS, len(table.sheet.rows))
        else:
            add_sources(builder, table, key)


# ── rows ─────────────────────────────────────────────────────────────────────────────────────


def _add_links(builder: MapBuilder, found: LinkTable) -> None:
    table, columns = found.table, found.columns
    further = further_columns(builder, table, {*columns.values()}, columns.get("source"))
    half, zero, opposites = list[int](), list[int](), Opposites()
    signed = "sign" not in columns and _any_negative(found)
    for number, row in table.rows:
        texts = found.texts(row)
        told = _sign_of_weight(found, texts) if signed else texts.get("sign", "")
        if not (texts["cause"] and texts["effect"]):
            half.append(number)
        elif is_zero(told):
            zero.append(number)
        else:
            cause, effect, opposite = opposites.fold(texts["cause"], texts["effect"])
            texts |= {"cause": cause, "effect": effect}
            add_link(builder, texts, builder.sign(told), further, row, opposite=opposite)
    for sentence in (*further.sentences(), *opposites.sentences()):
        builder.understand(sentence)
    if signed:
        builder.understand(lazy("Without a column of signs, a link has the sign of its weight."))
    what = template("rows without a cause or an effect: {numbers}")
    _leave_rows(builder, what, half, template("A link needs both."))
    what = template("rows with the sign 0: {numbers}")
    _leave_rows(builder, what, zero, template("They say that there is no influence."))
    missing = sum(found.missing(row) for _, row in table.rows)
    what = template("cells that say 'NA' or 'NULL'")
    builder.leave_out(what, template("They were read as empty."), missing)


def _leave_rows(builder: MapBuilder, what: str, numbers: Sequence[int], why: str) -> None:
    listed = few_names([*map(str, numbers)])
    builder.leave_out(lazy(what, numbers=listed), why, len(numbers))


def add_link(
    builder: MapBuilder,
    texts: Mapping[str, str],
    sign: Sign | None,
    further: FurtherColumns,
    row: Sequence[object],
    *,
    opposite: bool = False,
) -> None:
    """Add the link of a row, once for each of its sources; a sign of None is one that is not given."""
    decimal = further.table.sheet.decimal
    tags = [tag.strip().lstrip("#") for tag in TAG_MARKS.split(texts.get("tags", ""))]
    weight, word = number_in(texts.get("weight", ""), decimal)
    lag = texts.get("lag", "")
    whole = bool(WHOLE.fullmatch(lag))
    if word:
        tags.append(f"weight: {word}")
        builder.misread(template("weight {name!r}"), word, NO_WEIGHT)
    if lag and not whole:
        tags.append(f"lag: {lag}")
        builder.misread(template("lag {name!r}"), lag, NO_LAG)
    tags += further.tags_of(row)
    named = [source for source in SEVERAL.split(texts.get("source", "")) if source]
    for source in named or [""]:
        builder.source(source, groups=further.groups_of(row))
        builder.link(
            texts["cause"],
            texts["effect"],
            sign,
            source=source,
            at=texts.get("at", ""),
            quote=texts.get("quote", ""),
            tags=[tag for tag in tags if tag],
            weight=weight,
            lag=int(lag) if whole else 0,
            note=texts.get("note", ""),
            opposite=opposite,
        )


def _any_negative(found: LinkTable) -> bool:
    return any(_sign_of_weight(found, found.texts(row)) == "-" for _, row in found.table.rows)


def _sign_of_weight(found: LinkTable, texts: Mapping[str, str]) -> str:
    weight = number_in(texts.get("weight", ""), found.table.sheet.decimal)[0]
    low, high = weight.range if isinstance(weight, Judgement) else (weight or 0, weight or 0)
    if weight == 0:
        return "0"
    return "-" if high < 0 else "+" if low > 0 else ""


def number_in(text: str, decimal: str) -> tuple[float | Judgement | None, str]:
    """The weight in a cell, or the text that is not one.

    Examples
    --------
    >>> number_in("0,5", ","), number_in("strong", ".")
    ((0.5, ''), (None, 'strong'))
    """
    weight = weight_in(text.replace(decimal, ".").replace("−", "-"))
    return weight, text if weight is None else ""
