"""``causalnet draft``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import causalnet as cn
from causalnet.cli.main import main
from tests.drafting.market import TEXT
from tests.drafting.test_draft import GOOD


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["draft", *args], prog_name="causalnet")


def test_a_kit_is_made_beside_the_text_once(article: Path) -> None:
    result = run("article.txt")
    assert (result.exit_code, result.stdout) == (
        0,
        "Made article-draft. Read article-draft/README.txt.\n",
    )
    again = run("article.txt")
    assert again.exit_code == 3
    assert "'article-draft' is there already." in again.stderr


def test_an_answer_becomes_a_marked_model(article: Path) -> None:
    Path("reply.txt").write_text(f"Here:\n```toml\n{GOOD}```\n", encoding="utf-8")
    result = run("article.txt", "--reply", "reply.txt", "--by", "model 7")
    assert result.exit_code == 0
    assert result.stdout.startswith("model 7 drafted “island” in one round.")
    assert result.stdout.endswith("Saved as draft.toml.\n")
    assert all(len(line) <= 79 for line in result.stdout.splitlines())
    model = cn.load("draft.toml")
    assert model.claims["c1"].drafted_by == "model 7"
    cn.check_quotes(model)


def test_an_answer_with_mistakes_is_not_saved(article: Path) -> None:
    Path("reply.txt").write_text(GOOD.replace("ferry is cheap", "boat is cheap"), encoding="utf-8")
    result = run("article.txt", "--reply", "reply.txt", "--json")
    assert result.exit_code == 2
    [mistake] = json.loads(result.stdout)["mistakes"]
    assert mistake["place"] == "claims.c1.quote"
    assert not Path("draft.toml").exists()


def test_a_model_that_is_there_is_not_replaced(article: Path) -> None:
    Path("reply.txt").write_text(GOOD, encoding="utf-8")
    Path("draft.toml").write_text("mine", encoding="utf-8")
    result = run("article.txt", "--reply", "reply.txt")
    assert result.exit_code == 3
    assert Path("draft.toml").read_text(encoding="utf-8") == "mine"
