"""Kinds of values: each checks whether an annotation accepts a value, and describes it in words."""

from __future__ import annotations

import collections.abc as abc
import os
import types
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from itertools import islice
from numbers import Real
from operator import index
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from causalnet.errors import article

__all__ = ["KEY", "Bounds", "MisfitError", "ValueKind", "is_truth", "kind_of"]

Bounds = tuple[float | None, float | None]
"""The least and the greatest number; None where there is no end."""

KEY = "a key of "
"""The prefix of the place of a mapping whose key does not fit."""

FREE: Bounds = (None, None)
NO_TYPES: frozenset[type] = frozenset()
TEXT_TYPES = (str, bytes, bytearray)
# An upper bound above this is a limit of the machine and not of the question.
SO_HIGH = 1000
# Values of an iterable that are looked at, at most: it may have no end.
MOST_VALUES = 1_000_000


class MisfitError(Exception):
    """A value that is not of a kind, raised before the sentence of the message is known.

    Attributes
    ----------
    place : str
        The argument, or a part of it: ``among[1]``.
    kind : Kind
        The expected kind.
    value : object
        The value found.
    """

    def __init__(self, place: str, kind: ValueKind, value: object) -> None:
        super().__init__(place)
        self.place, self.kind, self.value = place, kind, value


class ValueKind:
    """A kind of value. The base class describes any value.

    Attributes
    ----------
    quick : frozenset of type
        Values of exactly these types fit unchanged.
    words : tuple of str
        The accepted values, each as worded after "must be".
    classes : tuple of type
        The accepted classes.
    choices : tuple of str
        The accepted words.
    """

    quick: frozenset[type] = NO_TYPES
    words: tuple[str, ...] = ("anything",)
    classes: tuple[type, ...] = ()
    choices: tuple[str, ...] = ()

    def read(self, value: object, place: str) -> object:
        """`value` in the form that its function expects.

        Raises
        ------
        MisfitError
        """
        return value


class _Every(frozenset[type]):
    """The set of all types."""

    def __contains__(self, _: object) -> bool:
        return True


class Anything(ValueKind):
    """Any value: the function checks it itself."""

    quick = _Every()


class Instance(ValueKind):
    """An instance of a class."""

    def __init__(self, cls: type, words: str = "") -> None:
        self.cls = cls
        self.quick = frozenset({cls})
        self.words = (words or f"{article(cls.__name__)} {cls.__name__}",)
        self.classes = (cls,)

    def read(self, value: object, place: str) -> object:
        """`value`, if it is an instance."""
        if isinstance(value, self.cls):
            return value
        raise MisfitError(place, self, value)


class Truth(ValueKind):
    """True or False, Python's or numpy's."""

    quick = frozenset({bool})
    words = ("True", "False")

    def read(self, value: object, place: str) -> object:
        """`value` as a bool."""
        if is_truth(value):
            return bool(value)
        raise MisfitError(place, self, value)


class Number(ValueKind):
    """A number, whole or not, within bounds; numpy's become Python's."""

    def __init__(self, bounds: Bounds, *, whole: bool) -> None:
        self.bounds, self.whole = bounds, whole
        self.quick = frozenset({int} if whole else {float}) if bounds == FREE else NO_TYPES
        low, high = bounds
        text = "a whole number" if whole else "a number"
        if low is not None and high is not None and high < SO_HIGH:
            text += f" from {low:,} to {high:,}"
        elif low is not None:
            text += f" of at least {low:,}"
        self.words = (text,)

    def read(self, value: object, place: str) -> object:
        """`value` as an int or a float."""
        number = _whole(value) if self.whole else _real(value)
        low, high = self.bounds
        if number is None or not (low is None or number >= low):
            raise MisfitError(place, self, value)
        if not (high is None or number <= high):
            raise MisfitError(place, self if high < SO_HIGH else AtMost(high), value)
        return number


class AtMost(ValueKind):
    """A number with an upper bound that the message mentions only if it is exceeded."""

    def __init__(self, high: float) -> None:
        self.words = (f"at most {high:,}",)


class AnyOf(ValueKind):
    """One of a few values."""

    def __init__(self, options: tuple[object, ...]) -> None:
        self.options = options
        self.words = tuple(map(repr, options))
        self.choices = tuple(option for option in options if isinstance(option, str))

    def read(self, value: object, place: str) -> object:
        """`value`, if it is one of them."""
        if any(isinstance(value, type(option)) and value == option for option in self.options):
            return value
        raise MisfitError(place, self, value)


