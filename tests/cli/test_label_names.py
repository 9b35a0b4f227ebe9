"""Labels in any script stand for names on a command line."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet.cli.label_names import by_names


@pytest.fixture(scope="module")
def japan() -> cn.CausalModel:
    return cn.load("japan_software")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("language_barrier", "language_barrier"),
        ("言語の壁", "language_barrier"),
        ("Language barrier", "language_barrier"),
        ("言語の壁=低い", "language_barrier=low"),
        ("language_barrier=低い since 2", "language_barrier=low since 2"),
        ("言語の壁=low", "language_barrier=low"),
        ("多重下請け構造=深い（3次以降）", "multi_layer_outsourcing=deep"),
        ("内製化を進める", "build in house"),
        ("build in house", "build in house"),
        ("なにか", "なにか"),
        ("cut(a, b)", "cut(a, b)"),
    ],
)
def test_a_label_becomes_a_name(japan: cn.CausalModel, text: str, named: str) -> None:
    assert by_names(text, japan) == named
    assert by_names((text, 3), japan) == (named, 3)
    assert by_names(text, "no model") == text
