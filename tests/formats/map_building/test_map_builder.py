"""Maps built link by link."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from causalnet.errors import FileError
from causalnet.formats.map_building.map_builder import MapBuilder
from tests.formats.lawns import written


def test_labels_become_factors_once_and_other_spellings_are_told() -> None:
    builder = MapBuilder("x.csv", "link list")
    builder.link("Crop yield", "Income")
    builder.link("crop  YIELD", "Crop-yield")

    held = builder.map("x")

    assert [(f.name, f.label) for f in held.factors.values()] == [
        ("crop_yield", "Crop yield"),
        ("income", "Income"),
        ("crop_yield_2", "Crop-yield"),
    ]
    assert "These labels are one factor: 'Crop yield', 'crop YIELD'." in held.reading.understood


def test_links_without_a_sign_get_the_one_asked_for_and_are_counted() -> None:
    builder = MapBuilder("x.csv", "link list", "+")
    builder.link("a", "b")
    builder.link("a", "b", opposite=True)
    builder.link("a", "b", "-", opposite=True)
    builder.link("a", "b", "?")

    held = builder.map("x")

    assert [link.sign for link in held.links] == ["+", "-", "+", "?"]
    assert "2 links have no sign in the file and are read as '+'." in held.reading.understood


def test_tags_and_notes_of_a_factor_are_kept_from_every_mention() -> None:
    builder = MapBuilder("x.csv", "link list")
    builder.factor("a", tags=["x"])
    builder.factor("A", tags=["y", "x"], note="later")

    assert builder.map("x").factors["a"].tags == ("x", "y")
    assert builder.map("x").factors["a"].note == "later"


def test_a_file_without_links_is_refused() -> None:
    with pytest.raises(FileError, match="'x.csv' holds no links"):
        MapBuilder("x.csv", "link list").map("x")


def test_what_is_left_out_is_counted() -> None:
    builder = MapBuilder("x.csv", "link list")
    builder.link("a", "b")
    builder.leave_out("column 'mood'", "Its header is not one that is read.", 3)
    builder.leave_out("nothing", "There is none.", 0)

    assert [(one.what, one.count) for one in builder.map("x").reading.left_out] == [
        ("column 'mood'", 3)
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.dot", 'digraph { a -> b [sign="+"]; a -> c [sign="0"] }'),
        ("a.json", '{"relationships": [{"from": "a", "to": "b", "polarity": "+"}, {"from": "a", "to": "c", "polarity": "0"}]}'),
        ("a.json", '{"connections": [{"from": "a", "to": "b", "sign": "+"}, {"from": "a", "to": "c", "sign": 0}], "elements": []}'),
        ("a.csv", "from,to,sign\na,b,+\na,c,0\n"),
    ],
)  # fmt: skip
def test_a_zero_says_that_there_is_no_influence(tmp_path: Path, name: str, text: str) -> None:
    held = cn.load(written(tmp_path, text, name))

    assert isinstance(held, cn.CausalMap)
    assert [str(link) for link in held.links] == ["a → b (+)"]
    assert [one.why for one in held.reading.left_out] == ["They say that there is no influence."]


@pytest.mark.parametrize("label", ["3", "0.5", "2020", "1"])
def test_a_number_in_a_label_is_no_sign(tmp_path: Path, label: str) -> None:
    held = cn.load(written(tmp_path, f'digraph {{ a -> b [label="{label}"] }}', "a.dot"))

    assert isinstance(held, cn.CausalMap)
    assert [str(link) for link in held.links] == ["a → b (?)"]
    assert held.links[0].note == f"label: {label}"
