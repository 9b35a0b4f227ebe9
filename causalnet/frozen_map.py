"""Immutable mappings from a name to a value, in which a model holds its named parts."""

from __future__ import annotations

from collections.abc import Hashable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import Generic, TypeVar, overload

from causalnet.console import printed
from causalnet.errors import unknown
from causalnet.rich_form import rich_html

__all__ = ["Register"]

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
V = TypeVar("V")


@printed
class Register(Mapping[K, T], Generic[K, T]):
    """A frozen, hashable mapping that keeps its order and suggests the nearest name.

    Two registers are equal if they map the same names to the same values. Order does not count, since a model must
    not depend on it.

    Parameters
    ----------
    items : mapping or iterable of (name, value) pairs
        Its content.
    kind : str
        The word for a value in an error, e.g. ``"variable"``.
    """

    __slots__ = ("_hash", "_items", "_kind")

    def __init__(
        self, items: Mapping[K, T] | Iterable[tuple[K, T]] = (), kind: str = "name"
    ) -> None:
        self._items: dict[K, T] = dict(items)
        self._kind = kind
        self._hash: int | None = None

    def __reduce__(self) -> tuple[object, ...]:
        # Hashes of texts differ between processes, so the cached one is not pickled.
        return type(self), (self._items, self._kind)

    def __getitem__(self, name: K) -> T:
        try:
            return self._items[name]
        except (KeyError, TypeError):
            raise unknown(self._kind, name, map(str, self._items)) from None

    def __contains__(self, name: object) -> bool:
        try:
            return name in self._items
        except TypeError:
            return False

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    # The methods of `Mapping` would look up every name again, and `get` would work out an error for a missing one.

    @overload
    def get(self, name: K, /) -> T | None: ...

    @overload
    def get(self, name: K, default: T | V, /) -> T | V: ...

    def get(self, name: K, default: T | V | None = None, /) -> T | V | None:
        """The value of a name, or `default` where there is none."""
        try:
            return self._items.get(name, default)
        except TypeError:
            return default

    def items(self) -> ItemsView[K, T]:
        """Pairs of name and value, in order."""
        return self._items.items()

    def values(self) -> ValuesView[T]:
        """The values, in order."""
        return self._items.values()

    def __eq__(self, other: object) -> bool:
        return self._items == (other._items if isinstance(other, Register) else other)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self._items.items()))
        return self._hash

    def __repr__(self) -> str:
        return "{" + ", ".join(f"{k!r}: {_shown(v)}" for k, v in self._items.items()) + "}"

    def _repr_html_(self) -> str:
        return rich_html("Register", self)


def _shown(value: object) -> str:
    """A value's repr; that of a set in an order that is the same in every run."""
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(map(repr, value))) + "}"
    return repr(value)
