"""The fingerprint of a model: it depends on the content, and not on order or defaults."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from causalnet.names import is_real

__all__ = ["content", "digest"]


def content(value: Any) -> object:
    """A value as nested lists of texts: fields at their default are left out, mappings in order of their keys.

    Equal values have equal contents. A field that a later version adds changes nothing if it is not used.

    Examples
    --------
    >>> from causalnet.model.judgements.judgement import interval
    >>> content(interval(1, 2.0)), content({"b": 1, "a": "x"})
    (['Judgement', ['high', '2.0'], ['low', '1.0']], [["'a'", "'x'"], ["'b'", '1.0']])
    """
    if is_dataclass(value) and not isinstance(value, type):
        own = [(f, getattr(value, f.name)) for f in fields(value) if f.compare]
        used = [[f.name, content(x)] for f, x in own if not _is_usual(f, x, value)]
        return [type(value).__name__, *sorted(used, key=repr)]
    if isinstance(value, Mapping):
        return sorted(([content(k), content(x)] for k, x in value.items()), key=repr)
    if isinstance(value, Set):
        return sorted((content(x) for x in value), key=repr)
    if isinstance(value, list | tuple):
        return [content(x) for x in value]
    return repr(float(value)) if is_real(value) else repr(value)


def _is_usual(f: Field[Any], held: object, value: Any) -> bool:
    """Whether a field has the value of one that is left out: its default, or the one that its metadata names.

    Signs and standings once had a default. It is still left out, so that models of that time keep their
    fingerprints. A label that is the name of its part is left out too.
    """
    if "usual_as" in f.metadata:
        return bool(held == getattr(value, f.metadata["usual_as"]))
    usual = f.metadata.get("usual", f.default)
    return usual is not MISSING and bool(held == usual)


def digest(parts: Mapping[str, Any]) -> str:
    """Twelve hexadecimal digits for some parts, each of which may be a list in any order."""
    held = {
        kind: sorted((content(x) for x in part), key=repr)
        if isinstance(part, list | tuple)
        else content(part)
        for kind, part in parts.items()
        if part
    }
    return hashlib.sha256(repr(sorted(held.items())).encode()).hexdigest()[:12]
