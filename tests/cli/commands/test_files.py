"""Commands that write files: new, convert, draw, report and explore."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import causalnet as cn
from tests.cli.calls import run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_model_works_at_once() -> None:
    assert run("new", "town.toml").stdout == "Wrote town.toml. Next: causalnet check town.toml\n"

    checked = run("check", "town.toml", "--strict", "--draws", "100")
    assert checked.exit_code == 0
    model = cn.load("town.toml")
    assert isinstance(model, cn.CausalModel)
    assert model.name == "town"
    assert (
        Path("town.toml")
        .read_text(encoding="utf-8")
        .startswith("#:schema ./causalnet.schema.json\n")
    )
    assert json.loads(Path("causalnet.schema.json").read_text(encoding="utf-8"))


def test_a_file_is_not_replaced_unless_that_is_said() -> None:
    Path("town.toml").write_text("mine", encoding="utf-8")
    result = run("new", "town.toml")

    assert result.exit_code == 3
    assert result.stderr == "Error: 'town.toml' is there already. Say --overwrite to replace it.\n"
    assert Path("town.toml").read_text(encoding="utf-8") == "mine"
    assert run("new", "town.toml", "--overwrite").exit_code == 0


def test_a_model_file_has_its_suffix() -> None:
    result = run("new", "town.xml")

    assert result.exit_code == 3
    assert result.stderr == "Error: A model file ends in .toml. Write town.toml.\n"


def test_a_model_is_converted() -> None:
    assert run("convert", "lawn", "copy.toml").stdout == "Wrote copy.toml.\n"
    assert cn.load("copy.toml") == cn.load("lawn")

    told = run("convert", "copy.toml", "lawn.bif")
    assert told.stdout == "Wrote lawn.bif.\n"
    assert told.stderr == (
        "Note: 'lawn.bif' holds the tables of the model at its central numbers, without its judgements, 1 source, 2 claims "
        "and 1 proposal.\n"
    )
    lawn = cn.load("lawn")
    assert isinstance(lawn, cn.CausalModel)
    assert cn.load("lawn.bif") == cn.compile_model(lawn)

    assert run("convert", "copy.toml", "copy.xlsx").stdout == "Wrote copy.xlsx.\n"
    assert cn.load("copy.xlsx") == lawn

    assert run("convert", "copy.toml", "copy.xls").exit_code == 3


def test_a_list_of_links_becomes_a_scaffold() -> None:
    Path("links.csv").write_text("from,to,sign\ntoll,jams,-\njams,air,-\n", encoding="utf-8")
    told = run("convert", "links.csv", "links.toml").stdout

    assert told == "Wrote links.toml, a scaffold: judge its strengths and states.\n"
    links = cn.load("links.csv")
    assert isinstance(links, cn.CausalMap)
    assert cn.load("links.toml") == cn.scaffold(links)

    # A workbook may hold a map as it is.
    assert run("convert", "links.csv", "links.xlsx").stdout == "Wrote links.xlsx.\n"
    assert isinstance(cn.load("links.xlsx"), cn.CausalMap)


def test_a_picture() -> None:
    assert run("draw", "lawn", "--under", "rain=yes", "--legend").stdout == "Wrote lawn.svg.\n"
    lawn = cn.load("lawn")
    assert isinstance(lawn, cn.CausalModel)
    drawn = cn.draw(lawn, under=cn.do(rain="yes"), legend=True)
    assert Path("lawn.svg").read_text(encoding="utf-8") == drawn.svg

    result = run("draw", "lawn", "-o", "lawn.foo")
    assert result.exit_code == 3
    assert "must end in one of .svg" in result.stderr


def test_a_report_and_a_page() -> None:
    assert run("report", "lawn", "--draws", "20").stdout == "Wrote lawn.html.\n"
    assert "Wet grass" in Path("lawn.html").read_text(encoding="utf-8")
    # Neither replaces the other.
    assert run("explore", "lawn").stdout == "Wrote lawn-explorer.html.\n"
    told = json.loads(run("explore", "lawn", "-o", "page.html", "--json").stdout)
    assert told["file"] == "page.html"
    assert Path("page.html").is_file()


@pytest.mark.parametrize("command", ["draw", "report", "explore"])
def test_a_graph_is_refused_in_a_sentence(command: str) -> None:
    Path("g.dagitty").write_text("dag { a -> b }", encoding="utf-8")
    result = run(command, "g.dagitty")

    assert result.exit_code == 3
    assert "a CausalModel" in result.stderr
    assert "MixedGraph" in result.stderr


@pytest.mark.parametrize("command", ["draw", "report", "explore"])
def test_a_model_that_is_still_empty(command: str) -> None:
    Path("empty.toml").write_text('name = "empty"\n', encoding="utf-8")
    result = run(command, "empty.toml")

    assert result.exit_code == 3
    assert result.stderr == (
        "Error: The model does not have variables yet. Declare them, such as [variables.rain].\n"
    )
