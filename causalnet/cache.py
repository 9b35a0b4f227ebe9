"""The one cache: results that are expensive to compute again, within bounds, safe for threads.

Everything that the package keeps between calls is in a `Cache`, which lives as long as its owner: a model, a
network, the shape of a network, or the module. "Results kept between questions" in the explanation of the engine
lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary, ref

__all__ = ["Cache", "CachePerOwner", "Interned", "cached", "clear"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Owner = TypeVar("Owner", bound=Hashable)
P = ParamSpec("P")
R = TypeVar("R")

CACHE_BYTES = 64 * 2**20


class _Entry(Generic[V]):
    """A value, its bytes, and whether it has been read since room was last made."""

    __slots__ = ("read", "size", "value")

    def __init__(self, value: V, size: int) -> None:
        self.value, self.size, self.read = value, size, False


class Cache(Generic[K, V]):
    """Values by key, within bounds: a new value replaces the oldest of those that are not in use.

    A value that was read since room was last made is passed over once. (This is the clock algorithm: nearly the
    least recently used goes first, and reading takes no lock.) A value larger than the bound is not kept. Threads may
    share a cache: two that miss a key at the same time may both make its value, and the later one stays.

    Parameters
    ----------
    entries : int
        The number of values that are kept.
    most_bytes : int, default 64 MiB
        The bytes that they may take together, as far as their sizes are given.

    References
    ----------
    F. J. Corbató (1969), "A paging experiment with the Multics system", in *In honor of P. M. Morse* (the clock).

    Examples
    --------
    >>> squares = Cache(2)
    >>> for x in (1, 2, 3):
    ...     _ = squares.put(x, x * x)
    >>> squares.get(1), squares.get(3)
    (None, 9)
    """

    __slots__ = ("__weakref__", "_bytes", "_entries", "_lock", "_most", "_most_bytes")

    def __init__(self, entries: int, most_bytes: int = CACHE_BYTES) -> None:
        self._most = entries
        self._most_bytes = most_bytes
        self._bytes = 0
        self._entries: dict[K, _Entry[V]] = {}
        self._lock = Lock()
        with _registering:
            _every.add(self)

    def get(self, key: K) -> V | None:
        """The value of a key; None where there is none."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        entry.read = True
        return entry.value

    def put(self, key: K, value: V, size: int = 0) -> V:
        """Keep a value that takes `size` bytes, and give it back."""
        with self._lock:
            entries = self._entries
            if key in entries:
                self._drop(key)
            if size <= self._most_bytes:
                while entries and (
                    len(entries) >= self._most or self._bytes + size > self._most_bytes
                ):
                    self._make_room()
                entries[key] = _Entry(value, size)
                self._bytes += size
        return value

    def clear(self) -> None:
        """Clear the cache."""
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def size(self) -> int:
        """The bytes that are kept, as far as sizes were given."""
        return self._bytes

    def _make_room(self) -> None:
        """Drop the oldest entry; one that has been read becomes the newest instead."""
        key = next(iter(self._entries))
        if self._entries[key].read:
            entry = self._entries.pop(key)
            entry.read = False
            self._entries[key] = entry
        else:
            self._drop(key)

    def _drop(self, key: K) -> None:
        self._bytes -= self._entries.pop(key).size


class CachePerOwner(Generic[Owner, K, V]):
    """A cache for each owner, kept as long as the owner lives.

    Parameters
    ----------
    entries, most_bytes : int
        The bounds of each, as for `Cache`.
    """

    __slots__ = ("_caches", "_entries", "_known", "_lock", "_most_bytes")

    def __init__(self, entries: int, most_bytes: int = CACHE_BYTES) -> None:
        self._entries = entries
        self._most_bytes = most_bytes
        self._caches: WeakKeyDictionary[Owner, Cache[K, V]] = WeakKeyDictionary()
        # By the owner itself: two models that are read from one file are equal, and to tell that of each other they
        # compare all that they hold. That is done once for each of them, and not each time that it is asked about.
        self._known: dict[int, tuple[ref[Owner], Cache[K, V]]] = {}
        self._lock = Lock()

    def of(self, owner: Owner) -> Cache[K, V]:
        """The cache of an owner; equal owners share it."""
        known = self._known.get(id(owner))
        if known is not None and known[0]() is owner:
            return known[1]
        place, forget = id(owner), self._known.pop
        with self._lock:
            own = self._caches.setdefault(owner, Cache(self._entries, self._most_bytes))
            self._known[place] = ref(owner, lambda _: forget(place, None)), own
        return own

    def __len__(self) -> int:
        return len(self._caches)


class Interned(Generic[K, V]):
    """One value for each key, kept as long as it is referenced elsewhere.

    Examples
    --------
    >>> sets = Interned()
    >>> held = sets.of("a", frozenset)
    >>> sets.of("a", set) is held, len(sets)
    (True, 1)
    >>> del held
    >>> len(sets)
    0
    """

    __slots__ = ("_lock", "_values")

    def __init__(self) -> None:
        self._values: WeakValueDictionary[K, V] = WeakValueDictionary()
        self._lock = Lock()

    def of(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made if it is missing."""
        value = self._values.get(key)
        if value is None:
            with self._lock:
                value = self._values.get(key)
                if value is None:
                    value = self._values[key] = make()
        return value

    def __len__(self) -> int:
        return len(self._values)


_every: WeakSet[Cache[Any, Any]] = WeakSet()
_registering = Lock()


def cached(
    entries: int, size: Callable[[Any], int] = lambda _: 0
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a function: a `Cache` keeps its results by their arguments.

    Parameters
    ----------
    entries : int
        The number of results that are kept, of 64 MiB in all.
    size : callable
        The bytes that a result takes. Default: results are small.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        # In tuples, since the function may return None.
        cache: Cache[tuple[object, ...], tuple[R]] = Cache(entries)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (*args, *kwargs.items()) if kwargs else args
            known = cache.get(key)
            if known is None:
                result = function(*args, **kwargs)
                known = cache.put(key, (result,), size(result))
            return known[0]

        return call

    return decorate


def clear() -> None:
    """Clear every cache: compiled networks, plans, partial results, drawings, hints.

    The next question computes again the results that it needs. Answers do not change.

    Examples
    --------
    >>> from causalnet.cache import clear
    >>> clear()
    """
    with _registering:
        every = list(_every)
    for cache in every:
        cache.clear()
