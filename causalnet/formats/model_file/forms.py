"""The forms that a value can have in a model file, each with its reader and its writer for cattrs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Any, NamedTuple, cast

from cattrs import Converter

from causalnet.errors import join_places
from causalnet.formats.model_file.hints import value_hint
from causalnet.formats.model_file.values import is_number, is_numbers, is_texts, shown
from causalnet.model.assembly.parts import quoted_step
from causalnet.names import SUM_TOLERANCE, choice_mistakes, several_of
from causalnet.rounding import is_rounded, normalised

__all__ = [
    "CONVERTER",
    "FLAG",
    "NUMBER",
    "NUMBERS",
    "SHARES",
    "TEXT",
    "TEXTS",
    "WHOLE",
    "At",
    "Form",
    "FormError",
    "Note",
    "OneOf",
    "Plain",
    "Reader",
    "RoundedError",
    "Word",
    "Words",
    "Writer",
    "itself",
    "read",
    "unrounded",
    "write",
]

Note = tuple[str, str]
Reader = Callable[[Any, Any], Any]
Writer = Callable[[Any], Any]


class FormError(ValueError):
    """A value that does not have its form; the form words the mistake, unless a note is given."""

    def __init__(self, *notes: Note) -> None:
        super().__init__(*notes)
        self.notes = notes


class RoundedError(ValueError):
    """Probabilities that do not sum to one because they were rounded, with those to read instead."""

    def __init__(self, instead: Any) -> None:
        super().__init__(instead)
        self.instead = instead


class At(NamedTuple):
    """The place of a value for a reader, the keys that lead to it, and the place of the table around it."""

    place: str
    path: tuple[str | int, ...] = ()
    around: str = ""

    def below(self, key: str) -> At:
        """The place of a key."""
        return At(join_places(self.place, quoted_step(key)), (*self.path, key), self.place)


class Form(ABC):
    """What a value of a file must look like.

    Attributes
    ----------
    said : str
        The form in words: ``an array of strings``.
    cell : str
        The form of the cells of a spreadsheet's column; empty if it does not fit in a cell.
    """

    said: str
    cell: str

    @abstractmethod
    def reader(self) -> Reader:
        """The function that makes the value, or raises a `FormError` or an error of cattrs."""

    def writer(self) -> Writer:
        """The function that turns the value into what a file holds."""
        return itself

    def chosen(self, value: Any) -> tuple[Form, Any]:
        """The form in which a value is read, and the value in that form."""
        return self, value

    def inside(self, value: Any, at: At) -> Iterator[tuple[str | int, Form, Any, At]]:
        """The parts of a value: key or position, form, value and place."""
        yield from ()

    def notes(self, value: object, key: str) -> list[Note]:
        """What is wrong with a value that does not fit, and how to write it."""
        what = f"must be {self.said}, not {shown(value)}."
        return [(what, value_hint(self.said, value, key))]

    def strange(self, value: object) -> tuple[int, ...]:
        """The position of the first item of an array that does not fit."""
        return ()

    def described(self) -> dict[str, Any]:
        """The form as plain data."""
        return {"form": self.said}


def _is_form(kind: object) -> bool:
    return isinstance(kind, Form)


# A form is a type for cattrs: it reads and writes a value of that form, and arrays and tables of them.
CONVERTER = Converter(detailed_validation=True, forbid_extra_keys=True)
CONVERTER.register_structure_hook_factory(_is_form, lambda form: form.reader())
CONVERTER.register_unstructure_hook_factory(_is_form, lambda form: form.writer())


def read(form: Form, value: object) -> Any:
    """The value of the model for one of a file."""
    return CONVERTER.structure(value, cast("type[Any]", form))


def write(form: Form, value: object) -> Any:
    """The value of a file for one of the model."""
    return CONVERTER.unstructure(value, form)


def itself(value: Any) -> Any:
    """The value, unchanged."""
    return value


# ── texts, numbers and arrays of them ────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain(Form):
    """A value that is checked as a whole and then made into one of the model.

    Attributes
    ----------
    fits : callable
        Whether a value has the form.
    make, take : callable
        From the value in the file to that of the model, and back.
    item : callable, optional
        Whether an item of an array fits.
    hint : callable, optional
        How to write a value that does not fit.
    """

    said: str
    fits: Callable[[Any], bool]
    cell: str = ""
    make: Callable[[Any], Any] = itself
    take: Callable[[Any], Any] = itself
    item: Callable[[Any], bool] | None = None
    hint: Callable[[object], str] | None = None

    def reader(self) -> Reader:
        """The function that checks and makes the value."""
        fits, make = self.fits, self.make

        def read(value: Any, _: Any) -> Any:
            if not fits(value):
                raise FormError
            return make(value)

        return read

    def writer(self) -> Writer:
        """The function that takes the value of the file from that of the model."""
        return self.take

    def notes(self, value: object, key: str) -> list[Note]:
        """The form that is expected, and a hint."""
        [(what, hint)] = Form.notes(self, value, key)
        return [(what, self.hint(value) if self.hint else hint)]

    def strange(self, value: object) -> tuple[int, ...]:
        """The position of the first item that does not fit."""
        if self.item is None or not isinstance(value, list):
            return ()
        return next(((i,) for i, item in enumerate(value) if not self.item(item)), ())


def _is(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and is_number(value)


TEXT = Plain(said="a string", fits=_is(str), cell="text")
FLAG = Plain(said="true or false", fits=_is(bool), cell="flag")
NUMBER = Plain(said="a number", fits=is_number, cell="number")
WHOLE = Plain(said="a whole number", fits=_is_whole, cell="whole")
TEXTS = Plain(
    said="an array of strings", fits=is_texts, cell="texts", make=tuple, take=list, item=_is(str)
)
NUMBERS = Plain(
    said="an array of numbers", fits=is_numbers, cell="numbers", make=tuple, take=list, item=is_number
)  # fmt: skip


def unrounded(p: Sequence[float]) -> Sequence[float]:
    """Probabilities, or `RoundedError` if rounding explains that they do not sum to one."""
    if p and abs(fsum(p) - 1) > SUM_TOLERANCE and is_rounded(p):
        raise RoundedError([*normalised(p)])
    return p


SHARES = replace(NUMBERS, make=lambda p: tuple(unrounded(p)))
"""Probabilities; rounded ones are divided by their sum, and the reader is told."""


@dataclass(frozen=True, slots=True)
class Word(Form):
    """One of several words."""

    choices: tuple[str, ...]
    said: str = "a string"
    cell: str = "text"

    def reader(self) -> Reader:
        """The function that checks the word."""
        choices = self.choices

        def read(value: Any, _: Any) -> Any:
            if not isinstance(value, str) or value not in choices:
                raise FormError
            return value

        return read

    def notes(self, value: object, key: str) -> list[Note]:
        """The words that are known, and the nearest."""
        if not isinstance(value, str):
            return Form.notes(self, value, key)
        return [(m.what, m.hint) for m in choice_mistakes("", value, self.choices)]

    def described(self) -> dict[str, Any]:
        """The form as plain data."""
        return {"form": self.said, "choices": [*self.choices]}


@dataclass(frozen=True, slots=True)
class Words(Word):
    """One of several words, or an array of them."""

    said: str = "a string or an array of strings"
    cell: str = "texts"

    def reader(self) -> Reader:
        """The function that checks the words."""

        def read(value: Any, _: Any) -> Any:
            words = [value] if isinstance(value, str) else value
            if not is_texts(words) or not {*words} <= {*self.choices}:
                raise FormError
            return tuple(words)

        return read

    def writer(self) -> Writer:
        """The function that writes one word as it is, and several as an array."""
        return lambda words: words[0] if len(words) == 1 else [*words]

    def notes(self, value: object, key: str) -> list[Note]:
        """Every unknown word; first of all, several in one text."""
        items = value if isinstance(value, list) else [value]
        parts: list[list[object]] = [
            [*(several_of(x, self.choices) if isinstance(x, str) else [])] or [x] for x in items
        ]
        if len(parts) < sum(map(len, parts)):
            listing = ", ".join(f'"{word}"' for part in parts for word in part)
            return [(f"holds several {key}s in one text: {shown(value)}.", f"Write [{listing}].")]
        if not all(isinstance(x, str) for x in items):
            return (TEXTS if isinstance(value, list) else TEXT).notes(value, key)
        return [note for word in items for note in Word.notes(self, word, key)]

    def strange(self, value: object) -> tuple[int, ...]:
        """The position of the first item that is not a string."""
        return TEXTS.strange(value)


@dataclass(frozen=True, slots=True)
class OneOf(Form):
    """A value with a choice of forms, recognised by the value itself.

    Attributes
    ----------
    said : str
        The forms in words.
    choose : callable
        The form of a value, and the value in that form; None if it has none of them.
    write : callable
        From the value of the model to that of the file,
    options : tuple of Form
        The forms.
    hint : callable
        How to write a value that has none of them.
    mark : str
        The mark before the value in an error.
    """

    said: str
    choose: Callable[[Any], tuple[Form, Any] | None]
    write: Writer
    options: tuple[Form, ...]
    hint: Callable[[object], str] = lambda value: ""
    mark: str = ","
    cell: str = ""

    def reader(self) -> Reader:
        """The function that reads a value in its form."""
        readers = {id(form): CONVERTER.get_structure_hook(form) for form in self.options}

        def read(value: Any, _: Any) -> Any:
            choice = self.choose(value)
            if choice is None:
                raise FormError
            form, held = choice
            return readers[id(form)](held, form)

        return read

    def writer(self) -> Writer:
        """The function that writes a value in its form."""
        return self.write

    def chosen(self, value: Any) -> tuple[Form, Any]:
        """The form of a value, and the value in it."""
        choice = self.choose(value)
        return (self, value) if choice is None else choice[0].chosen(choice[1])

    def notes(self, value: object, key: str) -> list[Note]:
        """The forms that are expected, and a hint."""
        return [(f"must be {self.said}{self.mark} not {shown(value)}.", self.hint(value))]

    def described(self) -> dict[str, Any]:
        """The form as plain data."""
        return {"form": self.said, "options": [form.described() for form in self.options]}
