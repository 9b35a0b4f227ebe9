"""``causalnet check``: every mistake with its place, then the audit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import causalnet as cn
from tests.cli.calls import run

BROKEN = """\
name = "town"
titel = "A town"

[variables.toll]
states = ["none", "full"]
role = "levr"

[variables.jams]
states = ["few", "many"]

[[graph.influences]]
cause = "tol"
effect = "jams"
sign = "plus"
strength = [3, 2, 1]
"""
UNMET = """\
name = "town"
[sources.memo]
[variables.toll]
states = ["none", "full"]
[variables.jams]
states = ["few", "many"]
[claims.c1]
text = "A toll leaves more jams."
source = "memo"
kind = "total"
checks = [{ outcome = "jams", direction = "rises", under = { set = { toll = "full" } } }]
[[graph.influences]]
cause = "toll"
effect = "jams"
sign = "-"
strength = 1
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_mistake_has_its_file_and_line(folder: Path) -> None:
    Path("town.toml").write_text(BROKEN, encoding="utf-8")
    result = run("check", "town.toml")

    assert result.exit_code == 2
    assert result.stdout == ""
    *lines, last = result.stderr.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        f"town.toml:{n}" for n in (2, 6, 12, 14, 15)
    ]
    assert "Did you mean 'title'?" in lines[0]
    assert "Did you mean 'lever'?" in lines[1]
    assert "Did you mean 'toll'?" in lines[2]
    assert last == "5 mistakes in town.toml."


def test_mistakes_as_json(folder: Path) -> None:
    Path("town.toml").write_text(BROKEN, encoding="utf-8")
    result = run("check", "town.toml", "--json")

    held = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [(m["file"], m["line"]) for m in held["mistakes"]] == [
        ("town.toml", n) for n in (2, 6, 12, 14, 15)
    ]


def test_a_stated_check_that_is_not_met(folder: Path) -> None:
    Path("town.toml").write_text(UNMET, encoding="utf-8")
    result = run("check", "town.toml", "--draws", "20")

    assert result.exit_code == 1
    first, second, *rest = result.stdout.splitlines()
    assert f"{first} {second}" == (
        "No mistakes in town.toml: CausalModel 'town': 2 variables, 1 influence, 1 claim."
    )
    model = cn.load("town.toml")
    assert isinstance(model, cn.CausalModel)
    assert "\n".join(rest) == str(cn.audit(model, draws=20))


def test_what_an_audit_finds_fails_a_strict_check_only(folder: Path) -> None:
    Path("town.toml").write_text(UNMET.replace('"rises"', '"falls"'), encoding="utf-8")

    assert run("check", "town.toml", "--draws", "20").exit_code == 0
    assert run("check", "town.toml", "--draws", "20", "--strict").exit_code == 1


def test_networks_have_no_audit() -> None:
    result = run("check", "asia")

    assert result.exit_code == 0
    assert result.stdout == "No mistakes in asia: Network 'asia': 8 variables, 8 arrows.\n"


def test_a_list_of_links_says_how_it_was_read(folder: Path) -> None:
    Path("links.csv").write_text("from,to,sign\ntoll,jams,-\n,air,+\n", encoding="utf-8")
    result = run("check", "links.csv")

    links = cn.load("links.csv")
    assert isinstance(links, cn.CausalMap)
    assert result.exit_code == 0
    assert result.stdout.startswith("No mistakes in links.csv: CausalMap 'links': ")
    assert result.stdout.endswith(f"{links.reading}\n")


def test_a_syntax_error_has_its_line(folder: Path) -> None:
    Path("town.toml").write_text('name = "town"\n[variables.toll\n', encoding="utf-8")
    result = run("check", "town.toml")

    assert result.exit_code == 2
    assert result.stderr.startswith("town.toml:2: 'town.toml' is not TOML: ")
    [mistake] = json.loads(run("check", "town.toml", "--json").stdout)["mistakes"]
    assert (mistake["file"], mistake["line"]) == ("town.toml", 2)
