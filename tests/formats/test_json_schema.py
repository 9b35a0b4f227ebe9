"""The JSON Schema of a model file, held against a public validator."""

from __future__ import annotations

import re
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

import causalnet as cn
from causalnet.formats.json_schema import SCHEMA_FILE, model_schema, schema_text, write_schema
from causalnet.formats.model_file.encode import encode
from causalnet.formats.shipped import models, shipped_files
from tests.formats.lawns import lawn
from tests.strategies import models as strategies

SCHEMA = model_schema()
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)


def mistakes(data: object) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(data)]


def shipped(name: str) -> dict[str, Any]:
    return tomllib.loads(shipped_files()[name].read_text(encoding="utf-8"))


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator.check_schema({k: v for k, v in SCHEMA.items() if k != "$schema"})


@pytest.mark.parametrize("name", models())
def test_a_model_that_ships_is_valid(name: str) -> None:
    assert mistakes(shipped(name)) == []


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(model=strategies.models())
def test_what_is_written_is_valid(model: cn.CausalModel) -> None:
    assert mistakes(encode(model)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("graph.influences.0.sign", "plus"),
        ("graph.influences.0.sign", None),
        ("graph.influences.0.standing", "said"),
        ("graph.influences.0.strength", [1, 2, 3, 4]),
        ("graph.influences.0.lag", 1.5),
        ("graph.influences.0.colour", "red"),
        ("claims.c1.kind", "path"),
        ("claims.c1.note", 3),
        ("variables.grass.states", "dry|wet"),
        ("variables.grass.states", ["wet"]),
        ("variables.grass.mechanism", "noisy"),
        ("variables.grass.mechanism", {"kind": "table", "causes": ["rain"]}),
        ("variables.grass.baseline", [0.2, 0.8]),
        ("variables.grass.role", ["cause"]),
        ("influences", []),
        ("name", None),
    ],
)
def test_a_broken_model_is_refused(path: str, value: object) -> None:
    data: dict[str, Any] = {
        "name": "lawn",
        "variables": {"rain": {"states": ["no", "yes"]}, "grass": {"states": ["dry", "wet"]}},
        "claims": {"c1": {"text": "Rain wets the grass.", "source": "memo"}},
        "sources": {"memo": {}},
        "graph": {"influences": [{"cause": "rain", "effect": "grass", "sign": "+", "strength": 1}]},
    }
    broken = deepcopy(data)
    *above, last = path.split(".")
    held: Any = broken
    for step in above:
        held = held[int(step) if isinstance(held, list) else step]
    held.pop(last, None)
    if value is not None:
        held[last] = value

    assert mistakes(data) == []
    assert len(mistakes(broken)) == 1


def test_words_to_choose_from_are_listed() -> None:
    influence = SCHEMA["properties"]["graph"]["properties"]["influences"]["items"]["properties"]
    claim = SCHEMA["properties"]["claims"]["additionalProperties"]["properties"]
    kinds = SCHEMA["properties"]["variables"]["additionalProperties"]["properties"]["mechanism"]

    assert influence["sign"]["enum"] == ["+", "-", "?"]
    assert claim["kind"]["enum"] == ["edge", "total", "modifier", "null", "fact", "lever", "meta"]
    assert kinds["anyOf"][0]["enum"][:2] == ["ordinal", "noisy-max"]
    assert claim["text"]["description"] == "A paraphrase."


# ── the line that names it ───────────────────────────────────────────────────────────────────


def test_a_file_names_the_schema_that_stands_beside_it(tmp_path: Path) -> None:
    cn.save(lawn(), tmp_path / "before.toml")
    written = write_schema(tmp_path / SCHEMA_FILE)
    cn.save(lawn(), tmp_path / "after.toml")

    assert written.read_text(encoding="ascii") == schema_text()
    assert (tmp_path / "before.toml").read_text().startswith('name = "lawn"\n')
    assert (
        (tmp_path / "after.toml")
        .read_text()
        .startswith('#:schema ./causalnet.schema.json\n\nname = "lawn"\n')
    )
    assert cn.load(tmp_path / "after.toml") == lawn()


def test_a_file_that_is_replaced_keeps_its_line(tmp_path: Path) -> None:
    path = tmp_path / "lawn.toml"
    path.write_text('#:schema ../ours.json\nname = "lawn"\n')
    cn.save(lawn(), path, overwrite=True)

    assert path.read_text().startswith('#:schema ../ours.json\n\nname = "lawn"\n')


def test_a_schema_is_not_replaced_unless_that_is_said(tmp_path: Path) -> None:
    write_schema(tmp_path / "s.json")

    with pytest.raises(cn.errors.FileError, match="is there already"):
        write_schema(tmp_path / "s.json")
    write_schema(tmp_path / "s.json", overwrite=True)


def keys_of(schema: object) -> set[str]:
    """Every key that a part of the schema has a property for."""
    if isinstance(schema, dict):
        return set(schema.get("properties", {})).union(*map(keys_of, schema.values()))
    return set().union(*map(keys_of, schema)) if isinstance(schema, list) else set()


def test_the_page_on_model_files_tells_of_every_key() -> None:
    page = Path(__file__).parents[2] / "docs" / "howto" / "write_a_model_file.rst"
    words = set(re.findall(r"[\w-]+", page.read_text(encoding="utf-8")))

    assert keys_of(SCHEMA) - words == set()
