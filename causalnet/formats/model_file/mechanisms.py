"""Mechanisms in a model file: a word, or a table with a kind and its parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from cattrs.errors import IterableValidationError, IterableValidationNote

from causalnet.formats.model_file.declare import FORMS, declare, written
from causalnet.formats.model_file.forms import SHARES, Form, FormError, OneOf, Plain, Word
from causalnet.formats.model_file.tables import Inline, Key, Rows, Schema
from causalnet.formats.model_file.values import is_texts
from causalnet.model.mechanism import (
    Deterministic,
    Graded,
    Mechanism,
    NoisyMax,
    NoisyMin,
    Table,
    row_name,
)

__all__ = ["MECHANISM"]

KINDS: tuple[Any, ...] = get_args(Mechanism)
WORD = Word(tuple(kind.kind for kind in KINDS))
KIND = Key(name="kind", attribute="kind", form=WORD, required=True, essential=True, doc="Its kind.")


@dataclass(frozen=True, slots=True)
class StateRow:
    """A row of a rule.

    Parameters
    ----------
    when : sequence of str
        A state of each cause.
    state : str
        The state that follows.
    """

    when: Sequence[str]
    state: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A row of a table.

    Parameters
    ----------
    when : sequence of str
        A state of each cause.
    p : sequence of float
        The distribution of the variable.
    """

    when: Sequence[str]
    p: Sequence[float]


def _row_title(row: Mapping[str, object]) -> str:
    """The name of a row in errors; empty if its states cannot be read."""
    when = row.get("when")
    return row_name(when).removeprefix("row ") if isinstance(when, list) and is_texts(when) else ""


def _rows(kind: type[StateRow | ShareRow], result: str) -> Rows:
    """The rows of a mechanism: an array in the file, a mapping in the model."""

    def make(rows: list[Any]) -> dict[tuple[str, ...], Any]:
        held: dict[tuple[str, ...], Any] = {}
        repeated: list[Exception] = []
        for i, row in enumerate(rows):
            if row.when in held:
                repeated.append(FormError((f"repeats {row_name(row.when)}.", "")))
                repeated[-1].add_note(IterableValidationNote("", i, kind))
            held.setdefault(row.when, getattr(row, result))
        if repeated:
            raise IterableValidationError("repeated rows", repeated, kind)
        return held

    def take(rows: Mapping[tuple[str, ...], Any]) -> list[Any]:
        return [kind(when, held) for when, held in rows.items()]

    given = {"p": {"form": SHARES}} if result == "p" else {}
    return Rows(declare(kind, given=given, noun="row", title=_row_title), make, take)


GIVEN: dict[Any, dict[str, dict[str, Any]]] = {
    NoisyMax: {"leak": {"form": SHARES}},
    NoisyMin: {"leak": {"form": SHARES}},
    Deterministic: {"rows": {"form": _rows(StateRow, "state")}},
    Table: {"rows": {"form": _rows(ShareRow, "p")}},
}
BY_KIND: dict[str, Inline] = {
    kind.kind: Inline(declare(kind, first=[KIND], tag="kind", given=GIVEN.get(kind)))
    for kind in KINDS
}
ANYTHING = Plain(said="anything", fits=lambda value: True)
UNKNOWN = Inline(
    Schema(
        of=Graded,
        make=Graded,
        keys=(
            KIND,
            *{
                key.name: replace(key, form=ANYTHING, required=False, essential=False, default=None)
                for form in BY_KIND.values()
                for key in form.schema.keys[1:]
            }.values(),
        ),
    )
)
"""A table without a known kind: the keys of all kinds are known."""


def _chosen(value: Any) -> tuple[Form, Any] | None:
    if not isinstance(value, str | dict):
        return None
    kind = value if isinstance(value, str) else value.get("kind")
    if isinstance(kind, str) and kind in BY_KIND:
        return BY_KIND[kind], {"kind": kind} if isinstance(value, str) else value
    return (WORD if isinstance(value, str) else UNKNOWN), value


def _write(mechanism: Any) -> Any:
    data = written(mechanism)
    return {"kind": mechanism.kind, **data} if data else mechanism.kind


MECHANISM = FORMS[Mechanism] = OneOf(
    said=f"one of {', '.join(BY_KIND)} or a table with a kind",
    choose=_chosen,
    write=_write,
    options=(WORD, UNKNOWN, *BY_KIND.values()),
    cell="text",
)
