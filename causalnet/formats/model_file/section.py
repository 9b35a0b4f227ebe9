"""One table of a file: its values by key, and a note of every mistake."""

from __future__ import annotations

import datetime
import reprlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import fsum, isfinite
from typing import Any, TypeVar

from causalnet.errors import Mistake, Mistakes, join_places
from causalnet.formats.model_file.hints import key_meant, value_hint
from causalnet.formats.toml_text.lines import Lines, Path as KeyPath
from causalnet.model.assembly.parts import listed_places, quoted_step
from causalnet.names import TOLERANCE, choice_mistakes
from causalnet.nearest import nearest
from causalnet.rounding import is_rounded, normalised

__all__ = ["Section", "is_number", "is_texts", "located", "made", "shown", "tried"]

P = TypeVar("P")

LARGEST = 2**53
"""The greatest whole number that a float holds exactly."""

FEW = 20
"""The number of unknown keys of one table that are named."""


LIKE = {
    "check": '{ outcome = "y", direction = "rises", under = { set = { x = "high" } } }',
    "influence": '{ cause = "x", effect = "y", sign = "+", strength = 1 }',
}
"""Examples of tables in some arrays."""


class _Short(reprlib.Repr):
    def repr_dict(self, x: dict[Any, Any], level: int) -> str:
        """A table in its own order, which may be that of states."""
        if level <= 0:
            return "{...}"
        held = [f"{self.repr1(k, level - 1)}: {self.repr1(x[k], level - 1)}" for k in [*x][:FEW]]
        return "{" + ", ".join([*held, *(["..."] if len(x) > FEW else [])]) + "}"


_SHORT = _Short()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60
_SHORT.maxlevel = 3


def shown(value: object) -> str:
    """A value as an error shows it: as in TOML, and always short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return _SHORT.repr(value)


def is_number(value: object) -> bool:
    """Whether a value is a finite number of a size that a float can hold."""
    if isinstance(value, bool):
        return False
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and abs(value) <= LARGEST


def is_texts(value: object) -> bool:
    """Whether a value is an array of strings."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_numbers(value: object) -> bool:
    return isinstance(value, list) and all(is_number(item) for item in value)


