"""The tables of a model file: what keys each may have, as cattrs reads and writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from types import GenericAlias
from typing import Any, cast

from attrs import NOTHING, Factory, field as attribute, fields as fields_of, make_class
from cattrs.gen import (
    make_dict_structure_fn_from_attrs,
    make_dict_unstructure_fn_from_attrs,
    override,
)

from causalnet.errors import join_places
from causalnet.formats.model_file.forms import (
    CONVERTER,
    NUMBER,
    NUMBERS,
    SHARES,
    WHOLE,
    At,
    Form,
    FormError,
    Note,
    Reader,
    RoundedError,
    Writer,
    itself,
    typed,
    unrounded,
    write,
)
from causalnet.model.assembly.parts import KIND_OF, listed_places
from causalnet.model.translations.texts import TEXTS
from causalnet.model.variable import Baseline

__all__ = ["Key", "Schema", "Slip", "by_name", "rows", "table"]

TableParts = Iterable[tuple[str | int, Form, Any, At]]


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake that concerns several keys of a table, told once in their place."""

    keys: frozenset[str]
    key: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a table.

    Attributes
    ----------
    name, attribute : str
        The key in the file, and the field of the class.
    form : Form
        The form of its value.
    required : bool
        Whether a file must give it.
    default : object
        The value without it: a constant or a `Factory`.
    doc : str
        Its meaning.
    missing : tuple of str, optional
        What is said if it is missing, which may name other keys in braces, and the hint.
    stand_in : object
        What to read in place of a value that cannot be read, so that other mistakes are found too.
    essential : bool
        Whether a part of which it cannot be read is left out.
    """

    name: str
    attribute: str
    form: Form
    required: bool
    default: Any = NOTHING
    doc: str = ""
    missing: Note | None = None
    stand_in: Any = NOTHING
    essential: bool = False

    def absent(self, held: Mapping[str, Any]) -> Note:
        """What is said if it is missing, and what to write."""
        what, hint = self.missing or ("", "")
        return what.format_map(held) or f"lacks the key {self.name!r}.", hint

    def json(self) -> dict[str, Any]:
        """The JSON Schema of its value, with its meaning and its default."""
        own: dict[str, Any] = {"description": self.doc}
        made = isinstance(self.default, Factory)  # type: ignore[arg-type]
        if not (self.required or made or self.default is None):
            own["default"] = write(self.form, self.default)
        return self.form.json() | own


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Schema:
    """The keys of a table that stands for one class.

    Attributes
    ----------
    of : type
        The class.
    keys : tuple of Key
        In the order in which a file gives them.
    make, take : callable
        From the fields to the value, and from the value to an object with these fields.
    like : str
        An example, for errors.
    noun, title : str, callable
        The word for one table of an array, and the name of it in errors.
    slip : callable
        A mistake in several keys, found in the table and in the one around it.
    tag : str
        The key that chooses the class and is not a field of it.
    """

    of: type
    keys: tuple[Key, ...]
    make: Callable[..., Any]
    take: Callable[[Any], Any] = itself
    like: str = ""
    noun: str = ""
    title: Callable[[Mapping[str, object]], str] | None = None
    slip: Callable[[Mapping[str, Any], Mapping[str, Any]], Slip | None] = lambda held, around: None
    tag: str = ""

    def json(self) -> dict[str, Any]:
        """The JSON Schema of a table: its keys and no others."""
        required = [key.name for key in self.keys if key.required]
        meaning, *_ = cleandoc(self.of.__doc__ or "").split("\n\n")
        return {
            "type": "object",
            "description": " ".join(meaning.split()),
            "properties": {key.name: self._json_of(key) for key in self.keys},
            # An empty list of required keys is not allowed in draft 4.
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _json_of(self, key: Key) -> dict[str, Any]:
        """The JSON Schema of a key; that of a text allows a table with the text in several languages."""
        own = key.json()
        if key.name not in TEXTS.get(KIND_OF.get(self.of, ""), ()) and not self._is_note(key):
            return own
        about = {name: own.pop(name) for name in ("description", "default") if name in own}
        several = {"type": "object", "additionalProperties": own}
        return {"anyOf": [own, several]} | about

    def _is_note(self, key: Key) -> bool:
        return self.of is Baseline and key.name == "note"

    def reader(self) -> Reader:
        """The function of cattrs that reads a table, with every mistake in it."""
        names: dict[str, Any] = {k.attribute: override(rename=k.name) for k in self._own}
        make = cast("type[Any]", self.make)
        return make_dict_structure_fn_from_attrs(self._attributes(), make, CONVERTER, **names)

    def writer(self) -> Writer:
        """The function of cattrs that writes a table, without what is at its default."""
        # For cattrs 12 and 12.0 are the same default; a file keeps the number as it was written.
        numeric = (NUMBER, NUMBERS, SHARES, WHOLE)
        numbers = {k.name: k for k in self._own if k.form in numeric and not k.required}
        names: dict[str, Any] = {
            k.attribute: override(rename=k.name, omit_if_default=k.name not in numbers)
            for k in self._own
        }
        write: Writer = make_dict_unstructure_fn_from_attrs(
            self._attributes(), self.of, CONVERTER, _cattrs_omit_if_default=True, **names
        )
        order = [key.name for key in self._own]

        def unstructure(value: Any) -> dict[str, Any]:
            held = self.take(value)
            data = write(held)
            same = {n for n, k in numbers.items() if _same(getattr(held, k.attribute), k.default)}
            # Cattrs writes required keys first.
            return {name: data[name] for name in order if name in data and name not in same}

        return unstructure

    @property
    def _own(self) -> list[Key]:
        return [key for key in self.keys if key.name != self.tag]

    def _attributes(self) -> list[Any]:
        """The fields as cattrs takes them; those that a file must give do not have a default."""
        own = {}
        for key in self._own:
            default = NOTHING if key.required else key.default
            own[key.attribute] = attribute(type=cast("type", key.form), default=default)
        return [*fields_of(make_class(self.of.__name__, own, kw_only=True))]


def _same(a: object, b: object) -> bool:
    """Whether two values are equal and of one type, so that one may be left out for the other."""
    return a == b and repr(a) == repr(b)


def _like(example: str) -> str:
    return "a table" + (f" such as {example}" if example else "")


def table(schema: Schema) -> Form:
    """A table with the keys of a schema."""

    def reader() -> Reader:
        read, tag = schema.reader(), schema.tag

        def structure(value: Any, form: Any) -> Any:
            if not isinstance(value, dict):
                raise FormError
            return read({k: v for k, v in value.items() if k != tag} if tag else value, form)

        return structure

    def inside(value: Any, at: At) -> TableParts:
        held = value if isinstance(value, dict) else {}
        known = (key for key in schema.keys if key.name in held)
        return ((key.name, key.form, held[key.name], at.below(key.name)) for key in known)

    return Form(
        said=_like(schema.like),
        reader=reader,
        writer=schema.writer,
        inside=inside,
        schema=schema,
        json=schema.json,
    )


def rows(
    row: Form,
    make: Callable[[list[Any]], Any] = tuple,
    take: Callable[[Any], Any] = itself,
) -> Form:
    """An array of tables, made into a value from the list of its parts, and back."""
    kind: Any = GenericAlias(list, (row,))

    def reader() -> Reader:
        read = CONVERTER.get_structure_hook(kind)

        def structure(value: Any, _: Any) -> Any:
            if not isinstance(value, list):
                raise FormError
            return make(read(value, kind))

        return structure

    def writer() -> Writer:
        write = CONVERTER.get_unstructure_hook(kind)
        return lambda value: write(take(value))

    def inside(value: Any, at: At) -> TableParts:
        """The rows, each with its own name or its number from one as its place."""
        held, title = value if isinstance(value, list) else [], row.schema.title
        names = [title(x) if title and isinstance(x, dict) else "" for x in held]
        for i, (x, own) in enumerate(zip(held, listed_places(row.schema.noun, names), strict=True)):
            yield i, row, x, At(join_places(at.around, own), (*at.path, i), at.around)

    return Form(
        said="an array of tables",
        reader=reader,
        writer=writer,
        inside=inside,
        schema=row.schema,
        json=typed("array", items=row.json()),
    )


def by_name(
    item: Form,
    like: str,
    make: Callable[[dict[str, Any]], Any] = dict,
    *,
    shares: bool = False,
    whole: bool = False,
) -> Form:
    """A table whose keys are names, e.g. of variables or states; with `shares`, of probabilities."""
    kind: Any = GenericAlias(dict, (str, item))

    def reader() -> Reader:
        read = CONVERTER.get_structure_hook(kind)

        def structure(value: Any, _: Any) -> Any:
            if not isinstance(value, dict):
                raise FormError
            held = read(value, kind)
            try:
                unrounded([*held.values()] if shares else ())
            except RoundedError as error:
                raise RoundedError(dict(zip(held, error.instead, strict=True))) from None
            return make(held)

        return structure

    def writer() -> Writer:
        write = CONVERTER.get_unstructure_hook(item)
        return lambda value: {name: write(x) for name, x in value.items()}

    def inside(value: Any, at: At) -> TableParts:
        held = value if isinstance(value, dict) else {}
        return ((name, item, x, at.below(name)) for name, x in held.items())

    return Form(
        said=_like(like),
        reader=reader,
        writer=writer,
        inside=inside,
        whole=whole,
        json=lambda: {"type": "object", "additionalProperties": item.json()},
    )
