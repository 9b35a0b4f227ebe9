"""Whatever slip is made in a model file, one error of ours says in which line it is."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import pytest

import causalnet as cn
from tests.formats.model_file import broken


def told(folder: Path, text: str) -> cn.errors.ModelError | cn.errors.FileError | None:
    path = folder / "water.toml"
    path.write_text(text)
    try:
        cn.load(path)
    except (cn.errors.ModelError, cn.errors.FileError) as error:
        return error
    return None


def lines(error: object) -> list[int]:
    return [int(number) for number in re.findall(r"line (\d+)", str(error))]


def test_the_whole_file_is_fine(tmp_path: Path) -> None:
    assert told(tmp_path, broken.WHOLE) is None


def test_a_key_with_a_letter_left_out_is_named_in_its_line_with_the_one_that_is_meant(
    tmp_path: Path,
) -> None:
    count = 0
    for line, key, text in broken.misspelt():
        error = told(tmp_path, text)
        assert isinstance(error, cn.errors.ModelError), key
        # What is left out with the key may be missed elsewhere.
        own = [str(m) for m in error.mistakes if f"Did you mean {key!r}?" in str(m)]
        if line in (10, 44, 45, 46):  # a word for a strength; keys that have no table of their own
            assert lines(error), key
        else:
            assert [lines(text)[0] for text in own] == [line], (key, str(error))
        count += 1
    assert count > 80


WRONG = ["5", "1.5", "true", "nan", "1979-05-27", "{ a = 1 }", "[5]", '["zzz"]', '"\\u202e"']


@pytest.mark.parametrize("value", WRONG)
def test_a_value_of_the_wrong_type_is_told_in_its_line(value: str, tmp_path: Path) -> None:
    silent = []
    # Every third place, by turns: each place has a number, something odd, and a list or a text put in it.
    places = islice(broken.replaced(value), WRONG.index(value) % 3, None, 3)
    for line, old, text in places:
        error = told(tmp_path, text)
        if error is None:
            silent.append(old)
            continue
        # New states are fine by themselves, and are missed where the old ones are named.
        assert line in lines(error) or "states are" in str(error) or "states (" in str(error), (
            old,
            str(error),
        )
        assert "\u202e" not in str(error)
        if len(error.args) and isinstance(error, cn.errors.ModelError):
            assert all(mistake.line for mistake in error.mistakes)
            assert [m.line for m in error.mistakes] == sorted(m.line or 0 for m in error.mistakes)
    assert len(silent) < 15


def test_a_line_that_stands_twice_is_told(tmp_path: Path) -> None:
    for line, row, text in broken.doubled():
        error = told(tmp_path, text)
        assert isinstance(error, cn.errors.FileError), row
        assert {line, line - 1} & {*lines(error)}, (row, str(error))
