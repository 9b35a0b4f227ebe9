"""What is known of a case stands in for what is observed, and for nothing else."""

import pytest

import causalnet as cn
from causalnet.questions.query.known_case import known_advice, observed_or_known, told_known

LAWN = cn.load("lawn")
MONDAY = LAWN.for_case("last Monday", {"wet": "yes"})


@pytest.mark.parametrize(
    ("model", "observed", "expected"),
    [
        (MONDAY, None, ({"wet": "yes"}, "last Monday")),
        (MONDAY, {}, ({}, "")),
        (MONDAY, {"rain": "no"}, ({"rain": "no"}, "")),
        (LAWN, None, ({}, "")),
        (LAWN.for_case("last Monday", {}), None, ({}, "")),
        (LAWN.for_case("", {"wet": "no"}), None, ({"wet": "no"}, "today")),
        (cn.compile_model(MONDAY), None, ({}, "")),
    ],
)
def test_the_question_comes_first_then_the_case(model, observed, expected):
    assert observed_or_known(model, observed) == expected


def test_advice_is_given_where_the_model_knows_it():
    assert known_advice("") == ""
    assert known_advice("last Monday").endswith("or observed={} for nothing.")
    assert told_known("last Monday", 'wet="yes" and rain="no"') == (
        'Observed, as is known of last Monday: wet="yes" and rain="no".'
    )
