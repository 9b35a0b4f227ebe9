"""JSON, parsed within bounds: no key twice, no number without end, no half of a character."""

from __future__ import annotations

import json
import re

from causalnet.errors import FileError, shortened, visible

__all__ = ["parsed_json"]

# Digits of a whole number: Python itself refuses to read more than 4,300.
MOST_DIGITS = 300
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
    if SURROGATE.search(text) or _has_half(value):
        raise FileError(f"{name!r} has half of a character, written as \\ud8…: no text holds it.")
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {visible(shortened(twice))!r} stands twice in one object")
    return made


def _infinite(constant: str) -> object:
    raise ValueError(f"{constant} is not a number in JSON")


def _whole(digits: str) -> int | float:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number has {len(digits):,} digits")
    return int(digits)


def _has_half(value: object) -> bool:
    """Whether a text or a key has half of a surrogate pair."""
    pending = [value]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            if SURROGATE.search(part):
                return True
        elif isinstance(part, list):
            pending += part
        elif isinstance(part, dict):
            pending += [*part, *part.values()]
    return False
