"""The group of commands: listing, errors and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from causalnet.cli.main import COMMANDS
from tests.cli.calls import run

ROOT = Path(__file__).parents[2]


def test_help_lists_every_command_and_imports_none() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from causalnet.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print('loaded:', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    shown, _, loaded = done.stdout.rpartition("loaded:")

    assert all(f"\n  {name}" in shown for name in COMMANDS)
    assert not {"numpy", "cattrs", "networkx"} & {*loaded.split()}
    assert [name for name in loaded.split() if name.startswith("causalnet.cli.commands.")] == []


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
