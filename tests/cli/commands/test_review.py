"""``causalnet review``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import causalnet as cn
from causalnet.cli.main import main
from tests.drafting.test_review import WRITTEN


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "island.toml"
    file.write_text(WRITTEN, encoding="utf-8")
    return file


def run(*args: object, answers: str = "") -> Result:
    given = ["review", *map(str, args), "--by", "Anna"]
    return CliRunner().invoke(main, given, input=answers, prog_name="causalnet")


def test_claim_by_claim_with_the_passage(path: Path) -> None:
    result = run(path, answers="a\nx\nreject\ns\nq\n")
    assert result.exit_code == 0
    assert (
        "claims.c1, drafted by model 7 (7 left)\n  A cheap ferry brings visitors. (edge, plain)\n"
        in result.stdout
    )
    assert (
        "article, s2: When the ferry is cheap, more visitors come to the island.\n" in result.stdout
    )
    assert (
        "It supports influence ferry → visitors: ferry → visitors (+), strength 1" in result.stdout
    )
    assert "island: 2 accepted and 2 rejected. 3 drafts are left to review." in result.stdout
    model = cn.load(path)
    assert [*model.claims] == ["c1"]
    assert model.claims["c1"].reviewed_by == "Anna"


def test_the_end_of_input_keeps_what_was_decided(path: Path) -> None:
    result = run(path, answers="a\n")
    assert result.exit_code == 130
    assert cn.load(path).claims["c1"].reviewed_by == "Anna"


def test_decisions_in_the_call(path: Path) -> None:
    result = run(path, "--accept", "c1", "--reject", "c2", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["sentence"].startswith("island: 2 accepted and 2 rejected.")


def test_a_list_changes_nothing(path: Path) -> None:
    result = run(path, "--list")
    assert "draft  evidence 1                  They did." in result.stdout
    assert path.read_text(encoding="utf-8") == WRITTEN
