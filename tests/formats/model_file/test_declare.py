"""The keys of a file are declared once: what is described, what is read and what is written are the same."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest

from causalnet.formats.model_file.declare import FORMS
from causalnet.formats.model_file.decode import decode
from causalnet.formats.model_file.forms import At
from causalnet.formats.model_file.part_reader import PartReader
from causalnet.formats.model_file.schema import Schema, table
from causalnet.formats.model_file.sections import FILE, LISTED_FORMS, NAMED_FORMS
from causalnet.formats.toml_text.lines import Lines
from causalnet.model.assembly.parts import KIND_OF
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import Influence
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.proposal import Proposal
from causalnet.model.variable import Baseline, Variable

HEAD = ["name", "title", "description", "period", "today", "language", "written_in", "known"]
CLASSES = [*KIND_OF, Baseline, Judgement, Conclusion, Intervention]


def unknown(schema: Schema, key: str) -> list[str]:
    """What is said of a table with one key, as far as the key is not known."""
    reader = PartReader(Lines())
    reader.read(table(schema), {key: object()}, At("x"))
    return [m.what for m in reader.found.all if m.what.startswith(f"Unknown key {key!r}")]


@pytest.mark.parametrize("of", CLASSES)
def test_every_key_that_is_described_is_read_and_no_other(of: type) -> None:
    schema = FORMS[of].schema
    described = [*schema.json()["properties"]]
    fields = [field.name for field in dataclasses.fields(of)]

    assert [key for key in described if unknown(schema, key)] == []
    for other in {*fields, "x", "kind of", ""} - {*described}:
        assert unknown(schema, other) == [
            f"Unknown key {other!r}; the keys are {', '.join(described)}."
        ]


@pytest.mark.parametrize("of", [kind for kind in CLASSES if kind is not Proposal])
def test_every_field_of_a_class_has_a_key(of: type) -> None:
    attributes = [key.attribute for key in FORMS[of].schema.keys]

    assert sorted(attributes) == sorted(field.name for field in dataclasses.fields(of))


def test_a_missing_key_is_one_that_is_described_as_required() -> None:
    for of in CLASSES:
        schema, reader = FORMS[of].schema, PartReader(Lines())
        reader.read(table(schema), {}, At("x"))
        required = [key.absent({"direction": "rises"})[0] for key in schema.keys if key.required]

        assert [mistake.what for mistake in reader.found.all if mistake.place == "x"] == required


def described(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key in a description, at any depth."""
    if isinstance(value, dict):
        held = value.get("properties") if value.get("type") == "object" else None
        yield from (held or {}).items()
        for inner in value.values():
            yield from described(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from described(inner)


def test_the_description_is_plain_data_with_a_meaning_for_every_key() -> None:
    data = FILE.json()

    assert json.loads(json.dumps(data)) == data
    assert [name for name, key in described(data) if not key["description"]] == []
    influence = FORMS[Influence].schema.json()
    assert influence["required"] == ["cause", "effect", "sign"]
    assert influence["properties"]["sign"] | {"description": ""} == {
        "type": "string",
        "enum": ["+", "-", "?"],
        "description": "",
    }
    assert influence["properties"]["lag"] | {"description": ""} == {
        "type": "integer",
        "default": 0,
        "description": "",
    }
    assert influence["properties"]["claims"]["description"] == "The claims that it rests on."


def test_every_section_is_described() -> None:
    sections = FILE.json()["properties"]
    rows = sections["graph"]["properties"]
    own = {k: v for k, v in FORMS[Variable].schema.json()["properties"].items() if k != "name"}

    assert {*NAMED_FORMS, *LISTED_FORMS} == {*KIND_OF.values()}
    assert {*sections, *rows} == {*KIND_OF.values(), *HEAD, "strengths", "graph"}
    assert sections["variables"]["additionalProperties"]["properties"] == own
    assert rows["influences"]["items"] == FORMS[Influence].schema.json()


def test_the_keys_in_an_error_are_those_of_the_description() -> None:
    reader = PartReader(Lines())
    reader.read(
        NAMED_FORMS["variables"], {"states": ["a", "b"], "zzz": 1}, At("variables.x"), name="x"
    )
    _, *keys = FORMS[Variable].schema.json()["properties"]

    assert reader.found.all[0].what == f"Unknown key 'zzz'; the keys are {', '.join(keys)}."


def test_a_fault_of_the_library_is_not_reported_as_a_mistake_in_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(self: Variable) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Variable, "__post_init__", broken)

    with pytest.raises(ZeroDivisionError):
        decode({"name": "dice", "variables": {"die": {"states": ["low", "high"]}}})
