"""Parts of a model file that are written as one would in another language or in a spreadsheet."""

from __future__ import annotations

import tomllib

import pytest

import causalnet as cn
from causalnet.formats.model_file.decode import decode
from causalnet.formats.toml_text.syntax import pointed_out

MODEL = """
name = "jam"
[variables.tax]
states = ["few", "many"]
{variable}
[variables.jam]
states = ["few", "some", "many"]
[sources.memo]
[claims.c]
text = "Taxes raise jams."
source = "memo"
checks = [{check}]
[graph]
influences = [{{ cause = "tax", effect = "jam", sign = "+", strength = {strength}, claims = {claims} }}]
"""
SET = 'under = { set = { tax = "many" } }'


def mistakes(
    variable: str = "", check: str = "", strength: str = "1", claims: str = "[]"
) -> list[str]:
    text = MODEL.format(variable=variable, check=check, strength=strength, claims=claims)
    with pytest.raises(cn.errors.ModelError) as caught:
        decode(tomllib.loads(text))
    return [str(mistake) for mistake in caught.value.mistakes]


ORDER = "in the order of the states."
BASELINES = {
    "{ few = 0.4, many = 0.6 }": f" lacks the key 'p'. Write p = [0.4, 0.6], {ORDER}",
    "{ many = 60, few = 40 }": f" lacks the key 'p'. Write p = [0.4, 0.6], {ORDER}",
    "{ few = 0.4 }": f" has no number for the state 'many'. Write p = [0.4, …], {ORDER}",
    "{ few = 0.4, mny = 0.6 }": ": No state 'mny'; the states are few, many. Did you mean 'many'?",
    "{ p = { few = 0.4 } }": f".p has no number for the state 'many'. Write p = [0.4, …], {ORDER}",
    "{ p = { few = 0.4, mny = 0.6 } }": ".p: No state 'mny'; the states are few, many. Did you mean 'many'?",
    "[0.4, 0.6]": " must be a table such as { p = [0.8, 0.2] }, not [0.4, 0.6]. Write { p = [0.4, 0.6] }.",
    '"0,4|0,6"': " must be a table such as { p = [0.8, 0.2] }, not '0,4|0,6'. Write { p = [0.4, 0.6] }.",
    "0.4": " must be a table such as { p = [0.8, 0.2] }, not 0.4. "
    "Write { p = [0.4, …] }, one number for each state.",
    "{ p = 0.4 }": ".p must be an array of numbers, not 0.4. Write [0.4, …], one number for each state.",
    "{ p = [0,4, 0,6] }": ".p: [0, 4, 0, 6] are 4 numbers, with commas in place of decimal points. "
    "Write [0.4, 0.6].",
    '{ p = "0.4/0.6" }': ".p must be an array of numbers, not '0.4/0.6'. Write [0.4, 0.6].",
    "{ weigth = 3 }": ": Unknown key 'weigth'; the keys are p, weight, basis, note. Did you mean 'weight'?",
}  # fmt: skip


@pytest.mark.parametrize(("written", "message"), BASELINES.items())
def test_a_baseline_that_is_written_otherwise(written, message):
    assert mistakes(f"baseline = {written}")[0] == f"variables.tax.baseline{message}"


@pytest.mark.parametrize("written", ['"context,lever"', '["context,lever"]', '"context | lever"'])
def test_two_roles_in_one_text(written):
    held = tomllib.loads(f"role = {written}")["role"]
    assert mistakes(f"role = {written}") == [
        f'variables.tax.role holds several roles in one text: {held!r}. Write ["context", "lever"].'
    ]


