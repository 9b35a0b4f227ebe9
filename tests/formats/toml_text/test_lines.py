"""Every key and item of a TOML text is found in the line in which it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from causalnet.formats.model_file.toml import _text
from causalnet.formats.toml_text.lines import Lines
from tests.strategies.models import models

TEXT = '''\
# a comment [x] = { "
name = "lawn" # name = "other"
description = """
[variables.rain]
states = [ "no"
"""
title = \'\'\'
"""
\'\'\'

[variables."wet \\u0067rass"]
states = [
  "no", "some",  # ]
  "yes",
]
baseline = { p = [0.5, 0.5], note = "}" }
baseline2.p = [
  0.5,
]
baseline2."the note" = 1

[[evidence]]
bears_on = ["c1"]
[[evidence]]
bears_on = [
  "c2"]
[evidence.more]
x = 1.5
[[claims.c1.checks]]
outcome = "x"
[claims.c1.checks.under]
set.x = "low"
[claims]
c2.text = "later"
[graph]
influences = [ { cause = "a", effect = "b" }, { cause = "c" },
  [1, [2,
    3]],
]
'''


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        (("name",), "name = "),
        (("description",), 'description = """'),
        (("title",), "title = "),
        (("variables", "wet grass"), '[variables."wet'),
        (("variables", "wet grass", "states"), "states = ["),
        (("variables", "wet grass", "states", 1), '"no", "some"'),
        (("variables", "wet grass", "states", 2), '"yes"'),
        (("variables", "wet grass", "baseline", "note"), "baseline = {"),
        (("variables", "wet grass", "baseline2", "p", 0), "  0.5"),
        (("variables", "wet grass", "baseline2", "the note"), 'baseline2."the note"'),
        (("evidence", 0, "bears_on"), 'bears_on = ["c1"]'),
        (("evidence", 1, "bears_on"), "bears_on = [\n"),
        (("evidence", 1, "bears_on", 0), '"c2"]'),
        (("evidence", 1, "more", "x"), "x = 1.5"),
        (("claims", "c1", "checks", 0, "outcome"), "outcome"),
        (("claims", "c1", "checks", 0, "under"), "[claims.c1.checks.under]"),
        (("claims", "c1", "checks", 0, "under", "set", "x"), "set.x"),
        (("claims", "c2", "text"), "c2.text"),
        (("claims",), "[claims]"),
        (("graph", "influences", 0, "effect"), "influences = ["),
        (("graph", "influences", 1, "cause"), "influences = ["),
        (("graph", "influences", 2, 0), "  [1, [2"),
        (("graph", "influences", 2, 1, 1), "    3]]"),
        (("graph", "nothing", "of", "the", "kind"), "[graph]"),
    ],
)
def test_the_line_of_a_path(path: tuple[str | int, ...], mark: str) -> None:
    tomllib.loads(TEXT)
    for text in (TEXT, TEXT.replace("\n", "\r\n")):
        begins = TEXT.rindex(mark) if mark.startswith("states = [") else TEXT.index(mark)
        assert Lines(text).of(path) == TEXT.count("\n", 0, begins) + 1


def test_what_stands_nowhere_has_no_line() -> None:
    assert Lines().of(("name",)) is None
    assert Lines(TEXT).of(("nothing",)) is None
    assert Lines(TEXT).at("nothing.of.the: kind") is None


def _paths(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from _paths(value, (*path, key))


@settings(deadline=None, max_examples=15)
@given(model=models())
def test_every_key_is_in_its_line_and_lines_follow_the_order_of_the_file(model: object) -> None:
    text = _text(model)
    lines, rows = Lines(text), text.split("\n")
    numbers = []
    for path in _paths(tomllib.loads(text)):
        number = lines.of(path)
        numbers.append(number or 1)
        key = path[-1]
        if isinstance(key, str) and key.isalpha() and key.isascii() and number:
            assert key in rows[number - 1]
    assert numbers == sorted(numbers)