class Section:
    """A table with string keys, read key by key; a value of the wrong type is noted.

    A value that is missing or does not fit is replaced by a default or a stand-in, so that further mistakes in the
    part are found at the same time.

    Parameters
    ----------
    held : mapping
        The table.
    place : str
        Its place, for errors.
    found : Mistakes
        Collects the mistakes.
    path : tuple of str and int
        The keys that lead to it.
    lines : Lines, optional
        The line of each key in the file.

    Examples
    --------
    >>> found = Mistakes()
    >>> section = Section({"lable": "Rain", "latent": "no"}, "variables.rain", found)
    >>> section.text("label"), section.flag("latent")
    ('', False)
    >>> section.close()
    >>> for mistake in found.all:
    ...     print(mistake)
    variables.rain.latent must be true or false, not 'no'. Write false, without quotes.
    variables.rain: Unknown key 'lable'; the keys are label, latent. Did you mean 'label'?
    """

    def __init__(
        self,
        held: Mapping[str, object],
        place: str,
        found: Mistakes,
        path: KeyPath = (),
        lines: Lines | None = None,
    ) -> None:
        self.held = held
        self.place = place
        self.found = found
        self.path = path
        self.lines = lines or Lines()
        self.lines.register(place, path)
        self.lacking = False
        self._asked: dict[str, None] = {}
        self._missing: dict[str, tuple[str, str]] = {}

    def at(self, key: str) -> str:
        """The place of a key."""
        return join_places(self.place, quoted_step(key))

    def below(self, key: str, held: Mapping[str, object]) -> Section:
        """The table that stands at a key."""
        return Section(held, self.at(key), self.found, (*self.path, key), self.lines)

    def note(self, key: str, what: str, hint: str = "") -> None:
        """Note a mistake in the value of a key."""
        line = self.lines.of((*self.path, key))
        self.found.all.append(Mistake(self.at(key), what, hint, line))

    def note_here(self, what: str, hint: str = "") -> None:
        """Note a mistake in the table itself."""
        place, line = self.place or "the file", self.lines.of(self.path)
        self.found.all.append(Mistake(place, what, hint, line))

    def miss(self, key: str, what: str, hint: str = "") -> None:
        """Note a missing key; not if an unknown key stands for it."""
        self._missing[key] = (what, hint)

    def raw(self, key: str, *, required: bool = False) -> object:
        """The value of a key, of any type; None if it is missing."""
        self._asked[key] = None
        if required and key not in self.held:
            self.lacking = True
            self.miss(key, f"lacks the key {key!r}.")
        return self.held.get(key)

    def _read(
        self, key: str, fits: Callable[[object], bool], form: str, default: P, required: bool
    ) -> P | Any:
        value = self.raw(key, required=required)
        if value is None or fits(value):
            return default if value is None else value
        what, hint = f"must be {form}, not {shown(value)}.", value_hint(form, value, key)
        line = self.lines.of((*self.path, key, *_first_strange(form, value)))
        self.found.all.append(Mistake(self.at(key), what, hint, line))
        self.lacking |= required
        return default

    def text(self, key: str, *, required: bool = False) -> str:
        """A string; empty if it is missing."""
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
        """A string from `choices`; without them, the constructor of the part checks it."""
        value = self._read(key, _is(str), "a string", default, required)
        wrong = choice_mistakes("", value, choices) if choices else []
        for mistake in wrong:
            self.note(key, mistake.what, mistake.hint)
        return default if wrong else value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """An array of strings; empty if it is missing."""
        default = [f"<{key}>"] if required else []
        return tuple(self._read(key, is_texts, "an array of strings", default, required))

    def number(
        self, key: str, default: float | None = None, *, required: bool = False
    ) -> float | Any:
        """A number, the default if it is missing, or None."""
        return self._read(key, is_number, "a number", default, required)

    def whole(self, key: str, *, required: bool = False) -> int:
        """A whole number; 0 if it is missing."""

        def fits(value: object) -> bool:
            return isinstance(value, int) and is_number(value)

        return int(self._read(key, fits, "a whole number", 0, required))

    def numbers(self, key: str, *, required: bool = False) -> tuple[float, ...] | None:
        """An array of numbers; None if it is missing."""
        value = self._read(key, _is_numbers, "an array of numbers", None, required)
        return None if value is None else tuple(value)

    def probabilities(self, key: str, *, required: bool = False) -> tuple[float, ...] | None:
        """Numbers that sum to one; rounded ones are divided by their sum, with a note."""
        p = self.numbers(key, required=required)
        return None if p is None else self.rounded(key, p)

    def rounded(self, key: str, p: tuple[float, ...]) -> tuple[float, ...]:
        """The numbers at a key, divided by their sum if rounding explains that it is not one."""
        if not p or abs(fsum(p) - 1) <= TOLERANCE or not is_rounded(p):
            return p
        line = self.lines.of((*self.path, key))
        self.found.rounded.append(self.at(key) + (f" (line {line})" if line else ""))
        return normalised(p)

    def flag(self, key: str) -> bool:
        """True or false; false if it is missing."""
        return bool(self._read(key, _is(bool), "true or false", False, False))

    def table(self, key: str, like: str = "", *, required: bool = False) -> Section | None:
        """A table; None if it is missing. `like` is an example of one."""
        form = "a table" + (f" such as {like}" if like else "")
        value = self._read(key, _is(dict), form, None, required)
        return None if value is None else self.below(key, value)

    def tables(
        self, key: str, noun: str, name: Callable[[Mapping[str, object]], str] | None = None
    ) -> list[Section | None]:
        """An array of tables; None for what is not one.

        Its place contains its name, or its number from one if the name is not unique:
        ``influence rain → wet`` or ``check 2``.
        """
        rows: list[object] = self._read(key, _is(list), "an array of tables", [], False)
        names = [name(row) if name and isinstance(row, dict) else "" for row in rows]
        sections: list[Section | None] = []
        for i, (row, own) in enumerate(zip(rows, listed_places(noun, names), strict=True)):
            place, path = join_places(self.place, own), (*self.path, key, i)
            if isinstance(row, dict):
                sections.append(Section(row, place, self.found, path, self.lines))
            else:
                like = LIKE.get(noun, "")
                what = f"must be a table{like and f' such as {like}'}, not {shown(row)}."
                self.found.all.append(Mistake(place, what, "", self.lines.of(path)))
                sections.append(None)
        return sections

    def close(self) -> None:
        """Note every unknown key, and every required key that is missing."""
        strange = [key for key in self.held if key not in self._asked]
        for key in strange[:FEW]:
            meant = key_meant(key, [k for k in self._asked if k not in self.held])
            self._missing.pop(meant, None)
            hint = f"Did you mean {meant!r}?" if meant else nearest(key, self._asked)
            what = f"Unknown key {shown(key)}; the keys are {', '.join(self._asked)}."
            line = self.lines.of((*self.path, key))
            self.found.all.append(Mistake(self.place, what, hint, line))
        if len(strange) > FEW:
            self.note_here(f"holds {len(strange) - FEW} more unknown keys.")
        for what, why in self._missing.values():
            self.note_here(what, why)
        self._missing.clear()


def _first_strange(form: str, value: object) -> tuple[int, ...]:
    """The position of the first item that does not fit in an array."""
    fits = ITEMS.get(form)
    if fits is None or not isinstance(value, list):
        return ()
    return next(((i,) for i, item in enumerate(value) if not fits(item)), ())


def _is(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


ITEMS: dict[str, Callable[[object], bool]] = {
    "an array of strings": _is(str),
    "an array of numbers": is_number,
}


def tried(section: Section, make: Callable[[Section], P | None]) -> tuple[P | None, bool]:
    """The part that `make` reads from a section, and whether it was free of mistakes.

    A part with a mistake may still be returned, so that further mistakes can be found. It is None if it could not
    be made or lacks a required key.
    """
    found, before = section.found.all, len(section.found.all)
    part = None
    with section.found.at(section.place):
        part = make(section)
    section.close()
    found[before:] = [located(mistake, section.lines) for mistake in found[before:]]
    return None if section.lacking else part, len(found) == before


def located(mistake: Mistake, lines: Lines) -> Mistake:
    """A mistake with the line of its place, if it has none yet."""
    if mistake.line:
        return mistake
    return replace(mistake, line=lines.at(join_places(mistake.place, mistake.key)))


def made(section: Section, make: Callable[[Section], P | None]) -> P | None:
    """The part that `make` reads from a section; None after a mistake or an unknown key."""
    part, sound = tried(section, make)
    return part if sound else None
