"""Cards that hang together by arrows."""

from __future__ import annotations

__all__ = ["JoinedCards"]


class JoinedCards:
    """Cards that hang together, by one card of each part (union–find).

    Examples
    --------
    >>> parts = JoinedCards()
    >>> parts.join("rain", "wet"), parts.join("wet", "rain"), "sprinkler" in parts
    (True, False, False)
    """

    def __init__(self) -> None:
        self._next: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._next

    def join(self, a: str, b: str) -> bool:
        """Put the parts of two cards together; whether they were apart."""
        one, other = self._first(a), self._first(b)
        self._next[one] = other
        return one != other

    def _first(self, name: str) -> str:
        while self._next.setdefault(name, name) != name:
            name = self._next[name]
        return name
