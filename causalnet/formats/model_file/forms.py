"""The forms that a value can have in a model file. Each is a type for cattrs, which reads and writes by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Any, NamedTuple, cast

from cattrs import Converter

from causalnet.errors import join_places
from causalnet.formats.model_file.hints import value_hint
from causalnet.formats.model_file.values import (
    is_number,
    is_numbers,
    is_texts,
    is_whole,
    shown_in_toml,
)
from causalnet.names import SUM_TOLERANCE, choice_mistakes, quoted_step, several_of
from causalnet.rounding import is_rounded, normalised

Note = tuple[str, str]
"""What is wrong, and what to do."""
Reader = Callable[[Any, Any], Any]
Writer = Callable[[Any], Any]


class FormError(ValueError):
    """A value that does not have its form. Its form says what is wrong, unless notes are given."""

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


def itself(value: Any) -> Any:
    """The value, unchanged."""
    return value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Form:
    """What a value of a file must look like, and how it becomes a value of the model.

    Attributes
    ----------
    said : str
        The form in words: ``an array of strings``.
    reader, writer : callable
        Make the functions for cattrs: from the file to the model, with an error for a value that does not fit, and
        back.
    cell : str
        The kind of cells in a spreadsheet's column; empty if it does not fit in a cell.
    notes : callable, optional
        From a value that does not fit and its key to what is wrong.
    item : callable, optional
        Whether an item of an array fits.
    choose : callable, optional
        The form of a value that has a choice of forms, and the value in that form; None if it has none of them.
    inside : callable
        From a value and its place to its parts: key or position, form, value and place.
    schema : Schema, optional
        The keys of a table.
    whole : bool
        Whether a table by name is lost if one of its values is.
    json : callable
        The form as a JSON Schema.
    """

    said: str
    reader: Callable[[], Reader]
    writer: Callable[[], Writer] = lambda: itself
    cell: str = ""
    notes: Callable[[Any, str], list[Note]] | None = None
    item: Callable[[Any], bool] | None = None
    choose: Callable[[Any], tuple[Form, Any] | None] | None = None
    inside: Callable[[Any, At], Iterable[tuple[str | int, Form, Any, At]]] = lambda value, at: ()
    schema: Any = None
    whole: bool = False
    json: Callable[[], dict[str, Any]] = dict

    def chosen(self, value: Any) -> tuple[Form, Any]:
        """The form in which a value is read, and the value in that form."""
        return (self.choose(value) if self.choose else None) or (self, value)

    def told(self, value: object, key: str) -> list[Note]:
        """What is wrong with a value that does not fit, and how to write it."""
        if self.notes:
            return self.notes(value, key)
        what = f"must be {self.said}, not {shown_in_toml(value)}."
        return [(what, value_hint(self.said, value, key))]

    def strange(self, value: object) -> tuple[int, ...]:
        """The position of the first item of an array that does not fit."""
        fits, items = self.item, value if isinstance(value, list) else []
        return next(((i,) for i, x in enumerate(items) if fits and not fits(x)), ())


def _is_form(kind: object) -> bool:
    return isinstance(kind, Form)


CONVERTER = Converter(detailed_validation=True, forbid_extra_keys=True)
CONVERTER.register_structure_hook_factory(_is_form, lambda form: form.reader())
CONVERTER.register_unstructure_hook_factory(_is_form, lambda form: form.writer())


def read(form: Form, value: object) -> Any:
    """The value of the model for one of a file."""
    return CONVERTER.structure(value, cast("type[Any]", form))


def write(form: Form, value: object) -> Any:
    """The value of a file for one of the model."""
    return CONVERTER.unstructure(value, form)


# ── texts, numbers and arrays of them ────────────────────────────────────────────────────────


def plain(
    said: str,
    fits: Callable[[Any], bool],
    *,
    make: Callable[[Any], Any] = itself,
    take: Callable[[Any], Any] = itself,
    **more: Any,
) -> Form:
    """A value that is checked as a whole, and then made into one of the model."""

    def structure(value: Any, _: Any) -> Any:
        if not fits(value):
            raise FormError
        return make(value)

    return Form(said=said, reader=lambda: structure, writer=lambda: take, **more)


def typed(kind: str, **more: Any) -> Callable[[], dict[str, Any]]:
    """The JSON Schema of a type."""
    return lambda: {"type": kind, **more}


def is_text(value: object) -> bool:
    """Whether a value is a string."""
    return isinstance(value, str)


def unrounded(p: Sequence[float]) -> Sequence[float]:
    """Probabilities, or a `RoundedError` if rounding explains that they do not sum to one."""
    if p and abs(fsum(p) - 1) > SUM_TOLERANCE and is_rounded(p):
        raise RoundedError([*normalised(p)])
    return p


ARRAY = {"take": list, "make": tuple}
TEXT = plain("a string", is_text, cell="text", json=typed("string"))
FLAG = plain(
    "true or false", lambda value: isinstance(value, bool), cell="flag", json=typed("boolean")
)
NUMBER = plain("a number", is_number, cell="number", json=typed("number"))
WHOLE = plain("a whole number", is_whole, cell="whole", json=typed("integer"))
TEXTS = plain(
    "an array of strings",
    is_texts,
    item=is_text,
    cell="texts",
    json=typed("array", items=TEXT.json()),
    **ARRAY,
)
NUMBERS = plain(
    "an array of numbers",
    is_numbers,
    item=is_number,
    cell="numbers",
    json=typed("array", items=NUMBER.json()),
    **ARRAY,
)
SHARES = plain(
    "an array of numbers",
    is_numbers,
    make=lambda p: tuple(unrounded(p)),
    take=list,
    item=is_number,
    cell="numbers",
    json=NUMBERS.json,
)
"""Probabilities. Rounded ones are divided by their sum, and the reader is told."""


def word(choices: Sequence[str]) -> Form:
    """One of several words."""

    def notes(value: Any, key: str) -> list[Note]:
        if not is_text(value):
            return TEXT.told(value, key)
        return [(m.what, m.hint) for m in choice_mistakes("", value, choices)]

    form = plain("a string", lambda value: is_text(value) and value in choices, notes=notes)
    return replace(form, cell="text", json=typed("string", enum=[*choices]))


def words(choices: Sequence[str]) -> Form:
    """One of several words, or an array of them."""

    def fits(value: Any) -> bool:
        held = [value] if is_text(value) else value
        return is_texts(held) and {*held} <= {*choices}

    def notes(value: Any, key: str) -> list[Note]:
        """Every unknown word; first of all, several in one text."""
        items = value if isinstance(value, list) else [value]
        if not all(map(is_text, items)):
            return (TEXTS if isinstance(value, list) else TEXT).told(value, key)
        parts = [several_of(text, choices) or [text] for text in items]
        if len(parts) < sum(map(len, parts)):
            listing = ", ".join(f'"{text}"' for part in parts for text in part)
            return [
                (
                    f"holds several {key}s in one text: {shown_in_toml(value)}.",
                    f"Write [{listing}].",
                )
            ]
        one = word(choices)
        return [note for text in items if text not in choices for note in one.told(text, key)]

    return plain(
        "a string or an array of strings",
        fits,
        make=lambda held: (held,) if is_text(held) else tuple(held),
        take=lambda held: held[0] if len(held) == 1 else [*held],
        notes=notes,
        item=is_text,
        cell="texts",
        json=lambda: {"anyOf": [one := word(choices).json(), {"type": "array", "items": one}]},
    )


def one_of(
    said: str,
    options: Sequence[Form],
    choose: Callable[[Any], tuple[Form, Any] | None],
    writer: Writer,
    *,
    hint: Callable[[object], str] = lambda value: "",
    mark: str = ",",
    cell: str = "",
) -> Form:
    """A value with a choice of forms, recognised by the value itself; `mark` stands before it in an error."""

    def reader() -> Reader:
        readers = {form: CONVERTER.get_structure_hook(form) for form in options}

        def structure(value: Any, _: Any) -> Any:
            choice = choose(value)
            if choice is None:
                raise FormError
            return readers[choice[0]](choice[1], choice[0])

        return structure

    return Form(
        said=said,
        reader=reader,
        writer=lambda: writer,
        choose=choose,
        notes=lambda value, key: [
            (f"must be {said}{mark} not {shown_in_toml(value)}.", hint(value))
        ],
        cell=cell,
        json=lambda: {"anyOf": [form.json() for form in options]},
    )
