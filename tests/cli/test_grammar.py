"""Texts of a command line as interventions, findings and numbers."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet import cut, do, partial, shift
from causalnet.cli import grammar
from causalnet.errors import QuestionError

LAWN = cn.load("lawn")
ODD = cn.Network(
    {"a=b": ["x, y", "since 2"], "c": ["on", "c=on", "shift(1)"]},
    {},
    {"a=b": [0.5, 0.5], "c": [0.5, 0.25, 0.25]},
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("rain=yes", do(rain="yes")),
        (' rain = "yes" ', do(rain="yes")),
        ("rain=yes, sprinkler=off", do(rain="yes", sprinkler="off")),
        ("rain=shift(+1)", do(rain=shift(1))),
        ("rain=shift(-2)", do(rain=shift(-2))),
        ("rain=partial(yes, 0.5)", do(rain=partial("yes", 0.5))),
        ("rain={ p = { no = 0.4, yes = 0.6 } }", do(rain={"no": 0.4, "yes": 0.6})),
        ("rain={ shift = 1 }, sprinkler=on", do(rain=shift(1), sprinkler="on")),
        ("cut(rain, wet)", do(cut("rain", "wet"))),
        ("as_if(wet, rain=yes)", do(cn.as_if("wet", rain="yes"))),
        ('{ set = { rain = "yes" }, cut = [["rain", "wet"]] }', do(cut("rain", "wet"), rain="yes")),
        ("water the lawn", do(sprinkler="on")),
        ("rain=yes since 2", do(rain="yes").since(2)),
        ("rain=yes until 3", do(rain="yes").until(3)),
        ("rain=yes during 2-5", do(rain="yes").during(2, 5)),
        ("water the lawn at 0,4", do(sprinkler="on").at(0, 4)),
        (repr(do(rain="yes", sprinkler="on")), do(rain="yes", sprinkler="on")),
        (repr(do(rain="yes").during(2, 5)), do(rain="yes").during(2, 5)),
        ("do()", do()),
    ],
)
def test_an_intervention(text: str, value: object) -> None:
    assert grammar.intervention(text, LAWN) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a=b=x, y", do({"a=b": "x, y"})),
        ("a=b=since 2", do({"a=b": "since 2"})),
        ("c=c=on", do(c="c=on")),
        ("c=shift(1)", do(c="shift(1)")),
    ],
)
def test_names_and_states_that_look_like_grammar(text: str, value: object) -> None:
    assert grammar.intervention(text, ODD) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("water the lwan", "No proposal 'water the lwan'; the proposals are water the lawn. Did you mean 'water the lawn'? Write x=state, x=shift(+1), cut(x, y), or the name of a proposal."),
        ("rain, wet=no", "'rain' lacks a state. Write rain=state."),
        ("cut(rain)", "'cut(rain)': a cut takes a cause and an effect. Write cut(x, y)."),
        ("as_if(wet)", "'as_if(wet)': write as_if(y, x=low), the effect and what it sees."),
        ("rain=partial(yes, much)", "rain=partial(yes, much): 'much' is not a number. Write partial(low, 0.5)."),
        ("rain={ shft = 1 }", "rain must be a state or a table with the key p, shift, partial, given; not {'shft': 1}. Write { p = { shft = 1 } }."),
        ("rain={ p = ", "rain: '{ p =' is not a table as in a model file: Invalid value."),
        ("{ sett = 1 }", "intervention: Unknown key 'sett'; the keys are set, cut, as_if. Did you mean 'set'?"),
        ("rain=yes during 2", "'rain=yes during 2': periods are written since 2, until 3, during 2-5 or at 0,4."),
    ],
)  # fmt: skip
def test_what_is_not_an_intervention(text: str, message: str) -> None:
    with pytest.raises(QuestionError) as caught:
        grammar.intervention(text, LAWN)

    assert str(caught.value) == message


def test_findings_of_several_kinds_and_periods() -> None:
    lottery = "rain={ likelihood = { no = 0.2, yes = 0.9 } }"

    assert grammar.conditions([lottery], LAWN) == {"rain": cn.likelihood({"no": 0.2, "yes": 0.9})}
    assert grammar.conditions(["rain=yes", "wet=no at 2"], LAWN) == {
        0: {"rain": "yes"},
        2: {"wet": "no"},
    }


def test_numbers_by_name() -> None:
    assert grammar.assigned(["a=1", "b = x, y"], "--costs") == {"a": 1, "b": ["x", "y"]}
    with pytest.raises(QuestionError) as caught:
        grammar.assigned(["5"], "--costs")
    assert str(caught.value) == "--costs takes name=value, not '5'."
