"""JSON, parsed within bounds: no key twice, no number without end, no half of a character."""

from __future__ import annotations

import json
import re
from collections import Counter

from causalnet.errors import FileError, shortened, visible

__all__ = ["parsed_json"]

# Digits of a whole number: Python itself refuses to read more than 4,300.
MOST_DIGITS = 300
# Lists and objects in one another; a map needs five.
MOST_DEPTH = 100
SURROGATE = re.compile("[\ud800-\udfff]")


def parsed_json(text: str, name: str) -> object:
    """The value of a JSON text.

    Parameters
    ----------
    text, name : str
        The content of the file, and its name for the errors.

    Raises
    ------
    FileError
        If it is not JSON, with the line; if a key stands twice in an object, a number is not finite or half a
        character stands alone.

    Examples
    --------
    >>> parsed_json('{"a": [1]}', "a.json")
    {'a': [1]}
    """
    if not text.strip():
        raise FileError(f"{name!r} is empty, not JSON.")
    try:
        value = json.loads(
            text, object_pairs_hook=_once, parse_constant=_infinite, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FileError(f"{name!r} is not JSON: {error.msg} ({where}).") from None
    except RecursionError:
        raise FileError(f"{name!r} is nested too deeply to be a map.") from None
    except ValueError as error:
        raise FileError(f"{name!r} is not JSON: {error}.") from None
    _check(value, name)
    return value


def _check(value: object, name: str) -> None:
    """Refuse texts with half of a surrogate pair, and lists and objects that lie too deep in one another."""
    pending = [(value, 0)]
    while pending:
        part, depth = pending.pop()
        if depth > MOST_DEPTH:
            raise FileError(f"{name!r} is nested too deeply to be a map.")
        if isinstance(part, str) and SURROGATE.search(part):
            text = "half of a character, written as \\ud8…: no text holds it"
            raise FileError(f"{name!r} has {text}.")
        if isinstance(part, list):
            pending += [(item, depth + 1) for item in part]
        elif isinstance(part, dict):
            pending += [(item, depth + 1) for pair in part.items() for item in pair]


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"the key {visible(shortened(twice))!r} stands twice in one object")
    return made


def _infinite(constant: str) -> object:
    raise ValueError(f"{constant} is not a number in JSON")


def _whole(digits: str) -> int | float:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number has {len(digits):,} digits")
    return int(digits)
