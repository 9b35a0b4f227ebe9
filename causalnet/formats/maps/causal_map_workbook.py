"""Workbooks of the Causal Map app: sheets of factors, links, statements and sources.

A label that begins with ``~`` is the opposite of the label without it. ``~X → Y`` is folded into ``X → Y`` with the
sign reversed, and ``~X → ~Y`` into ``X → Y`` with its own sign.

References
----------
S. Powell, J. Copestake and F. Remnant (2024), "Causal mapping for evaluators", *Evaluation* 30(1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from causalnet.errors import FileError
from causalnet.formats.map_building.further_columns import further_columns
from causalnet.formats.map_building.link_columns import bare_header
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.map_building.opposites import Opposites, unfolded
from causalnet.formats.map_building.sheet_table import SheetTable
from causalnet.formats.map_building.source_table import add_sources
from causalnet.formats.maps.link_list import add_link
from causalnet.language.translate import lazy, template
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign

__all__ = ["holds_causal_map", "read_causal_map"]

TRUE = ("TRUE", "1", "yes")
# What the app counts or numbers for itself, and works out anew.
WORKED_OUT = re.compile(
    r"(?:simple_|source_|link_|factor_)?frequency|.*_rank(?:_reversed)?|betweenness|in_degree|out_degree|(?:.*_)?id\d*|"
    r"(?:simple_)?bundle|size|capacity|actualisation|.*map_id|level_\d_label|top_level_label|zoom_level|"
    r"is_in_hierarchy|is_opposable|is_flipped|driver_score|outcome_score|(?:from_|to_)?source_count|fromold|toold"
)
NAMELESS = template("A factor goes by its label.")
AGAIN = template("The app works it out anew.")
REPEATED = template("It repeats a column of another sheet.")
VALUED = template(
    "In this coding it says whether people welcome the change, which is not the sign of a link."
)
NOT_THERE = template("The sheet 'factors' does not have it.")
BOTH = template("A link needs both.")
FIRST = template("A link by this number means the first.")
VIEW = template("It is a filtered view of another sheet.")
OTHER = template("It has no place in a map.")


def holds_causal_map(file: MapFile) -> bool:
    """Whether the file is a workbook with a sheet of links beside one of factors, statements or sources."""
    names = {*map(bare_header, file.book.names)}
    return "links" in names and bool(names & {"factors", "statements", "sources"})


def read_causal_map(file: MapFile, unsigned: Sign) -> CausalMap:
    """The map in a workbook of the Causal Map app.

    Raises
    ------
    FileError
        If it has no sheet of links, or that sheet does not name its causes and effects.
    ModelError
        With every cell that cannot be read, by its place.
    """
    views = [name for name in file.book.names if bare_header(name).startswith("filtered")]
    # A view may be as large as what it is of, and nothing in it is new.
    read = {
        bare_header(n): SheetTable(file.book.sheet(n)) for n in file.book.names if n not in views
    }
    sheets = {name: table for name, table in read.items() if table.sheet.rows}
    if "links" not in sheets:
        raise FileError(f"{file.name!r} has no sheet 'links', as a workbook of Causal Map does.")
    builder = MapBuilder(file.name, template("Causal Map workbook"), unsigned)
    reader = _Reader(file.name, builder, sheets)
    reader.read_factors()
    reader.read_statements()
    if "sources" in sheets:
        key = sheets["sources"].column("source_id", "id", "source")
        if key is not None:
            add_sources(builder, sheets["sources"], key)
    reader.read_links()
    reader.account_for_the_rest()
    for name in views:
        builder.leave_out(lazy("sheet {name!r}", name=name), VIEW)
    return builder.map(file.stem)


@dataclass
class _Statement:
    """Where a coded passage stands, and who says it."""

    source: str = ""
    at: str = ""


@dataclass
class _Reader:
    """Reads the sheets in turn; later ones look up what earlier ones name by number."""

    file: str
    builder: MapBuilder
    sheets: Mapping[str, SheetTable]
    labels: dict[str, str] = field(default_factory=dict)
    statements: dict[str, _Statement] = field(default_factory=dict)
    opposites: Opposites = field(default_factory=Opposites)
    unknown: Counter[str] = field(default_factory=Counter)

    # ── factors and statements ───────────────────────────────────────────────────────────────

    def read_factors(self) -> None:
        """Note the label of each factor's number, and add the factors in their order."""
        table = self.sheets.get("factors")
        label = None if table is None else table.column("label", "factor", "name")
        if table is None or label is None:
            return
        number = table.column("factor_id", "id")
        note = table.column("factor_memo", "factor_note", "memo", "note")
        tags = table.column("hashtags", "tags")
        table.check([i for i in (label, number) if i is not None], self.file)
        nameless, twice = 0, Counter[str]()
        for _, row in table.rows:
            text, own = table.text(row, label), table.text(row, number)
            nameless += not text and any(table.text(row, i) for i in (note, tags))
            if text:
                twice[own] += bool(own) and self.labels.setdefault(own, text) != text
                told = table.text(row, tags).replace("#", " ").replace(",", " ").split()
                self.builder.factor(unfolded(text)[0], note=table.text(row, note), tags=told)
        self.builder.leave_out(template("factors without a label"), NAMELESS, nameless)
        self._repeated(template("further factors with the number {name!r}"), twice)
        self._leave(table, {label, number, note, tags}, OTHER)

    def read_statements(self) -> None:
        """Note who makes each statement, and give the statements to their sources as text."""
        table = self.sheets.get("statements")
        key = None if table is None else table.column("statement_id", "id")
        if table is None or key is None:
            return
        source, question = table.column("source_id", "source"), table.column("question_id")
        text = table.column("text", "statement")
        without, twice = 0, Counter[str]()
        for _, row in table.rows:
            name, place = table.text(row, key), table.text(row, question)
            told = f"statement {name}" + (f", question {place}" if place else "")
            said = _Statement(table.text(row, source), told)
            twice[name] += bool(name) and self.statements.setdefault(name, said) != said
            if not self.builder.source(table.text(row, source), text=table.text(row, text)):
                without += bool(table.text(row, text))
        why = template("Nobody is named.")
        self.builder.leave_out(template("statements without a source"), why, without)
        self._repeated(template("further statements with the number {name!r}"), twice)
        self._leave(table, {key, source, question, text}, OTHER)

    # ── links ────────────────────────────────────────────────────────────────────────────────

    def read_links(self) -> None:
        """Add the links, by their labels or by the numbers of their factors."""
        table = self.sheets["links"]
        columns = self._columns(table)
        table.check([*columns.values()], self.file)
        flips = [table.column(name) for name in ("from_flipped", "to_flipped")]
        skipped = self._skipped(table, {*columns.values(), *flips})
        used = {*columns.values(), *skipped, *(i for i in flips if i is not None)}
        further = further_columns(self.builder, table, used, None)
        for _, row in table.rows:
            texts = {role: table.text(row, i) for role, i in columns.items()}
            ends = [self._label(texts["cause"]), self._label(texts["effect"])]
            if not all(ends):
                continue
            cause, effect, opposite = self.opposites.fold(*ends)
            turned = sum(table.text(row, i) in TRUE for i in flips) % 2 == 1
            said = self.statements.get(texts.get("at", ""), _Statement(at=texts.get("at", "")))
            texts |= {"cause": cause, "effect": effect, "at": said.at}
            texts["source"] = texts.get("source") or said.source
            sign = self.builder.sign(texts.get("sign", ""))
            add_link(self.builder, texts, sign, further, row, opposite=opposite != turned)
        for sentence in further.sentences():
            self.builder.understand(sentence)

    def _columns(self, table: SheetTable) -> dict[str, int]:
        """The columns of links by their meaning."""
        names = {
            "cause": ("from_label", "from", "cause", "from_factor"),
            "effect": ("to_label", "to", "effect", "to_factor"),
            "sign": ("sign", "polarity"),
            "source": ("source_id", "source"),
            "at": ("statement_id",),
            "quote": ("quote", "selected_text"),
            "tags": ("hashtags", "tags"),
            "weight": ("strength",),
            "note": ("link_memo", "memo", "note"),
        }
        found = {
            role: i for role, known in names.items() if (i := table.column(*known)) is not None
        }
        if "cause" not in found or "effect" not in found:
            place = table.sheet.place(table.sheet.rows[table.start][0])
            raise FileError(
                f"{self.file!r}, {place} does not name the causes and effects of links. Causal Map calls them "
                "'from' and 'to', or 'from_label' and 'to_label'."
            )
        return found

    def _label(self, text: str) -> str:
        """The label that a cell names, directly or by number; empty and counted if it names none."""
        label = self.labels.get(text) or ("" if text.isdigit() and self.labels else text)
        self.unknown[text] += not label
        return label

    def _skipped(self, table: SheetTable, used: set[int | None]) -> set[int]:
        """The columns of links that are left out, with their reasons."""
        elsewhere = {
            bare_header(text).lstrip("#*")
            for name in ("sources", "statements", "questions")
            if name in self.sheets
            for text in self.sheets[name].header
        }
        left: dict[int, str] = {}
        for i, header in enumerate(table.header):
            bare = bare_header(header)
            plain = re.sub(r"^[srq]\.", "", bare).lstrip("#*")
            if i in used or not table.texts(i):
                continue
            if WORKED_OUT.fullmatch(bare) or bare in ("from", "to"):
                left[i] = AGAIN
            elif plain != bare or plain in elsewhere:
                left[i] = REPEATED
            elif bare == "posneg":
                left[i] = VALUED
        for i, why in left.items():
            self.builder.leave_out(table.named(i), why, len(table.texts(i)))
        return {*left}

    # ── the account ──────────────────────────────────────────────────────────────────────────

    def account_for_the_rest(self) -> None:
        """Say what was folded, and count what was left out."""
        for sentence in self.opposites.sentences():
            self.builder.understand(sentence)
        for text, count in self.unknown.items():
            what, why = lazy("links of factor {name!r}", name=text), NOT_THERE
            if not text:
                what, why = lazy("links without a cause or an effect"), BOTH
            self.builder.leave_out(what, why, count)
        for name, table in self.sheets.items():
            if name not in ("factors", "links", "statements", "sources"):
                self.builder.leave_out(
                    lazy("sheet {name!r}", name=table.sheet.name), OTHER, len(table.rows)
                )

    def _repeated(self, what: str, twice: Counter[str]) -> None:
        """Report the numbers that several rows have."""
        for number, count in twice.items():
            text = lazy(what, name=number)
            self.builder.leave_out(text, FIRST, count)

    def _leave(self, table: SheetTable, used: set[int | None], why: str) -> None:
        for i, header in enumerate(table.header):
            if i not in used and (texts := table.texts(i)):
                reason = AGAIN if WORKED_OUT.fullmatch(bare_header(header)) else why
                self.builder.leave_out(table.named(i), reason, len(texts))
