"""Parts of a JSON text, each with its path, so that a mistake can say where it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from causalnet.errors import FileError, Mistakes, shortened, visible
from causalnet.formats.map_building.map_file import MapFile
from causalnet.nearest import nearest

__all__ = ["JsonPart", "as_text", "has_keys", "json_object"]

PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
KINDS: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}


@dataclass(frozen=True, slots=True)
class JsonPart:
    """A part of a JSON text, and its path.

    Attributes
    ----------
    value : object
        As the standard library reads it.
    path : str
        From the top of the text, e.g. ``connections[3].from``; empty at the top.
    found : Mistakes
        Collects the mistakes of the whole text.
    """

    value: object
    path: str = ""
    found: Mistakes = field(default_factory=Mistakes, compare=False)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def __getitem__(self, key: str) -> JsonPart:
        """The part under a key; its value is None if there is no such key."""
        held = self.value.get(key) if isinstance(self.value, dict) else None
        step = f".{key}" if PLAIN_KEY.fullmatch(key) else f"[{json.dumps(shortened(key))}]"
        path = f"{self.path}{step}".removeprefix(".")
        return JsonPart(held, visible(path), self.found)

    def add(self, what: str, hint: str = "") -> None:
        """Note a mistake in this part."""
        self.found.add(self.path or "the file", what, hint)

    def names(self) -> tuple[str, ...]:
        """The keys of an object, without those that are null."""
        held = self.value if isinstance(self.value, dict) else {}
        return tuple(key for key, value in held.items() if value is not None)

    def objects(self) -> Iterator[JsonPart]:
        """The objects in a list; anything else in it is a mistake."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self.add(f"must be a list, not {kind(self.value)}.")
            return
        for number, held in enumerate(self.value):
            part = JsonPart(held, f"{self.path}[{number}]", self.found)
            if isinstance(held, dict):
                yield part
            else:
                part.add(f"must be an object, not {kind(held)}.")

    def members(self) -> Iterator[tuple[str, JsonPart]]:
        """The keys of an object that maps names to objects, each with its part."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            self.add(f"must be an object, not {kind(self.value)}.")
            return
        for key in self.names():
            part = self[key]
            if isinstance(part.value, dict):
                yield key, part
            else:
                part.add(f"must be an object, not {kind(part.value)}.")

    def text(self) -> str:
        """A text, or a number as one, without white space around it; empty if it is null."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool | dict | list):
            self.add(f"must be a text, not {kind(self.value)}.")
            return ""
        return str(self.value).strip()

    def texts(self, separator: str = "|") -> tuple[str, ...]:
        """A list of texts, or one text with a separator between its items."""
        if not isinstance(self.value, list):
            items: Iterable[str] = self.text().split(separator)
        else:
            items = [
                JsonPart(held, f"{self.path}[{i}]", self.found).text()
                for i, held in enumerate(self.value)
            ]
        return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))

    def number(self) -> float | None:
        """A number, or a text that is one; None if it is null or empty."""
        if self.value is None or self.value == "":
            return None
        if isinstance(self.value, str | int | float) and not isinstance(self.value, bool):
            try:
                return float(self.value)
            except (ValueError, OverflowError):
                pass
        self.add(f"must be a number, not {as_text(self.value)}.")
        return None

    def rest(self, known: Sequence[str]) -> tuple[str, ...]:
        """Everything else in an object, each as ``key: value``."""
        others = [key for key in self.names() if key not in known]
        pairs = ((key, as_text(self[key].value)) for key in others)
        return tuple(f"{key}: {text}" for key, text in pairs if text not in ("", "[]", "{}"))


def kind(value: object) -> str:
    """The kind of a JSON value, for an error."""
    return KINDS.get(type(value), "something else")


def as_text(value: object) -> str:
    """A JSON value as a text for a note: texts as they are, others as JSON."""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def has_keys(file: MapFile, *keys: str, inside: str = "") -> bool:
    """Whether a file is a JSON object with all of these keys, at its top or under the key `inside`."""
    try:
        held = file.data
    except FileError:
        return False
    if inside and isinstance(held, dict):
        held = held.get(inside)
    return isinstance(held, dict) and all(key in held for key in keys)


def json_object(file: MapFile, needed: Sequence[str], what: str) -> JsonPart:
    """A JSON file that is an object with at least one of the keys that are needed.

    Raises
    ------
    FileError
    """
    top = JsonPart(file.data)
    if not isinstance(top.value, dict):
        raise FileError(f"{file.name!r} is not {what}: it holds {kind(top.value)}, not an object.")
    if not any(key in top.value for key in needed):
        names = " or ".join(repr(key) for key in needed)
        near = next(filter(None, (nearest(key, needed) for key in top.names())), "")
        raise FileError(f"{file.name!r} is not {what}: it has no key {names}. {near}".rstrip())
    return top
