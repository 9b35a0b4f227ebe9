"""The differences between two models, part by part and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from causalnet.boundary.checks import public
from causalnet.language.translate import NameIn
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Citation, Claim, Evidence
from causalnet.model.influence import Absence, Influence, Modifier, Rival
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.translations.texts import place_of
from causalnet.model.variable import Baseline, Variable
from causalnet.questions.differences.diff_answer import Change, ModelDiff, What

__all__ = ["diff"]

Held = Mapping[str, object] | Sequence[object]
FieldPath = tuple[str, ...]
Difference = tuple[What, FieldPath, object, object]
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
    Influences
      ~ rain → grass: strength: 1 → 3
    """
    changes = [
        Change("model", "", "changed", (name,), getattr(a, name), getattr(b, name))
        for name in TEXT_FIELDS
        if getattr(a, name) != getattr(b, name)
    ]
    for kind in ORDER:
        changes += _kind_changes(kind, getattr(a, kind), getattr(b, kind))
    changes += _text_changes(a, b)
    return ModelDiff(a.name, b.name, tuple(changes), a, b)


def _text_changes(a: CausalModel, b: CausalModel) -> Iterator[Change]:
    """The texts in other languages that changed, each by its language and its place."""
    before, after = (
        {
            (language, *path): text
            for language, texts in model.translations.items()
            for path, text in texts.items()
        }
        for model in (a, b)
    )
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old != new:
            what: What = "added" if old is None else "removed" if new is None else "changed"
            language, *path = key
            name = f"{language}: {place_of(tuple(path))}"
            yield Change("translations", name, what, (), old, new, key)


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
            for what, path, x, y in _differences(before[key], part):
                yield Change(kind, name, what, path, x, y)
    common = [key for key in before if key in after], [key for key in after if key in before]
    if kind in LISTED_FIELDS and common[0] != common[1]:
        old_order, new_order = (tuple(_title(k, before[k]) for k in keys) for keys in common)
        yield Change(kind, "", "changed", ("order",), old_order, new_order)


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


def _differences(old: object, new: object, above: FieldPath = ()) -> Iterator[Difference]:
    """Field by field, into baselines, hidden variables and the influences of rivals too."""
    if not is_dataclass(old) or type(old) is not type(new) or isinstance(old, Judgement):
        yield "changed", above, old, new
        return
    for f in fields(old):
        x, y = getattr(old, f.name), getattr(new, f.name)
        where = (*above, f.name)
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
    old: Sequence[Influence], new: Sequence[Influence], where: FieldPath
) -> Iterator[Difference]:
    for change in _kind_changes("influences", old, new):
        name = (NameIn(change.name, "part"),) if change.name else ()
        yield change.what, (*where, *name, *change.path), change.old, change.new


def _citation_differences(
    old: Sequence[Citation], new: Sequence[Citation], where: FieldPath
) -> Iterator[Difference]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    yield from (("removed", where, citation, None) for citation in gone.elements())
    yield from (("added", where, None, citation) for citation in come.elements())
    if not gone and not come:
        yield "changed", (*where, "order"), old, new
