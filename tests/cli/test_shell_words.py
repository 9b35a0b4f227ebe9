"""Hints that are written for Python, as they are typed on a command line."""

from __future__ import annotations

import shlex
from importlib import import_module

import click
import pytest

import causalnet as cn
from causalnet.cli.shell_words import ASKED, OPTIONS, shell_words
from causalnet.cli.verbs import QUESTIONS, VERBS, verb_arguments
from tests.cli.calls import run


def test_the_options_are_those_of_the_verbs() -> None:
    found = set[str]()
    for name, verb in VERBS.items():
        function = getattr(import_module(QUESTIONS + verb.module), name)
        asked = verb_arguments(function, verb.skipped, verb.renamed).arguments
        found |= {a.name for a in asked if isinstance(a.shown, click.Option)}

    assert found <= OPTIONS
    assert {*VERBS} == ASKED


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Write choose={'x': ['z']}: x is decided.", "Write --choose x=z: x is decided."),
        ("matching={'a b': 'c'}.", '--matching "a b=c".'),
        ("matching={'pay': {'very low': 'low'}}.", "--matching 'pay={ \"very low\" = \"low\" }'."),
        ("given={'x': 'low', 'y': 'high'}", "--given x=low --given y=high"),
        ('No variable has the role "outcome": say outcome=….', 'No variable has the role "outcome": say --outcome ….'),
        ("weights={'anna': …}", "--weights {'anna': …}"),
        ("\"costs['bus']\" must be a mapping from a str to a number, got 1.", "--costs bus must be a table such as { low = 1, high = 2 }, got 1."),
        ("There is nothing to learn from: give a frame, episodes=, or both.", "There is nothing to learn from: give a CSV file with --frame."),
        ("Write cn.Panel({'anna': …, 'ben': …}) for one", "Write a table such as { anna = 1, ben = 2 } in the file for one"),
        ("such as cn.load('toll.toml')", "such as toll.toml"),
        ("which cn.by_signs takes; cn.save writes it.", "which causalnet ask by-signs takes; causalnet convert writes it."),
        ("under do(rain=\"yes\"), x=low and toll=full", "under do(rain=\"yes\"), x=low and toll=full"),
    ],
)  # fmt: skip
def test_a_hint_is_as_it_is_typed(written: str, typed: str) -> None:
    assert shell_words(written) == typed


def test_what_a_hint_says_is_understood() -> None:
    result = run("ask", "decide", "lawn", "wet")
    assert result.exit_code == 3
    assert "Write --choose x=z:" in result.stderr
    assert run("ask", "decide", "lawn", "wet", "--choose", "sprinkler=rain").exit_code == 0

    hint = shell_words("Say matching={'wages': {'poor': 'low'}}.").split(" ", 1)[1].rstrip(".")
    assert shlex.split(hint) == ["--matching", 'wages={ poor = "low" }']


def test_a_missing_file_is_named_without_python() -> None:
    error = run("show", "nothing").stderr
    assert "such as nothing.toml for a model or nothing.bif for a network" in error
    with pytest.raises(cn.errors.FileError, match=r"cn\.load\('nothing.toml'\)"):
        cn.load("nothing")
