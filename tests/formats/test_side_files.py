"""Side files: a translation beside its model, found by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from causalnet.formats.shipped import models, shipped_files

LAWN = shipped_files()["lawn"].read_text(encoding="utf-8")
JAPANESE = """\
language = "ja"
title = "芝生"

[variables.wet]
label = "濡れた芝"
state_labels = { no = "いいえ", yes = "はい" }
"""


@pytest.fixture
def lawn(tmp_path: Path) -> Path:
    file = tmp_path / "lawn.toml"
    file.write_text(LAWN, encoding="utf-8")
    (tmp_path / "lawn.ja.toml").write_text(JAPANESE, encoding="utf-8")
    return file


def test_it_is_found_by_its_name(lawn: Path) -> None:
    found = cn.load(lawn)

    assert found.languages == ("en", "ja")
    assert found.in_language("ja").variables["wet"].shown_states == ("いいえ", "はい")
    assert cn.load(lawn, translations=[]) == cn.load("lawn", translations=[])


def test_it_may_be_named(lawn: Path) -> None:
    other = lawn.with_name("words.toml")
    other.write_text('language = "fr"\ntitle = "La pelouse"\n', encoding="utf-8")

    assert cn.load(lawn, translations=other).in_language("fr").title == "La pelouse"
    assert cn.load(lawn, translations=[other, lawn.with_name("lawn.ja.toml")]).languages == (
        "en",
        "fr",
        "ja",
    )


def test_a_model_that_is_named_alike_is_none(lawn: Path) -> None:
    lawn.with_name("lawn.no.toml").write_text(LAWN, encoding="utf-8")
    lawn.with_name("lawn.v2.toml").write_text("nothing", encoding="utf-8")

    assert cn.load(lawn).languages == ("en", "ja")
    assert cn.load(lawn.with_name("lawn.no.toml")).name == "lawn"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "variables.wet",
            "variables.wett",
            "lawn.ja.toml, line 4: variables.wett: No variable 'wett'; the variables are rain, sprinkler, wet. "
            "Did you mean 'wet'?",
        ),
        (
            "yes =",
            "yse =",
            "lawn.ja.toml, line 6: variables.wet.state_labels: No state 'yse' of 'wet'; its states are no, yes. "
            "Did you mean 'yes'?",
        ),
        (
            'language = "ja"',
            'language = "jp"',
            "lawn.ja.toml, line 1: language: Unknown language 'jp'. Did you mean 'ja'?",
        ),
        (
            'language = "ja"',
            'language = "fr"',
            "lawn.ja.toml, line 1: language is 'fr', but the file is named for 'ja'.",
        ),
        (
            'language = "ja"',
            'language = "en"',
            "lawn.ja.toml, line 1: language is 'en', that of the model itself.",
        ),
        (
            'language = "ja"\n',
            "",
            "the file does not say its language. Write language = 'ja'. (lawn.ja.toml)",
        ),
    ],
)
def test_a_mistake_has_its_file_and_line(lawn: Path, old: str, new: str, message: str) -> None:
    side = lawn.with_name("lawn.ja.toml")
    assert old in JAPANESE
    side.write_text(JAPANESE.replace(old, new), encoding="utf-8")

    with pytest.raises(cn.errors.ModelError) as caught:
        cn.load(lawn)
    assert str(caught.value) == message


def test_a_text_is_translated_in_one_place(lawn: Path) -> None:
    model = cn.load(lawn).translating("ja", {"title": "庭"})
    cn.save(model, lawn, overwrite=True)

    with pytest.raises(cn.errors.ModelError, match="title is translated otherwise in the model's"):
        cn.load(lawn)


def test_a_translation_alone_is_not_a_model(lawn: Path) -> None:
    with pytest.raises(cn.errors.FileError) as caught:
        cn.load(lawn.with_name("lawn.ja.toml"))
    assert str(caught.value) == (
        "'lawn.ja.toml' is a translation. Load its model: cn.load('lawn.toml').in_language('ja')."
    )


def test_what_cannot_be_read_is_told(lawn: Path) -> None:
    with pytest.raises(cn.errors.FileError, match="There is no file .*nothing.toml"):
        cn.load(lawn, translations=lawn.with_name("nothing.toml"))
    with pytest.raises(cn.errors.FileError, match="translations= does not apply to it"):
        cn.load("asia", translations="x.toml")
    lawn.with_name("lawn.ja.toml").write_text("language = ", encoding="utf-8")
    with pytest.raises(cn.errors.FileError, match="'lawn.ja.toml' is not TOML"):
        cn.load(lawn)


def test_side_files_are_no_models_that_ship() -> None:
    assert not [name for name in models() if "." in name]
