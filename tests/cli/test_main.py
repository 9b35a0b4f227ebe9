"""The group of commands: listing, errors and exit codes."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

import causalnet as cn
from causalnet.cli.main import COMMANDS
from causalnet.cli.verbs import VERBS
from tests.cli.calls import run

ROOT = Path(__file__).parents[2]


HEAVY = {"joblib", "matplotlib", "openpyxl", "pandas", "pgmpy", "scipy", "sklearn"}


def printed_and_loaded(*calls: list[str]) -> tuple[str, set[str]]:
    """What a fresh interpreter prints in these calls, and the modules that it has loaded then."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom causalnet.cli.main import main\n"
    code += "".join(f"try: main({args!r})\nexcept SystemExit: pass\n" for args in calls)
    code += "print('loaded:', *sys.modules)"
    command = [sys.executable, "-I", "-X", "utf8", "-c", code]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    shown, _, loaded = done.stdout.rpartition("loaded:")
    return shown, {*loaded.split()}


def test_help_lists_every_command_and_imports_none() -> None:
    shown, loaded = printed_and_loaded(["--help"], ["ask", "--help"])

    assert all(f"\n  {name}" in shown for name in COMMANDS)
    assert all(f"\n  {name.replace('_', '-')} " in shown for name in VERBS)
    assert not {"numpy", "cattrs", "networkx"} & loaded
    commands = {name for name in loaded if name.startswith("causalnet.cli.commands.")}
    assert commands == {"causalnet.cli.commands.ask"}


def test_a_check_and_a_question_load_no_heavy_library() -> None:
    question = ["ask", "effect", "lawn", "wet", "--under", "rain=yes", "--json"]
    _, loaded = printed_and_loaded(["check", "lawn", "--draws", "5"], question)

    assert not HEAVY & {name.partition(".")[0] for name in loaded}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_a_module_of_its_name(name: str) -> None:
    command = import_module(f"causalnet.cli.commands.{name}").command

    assert isinstance(command, click.Command)
    assert command.name in (name, "command")
    assert command.help


def test_an_unknown_command_is_answered_with_the_nearest() -> None:
    result = run("chek")

    assert result.exit_code == 3
    assert "Error: No command 'chek'. Did you mean 'check'?\n" in result.stderr


def test_an_unknown_option_is_a_bad_call() -> None:
    assert run("check", "lawn", "--jsn").exit_code == 3


def test_an_error_of_ours_is_one_sentence_without_a_traceback() -> None:
    result = run("check", "lwn")

    assert result.exit_code == 2
    assert result.stderr.startswith("Error: There is no model, network or file 'lwn'; ")
    assert result.stderr.endswith("Did you mean 'lawn'?\n")
    assert result.stderr.count("\n") == 1


def test_an_error_is_json_where_that_was_asked_for() -> None:
    result = run("check", "lwn", "--json")

    held = json.loads(result.stdout)
    assert [*held] == ["causalnet", "verb", "sentence", "sheets", "provenance", "table", "mistakes"]
    assert held["verb"] == "check"
    assert held["sentence"].endswith("Did you mean 'lawn'?")
    assert result.stderr == ""


def test_every_command_prints_json() -> None:
    # A server speaks its own protocol.
    for name in {*COMMANDS} - {"mcp"}:
        command = import_module(f"causalnet.cli.commands.{name}").command
        groups = isinstance(command, click.Group)
        assert groups or "as_json" in [p.name for p in command.params], name


# What takes values that only Python has, or answers with what is no answer.
# `diff` is a command of its own.
NOT_ASKED = {"derivatives", "diff", "estimate", "mutilate", "pool", "scaffold", "verdicts"}


def test_every_verb_can_be_asked() -> None:
    verbs = {
        name
        for name in cn.__all__
        if inspect.isfunction(verb := getattr(cn, name))
        and verb.__module__.startswith("causalnet.questions.")
    }

    assert verbs - NOT_ASKED == {*VERBS}
