"""Files that are no TOML: what is said of them points at the line, at the place in it and at a way out."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.formats.toml_text.syntax import pointed_out

LAWN = """\
name = "lawn"
[variables.rain]
states = ["no", "yes"]  # [ no bracket
baseline = { p = [0.8, 0.2] }

[graph]
influences = [
  { cause = "rain", effect = "grass", sign = "+", strength = 3 },  # a comment, too
  { cause = "rain", effect = "moss", sign = "+", note = "a ] in text" },
]

[proposals.water]
set = { grass = "wet" }
"""


def told(text: str) -> str:
    with pytest.raises(ValueError, match=".") as caught:
        tomllib.loads(text)
    return pointed_out(text, caught.value)


def hinted(old: str, new: str) -> tuple[str, str, int]:
    """The hint, the line that is shown, and where its mark stands, once `old` reads `new`."""
    assert old in LAWN
    said, line, mark = told(LAWN.replace(old, new)).split("\n")
    assert line.startswith("    ")
    return said.partition("). ")[2], line[4:], mark.index("^") - 4


def test_the_file_the_line_and_the_place_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "lawn.toml"
    path.write_text("# mine\nname = lawn  # what else", encoding="utf-8")

    with pytest.raises(cn.errors.FileError) as caught:
        cn.load(path)

    assert str(caught.value) == (
        "'lawn.toml' is not TOML: Invalid value (at line 2, column 8). Text needs quotes: "
        'name = "lawn".\n    name = lawn  # what else\n           ^'
    )


@pytest.mark.parametrize(
    ("old", "new", "hint", "line"),
    [
        (
            "3 },  #",
            "3 }  #",
            "A comma is missing at the end of line 8, or the ] of the array that begins in line 7.",
            '  { cause = "rain", effect = "moss", sign = "+", note = "a ] in text" },',
        ),
        ('"no", "yes"', '"no" "yes"', "A comma is missing before this.", 'states = ["no" "yes"]'),
        ("0.8, 0.2", "0.8 0.2", "A comma is missing before this.", "baseline = { p = [0.8 0.2] }"),
        (
            '"rain", effect = "moss"',
            '"rain" effect = "moss"',
            "A comma is missing before this.",
            'effect = "moss"',
        ),
        (
            " },\n]\n",
            " },\n",
            "The array that begins in line 7 lacks its ] before this.",
            "[proposals.water]",
        ),
        (
            '"yes"]  # [ no bracket',
            '"yes"',
            "The array that begins in line 3 lacks its ] before this.",
            "baseline = { p = [0.8, 0.2] }",
        ),
        ("0.2] }", "0.2 }", "The array lacks its ] before this.", "p = [0.8, 0.2 }"),
        ("0.2] }", "0.2]", "An inline table { … } stays on one line and is closed there.", "0.2]"),
        (
            "0.2] }",
            '0.2],\n  basis = "judged" }',
            "An inline table { … } stays on one line, and no comma stands before its }.",
            "baseline = { p = [0.8, 0.2],",
        ),
        (
            '{ grass = "wet" }',
            '{\n  grass = "wet"\n}',
            "An inline table { … } stays on one line.",
            "set = {",
        ),
        ("0.8, 0.2", "80%, 20%", "A share is written 0.5, not 50%.", "80%"),
        ("0.8, 0.2", ".8, .2", "A number begins with a digit: 0.5, not .5.", ".8"),
        (
            '"no", "yes"',
            "no, yes",
            "Yes and no are written true and false; text needs quotes.",
            "[no",
        ),
        ('"no", "yes"', "low, high", 'Text needs quotes: "low".', "[low"),
        ('"lawn"', "lawn", 'Text needs quotes: name = "lawn".', "name = lawn"),
        ('"lawn"', "“lawn”", 'Text is written between straight quotes: "…".', "name = “lawn”"),
        ('"lawn"', "", "A value is missing here.", "name = "),
        ('= "lawn"', '== "lawn"', "One = is enough.", "name == "),
        (
            '"lawn"',
            '"lawn',
            "A quote is not closed; text of several lines is written between three quotes.",
            'name = "lawn',
        ),
        (
            '"lawn"',
            '"C:\\users"',
            "A backslash in text is written twice; between single quotes one is enough.",
            'name = "C:\\users"',
        ),
        ('name = "', 'name: "', "Write key = value, not key: value.", "name: "),
        (
            "name =",
            "größe =",
            'The key needs quotes: "größe" = …',
            "größe = ",
        ),
        (
            "[variables.rain]",
            "[variables.heavy rain]",
            'The name needs quotes: [variables."heavy rain"].',
            "[variables.heavy rain]",
        ),
        ('"yes"]', '"yes"]]', "This ] does not close anything.", '"yes"]]'),
        (
            "[proposals.water]",
            "[variables.rain]",
            "A name or key may be defined only once: see line 2.",
            "[variables.rain]",
        ),
        (
            "baseline = { p = [0.8, 0.2] }",
            "label = 'Rain'\nstates = ['x']",
            "A name or key may be defined only once: see line 3.",
            "states = ['x']",
        ),
        (
            'name = "lawn"',
            '{"name": "lawn"}',
            "A line is key = value, a [heading] or a # comment; text needs quotes on both sides.",
            '{"name": "lawn"}',
        ),
    ],
)
def test_what_may_be_meant(old: str, new: str, hint: str, line: str) -> None:
    said, shown, mark = hinted(old, new)

    assert said == hint
    assert line in shown
    assert 0 <= mark <= len(shown)


@pytest.mark.parametrize(
    ("text", "hint", "line"),
    [
        ("a = 1\nx = [\n  1,\n  2", "The array that begins in line 2 lacks its ].", "x = ["),
        (
            "a = 1\nx = [{ b = 1",
            "An inline table { … } stays on one line; the one that begins in line 2",
            "x =",
        ),
        (
            'a = 1\nx = """\n[ "b" ]\n',
            "The text that begins in line 2 lacks its three quotes at the end.",
            "x =",
        ),
        ("a = 1\nx =", "A value is missing.", "x ="),
        ("a = 1\na = 2", "A name or key may be defined only once: see line 1.", "a = 2"),
    ],
)
def test_at_the_end_of_a_file_what_is_open_is_named(text: str, hint: str, line: str) -> None:
    said = told(text)

    assert "(at end of document). " + hint in said
    assert f"\n    {line}" in said


