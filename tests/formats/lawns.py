"""A small model and its file, and what is said of a file that is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn

LAWN = """
name = "lawn"
[variables.rain]
states = ["no", "yes"]
[variables.grass]
states = ["dry", "wet"]
[graph]
influences = [{ cause = "rain", effect = "grass", sign = "+", strength = 3 }]
"""


def lawn(**texts: str) -> cn.CausalModel:
    variables = [cn.Variable("rain", ["no", "yes"]), cn.Variable("grass", ["dry", "wet"])]
    return cn.CausalModel("lawn", variables, [cn.Influence("rain", "grass", "+", 3)], **texts)


def refused(path: Path | str) -> str:
    with pytest.raises(cn.errors.FileError) as caught:
        cn.load(path)
    return str(caught.value)


def written(folder: Path, content: str | bytes, name: str = "lawn.toml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
