"""Sources as JSON."""

from __future__ import annotations

import json

import pytest

import causalnet as cn
from causalnet.formats.map_building.source_fields import source_fields, with_sources

FARM = cn.CausalMap("farm", [cn.Link("rain", "harvest", "+", source="Amina")])


def test_sources_come_back_with_all_their_fields_and_in_their_order() -> None:
    report = cn.Source("report", title="A report", kind="report", date="2023")
    amina = cn.Source("Amina", groups={"role": "farmer"}, rests_on=["report"])
    text = json.dumps([source_fields(one) for one in (report, amina)])

    found = with_sources(FARM, text)

    assert [*found.sources.values()] == [report, amina]


@pytest.mark.parametrize("text", ["", "[", "5", "[5]", '[{"title": "no name"}]', '[{"name": ""}]'])
def test_what_is_not_a_list_of_sources_changes_nothing(text: str) -> None:
    assert with_sources(FARM, text) == FARM
