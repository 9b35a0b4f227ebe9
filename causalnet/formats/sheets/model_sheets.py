"""The sheets of a model's workbook, and their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causalnet.formats.model_file.forms import TEXT
from causalnet.formats.model_file.part_schemas import BASELINE, JUDGEMENT
from causalnet.formats.model_file.schema import Key
from causalnet.formats.model_file.sections import FILE, LISTED_FORMS, NAMED_FORMS
from causalnet.formats.sheets.columns import SheetColumn, columns_of
from causalnet.formats.sheets.sheet_forms import (
    BelowSheet,
    ListedSheet,
    NamedSheet,
    PanelSheet,
    SheetForm,
    StrengthSheet,
    TextSheet,
    ValueSheet,
)
from causalnet.formats.sheets.translation_sheet import TranslationSheet

__all__ = ["BELOW", "MODEL", "SHEETS"]

MODEL = "model"
"""The sheet with the texts about the model as a whole."""


def _text_column(name: str, doc: str, *, needed: bool = True) -> SheetColumn:
    return SheetColumn(name=name, path=(name,), kind="text", needed=needed, doc=doc)


def _keys(kind: str) -> Sequence[Key]:
    form = NAMED_FORMS.get(kind) or LISTED_FORMS[kind]
    keys: tuple[Key, ...] = form.schema.keys
    return keys


def _below(key: str, section: str) -> Sequence[Key]:
    """The keys of the tables in a list of a part."""
    keys: tuple[Key, ...] = next(k for k in _keys(section) if k.name == key).form.schema.keys
    return keys


BELOW = {
    "checks": ("claims", "checks", "claim", "A conclusion that the model must reach for a claim to be met."),
    "mentions": ("claims", "also", "claim", "A further mention of a claim, in another place or source."),
    "rival influences": ("rivals", "influences", "rival", "An influence of a rival."),
}  # fmt: skip
"""Sheets of the tables in a list of a part: the section, the key, the column of the part's name, the meaning."""
TOP: dict[str, Key] = {key.name: key for key in FILE.schema.keys}
ROWS: dict[str, Key] = {key.name: key for key in TOP["graph"].form.schema.keys}
FIRST = ("variables", "influences", "claims", "sources", "evidence")
JUDGE = "The source that judged it."
VARIABLE = _text_column("variable", "The variable.")
FOUND = SheetColumn(
    name="finding",
    path=("finding",),
    kind="finding",
    needed=True,
    doc="Its state, several states, or a likelihood.",
)


def _model_sheets() -> Iterator[SheetForm]:
    """Every sheet: first what is filled in first."""
    texts = {name: key for name, key in TOP.items() if key.form is TEXT}
    yield TextSheet(MODEL, "A text about the model as a whole.", texts)
    for kind in FIRST:
        yield _part_sheet(kind)
    yield StrengthSheet(
        "strengths",
        "A word for a strength, as a judgement in log-odds per step of the cause.",
        (
            _text_column("word", "The word, as influences use it."),
            _text_column("person", f"{JUDGE} Empty if nobody in particular.", needed=False),
            *columns_of(JUDGEMENT.schema.keys),
        ),
    )
    for kind in dict.fromkeys((*NAMED_FORMS, *ROWS, *LISTED_FORMS)):
        if kind not in FIRST:
            yield _part_sheet(kind)
    for name, (section, key, owner, meaning) in BELOW.items():
        column = _text_column(owner, f"Its name in sheet {section!r}.")
        yield BelowSheet(name, meaning, (column, *columns_of(_below(key, section))), section, key)
    yield PanelSheet(
        "panels",
        "The baseline of a variable, as one of several people judged it.",
        (VARIABLE, _text_column("person", JUDGE), *columns_of(BASELINE.schema.keys)),
    )
    yield ValueSheet("known", TOP["known"].doc, (VARIABLE, FOUND))
    yield TranslationSheet()


def _part_sheet(kind: str) -> SheetForm:
    """The sheet of the parts of one kind, without what stands in sheets of its own."""
    without = [key for section, key, _, _ in BELOW.values() if section == kind]
    columns = columns_of(_keys(kind), without=without)
    if kind in NAMED_FORMS:
        needed = tuple(key.name for key in _keys(kind) if key.required and key.name in without)
        return NamedSheet(kind, TOP[kind].doc, columns, needed)
    if kind in ROWS:
        return ListedSheet(kind, ROWS[kind].doc, columns, ("graph",))
    return ListedSheet(kind, TOP[kind].doc, columns)


SHEETS = {sheet.name: sheet for sheet in _model_sheets()}
"""The sheets by their names, each after those that it refers to."""