class Location(ValueKind):
    """A path, as text or as a path object."""

    words = ("a path (a str or a Path)",)

    def read(self, value: object, place: str) -> object:
        """`value`, another library's path object as a `Path`."""
        if isinstance(value, os.PathLike) and not isinstance(value, Path):
            own = os.fspath(value)
            value = Path(own) if isinstance(own, str) else own
        if not isinstance(value, str | Path) or "\0" in str(value):
            raise MisfitError(place, self, value)
        try:
            os.fsencode(value)
        except UnicodeEncodeError:
            raise MisfitError(place, self, value) from None
        return value


class Many(ValueKind):
    """Several values of one kind, in a container."""

    def __init__(
        self, name: str, container: type, item: ValueKind, size: int | None = None
    ) -> None:
        self.container, self.item, self.size = container, item, size
        held = " or ".join(word.removeprefix("a ").removeprefix("an ") for word in item.words)
        self.words = (f"a {name}" if isinstance(item, Anything) else f"a {name} of {held}",)

    def read(self, value: object, place: str) -> object:
        """`value`; as a tuple if it is not a Python container, or if its parts are converted."""
        held = self._held(value, place)
        if self.size not in (None, len(held)):
            raise MisfitError(place, self, value)
        if type(self.item) is Anything:
            return held
        parts = [self.item.read(part, f"{place}[{i}]") for i, part in enumerate(held)]
        if all(a is b for a, b in zip(parts, held, strict=True)):
            return held
        return set(parts) if isinstance(held, Set) else tuple(parts)

    def _held(self, value: object, place: str) -> Collection[object]:
        # A graph runs over its nodes, but is not a list of them.
        graph = any(cls.__name__.endswith("Graph") for cls in type(value).__mro__)
        if isinstance(value, (*TEXT_TYPES, Mapping)) or graph or not isinstance(value, Iterable):
            raise MisfitError(place, self, value)
        try:
            parts = iter(value)
        except TypeError:  # an array without axes passes for an iterable
            raise MisfitError(place, self, value) from None
        if isinstance(value, self.container) and isinstance(value, Collection):
            return value
        # A set does not have an order, and a tuple of a fixed shape is not made from anything else.
        strict = self.container in (tuple, Set) or isinstance(value, Set)
        held = () if strict else tuple(islice(parts, MOST_VALUES + 1))
        if strict or len(held) > MOST_VALUES:
            raise MisfitError(place, self, value)
        return held


class Mapped(ValueKind):
    """A mapping whose keys and values are of a kind."""

    def __init__(self, key: ValueKind, item: ValueKind) -> None:
        self.key, self.item = key, item
        self.whole = type(key) is type(item) is Anything
        of = [" or ".join(word for word in kind.words if word != "None") for kind in (key, item)]
        to = "" if type(item) is Anything else f" to {of[1]}"
        self.words = ("a mapping" if self.whole else f"a mapping from {of[0]}{to}",)
        self.quick = frozenset({dict}) if self.whole else NO_TYPES

    def read(self, value: object, place: str) -> object:
        """`value`, once every key and value has been looked at."""
        if not isinstance(value, Mapping):
            raise MisfitError(place, self, value)
        if self.whole:
            return value
        for key in value:
            self.key.read(key, f"{KEY}{place}")
        read = {key: self.item.read(part, f"{place}[{key!r}]") for key, part in value.items()}
        return value if all(read[key] is part for key, part in value.items()) else read


class Either(ValueKind):
    """One of several kinds."""

    def __init__(self, kinds: Sequence[ValueKind]) -> None:
        self.kinds = tuple(kinds)
        self.quick = NO_TYPES.union(*(kind.quick for kind in kinds))
        self.words = tuple(dict.fromkeys(word for kind in kinds for word in kind.words))
        self.classes = tuple(cls for kind in kinds for cls in kind.classes)
        self.choices = tuple(word for kind in kinds for word in kind.choices)

    def read(self, value: object, place: str) -> object:
        """`value` in the form of the first kind that accepts it; else the misfit that came nearest."""
        deepest = MisfitError(place, self, value)
        for kind in self.kinds:
            try:
                return kind.read(value, place)
            except MisfitError as fault:
                # A wrong value behind a right key says more than a wrong key.
                past_key = deepest.place != place and KEY not in deepest.place
                if fault.place != place or isinstance(fault.kind, AtMost):
                    deepest = deepest if past_key and KEY in fault.place else fault
        raise deepest


