"""``causalnet check --text``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import causalnet as cn
from causalnet.cli.main import main
from tests.drafting.market import TEXT, island


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["check", *args], prog_name="causalnet")


def saved(model: cn.CausalModel, article: Path) -> str:
    path = article.parent / "island.toml"
    cn.save(model, path)
    return str(path)


def test_a_model_that_agrees_with_its_text(article: Path) -> None:
    result = run(saved(island(), article), "--text", str(article))
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "“island” agrees with the text: each of its 2 claims has its place. Sentences"
    )
    assert all(len(line) <= 79 for line in result.stdout.splitlines())


def test_a_quote_that_is_not_there_is_a_check_that_is_not_met(article: Path) -> None:
    model = island().replacing(replace(island().claims["c1"], quote="the ferry sank"))
    result = run(saved(model, article), "--text", str(article), "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["sentence"].startswith(
        "“island” does not agree with the text: there is one mistake."
    )
    assert "line 30: The quote of claim c1 is not in 'article.txt'" in told["sheets"][1]["notes"][
        0
    ].replace("\n", " ")


def test_a_text_that_is_not_there(article: Path) -> None:
    result = run(saved(island(), article), "--text", "nowhere.txt")
    assert result.exit_code == 2
    assert "There is no file 'nowhere.txt'." in result.stderr
