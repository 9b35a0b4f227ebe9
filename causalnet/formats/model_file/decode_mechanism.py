"""From a word or table of a model file to the specification of a mechanism."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import partial as bound
from typing import Any, get_args

from causalnet.formats.model_file.section import Section, is_texts, made, shown
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
from causalnet.names import choice_mistakes

__all__ = ["mechanism"]


def mechanism(section: Section, key: str) -> Mechanism | None:
    """A kind of mechanism, or a table with its parameters."""
    value = section.raw(key)
    if value is None:
        return None
    if not isinstance(value, str | dict):
        what = f"must be one of {', '.join(MECHANISMS)} or a table with a kind, not {shown(value)}."
        section.note(key, what)
        return None
    table = section.below(key, value if isinstance(value, dict) else {"kind": value})
    kind = table.word("kind", required=True)
    if kind in MECHANISMS:
        make: Callable[[Section], Any] = MECHANISMS[kind]
        return made(table, make)
    if kind is None:
        # These keys are known for any kind.
        for name in dict.fromkeys(f.name for one in get_args(Mechanism) for f in fields(one)):
            table.raw(name)
        table.close()
    else:
        [mistake] = choice_mistakes("", kind, MECHANISMS)
        inner, at = (table, "kind") if isinstance(value, dict) else (section, key)
        inner.note(at, mistake.what, mistake.hint)
    return None


def _noisy(kind: type[NoisyMax | NoisyMin], section: Section) -> Mechanism:
    return kind(section.probabilities("leak") or (), section.flag("like_ordinal"))


def _ordinal(section: Section) -> Mechanism:
    return Ordinal()


def _ranked(section: Section) -> Mechanism:
    return RankedNode(section.number("variance"), section.flag("like_ordinal"))


def _deterministic(section: Section) -> Mechanism:
    causes = section.texts("causes", required=True)
    return Deterministic(causes, _rows(section, lambda row: row.text("state", required=True)))


def _table(section: Section) -> Mechanism:
    causes = section.texts("causes", required=True)
    rows = _rows(section, lambda row: row.probabilities("p", required=True))
    return Table(causes, rows)


def _rows(section: Section, value: Callable[[Section], Any]) -> dict[tuple[str, ...], Any]:
    rows: dict[tuple[str, ...], Any] = {}
    section.raw("rows", required=True)
    for row in section.tables("rows", "row", _row_title):
        pair = made(row, lambda r: (r.texts("when", required=True), value(r))) if row else None
        if row and pair and pair[0] in rows:
            row.note_here(f"repeats {row_name(pair[0])}.")
        elif pair:
            rows[pair[0]] = pair[1]
    return rows


def _row_title(row: Mapping[str, object]) -> str:
    """The name of a row in errors; empty if its states cannot be read."""
    when = row.get("when")
    return row_name(when).removeprefix("row ") if isinstance(when, list) and is_texts(when) else ""


MECHANISMS: dict[str, Callable[[Section], Mechanism]] = {
    "ordinal": _ordinal,
    "noisy-max": bound(_noisy, NoisyMax),
    "noisy-min": bound(_noisy, NoisyMin),
    "ranked": _ranked,
    "deterministic": _deterministic,
    "table": _table,
}
