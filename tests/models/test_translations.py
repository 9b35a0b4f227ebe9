"""The translations that ship: complete, and in one form of writing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.formats.translations.given import language_in

FOLDER = Path(cn.__file__).parent / "models"
SIDE_FILES = sorted(file for file in FOLDER.glob("*.toml") if language_in(file.name))


def test_the_japan_model_ships_in_japanese() -> None:
    assert cn.load("japan_software").languages == ("en", "ja")
    assert "japan_software.ja.toml" in [file.name for file in SIDE_FILES]


@pytest.mark.parametrize("file", SIDE_FILES, ids=lambda file: file.name)
def test_nothing_is_missing_in_a_translation(file: Path) -> None:
    model = cn.load(file.name.split(".")[0])
    assert model.untranslated(language_in(file.name)) == ()


@pytest.mark.parametrize("file", SIDE_FILES, ids=lambda file: file.name)
def test_japanese_is_written_in_one_way(file: Path) -> None:
    japanese = cn.load(file.name.split(".")[0]).in_language("ja")
    labels = [v.label for v in japanese.variables.values()]
    states = [s for v in japanese.variables.values() for s in v.shown_states]
    texts = file.read_text(encoding="utf-8")

    assert len({*labels}) == len(labels)
    assert "\N{FULLWIDTH TILDE}" not in texts
    # Brackets are wide, digits and letters are narrow, and a sentence ends in its full stop.
    assert not [text for text in (*labels, *states) if re.search("[()]", text)]
    assert not re.search("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]", texts)
    assert all(c.text.endswith("。") for c in japanese.claims.values())
    assert all(r.reason.endswith("。") for r in japanese.rivals.values())
