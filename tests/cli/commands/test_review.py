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
        "claim c1, drafted by model 7 (7 left)\n  A cheap ferry brings visitors. (edge, plain)\n"
        in result.stdout
    )
    assert (
        "article, s2: When the ferry is cheap, more visitors come to the island.\n" in result.stdout
    )
    assert "It supports influence ferry → visitors: sign +, strength 1" in result.stdout
    assert (
        "Of “island”, 2 drafts are accepted and 2 rejected. 3 drafts are left to review."
        in result.stdout
    )
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
    assert json.loads(result.stdout)["sentence"].startswith(
        "Of “island”, 2 drafts are accepted and 2 rejected."
    )


def test_a_list_changes_nothing(path: Path) -> None:
    result = run(path, "--list")
    assert "draft  evidence 1                  They did." in result.stdout
    assert path.read_text(encoding="utf-8") == WRITTEN


def test_an_edit_of_the_file_is_read_before_the_next_question(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(filename: str) -> None:
        file = Path(filename)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("A cheap ferry", "A cheaper ferry"), encoding="utf-8")

    monkeypatch.setattr("click.edit", edit)
    result = run(path, answers="e\na\nq\n")
    assert result.exit_code == 0
    assert "  A cheaper ferry brings visitors. (edge, plain)\n" in result.stdout
    claim = cn.load(path).claims["c1"]
    assert (claim.text, claim.reviewed_by) == ("A cheaper ferry brings visitors.", "Anna")


def test_an_edit_with_a_mistake_is_told_with_its_line(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(filename: str) -> None:
        file = Path(filename)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('cause = "ferry"', 'cause = "fery"'), encoding="utf-8")

    monkeypatch.setattr("click.edit", edit)
    result = run(path, answers="e\n")
    assert result.exit_code == 2
    assert "No variable 'fery'" in result.stderr
    assert "Did you mean 'ferry'?" in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)
