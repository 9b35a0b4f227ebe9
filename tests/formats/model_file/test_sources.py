"""Sources and further mentions in a model file: read, written, and refused with a line."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn

NORTH = """\
name = "north"

[sources.report]
title = "Prices in the north"
kind = "report"
date = "2023"
author = "A. B."

[sources.memo]
groups = { district = "north", role = "farmer" }
rests_on = ["report"]
text = "memo.txt"

[variables.price]
states = ["low", "high"]

[claims.c]
text = "Prices rose."
source = "memo"
at = "p. 1"
also = [
  { source = "report", at = "p. 2", quote = "Prices rose" },
  { source = "report", note = "by the way" },
]

[[evidence]]
bears_on = ["c"]
stance = "for"
text = "They did."
source = "report"
quote = "They did"
also = [
  { source = "memo", at = "p. 3" },
]
"""


def saved(folder: Path, text: str) -> Path:
    """A model file with this text."""
    path = folder / "north.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_sources_and_mentions_are_read_and_written(tmp_path: Path) -> None:
    model = cn.load(saved(tmp_path, NORTH))
    cn.save(model, tmp_path / "again.toml")

    assert model.sources["memo"] == cn.Source(
        "memo", groups={"district": "north", "role": "farmer"}, rests_on=["report"], text="memo.txt"
    )
    assert model.claims["c"].also[1] == cn.Citation("report", note="by the way")
    assert (tmp_path / "again.toml").read_text(encoding="utf-8") == NORTH


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'date = "2023"',
            "date = 2023-05-01",
            'line 6: sources.report.date must be a string, not 2023-05-01. Write "2023-05-01", with quotes.',
        ),
        (
            'role = "farmer"',
            "role = 3",
            'line 10: sources.memo.groups.role must be a string, not 3. Write "3", with quotes.',
        ),
        (
            'groups = { district = "north", role = "farmer" }',
            'groups = ["north"]',
            "line 10: sources.memo.groups must be a table such as { district = \"north\" }, not ['north'].",
        ),
        (
            'rests_on = ["report"]',
            'rests_on = ["reprot"]',
            "line 11: sources.memo: No source 'reprot'; the sources are report, memo. Did you mean 'report'?",
        ),
        (
            'rests_on = ["report"]',
            'cites = ["report"]',
            "line 11: sources.memo: Unknown key 'cites'; the keys are title, url, note, kind, date, author, "
            "groups, rests_on, text, places, place_labels. Did you mean 'rests_on'?",
        ),
        (
            'author = "A. B."',
            'rests_on = ["memo"]',
            "line 11: sources.memo closes a circle of sources: memo rests on report rests on memo. "
            "Of two sources, the later one rests on the earlier one.",
        ),
        (
            '{ source = "report", note',
            '{ source = "reporrt", note',
            "line 23: claims.c, also 2: No source 'reporrt'; the sources are report, memo. Did you mean 'report'?",
        ),
        (
            '{ source = "report", note',
            '{ from = "report", note',
            "line 23: claims.c, also 2: Unknown key 'from'; the keys are source, at, quote, note. "
            "Did you mean 'source'?",
        ),
        (
            '{ source = "report", note = "by the way" }',
            '"report"',
            'line 23: claims.c, also 2 must be a table such as { source = "…", at = "…" }, not \'report\'.',
        ),
        (
            '{ source = "report", note = "by the way" }',
            '{ source = "report", at = "p. 2", quote = "Prices rose" }',
            "line 23: claims.c, also 2 repeats the mention of 'report' at 'p. 2'. "
            "Drop it, or say where else it stands.",
        ),
        (
            '{ source = "memo", at = "p. 3" }',
            '{ source = "nemo", at = "p. 3" }',
            "line 33: evidence 1, also 1: No source 'nemo'; the sources are report, memo. Did you mean 'memo'?",
        ),
    ],
)
def test_a_mistake_names_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in NORTH

    with pytest.raises(cn.errors.ModelError) as caught:
        cn.load(saved(tmp_path, NORTH.replace(old, new)))

    assert [str(mistake) for mistake in caught.value.mistakes] == [message]