SIZE = "A size is by = 0.1 for a change, or threshold = 0.1 for a level."
CHECKS = {
    f'outcome = "jam", direction = "rises", {SET}, at_least = 0.1':
        f": at_least must be a state of the outcome, not 0.1. {SIZE}",
    f'outcome = "jam", direction = "rises", {SET}, at_least = "mny"':
        ": No state 'mny' of 'jam'; its states are few, some, many. Did you mean 'many'?",
    f'outcome = "jam", direction = "rises", {SET}, by = "10%"':
        ": by must be a number, not '10%'. It is in states of the outcome, not in percent.",
    'outcome = "jam", direction = "exceeds", threshold = "0.3"':
        ": threshold must be a number, not '0.3'. Write 0.3, without quotes.",
    'outcome = "jam", direction = "rises"':
        " lacks the key 'under': 'rises' speaks of a change. Write under = { set = { x = \"high\" } }.",
    'outcome = "jam", direction = "rises", under = "tax = many"':
        ": under must be a table such as { set = { x = \"low\" } }, not 'tax = many'.",
    'outcome = "jam", direction = "rises", under = { tax = "many" }':
        ": under lacks the key 'set'. Write set = { tax = \"many\" }.",
    'outcome = "jam", direction = "rises", do = { tax = "many" }':
        ": Unknown key 'do'; the keys are outcome, direction, under, versus, given, by, at_least, "
        "threshold, at. Did you mean 'under'?",
    'outcome = "jam", direction = "rises", under = { set = { tax = { few = 40, many = 60 } } }':
        ": under.set.tax must be a state or a table with the key p, shift, partial, given; "
        "not {'few': 40, 'many': 60}. Write { p = { few = 0.4, many = 0.6 } }.",
}  # fmt: skip


@pytest.mark.parametrize(("written", "message"), CHECKS.items())
def test_a_check_that_is_written_otherwise(written, message):
    assert mistakes(check=f"{{ {written} }}") == [f"claims.c, check 1{message}"]


def test_a_check_in_words():
    assert mistakes(check='"jam rises"') == [
        'claims.c, check 1 must be a table such as { outcome = "y", direction = "rises", '
        "under = { set = { x = \"high\" } } }, not 'jam rises'."
    ]


STRENGTHS = {
    '"0,4"': "No strength '0,4'; there are no strengths. Write 0.4, without quotes.",
    '"0,2/0,4"': "No strength '0,2/0,4'; there are no strengths. Write [0.2, 0.4], without quotes.",
    '"80%"': "No strength '80%'; there are no strengths. A strength is in log-odds per step, not in "
    "percent. Write 0.8 if that is meant.",
}  # fmt: skip


@pytest.mark.parametrize(("written", "message"), STRENGTHS.items())
def test_a_strength_in_quotes(written, message):
    assert mistakes(strength=written) == [f"influence tax → jam: {message}"]


FORMS = "a number, [low, high], [low, mode, high] or { low = …, mode = …, high = … }, or a word from [strengths]"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("[0,2, 0,4]", "not [0, 2, 0, 4]. Write [0.2, 0.4], with decimal points."),
        ("[1, 2, 3, 4.5]", "not [1, 2, 3, 4.5]. Write two or three numbers."),
    ],
)
def test_a_range_of_too_many_numbers(written, hint):
    found = mistakes(strength=written)
    assert found == [f"influence tax → jam: strength must be {FORMS}; {hint}"]


def test_two_claims_in_one_text():
    claims = '"c,d"'
    text = MODEL.format(variable="", check="", strength="1", claims=f"[{claims}]")
    with pytest.raises(cn.errors.ModelError) as caught:
        decode(
            tomllib.loads(
                text.replace("[claims.c]", '[claims.d]\ntext = "t"\nsource = "memo"\n[claims.c]')
            )
        )
    assert [str(mistake) for mistake in caught.value.mistakes] == [
        "influence tax → jam: No claim 'c,d'; the claims are d, c. Put each in separate quotes: 'c', 'd'."
    ]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("p = { few = 0,4, many = 0,6 }", "A number has a decimal point: 0.4, not 0,4."),
        ("p = { few = 0.4, all day = 0.6 }", 'The key needs quotes: "all day" = …'),
        ("sign = +", 'A sign needs quotes: sign = "+".'),
        ("a = { p = 0.4/0.6 }", "Numbers are written in an array: [0.4, 0.6]."),
    ],
)
def test_a_line_that_is_not_toml(line, hint):
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(line)
    assert hint in pointed_out(line, caught.value)
