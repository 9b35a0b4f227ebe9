"""The differences between two models, part by part and field by field."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Literal

from causalnet.answer_tables import PAGE_WIDTH, AnswerTable, Column
from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.language.translate import template, tr
from causalnet.line_breaks import wrapped
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Citation, Claim, Evidence
from causalnet.model.influence import Absence, Influence, Modifier, Rival
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.translations.texts import place_of
from causalnet.model.variable import Baseline, Variable
from causalnet.text_width import tame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Change", "ModelDiff", "diff"]

What = Literal["added", "removed", "changed"]
Held = Mapping[str, object] | Sequence[object]
Difference = tuple[What, str, object, object]
TEXT_FIELDS = ("name", "title", "description", "period", "today", "language", "written_in")
LISTED_FIELDS = ("influences", "modifiers", "absences", "evidence")
ORDER = (
    *(
        "known",
        "strengths",
        "sources",
        "variables",
        "claims",
        "influences",
        "modifiers",
        "absences",
    ),
    *("rivals", "proposals", "actors", "decisions", "utilities", "evidence"),
)
SYMBOLS: dict[What, str] = {"added": "+", "removed": "-", "changed": "~"}
COUNTED: dict[What, str] = {
    "added": template("{count} added"),
    "removed": template("{count} removed"),
    "changed": template("{count} changed"),
}
LETTERS_OF_VALUE = 60


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
    field : str
        The field that changed, e.g. ``"baseline.p"``; empty for a whole part.
    old, new : object
        The value before and after; None where there is none.
    """

    kind: str
    name: str
    what: What
    field: str = ""
    old: object = None
    new: object = None

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
        lines = [*wrapped(self.sentence, PAGE_WIDTH)]
        for kind, changes in self._by_kind().items():
            lines += [kind, *(textwrap.indent(str(change), "  ") for change in changes)]
        return "\n".join(lines)

    @property
    def sentence(self) -> str:
        """How many parts were added, removed and changed."""
        before, after = (tame(m.title or m.name) for m in (self.first, self.second))
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
        cells: dict[str, Callable[[Change], str]] = {
            "kind": lambda c: c.kind,
            "name": lambda c: c.name,
            "change": lambda c: c.what,
            "field": lambda c: c.field,
            "old": lambda c: c.values[0],
            "new": lambda c: c.values[1],
        }
        columns = [Column(name, value, name, align="<") for name, value in cells.items()]
        return AnswerTable(self.changes, columns)

    def to_frame(self) -> pd.DataFrame:
        """A row a change: kind, name, change, field, old, new (the values as they print)."""
        return self.table.frame()

    def _repr_html_(self) -> str:
        return self.table.sheet(repr(self).splitlines()[0]).html()


@public
def diff(a: CausalModel, b: CausalModel) -> ModelDiff:
    """List the changes from model `a` to model `b`: parts added, removed, and changed field by field.

    Named parts are matched by name, influences by cause, effect and lag, evidence by the names that it bears on
    and its place in its source.

    Examples
    --------
    >>> from causalnet import CausalModel, Influence, Variable
    >>> rain, grass = (Variable(name, ["no", "yes"]) for name in ("rain", "grass"))
    >>> weak, strong = (Influence("rain", "grass", "+", strength) for strength in (1.0, 3.0))
    >>> lawn = CausalModel("lawn", [rain, grass], [weak])
    >>> diff(lawn, lawn.replacing(strong))
    From one version of “lawn” to the next: 1 changed.
    influences
      ~ rain → grass: strength: 1 → 3
    """
    changes = [
        Change("model", "", "changed", name, getattr(a, name), getattr(b, name))
        for name in TEXT_FIELDS
        if getattr(a, name) != getattr(b, name)
    ]
    for kind in ORDER:
        changes += _kind_changes(kind, getattr(a, kind), getattr(b, kind))
    changes += _kind_changes("translations", _texts(a), _texts(b))
    return ModelDiff(a.name, b.name, tuple(changes), a, b)


def _texts(model: CausalModel) -> dict[str, object]:
    """The texts in other languages, each by its language and its place."""
    return {
        f"{language}: {place_of(path)}": text
        for language, texts in model.translations.items()
        for path, text in texts.items()
    }


def _kind_changes(kind: str, old: Held, new: Held) -> Iterator[Change]:
    before, after = _keyed(old), _keyed(new)
    for key, part in before.items():
        if key not in after:
            yield Change(kind, _title(key, part), "removed", old=part)
    for key, part in after.items():
        if key not in before:
            yield Change(kind, _title(key, part), "added", new=part)
        elif part != before[key]:
            name = _title(key, part)
            for what, field, x, y in _differences(before[key], part):
                yield Change(kind, name, what, field, x, y)
    common = [key for key in before if key in after], [key for key in after if key in before]
    if kind in LISTED_FIELDS and common[0] != common[1]:
        old_order, new_order = (tuple(_title(k, before[k]) for k in keys) for keys in common)
        yield Change(kind, "", "changed", "order", old_order, new_order)


def _keyed(held: Held) -> dict[object, object]:
    """Each part by its identifier; repetitions are counted."""
    if isinstance(held, Mapping):
        return dict(held.items())
    seen = Counter[object]()
    keyed: dict[object, object] = {}
    for part in held:
        identity = _identity(part)
        keyed[identity, seen[identity]] = part
        seen[identity] += 1
    return keyed


def _identity(part: object) -> object:
    if isinstance(part, Evidence):
        return part.bears_on, part.source, part.at
    if isinstance(part, Influence):
        return part.key
    if isinstance(part, Modifier):
        return part.cause, part.effect, part.by
    return (part.cause, part.effect) if isinstance(part, Absence) else part


def _title(key: object, part: object) -> str:
    if isinstance(part, Evidence):
        place = ", ".join(filter(None, (part.source, part.at)))
        return f"on {', '.join(part.bears_on)} ({place})"
    return part.name if isinstance(part, Influence | Modifier | Absence) else str(key)


def _differences(old: object, new: object, prefix: str = "") -> Iterator[Difference]:
    """Field by field, into baselines, hidden variables and the influences of rivals too."""
    if not is_dataclass(old) or type(old) is not type(new) or isinstance(old, Judgement):
        yield "changed", prefix, old, new
        return
    for f in fields(old):
        x, y = getattr(old, f.name), getattr(new, f.name)
        where = f"{prefix}.{f.name}" if prefix else f.name
        if x == y:
            continue
        if isinstance(x, Baseline | Variable):
            yield from _differences(x, y, where)
        elif isinstance(old, Claim | Evidence) and f.name == "also":
            yield from _citation_differences(x, y, where)
        elif isinstance(old, Rival) and f.name == "influences":
            yield from _influence_differences(x, y, where)
        else:
            yield "changed", where, x, y


def _influence_differences(
    old: Sequence[Influence], new: Sequence[Influence], where: str
) -> Iterator[Difference]:
    changes = list(_kind_changes("influences", old, new))
    for change in changes:
        inner = ".".join(filter(None, (where, change.name, change.field)))
        yield change.what, inner, change.old, change.new


def _citation_differences(
    old: Sequence[Citation], new: Sequence[Citation], where: str
) -> Iterator[Difference]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    yield from (("removed", where, citation, None) for citation in gone.elements())
    yield from (("added", where, None, citation) for citation in come.elements())
    if not gone and not come:
        yield "changed", f"{where}.order", old, new


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
