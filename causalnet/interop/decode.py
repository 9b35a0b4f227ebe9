"""From the data of a model file to a `CausalModel`: every mistake at once, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial as bound
from typing import Any

from causalnet.errors import Mistakes, ModelError
from causalnet.interop import decode_part as part
from causalnet.interop.section import Section, tried
from causalnet.interop.unread import Unread, fit_together
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgement import Judgement, fixed
from causalnet.model.parts import Parts

__all__ = ["decode"]

HEAD = ("name", "title", "description", "period")
NAMED: dict[str, Callable[..., Any]] = {
    "sources": part.source,
    "variables": part.variable,
    "claims": part.claim,
    "rivals": part.rival,
    "proposals": part.proposal,
    "actors": part.actor,
}
ROWS: dict[str, Callable[[Section], Any]] = {
    "influences": part.influence,
    "modifiers": part.modifier,
    "absences": part.absence,
}


def decode(data: Mapping[str, object], subject: str = "") -> CausalModel:
    """The model that a file's data describe.

    Parameters
    ----------
    data : mapping
        As ``tomllib`` returns it.
    subject : str
        What an error says it is about, e.g. the name of the file.

    Raises
    ------
    ModelError
        With every mistake: wrong keys and types, each value's own, and how parts fit together.

    Examples
    --------
    >>> model = decode({"name": "dice", "variables": {"die": {"states": ["low", "high"]}}})
    >>> model.variables["die"].label
    'Die'
    """
    file, parts, unread = Section(data, "", Mistakes()), Parts(), Unread()
    head = {key: file.text(key, required=key == "name") for key in HEAD}
    _strengths(file, parts, unread)
    for kind, make in NAMED.items():
        _named(file, kind, make, parts, unread)
    graph = file.table("graph", "[graph]")
    if graph:
        rows = Section(graph.held, "", file.found)
        for kind, row in ROWS.items():
            _listed(rows, kind, row, parts, unread)
        rows.place = "graph"
        rows.close()
    _listed(file, "evidence", part.evidence, parts, unread)
    file.close()
    if file.found.all:
        raise ModelError(dict.fromkeys(file.found.all + fit_together(data, parts, unread)), subject)
    return _model(head, parts, subject)


def _model(head: dict[str, str], parts: Parts, subject: str) -> CausalModel:
    kinds = ("strengths", *NAMED, *ROWS, "evidence")
    values: dict[str, Any] = {**head, **{kind: getattr(parts, kind) for kind in kinds}}
    try:
        return CausalModel(**values)
    except ModelError as error:
        raise ModelError(error.mistakes, subject) from None


def _strengths(file: Section, parts: Parts, unread: Unread) -> None:
    table = file.table("strengths", "[strengths]")
    for word in table.held if table else ():
        value = part.judgement(table, word) if table else None
        if value is None:
            unread.names.setdefault("strengths", []).append(word)
        else:
            parts.strengths[word] = value if isinstance(value, Judgement) else fixed(value)


def _named(
    file: Section, kind: str, make: Callable[..., Any], parts: Parts, unread: Unread
) -> None:
    table = file.table(kind, f"[{kind}.a_name]")
    for name in table.held if table else ():
        section = table.table(name, f"[{kind}.a_name]") if table else None
        value = tried(section, bound(make, name=name))[0] if section else None
        if value is None:
            unread.names.setdefault(kind, []).append(name)
        else:
            getattr(parts, kind).append(value)


def _listed(
    rows: Section, kind: str, make: Callable[[Section], Any], parts: Parts, unread: Unread
) -> None:
    """The rows of an array; one that cannot be read may be stood in for, in its own position."""
    title = part.row_title if kind in ROWS else None
    for position, section in enumerate(rows.tables(kind, title)):
        value, sound = tried(section, make) if section else (None, False)
        if not sound and kind in ("influences", "modifiers"):
            value = unread.row(kind, section.held if section else {})
        if value is not None:
            getattr(parts, kind).append(value)
            unread.positions.setdefault(kind, []).append(position)
