"""What a shell offers for a word that is begun."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete

from causalnet.cli.main import main
from tests.cli.calls import run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_that_of_the_shell(shell: str) -> None:
    assert "_CAUSALNET_COMPLETE" in run("completion", shell).stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ch", ["check"]),
        ("check la", ["lawn"]),
        ("ask adj", ["adjustment-sets"]),
        ("ask verdict lawn wet ri", ["rises"]),
        ("ask query lawn w", ["wet"]),
        ("ask query lawn wet,r", ["wet,rain"]),
        ("ask query asia dy", ["dysp"]),
        ("ask effect lawn wet --un", ["--under"]),
        ("ask effect lawn wet --under wat", ["water the lawn"]),
        ("ask effect lawn wet --under r", ["rain="]),
        ("ask effect lawn wet --under rain=", ["rain=no", "rain=yes"]),
        ("ask query lawn wet --given sprinkler=o", ["sprinkler=off", "sprinkler=on"]),
        ("draw lawn --focus we", ["wet"]),
        ("ask query nowhere.toml w", []),
    ],
)
def test_what_is_offered(typed: str, offered: list[str]) -> None:
    *words, start = typed.split()
    shell = ShellComplete(main, {}, "causalnet", "_CAUSALNET_COMPLETE")

    found = shell.get_completions(words, start)
    assert [one.value for one in found if one.type == "plain"] == offered
