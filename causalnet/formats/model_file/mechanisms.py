"""Mechanisms in a model file: a word, or a table with a kind and its parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, get_args

from cattrs.errors import IterableValidationError, IterableValidationNote

from causalnet.formats.model_file.declare import FORMS, declare, written
from causalnet.formats.model_file.forms import (
    SHARES,
    TEXT,
    TEXTS,
    Form,
    FormError,
    one_of,
    plain,
    word,
)
from causalnet.formats.model_file.schema import Key, Schema, rows, table
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

__all__ = ["MECHANISM", "required_key", "rows_by_states"]


class Row(NamedTuple):
    """A state of each cause, and what follows: a state, or a distribution."""

    when: tuple[str, ...]
    result: Any


def _row_title(row: Mapping[str, object]) -> str:
    """The name of a row in errors; empty if its states cannot be read."""
    when = row.get("when")
    return row_name(when).removeprefix("row ") if isinstance(when, list) and is_texts(when) else ""


def rows_by_states(result: Key, kept: Callable[[dict[tuple[str, ...], Any]], Any] = dict) -> Form:
    """The rows of a table by states: an array in the file, a mapping in the model."""

    def make(held: list[Row]) -> Any:
        names, repeated = [when for when, _ in held], list[Exception]()
        for i, when in enumerate(names):
            if when in names[:i]:
                repeated.append(FormError((f"repeats {row_name(when)}.", "")))
                repeated[-1].add_note(IterableValidationNote("", i, tuple))
        if repeated:
            raise IterableValidationError("repeated rows", repeated, list)
        return kept(dict(held))

    row = Schema(
        of=Row,
        keys=(WHEN, result),
        make=Row,
        take=Row._make,
        noun="row",
        title=_row_title,
    )
    return rows(table(row), make, lambda held: [*held.items()])


def required_key(name: str, form: Form, doc: str, attribute: str = "") -> Key:
    """A key that every table must have."""
    given = {"name": name, "attribute": attribute or name, "form": form, "doc": doc}
    return Key(**given, required=True, essential=True)  # type: ignore[arg-type]


KINDS: tuple[Any, ...] = get_args(Mechanism)
WORD = word([kind.kind for kind in KINDS])
KIND = required_key("kind", WORD, "Its kind.")
WHEN = required_key("when", TEXTS, "A state of each cause.")
STATE = required_key("state", TEXT, "The state that follows.", "result")
P = required_key("p", SHARES, "The distribution of the variable.", "result")
GIVEN: dict[Any, dict[str, dict[str, Any]]] = {
    NoisyMax: {"leak": {"form": SHARES}},
    NoisyMin: {"leak": {"form": SHARES}},
    Deterministic: {"rows": {"form": rows_by_states(STATE)}},
    Table: {"rows": {"form": rows_by_states(P)}},
}
BY_KIND = {
    kind.kind: declare(
        kind,
        first=[replace(KIND, form=word([kind.kind]))],
        tag="kind",
        given=GIVEN.get(kind),
    )
    for kind in KINDS
}
ANY = {key.name: key for form in BY_KIND.values() for key in form.schema.keys[1:]}
ANYTHING = plain("anything", lambda value: True)
UNKNOWN = table(
    Schema(
        of=Graded,
        make=Graded,
        keys=(
            KIND,
            *(replace(key, form=ANYTHING, required=False, default=None) for key in ANY.values()),
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


MECHANISM = FORMS[Mechanism] = replace(
    one_of(
        f"one of {', '.join(BY_KIND)} or a table with a kind",
        [WORD, UNKNOWN, *BY_KIND.values()],
        _chosen,
        _write,
        cell="text",
    ),
    json=lambda: {"anyOf": [form.json() for form in (WORD, *BY_KIND.values())]},
)
