"""The tables of a model file: what keys each may have, as cattrs reads and writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
    unrounded,
    write,
)
from causalnet.model.assembly.parts import listed_places

__all__ = ["ByName", "Inline", "Key", "Rows", "Schema", "Slip", "same"]

NUMERIC = (NUMBER, NUMBERS, SHARES, WHOLE)


def same(a: object, b: object) -> bool:
    """Whether two values are equal and of one type, so that one may be left out for the other."""
    return a == b and repr(a) == repr(b)


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
    missing : tuple of str
        What is said if it is missing, and the hint; they may name other keys in braces.
    stand_in : object
        What to read in place of a value that cannot be read, so that other mistakes are found too.
    essential : bool
        Whether a part of which it cannot be read is left out.
    needs : str
        Another key, without which it is not read.
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
    needs: str = ""

    def absent(self, held: Mapping[str, Any]) -> Note:
        """What is said if it is missing, and what to write."""
        what, hint = self.missing or (f"lacks the key {self.name!r}.", "")
        return (what.format_map(held), hint) if self.missing else (what, hint)

    def described(self) -> dict[str, Any]:
        """The key as plain data."""
        own: dict[str, Any] = {"key": self.name, "required": self.required}
        made = isinstance(self.default, Factory)  # type: ignore[arg-type]
        if not (self.required or made or self.default is None):
            own["default"] = write(self.form, self.default)
        return own | self.form.described() | {"doc": self.doc}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Schema:
    """The keys of a table that stands for one class.

    Attributes
    ----------
    of : type
        The class.
    keys : tuple of Key
        In the order in which a file gives them.
    like : str
        An example, for errors.
    noun, title : str, callable
        The word for one table of an array, and the name of it in errors.
    slip : callable
        A mistake in several keys, found in the table and in the one around it.
    tag : str
        The key that chooses the class and is not a field of it.
    make, take : callable
        From the fields to the value, and from the value to an object with these fields.
    """

    of: type
    keys: tuple[Key, ...]
    like: str = ""
    noun: str = ""
    title: Callable[[Mapping[str, object]], str] | None = None
    slip: Callable[[Mapping[str, Any], Mapping[str, Any]], Slip | None] = lambda held, around: None
    tag: str = ""
    make: Callable[..., Any]
    take: Callable[[Any], Any] = itself

    def described(self) -> list[dict[str, Any]]:
        """The keys as plain data."""
        return [key.described() for key in self.keys]

    def reader(self) -> Reader:
        """The function of cattrs that reads a table, with every mistake in it."""
        names: dict[str, Any] = {k.attribute: override(rename=k.name) for k in self._own}
        return make_dict_structure_fn_from_attrs(
            self._attributes(), cast("type[Any]", self.make), CONVERTER, **names
        )

    def writer(self) -> Writer:
        """The function of cattrs that writes a table, without what is at its default."""
        # For cattrs 12 and 12.0 are the same default; a file keeps the number as it was written.
        numbers = [k for k in self._own if k.form in NUMERIC and not k.required]
        order = [key.name for key in self._own]
        names: dict[str, Any] = {
            key.attribute: override(rename=key.name, omit_if_default=key not in numbers)
            for key in self._own
        }
        write: Writer = make_dict_unstructure_fn_from_attrs(
            self._attributes(), self.of, CONVERTER, _cattrs_omit_if_default=True, **names
        )

        def written(value: Any) -> dict[str, Any]:
            held = self.take(value)
            data: dict[str, Any] = write(held)
            for key in numbers:
                if same(getattr(held, key.attribute), key.default):
                    del data[key.name]
            # Cattrs writes required keys first.
            return {name: data[name] for name in order if name in data}

        return written

    @property
    def _own(self) -> list[Key]:
        return [key for key in self.keys if key.name != self.tag]

    def _attributes(self) -> list[Any]:
        """The fields as cattrs takes them: those that a file must give have no default."""
        own = {
            key.attribute: attribute(type=cast("type", key.form))
            if key.required
            else attribute(type=cast("type", key.form), default=key.default)
            for key in self._own
        }
        return [*fields_of(make_class(self.of.__name__, own, kw_only=True))]


@dataclass(frozen=True, slots=True)
class Inline(Form):
    """A table with the keys of a schema."""

    schema: Schema
    cell: str = ""

    @property
    def said(self) -> str:  # type: ignore[override]
        """The form in words."""
        return "a table" + (f" such as {self.schema.like}" if self.schema.like else "")

    def reader(self) -> Reader:
        """The function that reads the table."""
        read, tag = self.schema.reader(), self.schema.tag

        def structure(value: Any, form: Any) -> Any:
            if not isinstance(value, dict):
                raise FormError
            return read({k: v for k, v in value.items() if k != tag} if tag else value, form)

        return structure

    def writer(self) -> Writer:
        """The function that writes the table."""
        return self.schema.writer()

    def inside(self, value: Any, at: At) -> Iterator[tuple[str | int, Form, Any, At]]:
        """The known keys of the table."""
        for key in self.schema.keys:
            if isinstance(value, dict) and key.name in value:
                yield key.name, key.form, value[key.name], at.below(key.name)

    def described(self) -> dict[str, Any]:
        """The form as plain data."""
        return {"form": "a table", "keys": self.schema.described()}


@dataclass(frozen=True, slots=True)
class Rows(Form):
    """An array of tables with the keys of a schema.

    Attributes
    ----------
    make, take : callable
        From the list of the parts to the value, and from the value to the parts.
    """

    schema: Schema
    make: Callable[[list[Any]], Any] = tuple
    take: Callable[[Any], Any] = itself
    said: str = "an array of tables"
    cell: str = ""

    def reader(self) -> Reader:
        """The function that reads every row."""
        read = CONVERTER.get_structure_hook(self._type)

        def structure(value: Any, form: Any) -> Any:
            if not isinstance(value, list):
                raise FormError
            return self.make(read(value, self._type))

        return structure

    def writer(self) -> Writer:
        """The function that writes every row."""
        write = CONVERTER.get_unstructure_hook(self._type)
        return lambda value: write(self.take(value))

    @property
    def _type(self) -> Any:
        return GenericAlias(list, (Inline(self.schema),))

    def inside(self, value: Any, at: At) -> Iterator[tuple[str | int, Form, Any, At]]:
        """The rows, each with its own name or its number from one as its place."""
        rows, title = value if isinstance(value, list) else [], self.schema.title
        names = [title(row) if title and isinstance(row, dict) else "" for row in rows]
        places = listed_places(self.schema.noun, names)
        for i, (row, own) in enumerate(zip(rows, places, strict=True)):
            place = At(join_places(at.around, own), (*at.path, i), at.around)
            yield i, Inline(self.schema), row, place

    def described(self) -> dict[str, Any]:
        """The form as plain data."""
        return {"form": self.said, "keys": self.schema.described()}


@dataclass(frozen=True, slots=True)
class ByName(Form):
    """A table whose keys are names, e.g. of variables or states.

    Attributes
    ----------
    item : Form
        The form of each value.
    like : str
        An example, for errors.
    make : callable
        From a dictionary to the value.
    shares : bool
        Whether the values are probabilities, which may be rounded.
    whole : bool
        Whether it is lost if one of its values is.
    """

    item: Form
    like: str = ""
    make: Callable[[dict[str, Any]], Any] = dict
    shares: bool = False
    whole: bool = False
    cell: str = ""

    @property
    def said(self) -> str:  # type: ignore[override]
        """The form in words."""
        return "a table" + (f" such as {self.like}" if self.like else "")

    def reader(self) -> Reader:
        """The function that reads every value."""
        read = CONVERTER.get_structure_hook(self._type)

        def structure(value: Any, form: Any) -> Any:
            if not isinstance(value, dict):
                raise FormError
            held = read(value, self._type)
            if self.shares:
                try:
                    unrounded([*held.values()])
                except RoundedError as error:
                    raise RoundedError(dict(zip(held, error.instead, strict=True))) from None
            return self.make(held)

        return structure

    def writer(self) -> Writer:
        """The function that writes every value."""
        write = CONVERTER.get_unstructure_hook(self.item)
        return lambda value: {name: write(x) for name, x in value.items()}

    @property
    def _type(self) -> Any:
        return GenericAlias(dict, (str, self.item))

    def inside(self, value: Any, at: At) -> Iterator[tuple[str | int, Form, Any, At]]:
        """The values by their names."""
        for name, held in value.items() if isinstance(value, dict) else ():
            yield name, self.item, held, at.below(name)

    def described(self) -> dict[str, Any]:
        """The form as plain data."""
        return {"form": "a table by name", "item": self.item.described()}
