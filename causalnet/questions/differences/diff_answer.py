"""The differences between two models, as they print."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from causalnet.answer_tables import PAGE_WIDTH, AnswerTable, Column, paragraph
from causalnet.console import printed
from causalnet.language.translate import template, tr
from causalnet.line_breaks import wrapped
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Evidence
from causalnet.model.variable import Baseline
from causalnet.network.labels import ModelLabels
from causalnet.questions.sentences.part_words import HEADINGS, PartWords
from causalnet.text_width import tame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Change", "ModelDiff", "What"]

# The letters of a text that are shown.
LETTERS_OF_VALUE = 60

What = Literal["added", "removed", "changed"]
SYMBOLS: dict[What, str] = {"added": "+", "removed": "-", "changed": "~"}
COUNTED: dict[What, str] = {
    "added": template("{count} added"),
    "removed": template("{count} removed"),
    "changed": template("{count} changed"),
}
CHANGED: dict[What, str] = {
    "added": template("added"),
    "removed": template("removed"),
    "changed": template("changed"),
}


@printed
@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two models.

    Attributes
    ----------
    kind : str
        The kind of part, e.g. ``"influences"``; ``"model"`` for the model's own texts.
    name : str
        The part, e.g. ``"rain → wet_grass"``.
    what : {"added", "removed", "changed"}
        The change of the part, or of its field.
    path : tuple of str
        The names that lead from the part to the field that changed, e.g. ``("baseline", "p")``; empty for a whole part.
    old, new : object
        The value before and after; None where there is none.
    text_of : tuple of str
        Of a text in another language: the language, and the path of the text.
    """

    kind: str
    name: str
    what: What
    path: tuple[str, ...] = ()
    old: object = None
    new: object = None
    text_of: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The field that changed, e.g. ``"baseline.p"``; empty for a whole part."""
        return ".".join(self.path)

    @property
    def values(self) -> tuple[str, str]:
        """Old and new as they print: in full if they would look the same when shortened."""
        old, new = _shown(self.old), _shown(self.new)
        if old == new and self.old != self.new:
            return repr(self.old), repr(self.new)
        return old, new

    def __str__(self) -> str:
        where = ": ".join(filter(None, (self.name, self.field)))
        text = f"{SYMBOLS[self.what]} {where}"
        old, new = self.values
        if self.what == "changed":
            return f"{text}: {old} → {new}"
        value = new if self.what == "added" else old
        return f"{text}: {value}" if self.field else text


@printed
@dataclass(frozen=True, slots=True, repr=False)
class ModelDiff:
    """The parts that were added, removed and changed from one model to another.

    It is false if the models are equal, and prints as a list.

    Attributes
    ----------
    before, after : str
        The models' names.
    changes : tuple of Change
        Every difference, by kind of part.
    first, second : CausalModel
        The models themselves, for a picture: ``cn.draw([a, b])``.
    """

    before: str
    after: str
    changes: tuple[Change, ...]
    first: CausalModel
    second: CausalModel

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __repr__(self) -> str:
        return "\n".join([*wrapped(self.sentence, PAGE_WIDTH), *self.listed])

    @property
    def listed(self) -> list[str]:
        """The lines of the list: the kind of part, and below it what changed, in labels."""
        lines: list[str] = []
        for kind, changes in self._by_kind().items():
            lines.append(tr(HEADINGS[kind]))
            for change in changes:
                lines += textwrap.indent(self._told(change), "  ").splitlines()
        return lines

    def _told(self, change: Change) -> str:
        """A change in labels, in the language that is spoken."""
        where = self._name(change) or self._field(change)
        if self._name(change) and change.path:
            where = tr("{name}: {value}", name=where, value=self._field(change))
        text = f"{SYMBOLS[change.what]} {where}"
        old, new = self._values(change)
        if change.what == "changed":
            told = tr("{part}: {old} → {new}", part=text, old=old, new=new)
        elif change.path:
            value = new if change.what == "added" else old
            told = tr("{name}: {value}", name=text, value=value)
        else:
            told = text
        return "\n  ".join(wrapped(told, PAGE_WIDTH - 4))

    def _words(self, change: Change) -> PartWords:
        return PartWords(self.first if change.what == "removed" else self.second)

    def _name(self, change: Change) -> str:
        words, part = self._words(change), change.new if change.old is None else change.old
        if change.text_of:
            language, *path = change.text_of
            return words.translated(language, path)
        if isinstance(part, Evidence):
            return words.evidence(part)
        return words.named(change.kind, change.name)

    def _field(self, change: Change) -> str:
        return self._words(change).field(change.path) if change.path else ""

    def _values(self, change: Change) -> tuple[str, str]:
        field = next(iter(reversed(change.path)), "")
        old, new = (
            PartWords(model).found(change.name, value)
            if change.kind == "known"
            else PartWords(model).value(value, field)
            for model, value in ((self.first, change.old), (self.second, change.new))
        )
        return change.values if old == new and change.old != change.new else (old, new)

    @property
    def sentence(self) -> str:
        """How many parts were added, removed and changed."""
        before, after = (tame(ModelLabels(m).title) for m in (self.first, self.second))
        said = {"before": before, "after": after}
        if not self:
            if before == after:
                return tr("The two versions of “{before}” do not differ.", **said)
            return tr("“{before}” and “{after}” do not differ.", **said)
        counts = Counter(change.what for change in self.changes)
        kinds = [tr(COUNTED[what], count=counts[what]) for what in SYMBOLS if counts[what]]
        said["differences"] = kinds[0]
        for kind in kinds[1:]:
            said["differences"] = tr("{first}, {second}", first=said["differences"], second=kind)
        if before == after:
            return tr("From one version of “{before}” to the next: {differences}.", **said)
        return tr("From “{before}” to “{after}”: {differences}.", **said)

    def _by_kind(self) -> dict[str, list[Change]]:
        kinds: dict[str, list[Change]] = {}
        for change in self.changes:
            kinds.setdefault(change.kind, []).append(change)
        return kinds

    @property
    def table(self) -> AnswerTable[Change]:
        """A row for every change."""
        cells: dict[str, tuple[Callable[[Change], str], str, Callable[[Change], str]]] = {
            "kind": (lambda c: c.kind, tr("kind"), lambda c: tr(HEADINGS[c.kind])),
            "name": (lambda c: c.name, tr("name"), self._name),
            "change": (lambda c: c.what, tr("difference"), lambda c: tr(CHANGED[c.what])),
            "field": (lambda c: c.field, tr("field"), self._field),
            "old": (lambda c: c.values[0], tr("old"), lambda c: self._values(c)[0]),
            "new": (lambda c: c.values[1], tr("new"), lambda c: self._values(c)[1]),
        }
        columns = [
            Column(name, value, head, text, align="<")
            for name, (value, head, text) in cells.items()
        ]
        return AnswerTable(self.changes, columns)

    def to_frame(self) -> pd.DataFrame:
        """A row a change: kind, name, change, field, old, new (the values as they print)."""
        return self.table.frame()

    def _repr_html_(self) -> str:
        return self.table.sheet(paragraph(self.sentence)).html()


def _shown(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, str):
        return repr(value if len(value) <= LETTERS_OF_VALUE else f"{value[:LETTERS_OF_VALUE]}…")
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Baseline):
        return _shown(value.p)
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))})"
    if isinstance(value, frozenset):
        return f"{{{', '.join(map(_shown, sorted(value)))}}}"
    text = str(value)
    return text if len(text) <= 2 * LETTERS_OF_VALUE else f"{text[: 2 * LETTERS_OF_VALUE]}…"
