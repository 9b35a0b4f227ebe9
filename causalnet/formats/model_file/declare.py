"""From a class of the model to the keys of its table in a file: their names, forms, defaults and meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields
from functools import reduce
from inspect import cleandoc
from operator import or_
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, Factory

from causalnet.formats.model_file.forms import (
    FLAG,
    NUMBER,
    NUMBERS,
    TEXT,
    TEXTS,
    WHOLE,
    Form,
    word,
    write,
)
from causalnet.formats.model_file.schema import Key, Schema, rows, table

__all__ = ["FORMS", "declare", "docs_of", "form_of", "keys_of", "written"]

FORMS: dict[Any, Form] = {
    str: TEXT,
    bool: FLAG,
    float: NUMBER,
    int: WHOLE,
    Sequence[str]: TEXTS,
    Sequence[float]: NUMBERS,
}
"""The form in a file of each type of a field; `declare` adds the classes of the model."""

# A section of a numpydoc docstring, and an entry in it.
SECTION = re.compile(
    r"^(?:Parameters|Attributes)\n-+\n(.*?)(?=^\w[\w ]*\n-{3,}|\Z)", re.MULTILINE | re.DOTALL
)
ENTRY = re.compile(r"^(\w+(?:, \w+)*)(?: :.*)?\n((?:    .*\n?)+)", re.MULTILINE)


def declare(
    of: type,
    *,
    order: str = "",
    first: Sequence[Key] = (),
    given: Mapping[str, Mapping[str, Any]] | None = None,
    **more: Any,
) -> Form:
    """The table of a class: the form of every field of that type, and of a row in a list of them.

    Parameters
    ----------
    of : type
        A dataclass.
    order : str
        Its fields in the order of the file. Default: that of the class.
    first : sequence of Key
        Keys before those of the fields.
    given : mapping from a field to attributes of its `Key`
        How the file differs from the field.
    **more
        Further attributes of the `Schema`.
    """
    keys = (*first, *keys_of(of, order, given or {}))
    schema = Schema(**{"of": of, "make": of, **more, "keys": keys})
    FORMS[of] = form = table(schema)
    FORMS[Sequence[of]] = rows(form)  # type: ignore[valid-type]
    return form


def keys_of(of: type, order: str, given: Mapping[str, Mapping[str, Any]]) -> tuple[Key, ...]:
    """The keys of the fields of a class."""
    types, docs = get_type_hints(of), docs_of(of)
    own = {f.name: f for f in fields(of)}
    return tuple(
        _key(own[name], types[name], docs.get(name, ""), given.get(name, {}))
        for name in order.split() or own
    )


def _key(f: Field[Any], kind: Any, doc: str, given: Mapping[str, Any]) -> Key:
    form = given.get("form") or form_of(kind)
    made, constant = f.default_factory, f.default
    default = (NOTHING if constant is MISSING else constant) if made is MISSING else Factory(made)
    key = {"name": f.name, "required": default is NOTHING, "default": default, "doc": doc, **given}
    if key["required"]:
        # A mistake that repeats a stand-in is about it, and not told.
        text = f"<{key['name']}>"
        stand_ins = {TEXT: text, TEXTS: [text]}
        key = {"essential": True, "stand_in": stand_ins.get(form, NOTHING), **key}
    return Key(**{"attribute": f.name, **key, "form": form})


def form_of(kind: Any) -> Form:
    """The form of a type; one that may be None has the form of its other values."""
    if get_origin(kind) is Literal:
        return word(get_args(kind))
    if get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind):
        return form_of(reduce(or_, [k for k in get_args(kind) if k is not NoneType]))
    return FORMS[kind]


def written(value: Any) -> Any:
    """A value as a file holds it, by the form of its type."""
    return write(FORMS[type(value)], value)


def docs_of(of: object) -> dict[str, str]:
    """The meaning of each field or parameter, from the docstring of its class or function."""
    docs: dict[str, str] = {}
    for section in SECTION.findall(cleandoc(of.__doc__ or "") + "\n"):
        for names, text in ENTRY.findall(section):
            docs |= dict.fromkeys(names.split(", "), " ".join(text.split()))
    return docs
