"""``causalnet show`` and ``causalnet models``."""

from __future__ import annotations

import json

import causalnet as cn
from tests.cli.calls import run


def test_the_parts_of_a_model_fit_a_page() -> None:
    result = run("show", "japan_software")

    _, *lines = result.stdout.splitlines()
    assert all(len(line) <= 79 for line in lines)
    for kind in ("variables", "influences", "claims", "sources", "evidence", "rivals", "checks"):
        assert kind in lines


def test_only_some_sections_and_in_full_as_json() -> None:
    held = json.loads(run("show", "japan_software", "claims", "--json").stdout)

    model = cn.load("japan_software")
    assert isinstance(model, cn.CausalModel)
    assert [*held["tables"]] == ["claims"]
    assert [row["text"] for row in held["tables"]["claims"]] == [
        claim.text for claim in model.claims.values()
    ]


def test_a_network_and_an_unknown_section() -> None:
    assert "\ndysp    yes, no  bronc, either\n" in run("show", "asia").stdout
    result = run("show", "lawn", "claim")
    assert result.exit_code == 3
    assert result.stderr.endswith("Did you mean 'claims'?\n")


def test_the_models_that_ship() -> None:
    held = json.loads(run("models", "--json").stdout)

    assert [row["name"] for row in held["tables"]["models"]] == [*cn.models()]