def test_lines_that_end_as_on_windows_are_told_alike() -> None:
    broken = LAWN.replace("3 },  #", "3 }  #")

    assert told(broken.replace("\n", "\r\n")) == told(broken)


def test_the_mark_stands_below_the_place_behind_wide_and_combining_characters() -> None:
    said = told('note = ["日本", "e\u0301", lever]')

    line, mark = said.split("\n")[1:]
    # Two characters are wide, one takes no room: the mark is one further than characters say.
    assert mark.index("^") == line.index("lever") + 1


def test_a_long_line_is_cut_and_what_commands_a_terminal_is_tamed() -> None:
    long = f'x = ["{"y" * 500}", bare, "{"z" * 500}\x1b[2J"]'
    said = told(f"k = \x1b[2J{'x' * 300}")
    line, mark = told(long).split("\n")[1:]

    assert "\x1b" not in said
    assert len(line) < 100
    assert line.startswith("    …y")
    assert line.endswith("z…")
    assert line[mark.index("^") :].startswith("bare, ")


def test_a_name_of_any_length_leaves_the_message_short() -> None:
    said = told(f"k = {'x' * 1000}")
    twice = told(f"[{'x' * 1000}]\n[{'x' * 1000}]")

    assert f'k = "{"x" * 40}…".' in said
    assert len(said.split("\n")[0]) < 150
    assert len(twice.split("\n")[0]) < 300


def test_a_number_beyond_what_is_read_has_no_place() -> None:
    assert told(f"x = {'1' * 5000}").startswith("Exceeds the limit")


@pytest.mark.parametrize(
    "text",
    [
        "x = [\n1\n" + " " * 2_000_000 + "y",
        "x = [1\n" + '"""\\' * 500_000,
        "x = [\n" + "a " * 1_000_000 + "= ",
        "x = [" + "{ a = 1 }," * 100_000,
        "x = [\n" + "'a" * 1_000_000,
    ],
)
def test_a_file_that_means_harm_is_told_of_in_no_time(text: str) -> None:
    said = told(text)

    assert len(said) < 1000
