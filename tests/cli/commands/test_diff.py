"""``causalnet diff``: two files, or two revisions of one."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

import causalnet as cn
from tests.cli.calls import run

LAWN = cn.load("lawn")
assert isinstance(LAWN, cn.CausalModel)
OTHER = LAWN.replacing(replace(LAWN.influence("rain", "wet"), sign="?"))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two revisions of a file, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    Path("a folder").mkdir()
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "init", "-q", "."], check=True)
    for model in (LAWN, OTHER):
        cn.save(model, "a folder/lawn.toml", overwrite=True)
        subprocess.run(["git", "add", "."], check=True)
        subprocess.run([*git, "commit", "-q", "-m", "x"], check=True)
    return tmp_path


def test_two_models() -> None:
    result = run("diff", "japan_software", "japan_software_critic")

    assert result.exit_code == 0
    before, after = cn.load("japan_software"), cn.load("japan_software_critic")
    assert isinstance(before, cn.CausalModel)
    assert isinstance(after, cn.CausalModel)
    # The command cuts long lines, within Japanese too, where no space marks the place.
    assert "".join(result.stdout.split()) == "".join(str(cn.diff(before, after)).split())


def test_a_summary_is_one_line_and_the_picture_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cn.save(OTHER, "other.toml")
    result = run("diff", "lawn", "other.toml", "-o", "both.mmd")

    told, *listed = result.stdout.splitlines()
    assert told == "From one version of “Wet grass” to the next: 1 changed."
    assert listed == ["Influences", "  ~ rain → wet grass: sign: '+' → '?'", "Wrote both.mmd."]
    held = json.loads(run("diff", "lawn", "other.toml", "--json").stdout)
    assert held["sentence"] == told
    assert held["sheets"][0]["notes"] == listed[:-1]


def test_two_revisions(repository: Path) -> None:
    result = run("diff", "--git", "HEAD~1", "HEAD", "a folder/lawn.toml", "--json")

    assert result.exit_code == 0, result.stderr
    [change] = json.loads(result.stdout)["table"]
    assert (change["name"], change["field"], change["new"]) == ("rain → wet", "sign", "'?'")


@pytest.mark.parametrize(
    ("first", "file", "message"),
    [
        ("nowhere", "a folder/lawn.toml", "There is no revision 'nowhere' in the git repository of 'a folder/lawn.toml'."),
        ("--upload-pack=x", "a folder/lawn.toml", "There is no revision '--upload-pack=x' in the git repository of 'a folder/lawn.toml'."),
        ("HEAD; touch x", "a folder/lawn.toml", "There is no revision 'HEAD; touch x' in the git repository of 'a folder/lawn.toml'."),
        ("HEAD", "a folder/lwn.toml", "'a folder/lwn.toml' does not exist at revision 'HEAD'."),
        ("HEAD", "elsewhere/lawn.toml", "There is no folder 'elsewhere'."),
        ("HEAD", "lawn.txt", "'lawn.txt' is not a model file: a model ends in .toml."),
    ],
)  # fmt: skip
def test_what_git_does_not_have(repository: Path, first: str, file: str, message: str) -> None:
    result = run("diff", f"--git={first}", "HEAD", file)

    assert result.exit_code == 3
    assert result.stderr == f"Error: {message}\n"
    assert not Path("x").exists()


def test_the_number_of_files() -> None:
    assert "Error: diff takes two models, not 1.\n" in run("diff", "lawn").stderr
    result = run("diff", "--git", "a", "b", "lawn", "lawn")
    assert result.exit_code == 3
    assert "diff takes one file, besides the two revisions, not 2." in result.stderr


def test_networks_are_not_compared() -> None:
    result = run("diff", "lawn", "asia")

    assert result.exit_code == 3
    assert result.stderr == "Error: diff compares models of arguments; asia is a Network.\n"
