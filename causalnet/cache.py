"""The one cache: what is dear to make again, within bounds, safe for threads.

Everything that the package keeps between calls is kept in a `Cache`. Its owner is a module, or a model, network or
structure, and then it goes with that. See "What is kept" in the explanation of the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, WeakSet

__all__ = ["Cache", "CachePerOwner", "cached", "clear"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Owner = TypeVar("Owner", bound=Hashable)
P = ParamSpec("P")
R = TypeVar("R")

MOST_BYTES = 64 * 2**20
"""The default bound on what the values of one cache take."""


class Cache(Generic[K, V]):
    """Values by key, within bounds: the oldest entries make room for a new one.

    A value that is larger than the bound by itself is not kept. Threads may share a cache: two that miss an entry at
    the same time may both make it, and the later one stays.

    Parameters
    ----------
    entries : int
        The number of entries that are kept.
    size : callable, optional
        The bytes that a value takes. Default: only entries are counted.
    most_bytes : int, default 64 MiB
        The bytes that all values together may take.

    Examples
    --------
    >>> squares = Cache(2)
    >>> for x in (1, 2, 3):
    ...     _ = squares.put(x, x * x)
    >>> squares.get(1), squares.get(3)
    (None, 9)
    """

    __slots__ = ("__weakref__", "_bytes", "_entries", "_lock", "_most", "_most_bytes", "_size")

    def __init__(
        self, entries: int, size: Callable[[V], int] | None = None, most_bytes: int = MOST_BYTES
    ) -> None:
        self._most = entries
        self._size = size
        self._most_bytes = most_bytes
        self._bytes = 0
        self._entries: dict[K, V] = {}
        self._lock = Lock()
        with _registering:
            _every.add(self)

    def get(self, key: K) -> V | None:
        """The value of a key; None where there is none."""
        return self._entries.get(key)

    def put(self, key: K, value: V) -> V:
        """Keep a value, and give it back."""
        taken = self._size(value) if self._size else 0
        with self._lock:
            self._drop(key)
            if taken <= self._most_bytes:
                while self._entries and self._is_full(taken):
                    self._drop(next(iter(self._entries)))
                self._entries[key] = value
                self._bytes += taken
        return value

    def clear(self) -> None:
        """Keep nothing of what was made so far."""
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    def _is_full(self, taken: int) -> bool:
        return len(self._entries) >= self._most or self._bytes + taken > self._most_bytes

    def _drop(self, key: K) -> None:
        if key in self._entries:
            value = self._entries.pop(key)
            self._bytes -= self._size(value) if self._size else 0


class CachePerOwner(Generic[Owner, K, V]):
    """A cache for each owner, kept as long as the owner lives.

    Parameters
    ----------
    entries, size, most_bytes
        The bounds of each, as for `Cache`.
    """

    __slots__ = ("_bounds", "_caches", "_lock")

    def __init__(
        self, entries: int, size: Callable[[V], int] | None = None, most_bytes: int = MOST_BYTES
    ) -> None:
        self._bounds = entries, size, most_bytes
        self._caches: WeakKeyDictionary[Owner, Cache[K, V]] = WeakKeyDictionary()
        self._lock = Lock()

    def of(self, owner: Owner) -> Cache[K, V]:
        """The cache of an owner."""
        found = self._caches.get(owner)
        if found is None:
            with self._lock:
                found = self._caches.setdefault(owner, Cache(*self._bounds))
        return found

    def __len__(self) -> int:
        return len(self._caches)


_every: WeakSet[Cache[Any, Any]] = WeakSet()
_registering = Lock()


def cached(
    entries: int, size: Callable[[Any], int] | None = None, most_bytes: int = MOST_BYTES
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a function: what it gave for the same positional arguments is kept in a `Cache`."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        cache: Cache[tuple[object, ...], tuple[R]] = Cache(
            entries, None if size is None else lambda held: size(held[0]), most_bytes
        )

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            held = cache.get(args)
            if held is None:
                # In a tuple, since None may be what the function gives.
                held = cache.put(args, (function(*args, **kwargs),))
            return held[0]

        return call

    return decorate


def clear() -> None:
    """Let go of everything that is kept: plans, compiled networks, hints, drawings.

    The next question makes again what it needs. Answers do not change.

    Examples
    --------
    >>> from causalnet.cache import clear
    >>> clear()
    """
    with _registering:
        every = list(_every)
    for cache in every:
        cache.clear()
