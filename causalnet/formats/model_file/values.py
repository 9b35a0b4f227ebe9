"""Values of a file: what a number or an array of texts is, and how an error shows a value."""

from __future__ import annotations

import datetime
import reprlib
from math import isfinite
from typing import Any

__all__ = ["is_number", "is_numbers", "is_texts", "is_whole", "shown_in_toml"]

LARGEST = 2**53
"""The greatest whole number that a float holds exactly."""

MOST_ENTRIES = 20
"""The number of entries of a table that an error shows."""


class _Short(reprlib.Repr):
    def repr_dict(self, x: dict[Any, Any], level: int) -> str:
        """A table in its own order, which may be that of states."""
        if level <= 0:
            return "{...}"
        held = [
            f"{self.repr1(k, level - 1)}: {self.repr1(x[k], level - 1)}"
            for k in [*x][:MOST_ENTRIES]
        ]
        return "{" + ", ".join([*held, *(["..."] if len(x) > MOST_ENTRIES else [])]) + "}"


_SHORT = _Short()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60
_SHORT.maxlevel = 3


def shown_in_toml(value: object) -> str:
    """A value as an error shows it: as in TOML, and always short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return _SHORT.repr(value)


def is_number(value: object) -> bool:
    """Whether a value is a finite number of a size that a float can hold."""
    if isinstance(value, bool):
        return False
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and abs(value) <= LARGEST


def is_texts(value: object) -> bool:
    """Whether a value is an array of strings."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def is_numbers(value: object) -> bool:
    """Whether a value is an array of numbers."""
    return isinstance(value, list) and all(map(is_number, value))


def is_whole(value: object) -> bool:
    """Whether a value is a whole number."""
    return isinstance(value, int) and is_number(value)
