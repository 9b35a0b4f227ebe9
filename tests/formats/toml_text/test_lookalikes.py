"""Signs of other keyboards, names that need quotes, and habits of other languages."""

from __future__ import annotations

import tomllib

import pytest

from causalnet.formats.toml_text.syntax import pointed_out

STRAIGHT = 'Text is written between straight quotes: "…".'


def other(sign: str, plain: str) -> str:
    return f"{sign!r} is not a sign of TOML: write '{plain}'."


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("[variables.トヨタ]", 'The name needs quotes: [variables."トヨタ"].'),
        ("[claims.①]", 'The name needs quotes: [claims."①"].'),
        ("[variables.&x] # why", 'The name needs quotes: [variables."&x"].'),
        ("[variables.a b]", 'The name needs quotes: [variables."a b"].'),
        ("[variables.1.5%]", 'The name needs quotes: [variables."1.5%"].'),
        ("[[evidence.ä]]", 'The name needs quotes: [[evidence."ä"]].'),
        ("トヨタ = 1", 'The key needs quotes: "トヨタ" = …'),
        ("x = { 原因 = 1 }", 'The key needs quotes: "原因" = …'),
        ("x = ＋1", other("＋", "+")),
        ("x = －1", other("－", "-")),
        ("x = −1", other("−", "-")),
        ("x = １", other("１", "1")),
        ("x = ［1］", other("［", "[")),
        ("［variables.a］", other("［", "[")),
        ("[variables．a]", other("．", ".")),
        ("x = [1、2]", other("、", ",")),
        ("x = { a = 1， b = 2 }", other("，", ",")),
        ("x ＝ 1", other("＝", "=")),
        ('x = "a" ＃ why', other("＃", "#")),
        ("x =\u30001", "This space (U+3000) is not an ordinary one: type it anew."),
        ("\u3000x = 1", "This space (U+3000) is not an ordinary one: type it anew."),
        ("x = \xa01", "This space (U+00A0) is not an ordinary one: type it anew."),
        ('x = "a”', STRAIGHT),
        ("x = 「a」", STRAIGHT),
        ("x = ‘a’", STRAIGHT),
        ('x = "a', "A quote is not closed."),
        ("x：1", "Write key = value, not key: value."),
        ("x = 1；", "A line ends without a mark."),
        ("x = 1;", "A line ends without a mark."),
        ("x = 50％", "A share is written 0.5, not 50%."),
        ("x = 50%", "A share is written 0.5, not 50%."),
        ("x = 1,5", "A number has a decimal point: 1.5, not 1,5."),
        ("x = 5.", "A digit follows the point: 5.0, not 5."),
        ("x = 01", "A number does not begin with a zero: 1, not 01."),
        ("x = 1 y = 2", "Each key = value needs a separate line."),
        ("// why", "A comment begins with #."),
        ("= 1", "A key is missing before the =."),
        ("variables.a]", "A heading is written in brackets: [variables.a_name]."),
        ("x = (1, 2)", "An array is written in square brackets: [1, 2]."),
        ("x = （1, 2）", "An array is written in square brackets: [1, 2]."),
        (
            "x = 1\ry = 2",
            "Lines end in carriage returns alone: save the file with line feeds (LF or CRLF).",
        ),
        ("x\u202ey = 1", "An invisible character (U+202E) stands here: delete it."),
        ("x\x00 = 1", "An invisible character (U+0000) stands here: delete it."),
        ("x\ty = 1", 'The key needs quotes: "x\\ty" = …'),
        ("x = [1;2]", "Write a comma, not a semicolon."),
        ("[a..b]", "A key is missing here."),
    ],
)
def test_what_is_meant_by_a_sign(line: str, hint: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(line)

    said = pointed_out(line, caught.value).split("\n")[0]
    assert said.partition("). ")[2] == hint
