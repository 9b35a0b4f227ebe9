"""The kit to draft a model by hand or with any language model."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from tests.drafting.market import TEXT


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "Ferry & market.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_kit_holds_all_that_a_drafter_needs(article: Path, tmp_path: Path) -> None:
    kit = cn.draft_kit(article, tmp_path / "kit")
    held = {file.name: file.read_text(encoding="utf-8") for file in kit.iterdir()}
    assert set(held) == {
        "README.txt",
        "Ferry & market.md",
        "sentences.txt",
        "instructions.txt",
        "prompt.txt",
        "model.toml",
        "causalnet.schema.json",
    }
    assert held["Ferry & market.md"] == TEXT
    assert "[s8] 「市場が混むと、家賃が上がる。」と彼女は言う。\n" in held["sentences.txt"]
    assert held["sentences.txt"] in held["prompt.txt"]
    assert held["instructions.txt"] in held["prompt.txt"]
    assert 'causalnet check model.toml --text "Ferry & market.md"\n' in held["README.txt"]
    assert sum(len(line) > 79 for line in held["README.txt"].splitlines()) == 1


def test_the_empty_model_loads_and_its_examples_are_a_model(article: Path, tmp_path: Path) -> None:
    path = cn.draft_kit(article, tmp_path / "kit") / "model.toml"
    empty = cn.load(path)
    assert (empty.name, empty.title) == ("ferry_market", "The ferry and the market")
    assert empty.sources["article"].text == "Ferry & market.md"
    head, _, examples = path.read_text(encoding="utf-8").partition("These are examples:\n")
    shown = "".join(line.removeprefix("# ") for line in examples.splitlines(keepends=True))
    shown = shown.split("[[graph.absences]]")[0] + shown[shown.index("[proposals") :]
    path.write_text(head + shown, encoding="utf-8")
    filled = cn.load(path)
    assert filled.influences[0].claims == ("c1",)
    assert filled.influences[0].lag == 1
    assert [*filled.proposals] == ["open on Sundays"]


def test_a_kit_replaces_nothing(article: Path, tmp_path: Path) -> None:
    cn.draft_kit(article, tmp_path / "kit")
    before = {file: file.read_bytes() for file in (tmp_path / "kit").iterdir()}
    with pytest.raises(cn.errors.FileError, match="is there already. Name another one"):
        cn.draft_kit(article, tmp_path / "kit")
    assert {file: file.read_bytes() for file in (tmp_path / "kit").iterdir()} == before


def test_a_folder_that_cannot_be_made(article: Path, tmp_path: Path) -> None:
    for folder in (tmp_path / "no" / "kit", tmp_path / ("n" * 300)):
        with pytest.raises(cn.errors.FileError, match="cannot be made"):
            cn.draft_kit(article, folder)
    with pytest.raises(cn.CausalnetError, match="folder"):
        cn.draft_kit(article, "a\0b")


def test_a_text_that_is_called_like_a_file_of_the_kit(tmp_path: Path) -> None:
    text = tmp_path / "prompt.txt"
    text.write_text("Rain wets the grass.", encoding="utf-8")
    kit = cn.draft_kit(text, tmp_path / "kit")
    assert (kit / "text-prompt.txt").read_text(encoding="utf-8") == "Rain wets the grass."
    assert cn.load(kit / "model.toml").sources["article"].text == "text-prompt.txt"
    assert "TASK" in (kit / "prompt.txt").read_text(encoding="utf-8")


def test_a_text_without_sentences(tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text("...", encoding="utf-8")
    with pytest.raises(cn.errors.QuestionError, match="'article.txt' has no sentences"):
        cn.draft_kit(text, tmp_path / "kit")
    assert not (tmp_path / "kit").exists()
