"""One entry a format of maps: its suffixes, a look inside, and how it is read."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.formats import map_formats
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.map_formats import MAP_FORMATS, MapFormat, map_formats_of
from causalnet.formats.registry import FORMATS
from causalnet.model.influence import Sign
from tests.formats.lawns import refused, written
from tests.formats.maps.loading import loaded

FARM = cn.CausalMap("farm", [cn.Link("rain", "harvest", "+")])


def test_a_word_and_a_suffix_name_one_format_and_only_workbooks_may_be_models() -> None:
    named = [(one.word, suffix) for one in MAP_FORMATS for suffix in one.suffixes]
    others = {suffix for one in FORMATS for suffix in one.suffixes}

    assert len(named) == len({*named})
    assert others & {suffix for one in MAP_FORMATS for suffix in one.suffixes} == {".xlsx"}


def test_capitals_of_a_suffix_do_not_matter() -> None:
    assert "links" in [one.word for one in map_formats_of(Path("A.XLSX"))]
    assert map_formats_of(Path("a.toml")) == ()


def test_a_later_format_is_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(file: MapFile, unsigned: Sign) -> cn.CausalMap:
        builder = MapBuilder(file.name, "list of arrows", unsigned)
        for line in file.text.splitlines():
            builder.link(*line.split(">"))
        return builder.map(file.stem)

    arrows = MapFormat("list of arrows", "arrows", (".csv",), lambda file: ">" in file.text, read)
    monkeypatch.setattr(map_formats, "MAP_FORMATS", (arrows, *MAP_FORMATS))

    found = cn.load(written(tmp_path, "rain>harvest\n", "a.csv"))
    forced = cn.load(written(tmp_path, "rain>harvest\n", "a.txt"), format="arrows")

    assert isinstance(found, cn.CausalMap)
    assert found == forced
    assert found.reading.form == "list of arrows"
    assert cn.load(written(tmp_path, "from,to\nrain,harvest\n", "a.csv")) == found


def test_an_unknown_word_for_a_format_is_answered_with_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, "from,to\na,b\n", "a.csv")

    with pytest.raises(
        cn.errors.FileError, match=r"There is no format 'link' of maps; .* Did you mean 'links'\?"
    ):
        cn.load(path, format="link")


def test_the_word_reads_a_file_whatever_its_suffix(tmp_path: Path) -> None:
    path = written(tmp_path, "from,to\na,b\n", "a.md")

    assert isinstance(cn.load(path, format="links"), cn.CausalMap)
    assert refused(path).startswith("'a.md' is not a file that cn.load reads.")


def test_a_sign_for_links_without_one(tmp_path: Path) -> None:
    held = loaded(tmp_path, 'digraph { a -> b; b -> c [sign="-"] }', "x.dot", unsigned="+")

    assert [link.sign for link in held.links] == ["+", "-"]


@pytest.mark.parametrize(
    ("name", "form", "message"),
    [
        ("farm.toml", None, "A causal map is saved as link list (.csv, .tsv, "),
        ("farm.gexf", None, "A causal map is saved as "),
        ("farm.json", "argdown", "There is no format 'argdown' of maps; the formats are "),
    ],
)
def test_a_format_that_is_only_read_is_not_written(
    tmp_path: Path, name: str, form: str | None, message: str
) -> None:
    with pytest.raises(cn.errors.FileError) as caught:
        cn.save(FARM, tmp_path / name, form)

    assert str(caught.value).startswith(message)
    assert not [*tmp_path.iterdir()]


def test_a_file_with_an_unknown_suffix_is_what_it_is_said_to_be(tmp_path: Path) -> None:
    cn.save(FARM, tmp_path / "farm.backup", "kumu")

    assert cn.load(tmp_path / "farm.backup", "kumu") == FARM


def test_a_model_has_one_format(tmp_path: Path) -> None:
    with pytest.raises(
        cn.errors.FileError, match="There is no format 'kumu' of models; the formats are toml"
    ):
        cn.save(cn.load("lawn"), tmp_path / "lawn.toml", "kumu")


def test_a_map_is_not_replaced_without_being_told(tmp_path: Path) -> None:
    cn.save(FARM, tmp_path / "farm.graphml")
    with pytest.raises(cn.errors.FileError, match="overwrite"):
        cn.save(FARM, tmp_path / "farm.graphml")
    cn.save(FARM, tmp_path / "farm.graphml", overwrite=True)

    assert cn.load(tmp_path / "farm.graphml") == FARM


EDGES = [(f"factor {i % 400}", f"factor {(7 * i + 1) % 400}") for i in range(10_000)]
MANY = {
    "kumu.json": json.dumps(
        {"elements": [], "connections": [{"from": a, "to": b, "type": "+"} for a, b in EDGES]}
    ),
    "sd_ai.json": json.dumps(
        {"relationships": [{"from": a, "to": b, "polarity": "+"} for a, b in EDGES]}
    ),
    "qpress.txt": "\n".join(f"{a} -> {b}" for a, b in EDGES),
    "graph.dot": "digraph {" + " ".join(f'"{a}" -> "{b}" [sign="+"]' for a, b in EDGES) + "}",
}


@pytest.mark.parametrize("name", MANY)
def test_ten_thousand_links_are_read_in_a_moment(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, MANY[name], name)
    started = time.perf_counter()

    held = cn.load(path)

    assert isinstance(held, cn.CausalMap)
    assert len(held.links) == 10_000
    # It takes a third of a second; the rest is for a busy machine.
    assert time.perf_counter() - started < 5
