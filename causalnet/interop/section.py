"""One table of a file: its values by key, and a note of every one that does not fit."""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from causalnet.errors import Mistakes, join_places, nearest
from causalnet.model.names import choice_mistakes

__all__ = ["Section", "is_number", "is_texts", "made", "shown", "tried"]

P = TypeVar("P")

LARGEST = 2**53
"""The greatest whole number that a float holds exactly."""

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60
_SHORT.maxlevel = 3


def shown(value: object) -> str:
    """A value as an error shows it: never long, however deep it is."""
    return _SHORT.repr(value)


def is_number(value: object) -> bool:
    """Whether a value is a number of a size that a float can hold."""
    if isinstance(value, bool):
        return False
    return isinstance(value, float) or (isinstance(value, int) and abs(value) <= LARGEST)


def is_texts(value: object) -> bool:
    """Whether a value is an array of strings."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_numbers(value: object) -> bool:
    return isinstance(value, list) and all(is_number(item) for item in value)


class Section:
    """A table with string keys, read key by key; a value of the wrong type is noted.

    What is missing or does not fit is replaced by a default or a stand-in, so that whatever else is
    wrong with the part is found at the same time.

    Parameters
    ----------
    held : mapping
        The table.
    place : str
        Where it stands, for errors.
    found : Mistakes
        Where mistakes are noted.

    Examples
    --------
    >>> found = Mistakes()
    >>> section = Section({"lable": "Rain", "latent": "no"}, "variables.rain", found)
    >>> section.text("label"), section.flag("latent")
    ('', False)
    >>> section.close()
    >>> for mistake in found.all:
    ...     print(mistake)
    variables.rain.latent must be true or false, not 'no'.
    variables.rain: Unknown key 'lable'; the keys are label, latent. Did you mean 'label'?
    """

    def __init__(self, held: Mapping[str, object], place: str, found: Mistakes) -> None:
        self.held = held
        self.place = place
        self.found = found
        self.lacking = False
        self._asked: dict[str, None] = {}

    def at(self, key: str) -> str:
        """The place of a key."""
        return join_places(self.place, key)

    def raw(self, key: str, *, required: bool = False) -> object:
        """The value of a key whatever its type; None where it is not there."""
        self._asked[key] = None
        if required and key not in self.held:
            self.lacking = True
            self.found.add(self.place or "the file", f"lacks the key {key!r}.")
        return self.held.get(key)

    def _read(
        self, key: str, fits: Callable[[object], bool], form: str, default: P, required: bool
    ) -> P | Any:
        value = self.raw(key, required=required)
        if value is None or fits(value):
            return default if value is None else value
        self.found.add(self.at(key), f"must be {form}, not {shown(value)}.")
        self.lacking |= required
        return default

    def text(self, key: str, *, required: bool = False) -> str:
        """A string; empty where it is not there."""
        default = f"<{key}>" if required else ""
        value = self._read(key, _is(str), "a string", default, required)
        return str(value)

    def word(
        self,
        key: str,
        default: str | None = None,
        choices: Sequence[str] = (),
        *,
        required: bool = False,
    ) -> Any:
        """A string out of `choices`; without them, the constructor that takes it checks it."""
        value = self._read(key, _is(str), "a string", default, required)
        wrong = choice_mistakes(self.at(key), value, choices) if choices else []
        self.found.all += wrong
        return default if wrong else value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """An array of strings; empty where it is not there."""
        default = [f"<{key}>"] if required else []
        return tuple(self._read(key, is_texts, "an array of strings", default, required))

    def number(
        self, key: str, default: float | None = None, *, required: bool = False
    ) -> float | Any:
        """A number, or None where there is none and no default."""
        return self._read(key, is_number, "a number", default, required)

    def whole(self, key: str, *, required: bool = False) -> int:
        """A whole number; 0 where it is not there."""

        def fits(value: object) -> bool:
            return isinstance(value, int) and is_number(value)

        return int(self._read(key, fits, "a whole number", 0, required))

    def numbers(self, key: str, *, required: bool = False) -> tuple[float, ...] | None:
        """An array of numbers; None where there is none."""
        value = self._read(key, _is_numbers, "an array of numbers", None, required)
        return None if value is None else tuple(value)

    def flag(self, key: str) -> bool:
        """True or false; false where it is not there."""
        return bool(self._read(key, _is(bool), "true or false", False, False))

    def table(self, key: str, like: str = "", *, required: bool = False) -> Section | None:
        """A table; None where there is none. `like` is what one looks like."""
        form = "a table" + (f" such as {like}" if like else "")
        value = self._read(key, _is(dict), form, None, required)
        return None if value is None else Section(value, self.at(key), self.found)

    def tables(
        self, key: str, name: Callable[[Mapping[str, object]], str] | None = None
    ) -> list[Section | None]:
        """An array of tables, each with its position and name in its place; None for what is none."""
        sections: list[Section | None] = []
        for i, row in enumerate(self._read(key, _is(list), "an array of tables", [], False)):
            place = self.at(f"{key}[{i}]")
            if isinstance(row, dict):
                called = name(row) if name else ""
                place += f" {called}" if called else ""
                sections.append(Section(row, place, self.found))
            else:
                self.found.add(place, f"must be a table, not {shown(row)}.")
                sections.append(None)
        return sections

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.held:
            if key not in self._asked:
                what = f"Unknown key {key!r}; the keys are {', '.join(self._asked)}."
                self.found.add(self.place, what, nearest(key, self._asked))


def _is(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


def tried(section: Section, make: Callable[[Section], P | None]) -> tuple[P | None, bool]:
    """What `make` reads from a section, and whether that was without any mistake.

    A part with a mistake in it may still be there, for what else is wrong with it to be found; it is
    None where it could not be made or lacks what it needs.
    """
    before = len(section.found.all)
    part = None
    with section.found.at(section.place):
        part = make(section)
    section.close()
    return None if section.lacking else part, len(section.found.all) == before


def made(section: Section, make: Callable[[Section], P | None]) -> P | None:
    """What `make` reads from a section; None once that, or an unknown key, was a mistake."""
    part, sound = tried(section, make)
    return part if sound else None
