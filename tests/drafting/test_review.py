"""Drafts accepted and rejected in the model's file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.model.drafted_parts import drafted_parts, marked_drafted
from tests.drafting.market import TEXT

WRITTEN = f'''\
# My model of the island.
name = "island"   # a name

[sources.article]
text = """
{TEXT}"""

[variables]
ferry = {{ states = ["dear", "cheap"], drafted_by = "model 7" }}  # the lever
visitors = {{ states = ["few", "many"] }}

[variables.rents]
states = ["low", "high"]
drafted_by = "model 7"

# ── claims ──

[claims.c1]
text = "A cheap ferry brings visitors."
source = "article"
quote = "When the ferry is cheap, more visitors come"  # s2
drafted_by = "model 7"

# The second one:
[claims.c2]
text = "Visitors raise rents."
source = "article"
at = "s6"
drafted_by = "model 7"
[[claims.c2.also]]
source = "article"
at = "s8"

# Arrows

[graph]
influences = [
    # the first
    {{ cause = "ferry", effect = "visitors", sign = "+", strength = 1, claims = ["c1"], drafted_by = "model 7" }},
    {{ cause = "visitors", effect = "rents", sign = "+", strength = 1, claims = ["c2", "c1"], drafted_by = "model 7" }},  # both
]

[[evidence]]
bears_on = ["c2"]
stance = "for"
text = "They did."
source = "article"
at = "s6"
drafted_by = "model 7"

# the end
'''


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "island.toml"
    file.write_text(WRITTEN, encoding="utf-8")
    return file


def test_without_a_decision_it_lists_the_drafts(path: Path) -> None:
    found = cn.review(path, by="Anna")
    assert found.sentence == "Nothing of “island” has been reviewed. 7 drafts are left to review."
    assert [item.place for item in found.left] == [
        "claims.c1",
        "claims.c2",
        "variables.ferry",
        "variables.rents",
        "influence ferry → visitors",
        "influence visitors → rents",
        "evidence 1",
    ]
    assert str(found.left[0].passages[0]) == (
        "When the ferry is cheap, more visitors come to the island."
    )
    assert path.read_text(encoding="utf-8") == WRITTEN


def test_a_claim_is_accepted_with_what_rests_on_it_alone(path: Path) -> None:
    found = cn.review(path, by="Anna", accept=["c1"])
    assert [item.place for item in found.accepted] == ["claims.c1", "influence ferry → visitors"]
    text = path.read_text(encoding="utf-8")
    removed = [line for line in WRITTEN.splitlines() if line not in text.splitlines()]
    assert len(removed) == 1  # the row that has one key more
    assert '[claims.c1]\nreviewed_by = "Anna"\n' in text
    assert 'drafted_by = "model 7", reviewed_by = "Anna"' in text
    assert "# The second one:\n[claims.c2]\n" in text
    model = cn.load(path)
    assert not model.claims["c1"].is_draft
    assert model.claims["c1"].drafted_by == "model 7"
    assert model.influences[1].is_draft
    cn.review(path, by="Ben", accept=["claims.c2", "variables.ferry", "variables.rents"])
    assert not drafted_parts(cn.load(path))


def test_a_claim_is_rejected_with_what_rests_on_it_alone(path: Path) -> None:
    found = cn.review(path, by="Anna", reject=["c2"])
    assert [item.place for item in found.rejected] == ["claims.c2", "evidence 1"]
    text = path.read_text(encoding="utf-8")
    assert "c2" not in text
    for kept in ("# Arrows", "# the first", "# both", "# the end", "# s2", "# ── claims ──"):
        assert kept in text
    model = cn.load(path)
    assert [i.claims for i in model.influences] == [("c1",), ("c1",)]
    assert model.evidence == ()


def test_both_claims_rejected_leave_no_arrow(path: Path) -> None:
    cn.review(path, by="Anna", reject=["c1", "c2"])
    model = cn.load(path)
    assert (len(model.claims), len(model.influences), len(model.variables)) == (0, 0, 3)


@pytest.mark.parametrize(
    ("call", "kind", "message"),
    [
        ({"accept": ["c9"]}, cn.errors.UnknownNameError, "No draft 'c9'"),
        (
            {"accept": ["c1"], "reject": ["c1"]},
            cn.errors.QuestionError,
            "both accepted and rejected",
        ),
        ({"by": " "}, cn.errors.QuestionError, "by= is empty"),
        ({"reject": ["variables.rents"]}, cn.errors.ModelError, "rents"),
    ],
)
def test_what_cannot_be_leaves_the_file_as_it_is(
    path: Path, call: dict[str, list[str]], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        cn.review(path, **({"by": "Anna"} | call))  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == WRITTEN


def test_only_a_model_file_in_toml_is_reviewed(tmp_path: Path) -> None:
    with pytest.raises(cn.errors.FileError, match="is not a model file in TOML"):
        cn.review(tmp_path / "model.xlsx", by="Anna")


@pytest.mark.parametrize("name", ["lawn", "pedalgrove", "treatment", "habit"])
def test_every_part_of_a_model_can_be_accepted(name: str, tmp_path: Path) -> None:
    model = marked_drafted(cn.load(name), "model 7")
    path = tmp_path / "model.toml"
    cn.save(model, path)
    found = cn.review(
        path, by='A "quoted" name', accept=[i.place for i in cn.review(path, by="x").left]
    )
    assert found.left == ()
    again = cn.load(path)
    assert not drafted_parts(again)
    assert len(found.accepted) == sum(drafted_parts(model).drafted.values())
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert next(iter(data["variables"].values()))["reviewed_by"] == 'A "quoted" name'
