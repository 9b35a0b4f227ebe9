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
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary

__all__ = ["Cache", "CachePerOwner", "Interned", "cached", "clear"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Owner = TypeVar("Owner", bound=Hashable)
P = ParamSpec("P")
R = TypeVar("R")

CACHE_BYTES = 64 * 2**20


class Cache(Generic[K, V]):
    """Values by key, within bounds: a new value replaces the oldest ones.

    A value larger than the bound is not kept. Threads may share a cache: two that miss a key at the
    same time may both make its value, and the later one stays.

    Parameters
    ----------
    entries : int
        The number of values that are kept.
    most_bytes : int, default 64 MiB
        The bytes that they may take together, as far as their sizes are given.

    Examples
    --------
    >>> squares = Cache(2)
    >>> for x in (1, 2, 3):
    ...     _ = squares.put(x, x * x)
    >>> squares.get(1), squares.get(3)
    (None, 9)
    """

    __slots__ = ("__weakref__", "_bytes", "_lock", "_most", "_most_bytes", "_sizes", "_values")

    def __init__(self, entries: int, most_bytes: int = CACHE_BYTES) -> None:
        self._most = entries
        self._most_bytes = most_bytes
        self._bytes = 0
        self._values: dict[K, V] = {}
        self._sizes: dict[K, int] = {}
        self._lock = Lock()
        with _registering:
            _every.add(self)

    def get(self, key: K) -> V | None:
        """The value of a key; None where there is none."""
        return self._values.get(key)

    def put(self, key: K, value: V, size: int = 0) -> V:
        """Keep a value that takes `size` bytes, and give it back."""
        with self._lock:
            values = self._values
            if key in values:
                self._drop(key)
            if size <= self._most_bytes:
                self._bytes += size
                values[key] = value
                self._sizes[key] = size
                while len(values) > self._most or self._bytes > self._most_bytes:
                    self._drop(next(iter(values)))
        return value

    def clear(self) -> None:
        """Clear the cache."""
        with self._lock:
            self._values.clear()
            self._sizes.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._values)

    @property
    def size(self) -> int:
        """The bytes that are kept, as far as sizes were given."""
        return self._bytes

    def _drop(self, key: K) -> None:
        del self._values[key]
        self._bytes -= self._sizes.pop(key)


class CachePerOwner(Generic[Owner, K, V]):
    """A cache for each owner, kept as long as the owner lives.

    Parameters
    ----------
    entries, most_bytes : int
        The bounds of each, as for `Cache`.
    """

    __slots__ = ("_caches", "_entries", "_lock", "_most_bytes")

    def __init__(self, entries: int, most_bytes: int = CACHE_BYTES) -> None:
        self._entries = entries
        self._most_bytes = most_bytes
        self._caches: WeakKeyDictionary[Owner, Cache[K, V]] = WeakKeyDictionary()
        self._lock = Lock()

    def of(self, owner: Owner) -> Cache[K, V]:
        """The cache of an owner."""
        own = self._caches.get(owner)
        if own is None:
            with self._lock:
                own = self._caches.setdefault(owner, Cache(self._entries, self._most_bytes))
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
