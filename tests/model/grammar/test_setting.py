"""Kinds of settings."""

import pytest

import causalnet as cn
from causalnet import cut, do, partial, policy, shift


@pytest.mark.parametrize(
    ("intervention", "expected"),
    [
        (do(), "do()"),
        (do(a="low"), 'do(a="low")'),
        (do({"Smoking status": "yes"}, b="no"), 'do({"Smoking status": "yes"}, b="no")'),
        (do({"class": 'a "b"'}), 'do({"class": "a \\"b\\""})'),
        (do(a={"low": 0.7, "high": 0.3}), 'do(a={"low": 0.7, "high": 0.3})'),
        (do(a=shift(-1)), "do(a=shift(-1))"),
        (do(a=partial("low", uptake=1 / 3)), 'do(a=partial("low", uptake=0.3333333333333333))'),
        (
            do(a=policy(given="b", choose={"x": "low", "y": {"low": 1.0}})),
            'do(a=policy(given="b", choose={"x": "low", "y": {"low": 1.0}}))',
        ),
        (do(cut("x", "y"), cut("a", "y")), 'do(cut("a", "y"), cut("x", "y"))'),
    ],
)
def test_how_each_kind_prints(intervention: cn.Intervention, expected: str) -> None:
    assert repr(intervention) == expected


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            lambda: do("a"),
            "do() takes cuts, as_if(…), mappings, other interventions, or x='state'; not 'a'. Write cn.do(a='high').",
        ),
        (
            lambda: do(a=1),
            '"a" is set to 1: give a state\'s name (text), a mapping from states to probabilities, '
            "shift(…), policy(…) or partial(…). States go by their names, not by numbers.",
        ),
        (
            lambda: do(cut=["b", "c"]),
            "\"cut\" is set to ['b', 'c']: give a state's name (text), a mapping from states to "
            "probabilities, shift(…), policy(…) or partial(…). To sever an influence, write "
            'do(cut("cause", "effect")).',
        ),
        (
            lambda: do(a=cut("b", "c")),
            '"a" is set to cut("b", "c"): give a state\'s name (text), a mapping from states to '
            "probabilities, shift(…), policy(…) or partial(…). Write it without a name before it: "
            'do(cut("b", "c")).',
        ),
        (
            lambda: do(a=None),
            '"a" is set to None: give a state\'s name (text), a mapping from states to '
            "probabilities, shift(…), policy(…) or partial(…).",
        ),
        (
            lambda: do(a={"low": 0.5, "high": 0.6}),
            "The probabilities {'low': 0.5, 'high': 0.6} sum to 1.1, not to 1.",
        ),
        (
            lambda: do(a={"low": 1.5, "high": -0.5}),
            "{'low': 1.5, 'high': -0.5} are not all probabilities in [0, 1].",
        ),
        (lambda: shift(0.5), "'steps' must be a whole number, got 0.5."),
        (lambda: partial("low", uptake=1.2), "Uptake is a share in [0, 1], not 1.2."),
        (
            lambda: policy(given="b", choose={"x": shift(1)}),
            "\"choose['x']\" must be a str or a mapping from a str to a number, got shift(1).",
        ),
    ],
)
def test_settings_that_make_no_sense_by_themselves(wrong: object, message: str) -> None:
    with pytest.raises(cn.errors.QuestionError) as caught:
        wrong()

    assert str(caught.value) == message


def test_numbers_of_numpys_print_as_they_would_be_written():
    import numpy as np

    under = cn.do(a={"x": np.float64(0.3), "y": np.float64(0.7)}, b=cn.shift(np.int64(-1)))
    assert repr(under) == 'do(a={"x": 0.3, "y": 0.7}, b=shift(-1))'
    assert repr(cn.partial("x", np.float32(0.5))) == 'partial("x", uptake=0.5)'


def test_a_policy_may_read_several_variables() -> None:
    choose = {
        ("x", "no"): "low",
        ("x", "yes"): {"low": 0.5, "high": 0.5},
        ("y", "no"): "high",
        ("y", "yes"): "low",
    }
    several = policy(given=["b", "c"], choose=choose)
    assert several.reads == ("b", "c")
    assert repr(several) == (
        'policy(given=["b", "c"], choose={("x", "no"): "low", ("x", "yes"): {"low": 0.5, "high": 0.5}, '
        '("y", "no"): "high", ("y", "yes"): "low"})'
    )
    assert policy(given=["b"], choose={("x",): "low"}) == policy(given="b", choose={"x": "low"})


@pytest.mark.parametrize(
    ("given", "choose", "message"),
    [
        (["b", "b"], {("x", "x"): "low"}, "one variable or several different ones"),
        ([], {}, "one variable or several different ones"),
        (["b", "c"], {"x": "low"}, "chooses for tuples of 2 states, not for 'x'"),
    ],
)
def test_a_policy_of_several_variables_chooses_for_tuples(given, choose, message) -> None:
    with pytest.raises(cn.errors.InterventionError, match=message):
        policy(given=given, choose=choose)
