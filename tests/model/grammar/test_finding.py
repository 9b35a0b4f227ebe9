"""Findings, and in which period they count."""

import pytest

import causalnet as cn
from causalnet.model.grammar.finding import timed_findings


def test_findings_by_period():
    found = timed_findings({"x": "a", 2: {"y": {"b", "c"}}})
    assert found[0]["x"] == "a"
    assert found[2]["y"] == frozenset({"b", "c"})


@pytest.mark.parametrize("argument", ["observed", "given"])
@pytest.mark.parametrize(
    ("found", "message"),
    [
        ({"wet": ["yes"]}, "The finding for \"wet\" is ['yes']: give a state, a set of states"),
        ({"wet": {"yes": 0.5}}, "The finding for \"wet\" is {'yes': 0.5}: give a state, a set"),
        ({1: "yes"}, "={1: …} takes the findings of that period, such as {'x': 'low'}, not 'yes'."),
        ({-1: {"wet": "yes"}}, "= takes variables (found today) or periods from 0 on, not -1."),
    ],
)
def test_a_finding_that_is_none_is_told_with_its_argument(argument, found, message):
    with pytest.raises(cn.errors.QuestionError) as caught:
        timed_findings(found, argument)
    assert (argument if message.startswith("=") else "") + message in str(caught.value)
    if argument == "observed":
        with pytest.raises(cn.errors.QuestionError) as asked:
            cn.counterfactual(cn.load("lawn"), "wet", under=cn.do(rain="no"), observed=found)
        assert str(asked.value) == str(caught.value)
