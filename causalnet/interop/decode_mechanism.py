"""From a word or table of a model file to the specification of a mechanism."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial as bound
from typing import Any

from causalnet.errors import join_places
from causalnet.interop.section import Section, made, shown
from causalnet.model.mechanism import (
    Deterministic,
    Mechanism,
    NoisyMax,
    NoisyMin,
    Ordinal,
    RankedNode,
    Table,
    row_name,
)
from causalnet.model.names import choice_mistakes

__all__ = ["mechanism"]


def mechanism(section: Section, key: str) -> Mechanism | None:
    """A kind of mechanism, or a table with its parameters."""
    value, place = section.raw(key), section.at(key)
    if value is None:
        return None
    if not isinstance(value, str | dict):
        what = f"must be one of {', '.join(MECHANISMS)} or a table with a kind, not {shown(value)}."
        section.found.add(place, what)
        return None
    given = isinstance(value, dict)
    table = Section(value if isinstance(value, dict) else {"kind": value}, place, section.found)
    kind = table.word("kind", required=True)
    if kind in MECHANISMS:
        make: Callable[[Section], Any] = MECHANISMS[kind]
        return made(table, make)
    if kind is not None:
        for mistake in choice_mistakes("kind" if given else "", kind, MECHANISMS):
            section.found.add(join_places(place, mistake.place), mistake.what, mistake.hint)
    return None


def _noisy(kind: type[NoisyMax | NoisyMin], section: Section) -> Mechanism:
    return kind(section.numbers("leak") or (), section.flag("like_ordinal"))


def _ordinal(section: Section) -> Mechanism:
    return Ordinal()


def _ranked(section: Section) -> Mechanism:
    return RankedNode(section.number("variance"), section.flag("like_ordinal"))


def _deterministic(section: Section) -> Mechanism:
    causes = section.texts("causes", required=True)
    return Deterministic(causes, _rows(section, lambda row: row.text("state", required=True)))


def _table(section: Section) -> Mechanism:
    causes = section.texts("causes", required=True)
    rows = _rows(section, lambda row: row.numbers("p", required=True))
    return Table(causes, rows)


def _rows(section: Section, value: Callable[[Section], Any]) -> dict[tuple[str, ...], Any]:
    rows: dict[tuple[str, ...], Any] = {}
    section.raw("rows", required=True)
    for row in section.tables("rows"):
        pair = made(row, lambda r: (r.texts("when", required=True), value(r))) if row else None
        if row and pair and pair[0] in rows:
            section.found.add(row.place, f"repeats {row_name(pair[0])}.")
        elif pair:
            rows[pair[0]] = pair[1]
    return rows


MECHANISMS: dict[str, Callable[[Section], Mechanism]] = {
    "ordinal": _ordinal,
    "noisy-max": bound(_noisy, NoisyMax),
    "noisy-min": bound(_noisy, NoisyMin),
    "ranked": _ranked,
    "deterministic": _deterministic,
    "table": _table,
}
