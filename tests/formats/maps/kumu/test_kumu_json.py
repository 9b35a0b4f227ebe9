"""The JSON of Kumu: blueprints and backups."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import causalnet as cn
from tests.formats.maps.loading import left_out, links, loaded, refused

BACKUP = {
    "name": "Farms",
    "elements": [
        {"_id": "elem-1", "attributes": {"label": "Rain", "element type": "Driver", "tags": ["sky"]}},
        {"_id": "elem-2", "attributes": {"label": "Harvest", "Favourite dish": "rice"}},
        {"_id": "elem-3", "attributes": {"label": "Debt", "description": "What is owed."}},
    ],
    "connections": [
        {
            "_id": "conn-1",
            "from": "elem-1",
            "to": "elem-2",
            "direction": "directed",
            "delayed": True,
            "reversed": False,
            "attributes": {"connection type": "+", "Quote": "When it rains we eat."},
        },
        {"_id": "conn-2", "from": "elem-2", "to": "elem-3", "direction": "mutual", "attributes": {"polarity": "-"}},
        {"_id": "conn-3", "from": "elem-1", "to": "elem-3", "direction": "undirected", "attributes": {}},
    ],
    "loops": [{"_id": "loop-1", "attributes": {"label": "R1"}}],
    "maps": [],
}  # fmt: skip


def test_a_backup_is_read_by_its_ids(tmp_path: Path) -> None:
    held = loaded(tmp_path, json.dumps(BACKUP), "farms.json")

    assert links(held) == ["rain → harvest (+)", "harvest → debt (-)", "debt → harvest (-)"]
    assert held.title == "Farms"
    assert held.links[0].tags == ("delayed",)
    assert held.links[0].quote == "When it rains we eat."
    assert held.factors["rain"].tags == ("Driver", "sky")
    assert held.factors["harvest"].note == "Favourite dish: rice"
    assert held.factors["debt"].note == "What is owed."
    assert left_out(held) == {"the key 'loops'": 1, "undirected connections": 1}


def test_a_blueprint_is_read_by_its_labels_and_types_that_are_no_signs_are_tags(
    tmp_path: Path,
) -> None:
    blueprint = {
        "elements": [{"label": "Rain"}, {"label": "Harvest", "tags": "crop|food"}],
        "connections": [
            {"from": "rain", "to": "Harvest", "type": "feeds", "Strength": 0.5},
            {"from": "Harvest", "to": "Income", "label": "opposite"},
        ],
    }

    held = loaded(tmp_path, json.dumps(blueprint), "farms.json")

    assert links(held) == ["rain → harvest (?)", "harvest → income (-)"]
    assert held.links[0].tags == ("feeds",)
    assert held.links[0].weight == 0.5
    assert held.factors["harvest"].tags == ("crop", "food")
    assert "Connections name elements that are not listed (1)." in held.reading.understood


def test_elements_with_one_label_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    twins = [{"id": "e1", "label": "A"}, {"id": "e2", "label": "A"}]
    one = {"elements": twins, "connections": [{"from": "e1", "to": "e2", "type": "+"}]}

    assert links(loaded(tmp_path, json.dumps(one), "twins.json")) == ["a → a_2 (+)"]

    one["connections"] = [{"from": "e1", "to": "a"}]
    assert refused(tmp_path, json.dumps(one), "twins.json").endswith(
        "2 elements have this label: name one by its id. (twins.json)"
    )


@pytest.mark.parametrize(
    ("connection", "message"),
    [
        ({"from": "Incme", "to": "b"}, "connections[0].from: No element 'Incme'; the elements are Income, b. Did you mean 'Income'? (x.json)"),
        ({"from": "b"}, "connections[0].to is empty: it must be the label or the id of an element. (x.json)"),
        ({"from": "b", "to": "b", "direction": "mutal"}, "connections[0], direction must be 'directed', 'undirected' or 'mutual', not 'mutal'. Did you mean 'mutual'? (x.json)"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_path(
    tmp_path: Path, connection: dict[str, str], message: str
) -> None:
    text = json.dumps(
        {"elements": [{"label": "Income"}, {"label": "b"}], "connections": [connection]}
    )

    assert refused(tmp_path, text, "x.json") == message


def test_a_map_is_saved_as_a_blueprint_that_gives_it_back(tmp_path: Path) -> None:
    farm = cn.CausalMap(
        "farm",
        [
            cn.Link("rain", "harvest", "+", source="Amina", at="p. 2", quote="We eat.", tags=["a|b"]),
            cn.Link("rain", "harvest", "?", weight=cn.pert(-0.5, 0.1, 0.3), lag=2, note="Two lines,\none note."),
        ],
        factors=[cn.Factor("rain", "Rain; in spring", tags=["sky"]), cn.Factor("harvest")],
    )  # fmt: skip

    cn.save(farm, tmp_path / "farm.json", "kumu")

    assert cn.load(tmp_path / "farm.json") == farm
    written = json.loads((tmp_path / "farm.json").read_text("utf-8"))
    assert written["elements"][0] == {"id": "rain", "label": "Rain; in spring", "tags": ["sky"], "causalnet_name": "rain"}  # fmt: skip
    assert written["connections"][0]["type"] == "+"


def test_the_suffix_json_alone_does_not_say_which(tmp_path: Path) -> None:
    farm = cn.CausalMap("farm", [cn.Link("rain", "harvest", "+")])

    with pytest.raises(cn.errors.FileError) as caught:
        cn.save(farm, tmp_path / "farm.json")
    assert str(caught.value) == (
        "'farm.json' may be several formats: write format='kumu' (Kumu JSON) or format='sd-ai' (sd-ai JSON)."
    )
    assert not [*tmp_path.iterdir()]