def kind_of(hint: Any, bounds: Bounds = FREE, *, shallow: bool = False) -> ValueKind:
    """The kind of value that a resolved annotation accepts.

    Parameters
    ----------
    hint : type or special form
    bounds : pair of float or None
        Bounds for its numbers.
    shallow : bool
        Whether the items of a container are left to the function.
    """
    origin, parts = get_origin(hint), [part for part in get_args(hint) if part is not ...]
    if isinstance(hint, TypeVar) and hint.__constraints__:
        return _either([kind_of(part, bounds, shallow=shallow) for part in hint.__constraints__])
    if origin is Literal:
        return AnyOf(tuple(parts))
    if origin in (Union, types.UnionType):
        return _either([kind_of(part, bounds, shallow=shallow) for part in parts])
    if hint in (int, float):
        return Number(bounds, whole=hint is int)
    if hint in (None, types.NoneType):
        return Instance(types.NoneType, "None")
    cls = origin or hint
    if not isinstance(cls, type) or cls is object:
        return Anything()
    if getattr(cls, "_is_protocol", False):
        return _protocol(cls)
    if cls is bool:
        return Truth()
    if issubclass(cls, os.PathLike):
        return Location()
    if cls.__name__ == "Callable":
        return Instance(cls, "a function")
    size = len(parts) if cls is tuple and len(parts) == len(get_args(hint)) else None
    return _container(cls, [Anything() if shallow else kind_of(p, bounds) for p in parts], size)


def _either(kinds: Sequence[ValueKind]) -> ValueKind:
    if len({kind.words for kind in kinds}) == 1:
        return kinds[0]
    if any(isinstance(kind, Anything) for kind in kinds):
        return Anything()
    if any(isinstance(kind, Location) for kind in kinds):
        kinds = [kind for kind in kinds if str not in kind.classes]
    return kinds[0] if len(kinds) == 1 else Either(kinds)


class Quacking(ValueKind):
    """An object with the methods of a protocol."""

    def __init__(self, cls: type, methods: Sequence[str]) -> None:
        self.methods = methods
        # A caller knows the frame as one of pandas.
        name = "DataFrame" if cls.__name__ == "Frame" else cls.__name__
        self.words = (f"{article(name)} {name}",)
        self.classes = (cls,)

    def read(self, value: object, place: str) -> object:
        """`value`, if it is an instance of a class that has the methods."""
        if all(hasattr(type(value), name) for name in self.methods):
            return value
        raise MisfitError(place, self, value)


def _protocol(cls: type) -> ValueKind:
    methods = [name for name in vars(cls) if not name.startswith("_")]
    return Quacking(cls, methods) if methods else Anything()


def _container(cls: type, parts: Sequence[ValueKind], size: int | None) -> ValueKind:
    item = parts[0] if parts else Anything()
    if issubclass(cls, Mapping):
        return Mapped(item, parts[1] if len(parts) > 1 else Anything())
    if cls is tuple:
        name = "pair" if size == 2 else "tuple"
        return Many(name, tuple, _either(parts) if parts else item, size)
    if issubclass(cls, Set):
        return Many("set", Set, item)
    if cls in (list, abc.Sequence):
        return Many("sequence", cls, item)
    if cls in (abc.Iterable, abc.Collection):
        return Many("collection", abc.Collection, item)
    return Instance(cls)


def is_truth(value: object) -> bool:
    """Whether it is a truth value; numpy is not loaded for this."""
    kind = type(value)
    return kind is bool or (kind.__module__ == "numpy" and kind.__name__ in ("bool", "bool_"))


def _whole(value: object) -> int | None:
    if is_truth(value):
        return None
    try:
        return index(cast("int", value))
    except TypeError:
        return None


def _real(value: object) -> float | None:
    if is_truth(value) or not isinstance(value, float | int | Real):
        return None
    try:
        number = float(value)
    except (OverflowError, ValueError):
        return None
    # Whether a number that is none is refused does not depend on whose it is: bounds refuse it.
    return cast("float", value) if type(value) in (int, float) else number
