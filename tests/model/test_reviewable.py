"""Parts that record who drafted them."""

from __future__ import annotations

from dataclasses import fields

import pytest

import causalnet as cn
from causalnet.model.drafted_parts import DRAFTED_KINDS
from causalnet.model.reviewable import Reviewable

PARTS = (
    cn.Variable,
    cn.Claim,
    cn.Evidence,
    cn.Influence,
    cn.Modifier,
    cn.Absence,
    cn.Rival,
    cn.Proposal,
)


@pytest.mark.parametrize(
    ("drafted_by", "reviewed_by", "is_draft"),
    [("", "", False), ("a model", "", True), ("a model", "Anna", False), (" ", "", False)],
)
def test_a_draft_is_one_that_nobody_has_accepted(
    drafted_by: str, reviewed_by: str, is_draft: bool
) -> None:
    claim = cn.Claim("c", "So it is.", "memo", drafted_by=drafted_by, reviewed_by=reviewed_by)
    assert claim.is_draft is is_draft


def test_every_part_that_says_something_of_the_world_records_its_drafter() -> None:
    for kind in PARTS:
        assert issubclass(kind, Reviewable)
        assert {"drafted_by", "reviewed_by"} <= {f.name for f in fields(kind)}
    assert len(PARTS) == len(DRAFTED_KINDS)


def test_a_draft_in_a_file_is_kept(tmp_path) -> None:  # type: ignore[no-untyped-def]
    lawn = cn.load("lawn")
    drafted = lawn.replacing(
        cn.Claim("c1", "Rain wets it.", "memo", drafted_by="a model", reviewed_by="Anna"),
    )
    path = tmp_path / "lawn.toml"
    cn.save(drafted, path)
    assert cn.load(path).claims["c1"].drafted_by == "a model"
    assert cn.load(path).claims["c1"].reviewed_by == "Anna"
    assert cn.load(path) == drafted
