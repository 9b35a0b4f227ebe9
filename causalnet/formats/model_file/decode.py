"""From the data of a model file to a `CausalModel`: every mistake at once, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial as bound
from typing import Any

from causalnet.errors import MOST, Mistake, Mistakes, ModelError
from causalnet.formats.model_file import decode_part as part
from causalnet.formats.model_file.section import Section, located, tried
from causalnet.formats.model_file.unread import Unread, fit_together
from causalnet.formats.toml_text.lines import Lines
from causalnet.model.assembly.parts import SINGULAR, Parts
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgement import Judgement, fixed
from causalnet.rounding import warn_normalised

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

TITLES: dict[str, Callable[[Mapping[str, object]], str]] = {
    "influences": part.row_title,
    "modifiers": part.row_title,
    "absences": part.absence_title,
}


def decode(data: Mapping[str, object], subject: str = "", text: str = "") -> CausalModel:
    """The model that a file's data describe.

    Parameters
    ----------
    data : mapping
        The result of ``tomllib``.
    subject : str
        The subject of an error, e.g. the name of the file.
    text : str
        The text from which the data were read, for line numbers.

    Raises
    ------
    ModelError
        With every mistake in the order of the file: wrong keys and types, wrong values, and parts that do not fit
        together.

    Examples
    --------
    >>> model = decode({"name": "dice", "variables": {"die": {"states": ["low", "high"]}}})
    >>> model.variables["die"].label
    'Die'
    """
    lines, parts, unread = Lines(text), Parts(), Unread()
    file = Section(data, "", Mistakes(), (), lines)
    head = {key: file.text(key, required=key == "name") for key in HEAD}
    _strengths(file, parts, unread)
    for kind, make in NAMED.items():
        _named(file, kind, make, parts, unread)
    graph = file.table("graph", "[graph]")
    if graph:
        rows = Section(graph.held, "", file.found, graph.path, lines)
        for kind, row in ROWS.items():
            _listed(rows, kind, row, parts, unread)
        rows.place = "graph"
        rows.close()
    _listed(file, "evidence", part.evidence, parts, unread)
    for kind in ROWS:
        if kind in data:
            file.raw(kind)
            file.note(kind, "belongs below [graph].", f"Write [graph] and then {kind} = […].")
    file.close()
    found = file.found.all
    if found:
        if len(found) < MOST:
            found += fit_together(data, parts, unread)
        raise ModelError(_in_order(found, lines), subject)
    model = _model(head, parts, subject, lines)
    warn_normalised(file.found.rounded, subject)
    return model


def _in_order(mistakes: Iterable[Mistake], lines: Lines) -> list[Mistake]:
    """Each mistake once, with its line, in the order of the file."""
    distinct = dict.fromkeys(located(mistake, lines) for mistake in mistakes)
    return sorted(distinct, key=lambda mistake: mistake.line or 0)


def _model(head: dict[str, str], parts: Parts, subject: str, lines: Lines) -> CausalModel:
    kinds = ("strengths", *NAMED, *ROWS, "evidence")
    values: dict[str, Any] = {**head, **{kind: getattr(parts, kind) for kind in kinds}}
    try:
        return CausalModel(**values)
    except ModelError as error:
        raise ModelError(_in_order(error.mistakes, lines), subject) from None


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
        if len(file.found.all) >= MOST:
            return
        if value is None:
            unread.names.setdefault(kind, []).append(name)
        else:
            getattr(parts, kind).append(value)


def _listed(
    rows: Section, kind: str, make: Callable[[Section], Any], parts: Parts, unread: Unread
) -> None:
    """The rows of an array; a stand-in may take the position of one that cannot be read."""
    for section in rows.tables(kind, SINGULAR[kind], TITLES.get(kind)):
        value, sound = tried(section, make) if section else (None, False)
        if len(rows.found.all) >= MOST:
            return
        if not sound and kind in ("influences", "modifiers"):
            value = unread.row(kind, section.held if section else {})
        if value is not None:
            getattr(parts, kind).append(value)
            unread.places.setdefault(kind, []).append(section.place if section else "")
