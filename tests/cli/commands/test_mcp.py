"""``causalnet mcp`` without the extra."""

from __future__ import annotations

import importlib.util

import pytest
from click.testing import CliRunner

from causalnet.cli.main import main


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    done = CliRunner().invoke(main, ["mcp", "lawn"])

    assert done.exit_code == 3
    assert done.stderr == "Error: The package mcp is not installed: pip install 'causalnet[mcp]'.\n"
