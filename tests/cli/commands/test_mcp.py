"""``causalnet mcp``: what it refuses before it serves."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner

import causalnet as cn
from causalnet.cli.main import main


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    done = CliRunner().invoke(main, ["mcp", "lawn"])

    assert done.exit_code == 3
    assert done.stderr == "Error: The package mcp is not installed: pip install 'causalnet[mcp]'.\n"


def test_a_causal_map_has_no_states_to_ask_about(tmp_path: Path) -> None:
    path = tmp_path / "farm.csv"
    cn.save(cn.CausalMap("farm", [cn.Link("rain", "harvest", "+")]), path)
    done = CliRunner().invoke(main, ["mcp", str(path)])

    assert done.exit_code == 3
    assert done.stderr == (
        f"Error: Expected a model or a network, got the CausalMap in {path}. A causal map becomes a model with "
        "causalnet convert MAP MODEL.toml.\n"
    )
