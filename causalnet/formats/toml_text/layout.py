"""Data as readable TOML: a table for each part, a line for each row.

The other direction is the standard library's ``tomllib``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from causalnet.errors import Mistake, ModelError

__all__ = ["inline", "lay_out"]

WIDTH = 100
BARE = re.compile(r"[A-Za-z0-9_-]+")
SHORT = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\"}
FLAT = ("known", "strengths", "graph")
"""Sections that are one table; in the others each part has a table."""
TEXTS = ("title", "description", "period", "today")
"""Texts of the model itself, which may be tables of their languages."""


def lay_out(data: Mapping[str, Any]) -> str:
    """The text of a model file.

    Examples
    --------
    >>> print(lay_out({"name": "lawn", "variables": {"wet grass": {"states": ["no", "yes"]}}}))
    name = "lawn"
    <BLANKLINE>
    [variables."wet grass"]
    states = ["no", "yes"]
    <BLANKLINE>
    """
    scalars = {k: value for k, value in data.items() if isinstance(value, str) or k in TEXTS}
    blocks = [_lines(scalars)]
    for section, held in data.items():
        if section in scalars:
            continue
        if section in FLAT:
            blocks.append(f"[{section}]\n{_lines(held)}")
        elif isinstance(held, list):
            blocks += [f"[[{section}]]\n{_lines(part)}" for part in held]
        elif isinstance(held, Mapping):
            blocks += [f"[{section}.{_key(name)}]\n{_lines(part)}" for name, part in held.items()]
    return "\n".join(blocks)


def _lines(table: Mapping[str, Any]) -> str:
    return "".join(f"{_key(key)} = {_wide(value, len(key))}\n" for key, value in table.items())


def _wide(value: Any, used: int) -> str:
    """A value that may take several lines: long text, long arrays, and arrays of tables."""
    if isinstance(value, str) and "\n" in value:
        return _block(value)
    if isinstance(value, dict) and _has_rows(value):
        return "{ " + ", ".join(f"{_key(k)} = {_wide(v, used)}" for k, v in value.items()) + " }"
    text = inline(value)
    if isinstance(value, list) and value:
        long = used + len(text) > WIDTH and not _is_numbers(value)
        if long or isinstance(value[0], dict):
            return "[\n" + "".join(f"  {inline(item)},\n" for item in value) + "]"
    return text


def _has_rows(table: Mapping[str, Any]) -> bool:
    """Whether a table in one line holds what takes several: an array of tables, or a long text."""
    return any(
        (isinstance(v, list) and v and isinstance(v[0], dict)) or (isinstance(v, str) and "\n" in v)
        for v in table.values()
    )


def _is_numbers(value: list[Any]) -> bool:
    return not isinstance(value[0], str | dict | list)


def inline(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(k)} = {inline(v)}" for k, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    if isinstance(value, float):
        return repr(float(value)) if math.isfinite(value) else str(float(value))
    if isinstance(value, int):
        return repr(int(value))
    raise ModelError([Mistake("", f"{value!r} is not a text, a number, a list or a table.")])


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _string(key)


def _string(text: str) -> str:
    return '"' + "".join(map(_character, text)) + '"'


def _block(text: str) -> str:
    """A multi-line string, in which line breaks and lone quotes need no escape."""
    inner = "".join(c if c in '\n"' else _character(c) for c in text)
    inner = re.sub(r'""+|"\Z', lambda run: run[0].replace('"', r"\""), inner)
    return f'"""\n{inner}"""'


def _character(c: str) -> str:
    if c in SHORT:
        return SHORT[c]
    category = unicodedata.category(c)
    if category == "Cs":
        what = f"A text holds {c!r}, half of a character, which a file cannot hold."
        raise ModelError([Mistake("", what)])
    if category in ("Cc", "Cf", "Zl", "Zp"):
        return f"\\u{ord(c):04X}" if ord(c) < 0x10000 else f"\\U{ord(c):08X}"
    return c
