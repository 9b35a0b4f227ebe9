"""Caches of what is dear to make again: so many entries, safe for threads."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

__all__ = ["Cache"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Cache(Generic[K, V]):
    """What was made, by what it was made for; the oldest entry makes room for a new one.

    Threads may share it: two that miss an entry at the same time may both make it, and the later one stays.

    Parameters
    ----------
    most : int
        The number of entries that are kept.

    Examples
    --------
    >>> squares = Cache(2)
    >>> for x in (1, 2, 3):
    ...     held = squares.put(x, x * x)
    >>> squares.get(1), squares.get(3)
    (None, 9)
    """

    __slots__ = ("_entries", "_lock", "_most")

    def __init__(self, most: int) -> None:
        self._most = most
        self._entries: dict[K, V] = {}
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """The entry for a key; None where there is none."""
        return self._entries.get(key)

    def put(self, key: K, value: V) -> V:
        """Keep an entry, and give it back."""
        with self._lock:
            while len(self._entries) >= self._most and key not in self._entries:
                del self._entries[next(iter(self._entries))]
            self._entries[key] = value
        return value

    def clear(self) -> None:
        """Keep nothing of what was made so far."""
        with self._lock:
            self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)
