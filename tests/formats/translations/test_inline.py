"""Texts in several languages within a model file, read and written."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from causalnet.formats.translations.inline import split_languages

FILE = """\
name = "roads"
title = { en = "Roads", ja = "道路" }

[variables.tolls]
label = { en = "Tolls", ja = "通行料" }
states = ["free", "high"]
state_labels = { ja = ["無料", "高い"] }
baseline = { p = [0.7, 0.3], note = { en = "A guess.", ja = "推測。" } }

[variables.jams]
label = { ja = "渋滞" }
states = ["few", "many"]

[graph]
influences = [
  { cause = "tolls", effect = "jams", sign = "-", strength = 1, note = { en = "They deter.", ja = "抑える。" } },
]

[rivals.taste]
label = { en = "Taste", ja = "好み" }
reason = { en = "People like cars.", ja = "車が好き。" }
influences = [{ cause = "love", effect = "jams", sign = "+", strength = 1, note = { en = "It does.", ja = "増やす。" } }]
hidden = { name = "love", label = { en = "Love", ja = "愛着" }, states = ["no", "yes"] }

[proposals.charge]
label = { en = "Charge", ja = "通行料を取る" }
set = { tolls = "high" }
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "roads.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_holds_two_languages(tmp_path: Path) -> None:
    roads = cn.load(written(tmp_path, FILE))
    japanese = roads.in_language("ja")

    assert roads.languages == ("en", "ja")
    assert roads.variables["jams"].label == "Jams"
    assert japanese.title == "道路"
    assert japanese.variables["tolls"].shown_states == ("無料", "高い")
    assert japanese.variables["tolls"].baseline.note == "推測。"  # type: ignore[union-attr]
    assert japanese.influences[0].note == "抑える。"
    taste = japanese.rivals["taste"]
    assert (taste.label, taste.reason, taste.hidden.label) == ("好み", "車が好き。", "愛着")  # type: ignore[union-attr]
    assert taste.influences[0].note == "増やす。"
    assert japanese.proposals["charge"].label == "通行料を取る"
    assert roads.untranslated("ja") == (
        "variables.jams.state_labels",
        "variables.love.state_labels",
    )


@pytest.mark.parametrize("suffix", [".toml", ".xlsx", ".graphml"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_saved_loads_as_the_same_model(tmp_path: Path, suffix: str, language: str) -> None:
    model = cn.load(written(tmp_path, FILE)).in_language(language)
    file = tmp_path / f"copy{suffix}"

    cn.save(model, file)

    assert cn.load(file) == model
    assert cn.load(file).fingerprint == model.fingerprint


def test_a_model_may_be_written_in_another_language(tmp_path: Path) -> None:
    own = 'name = "道"\nlanguage = "ja"\n[variables.x]\nstates = ["low", "high"]\n'
    text = own + 'label = { ja = "渋滞", en = "Jams" }\n'

    roads = cn.load(written(tmp_path, text))

    assert roads.variables["x"].label == "渋滞"
    assert roads.in_language("en").variables["x"].label == "Jams"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'ja = "通行料" }',
            'jp = "通行料" }',
            "line 5: variables.tolls.label: Unknown language 'jp'. Did you mean 'ja'?",
        ),
        (
            'ja = ["無料", "高い"]',
            'ja = ["無料"]',
            "line 7: variables.tolls.state_labels holds 1 text for 2 states.",
        ),
        (
            'note = { en = "They deter.", ja',
            "note = { ja",
            "line 16: influence tolls → jams translates 'note', of which the model has none in its own language. Write it "
            "in the model first, or leave it out.",
        ),
        (
            'label = { en = "Taste", ja = "好み" }',
            'label = { en = "Taste", ja = 3 }',
            "line 20: rivals.taste.label must be a string, not 3.",
        ),
        (
            'label = { en = "Charge", ja = "通行料を取る" }',
            "label = {}",
            "line 26: proposals.charge.label must be a string, not {}.",
        ),
        (
            'title = { en = "Roads", ja = "道路" }',
            'language = "xx"',
            "line 2: language: Unknown language 'xx'. Write a code of two letters, such as 'en' or 'ja'.",
        ),
    ],
)
def test_a_mistake_has_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in FILE
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.load(written(tmp_path, FILE.replace(old, new)))
    assert [str(m) for m in caught.value.mistakes] == [message]


def test_data_without_translations_stay_as_they_are() -> None:
    data = {"name": "x", "variables": {"a": {"label": "A"}}, "graph": {"influences": [3]}}
    assert split_languages(data) == (data, [])
