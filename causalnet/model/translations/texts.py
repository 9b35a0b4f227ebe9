"""The texts of a model that readers see, each at a path: those that a translation gives in another language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from causalnet.model.assembly.parts import NAMED_PARTS, SINGULAR, named_place
from causalnet.model.claim import Evidence
from causalnet.model.influence import Rival
from causalnet.model.variable import Baseline, Variable

__all__ = [
    "TEXTS",
    "Numbered",
    "Text",
    "TextPath",
    "keys_of_parts",
    "paths_of",
    "place_of",
    "texts_of",
    "with_texts",
]

TextPath = tuple[str, ...]
"""The kind of part, its name and the field; of a text of the model itself, the field alone."""
Text = str | tuple[str, ...]
"""A text; or one for each state, or each mark of a place."""

TEXTS: Mapping[str, tuple[str, ...]] = {
    "": ("title", "description", "period", "today"),
    "sources": ("title", "kind", "author", "note", "place_labels"),
    "variables": ("label", "state_labels", "means", "meanings", "baseline.note", "note"),
    "claims": ("text", "note"),
    "influences": ("note",),
    "modifiers": ("note",),
    "absences": ("note",),
    "rivals": ("label", "reason"),
    "proposals": ("label", "note"),
    "actors": ("label", "note"),
    "decisions": ("note",),
    "utilities": ("note",),
    "evidence": ("text",),
}
"""The fields with texts, by the kind of part; the empty kind is the model itself."""


def texts_of(values: Mapping[str, Any]) -> dict[TextPath, Text]:
    """Every text of a model that readers see, from the fields of the model.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> found = texts_of({"variables": lawn.variables, "rivals": {}})
    >>> found["variables", "wet", "label"], found["variables", "wet", "state_labels"]
    ('Wet grass', ('no', 'yes'))
    """
    found: dict[TextPath, Text] = {(name,): values[name] for name in TEXTS[""] if values.get(name)}
    for kind, fields in TEXTS.items():
        for key, part in _parts(values, kind) if kind else ():
            texts = ((field, _text(part, field)) for field in fields)
            found |= {(kind, key, field): text for field, text in texts if text}
    return found


def paths_of(values: Mapping[str, Any]) -> list[TextPath]:
    """The path of every text that a model may have, in the order of its parts."""
    paths: list[TextPath] = [(name,) for name in TEXTS[""]]
    for kind, fields in TEXTS.items():
        for key, _ in _parts(values, kind) if kind else ():
            paths += [(kind, key, field) for field in fields]
    return paths


def with_texts(values: Mapping[str, Any], texts: Mapping[TextPath, Text]) -> dict[str, Any]:
    """The fields of a model that change when some of its texts do."""
    own: dict[tuple[str, ...], dict[str, Text]] = {}
    for (*above, field), text in texts.items():
        own.setdefault(tuple(above), {})[field] = text
    changes: dict[str, Any] = dict(own.pop((), {}))
    kinds = {kind for kind, _ in own}
    if kinds & {"variables", "influences"}:
        # The hidden cause and the influences of a rival are parts of it.
        kinds |= {"rivals"}
    for kind in kinds:
        keyed = zip(keys_of_parts(kind, _own(values, kind)), _own(values, kind), strict=True)
        changes[kind] = [_changed(part, kind, key, own) for key, part in keyed]
    return changes


def keys_of_parts(kind: str, parts: Iterable[Any]) -> list[str]:
    """The names by which a translation refers to parts of a kind; evidence has what it says of whom.

    Examples
    --------
    >>> keys_of_parts("evidence", [Evidence(["c1"], "for", "Yes.", "memo"), Evidence(["c1"], "for", "So.", "memo")])
    ['memo on c1', 'memo on c1 (2)']
    """
    seen = Numbered()
    return [seen.distinct(_name(part)) for part in parts]


class Numbered:
    """Names that repeat, made distinct by their numbers.

    Examples
    --------
    >>> seen = Numbered()
    >>> seen.distinct("memo"), seen.distinct("memo")
    ('memo', 'memo (2)')
    """

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def distinct(self, name: str) -> str:
        """The name; with its number, if it was there before."""
        self._times[name] += 1
        times = self._times[name]
        return name if times == 1 else f"{name} ({times})"


def place_of(path: TextPath) -> str:
    """The place of a text, as errors have it.

    Examples
    --------
    >>> place_of(("variables", "wet grass", "label")), place_of(("title",))
    ('variables.wet grass.label', 'title')
    >>> place_of(("influences", "rain → wet", "note"))
    'influence rain → wet: note'
    """
    kind, *rest = path
    if not rest:
        return kind
    if kind in NAMED_PARTS:
        return f"{named_place(kind, rest[0])}.{rest[1]}"
    return f"{SINGULAR[kind]} {rest[0]}: {rest[1]}"


def _name(part: Any) -> str:
    if isinstance(part, Evidence):
        return f"{part.source} on {', '.join(part.bears_on)}"
    return str(part.name)


def _own(values: Mapping[str, Any], kind: str) -> list[Any]:
    held = values.get(kind, ())
    return [*(held.values() if isinstance(held, Mapping) else held)]


def _parts(values: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Any]]:
    """The parts of a kind with their keys; those that rivals would add come last."""
    rivals: list[Rival] = _own(values, "rivals")
    parts = _own(values, kind)
    yield from zip(keys_of_parts(kind, parts), parts, strict=True)
    if kind == "variables":
        yield from ((r.hidden.name, r.hidden) for r in rivals if r.hidden)
    if kind == "influences":
        yield from ((i.name, i) for r in rivals for i in r.influences)


def _text(part: Any, field: str) -> Text:
    if field == "state_labels":
        return tuple(part.shown_states)
    if field == "place_labels":
        return tuple(part.shown_places)
    if field == "baseline.note":
        return part.baseline.note if isinstance(part.baseline, Baseline) else ""
    held = getattr(part, field)
    return held if isinstance(held, str) else tuple(held)


def _changed(part: Any, kind: str, key: str, own: Mapping[TextPath, dict[str, Text]]) -> Any:
    changes: dict[str, Any] = dict(own.get((kind, key), {}))
    if "baseline.note" in changes:
        changes["baseline"] = replace(part.baseline, note=changes.pop("baseline.note"))
    if isinstance(part, Rival):
        hidden: Variable | None = part.hidden
        if hidden is not None:
            changes["hidden"] = _changed(hidden, "variables", hidden.name, own)
        changes["influences"] = [_changed(i, "influences", i.name, own) for i in part.influences]
    return replace(part, **changes) if changes else part
