"""What a file does not hold of a map, found by reading the file again: so nothing is lost silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from causalnet.errors import LossWarning
from causalnet.formats.map_building.map_file import MapFile
from causalnet.model.causal_map import CausalMap
from causalnet.notation import counted, enumerated
from causalnet.rounding import warn_caller

__all__ = ["losses", "warn_of_losses"]

P = TypeVar("P")

# Fields in the plural, where that is not the field with an s.
PLURALS = {"at": "places", "tags": "tags", "rests_on": "foundations", "groups": "groups"}


def warn_of_losses(
    original: CausalMap, data: bytes, name: str, read: Callable[[MapFile], CausalMap]
) -> bytes:
    """The bytes of a file, after a warning of everything in a map that reading them does not give back.

    Warns
    -----
    LossWarning
    """
    lost = losses(original, read(MapFile(data, name)))
    if lost:
        text = f"{name!r} holds the map without {enumerated(lost)}."
        warn_caller(text, LossWarning)
    return data


def losses(original: CausalMap, again: CausalMap) -> list[str]:
    """The parts of a map that another lacks or has otherwise; the names of the maps do not count.

    Examples
    --------
    >>> from causalnet.model.coding.parts import Link
    >>> farm = CausalMap("farm", [Link("rain", "harvest", "+", quote="It rained."), Link("harvest", "income")])
    >>> losses(farm, CausalMap("farm", [Link("rain", "harvest", "+"), Link("harvest", "income")]))
    ['the quote of 1 link']
    """
    found = []
    if original.title not in (again.title, original.name):
        found.append("the title")
    factors = _aligned(original.factors, again.factors)
    names = dict(zip(original.factors, (factor.name for factor in factors), strict=False))
    found += _unlike("factor", [*original.factors.values()], factors)
    sources = _aligned(original.sources, again.sources)
    found += _unlike("source", [*original.sources.values()], sources)
    moved = [
        replace(link, cause=names.get(link.cause, ""), effect=names.get(link.effect, ""))
        if link.cause in names and link.effect in names
        else link
        for link in original.links
    ]
    return found + _unlike("link", moved, list(again.links))


def _aligned(mine: Mapping[str, P], theirs: Mapping[str, P]) -> list[P]:
    """The parts of the other map: in the order of the first if they have the same names, else in their own."""
    return [theirs[name] for name in (mine if mine.keys() == theirs.keys() else theirs)]


def _unlike(what: str, mine: Sequence[object], theirs: Sequence[object]) -> list[str]:
    """The fields in which parts differ, each with the number of parts; the parts are matched by their order."""
    if len(mine) != len(theirs):
        return [counted(abs(len(mine) - len(theirs)), what)]
    lost: Counter[str] = Counter()
    for one, other in zip(mine, theirs, strict=True):
        lost.update(_differences(one, other))
    return [
        f"the {field if n == 1 else PLURALS.get(field, field + 's')} of {counted(n, what)}"
        for field, n in lost.items()
    ]


def _differences(one: object, other: object) -> Iterator[str]:
    for field in fields(one):  # type: ignore[arg-type]
        if getattr(one, field.name) != getattr(other, field.name):
            yield field.name
