"""A translation as it is given, held against the texts of its model: every mistake, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from causalnet.errors import Mistake, few_names, unknown_text
from causalnet.model.assembly.parts import NAMED_PARTS, SINGULAR, named_place
from causalnet.model.influence import influence_name
from causalnet.model.translations.texts import (
    TEXTS,
    Numbered,
    Text,
    TextPath,
    keys_of_parts,
    place_of,
    texts_of,
)
from causalnet.names import invisible_mistakes, label_mistakes, state_label_mistakes
from causalnet.nearest import nearest
from causalnet.notation import counted

__all__ = ["Misplaced", "TranslationReader", "identity_of"]

Keys = tuple[str | int, ...]
Misplaced = tuple[Mistake, Keys]
"""A mistake, and the keys that lead to it in what was given."""

# What says of which part a row speaks.
IDENTITY = {
    "influences": ("cause", "effect", "lag"),
    "modifiers": ("cause", "effect", "by"),
    "absences": ("cause", "effect"),
    "evidence": ("source", "bears_on", "at", "stance"),
}
BELOW_GRAPH = ("influences", "modifiers", "absences")
BY_STATE = ("state_labels", "meanings")
ONE_LINE = ("label", "title", "today")


@dataclass(slots=True)
class TranslationReader:
    """Reads the texts of one language for a model.

    Attributes
    ----------
    values : mapping
        The fields of the model.
    texts : dict
        The texts that were read, by their paths.
    mistakes : list of (Mistake, keys)
    """

    values: Mapping[str, Any]
    texts: dict[TextPath, Text] = field(default_factory=dict)
    mistakes: list[Misplaced] = field(default_factory=list)
    _own: dict[TextPath, Text] = field(init=False)
    _names: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._own = texts_of(self.values)
        self._names = {kind: self._names_of(kind) for kind in TEXTS if kind}

    def read(self, data: Mapping[str, Any]) -> None:
        """Read a translation that is laid out as a model file is."""
        for key, held in data.items():
            if key in TEXTS[""]:
                self.add((key,), held, (key,))
            elif key == "graph" and isinstance(held, Mapping):
                for kind, rows in held.items():
                    self._section(kind, rows, ("graph", kind), BELOW_GRAPH)
            else:
                known = [*TEXTS[""], *NAMED_PARTS, "graph", "evidence", *BELOW_GRAPH]
                self._section(key, held, (key,), known)

    def add(self, path: TextPath, value: object, at: Keys) -> None:
        """Read one text."""
        *above, name = path
        place = place_of(path)
        if path not in self._own:
            told = self._stranger(path)
            self.mistakes.append((told, at))
            return
        own = self._own[path]
        if isinstance(value, Mapping) and name in BY_STATE:
            value = self._by_state(above[1], name, value, at)
            if value is None:
                return
        wrong = [*_mistakes(place, name, value, own)]
        if name == "state_labels" and not wrong and isinstance(value, Sequence):
            wrong = state_label_mistakes(place, [*map(str, value)], self._states(above[1]))
        self.mistakes += [(mistake, at) for mistake in wrong]
        if not wrong:
            self.texts[path] = value if isinstance(value, str) else tuple(map(str, _items(value)))

    # ── sections ─────────────────────────────────────────────────────────────────────────────

    def _section(self, kind: str, held: object, at: Keys, known: Sequence[str]) -> None:
        if kind not in known or kind == "graph":
            what = f"Unknown key {kind!r}; the keys are {', '.join(dict.fromkeys(known))}."
            self._note("", what, at, nearest(kind, known))
        elif kind in NAMED_PARTS:
            self._named(kind, held, at)
        else:
            self._listed(kind, held, at)

    def _named(self, kind: str, held: object, at: Keys) -> None:
        if not isinstance(held, Mapping):
            self._note(kind, f"must be a table for each {NAMED_PARTS[kind]}, not {held!r}.", at)
            return
        for name, table in held.items():
            place = (*at, str(name))
            if name not in self._names[kind]:
                told = unknown_text(NAMED_PARTS[kind], name, self._names[kind])
                self._note(named_place(kind, str(name)), told, place)
            elif not isinstance(table, Mapping):
                self._note(named_place(kind, name), f"must be a table, not {table!r}.", place)
            else:
                self._texts((kind, name), table, place, ())

    def _listed(self, kind: str, held: object, at: Keys) -> None:
        noun = SINGULAR[kind]
        if isinstance(held, str | Mapping) or not isinstance(held, Sequence):
            self._note(kind, f"must be a list of tables, not {held!r}.", at)
            return
        seen = Numbered()
        for i, row in enumerate(held):
            place = (*at, i)
            if not isinstance(row, Mapping):
                self._note(f"{noun} {i + 1}", f"must be a table, not {row!r}.", place)
                continue
            key = identity_of(kind, row)
            if key is None:
                needed = " and ".join(IDENTITY[kind][: 3 if kind == "modifiers" else 2])
                self._note(f"{noun} {i + 1}", f"must name its {needed}.", place)
                continue
            key = seen.distinct(key)
            if key in self._names[kind]:
                self._texts((kind, key), row, place, IDENTITY[kind])
            else:
                told = unknown_text(_noun(kind), key, self._names[kind])
                self._note(f"{noun} {i + 1}", told, place)

    def _texts(
        self, above: tuple[str, str], table: Mapping[str, Any], at: Keys, others: Sequence[str]
    ) -> None:
        for key, value in table.items():
            if key in others:
                continue
            inner = value if key == "baseline" and isinstance(value, Mapping) else {"": value}
            for last, text in inner.items():
                name = f"{key}.{last}" if last else str(key)
                self.add((*above, name), text, (*at, key, *([last] if last else [])))

    # ── mistakes ─────────────────────────────────────────────────────────────────────────────

    def _note(self, place: str, what: str, at: Keys, hint: str = "") -> None:
        self.mistakes.append((Mistake(place, what, hint), at))

    def _stranger(self, path: TextPath) -> Mistake:
        """The mistake of a text that the model does not have in its own language."""
        kind, name = path[0] if len(path) > 1 else "", path[-1]
        place = place_of(path).removesuffix(path[-1]).rstrip(".: ")
        if kind and path[1] not in self._names[kind]:
            what = unknown_text(_noun(kind), path[1], self._names[kind])
            return Mistake(place if kind in NAMED_PARTS else "", what)
        if name not in TEXTS[kind]:
            known = TEXTS[kind]
            what = f"Unknown text {name!r}; what is translated is {', '.join(known)}."
            return Mistake(place if kind else "", what, nearest(name, known))
        what = f"translates {name!r}, of which the model has none in its own language."
        hint = "Write it in the model first, or leave it out."
        return Mistake(place if kind else name, what, hint)

    def _by_state(
        self, variable: str, name: str, held: Mapping[str, Any], at: Keys
    ) -> list[Any] | None:
        """The texts of a table by state, in the order of the states."""
        states = self._states(variable)
        place = f"{named_place('variables', variable)}.{name}"
        wrong = [unknown_text("state", s, states, of=variable) for s in held if s not in states]
        lacking = [s for s in states if s not in held]
        if lacking and not wrong:
            wrong = [f"has no text for {few_names(lacking)}. Write one for each state."]
        for what in wrong:
            self._note(place, what, at)
        return None if wrong else [held[s] for s in states]

    def _states(self, variable: str) -> Sequence[str]:
        hidden = (r.hidden for r in self.values["rivals"].values() if r.hidden)
        every = {v.name: v for v in (*hidden, *self.values["variables"].values())}
        states: Sequence[str] = every[variable].states
        return states

    def _names_of(self, kind: str) -> list[str]:
        held = self.values.get(kind, ())
        names = keys_of_parts(kind, held.values() if isinstance(held, Mapping) else held)
        rivals = self.values["rivals"].values()
        if kind == "variables":
            names += [r.hidden.name for r in rivals if r.hidden]
        if kind == "influences":
            names += [i.name for r in rivals for i in r.influences]
        return names


def _noun(kind: str) -> str:
    return "piece of evidence" if kind == "evidence" else NAMED_PARTS.get(kind) or SINGULAR[kind]


def identity_of(kind: str, row: Mapping[str, Any]) -> str | None:
    """The key of the part that a row speaks of; None if it does not say."""
    if kind == "evidence":
        source, bears_on = row.get("source"), row.get("bears_on")
        if not isinstance(source, str) or not isinstance(bears_on, list | tuple):
            return None
        return f"{source} on {', '.join(map(str, bears_on))}"
    cause, effect, lag, by = (row.get(key) for key in ("cause", "effect", "lag", "by"))
    if not (isinstance(cause, str) and isinstance(effect, str)):
        return None
    if kind == "absences":
        return f"{cause} ↛ {effect}"
    if kind == "modifiers":
        return f"{influence_name(cause, effect)} × {by}" if isinstance(by, str) else None
    return influence_name(cause, effect, lag if isinstance(lag, int) else 0)


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, Sequence) else ()


def _mistakes(place: str, name: str, value: object, own: Text) -> Iterator[Mistake]:
    if isinstance(own, str):
        if not isinstance(value, str):
            yield Mistake(place, f"must be a string, not {value!r}.")
        elif not value.strip():
            yield Mistake(place, "is empty.", "Write the text, or leave it out.")
        else:
            yield from (label_mistakes if name in ONE_LINE else invisible_mistakes)(place, value)
        return
    noun = "state" if name in BY_STATE else "mark"
    if isinstance(value, str) or not isinstance(value, Sequence):
        yield Mistake(place, f"must be a list of strings, one for each {noun}, not {value!r}.")
    elif not all(isinstance(one, str) and one.strip() for one in value):
        yield Mistake(place, f"must have a text for each {noun}.")
    elif len(value) != len(own):
        yield Mistake(place, f"holds {counted(len(value), 'text')} for {len(own)} {noun}s.")
