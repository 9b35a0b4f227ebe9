"""The sources of a map as JSON, for formats that have a place for texts but not for sources."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from causalnet.errors import ModelError
from causalnet.model.causal_map import CausalMap
from causalnet.model.claim import Source

__all__ = ["source_fields", "with_sources"]


def source_fields(source: Source) -> dict[str, object]:
    """The fields of a source that are filled, as JSON holds them.

    Examples
    --------
    >>> source_fields(Source("memo", title="A memo"))
    {'name': 'memo', 'title': 'A memo'}
    """
    held = {f.name: getattr(source, f.name) for f in fields(source)}
    plain = {k: dict(v) if isinstance(v, Mapping) else v for k, v in held.items()}
    return {k: [*v] if isinstance(v, tuple) else v for k, v in plain.items() if v}


def with_sources(read: CausalMap, text: str) -> CausalMap:
    """A map with the sources that `source_fields` wrote; unchanged where the text is something else."""
    try:
        held = json.loads(text) if text else []
        known = {f.name for f in fields(Source)}
        sources = [Source(**{k: v for k, v in one.items() if k in known}) for one in held]
        return _replaced(read, sources)
    except (ValueError, TypeError, AttributeError, RecursionError, ModelError):
        return read


def _replaced(read: CausalMap, sources: list[Source]) -> CausalMap:
    """The map with these sources first, in their order, and then those that only its links name."""
    held: dict[str, Any] = {source.name: source for source in sources}
    every = {**held, **{n: s for n, s in read.sources.items() if n not in held}}
    return CausalMap(
        read.name,
        read.links,
        factors=read.factors.values(),
        sources=every.values(),
        title=read.title,
        reading=read.reading,
    )
