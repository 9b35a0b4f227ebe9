"""A model file as a whole: its texts, the parts by their names, and the rows of its graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from attrs import Factory

from causalnet.formats.model_file.declare import FORMS, docs_of
from causalnet.formats.model_file.forms import TEXT, At, Form
from causalnet.formats.model_file.interventions import FINDING
from causalnet.formats.model_file.part_schemas import WORD_STRENGTH
from causalnet.formats.model_file.schema import Key, Schema, by_name, table
from causalnet.model.assembly.parts import KIND_OF, LISTED, NAMED_PARTS
from causalnet.model.causal_model import CausalModel

__all__ = ["FILE", "GRAPH_KEYS", "LISTED_FORMS", "NAMED_FORMS"]

NAMED_FORMS = {kind: FORMS[of] for of, kind in KIND_OF.items() if kind in NAMED_PARTS}
"""The table of each part that has a name, with the name as one of its keys."""
LISTED_FORMS = {kind: FORMS[Sequence[of]] for of, kind in KIND_OF.items() if kind in LISTED}  # type: ignore[valid-type]
"""The rows of each kind of part that stands in a list."""
DOCS = docs_of(CausalModel)


def _key(name: str, form: Form, default: Any, doc: str = "", **more: Any) -> Key:
    given = {"name": name, "attribute": name, "form": form, "doc": doc or DOCS[name]}
    return Key(**{**given, "required": False, "default": default, **more})


def _named(kind: str) -> Form:
    """The parts of a section; their names are its keys."""
    schema, like = NAMED_FORMS[kind].schema, f"[{kind}.a_name]"
    nameless = tuple(key for key in schema.keys if key.name != "name")
    return by_name(table(replace(schema, keys=nameless, like=like)), like)


def _rows(value: Any, at: At) -> Iterable[tuple[str | int, Form, Any, At]]:
    """The rows of the graph; their places do not name it."""
    for name, form, held, place in BELOW_GRAPH.inside(value, at):
        yield name, form, held, place._replace(around="")


GRAPH_KEYS = ("influences", "modifiers", "absences")
BELOW_GRAPH = table(
    Schema(
        of=CausalModel,
        make=dict,
        keys=tuple(_key(kind, LISTED_FORMS[kind], ()) for kind in GRAPH_KEYS),
        like="[graph]",
    )
)
GRAPH = replace(BELOW_GRAPH, inside=_rows)
FILE = table(
    Schema(
        of=CausalModel,
        make=dict,
        # The rows stand below a key of their own.
        take=lambda model: SimpleNamespace(
            **{key: getattr(model, key) for key in DOCS if hasattr(model, key)}, graph=model
        ),
        keys=(
            _key("name", TEXT, None, required=True),
            _key("title", TEXT, Factory(lambda model: model.name, takes_self=True)),
            _key("description", TEXT, ""),
            _key("period", TEXT, ""),
            _key("today", TEXT, ""),
            _key("language", TEXT, "en"),
            _key(
                "written_in",
                TEXT,
                Factory(lambda model: model.language, takes_self=True),
                "The language in which it was written first, if that is another one.",
            ),
            _key("known", by_name(FINDING, '{ x = "low" }'), {}),
            _key("strengths", by_name(WORD_STRENGTH, "[strengths]"), {}),
            *(_key(kind, _named(kind), {}) for kind in NAMED_FORMS),
            _key("graph", GRAPH, None, "The arrows of the argument."),
            _key("evidence", LISTED_FORMS["evidence"], ()),
        ),
    )
)
