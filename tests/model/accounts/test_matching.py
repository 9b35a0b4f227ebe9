"""Which variables of two models mean the same."""

import pytest

import causalnet as cn
from causalnet.model.accounts.matching import in_words_of, near_names, shared_variables


def _model(name: str, *variables: tuple[str, list[str]]) -> cn.CausalModel:
    return cn.CausalModel(name, [cn.Variable(v, states) for v, states in variables])


PAY = ("pay", ["low", "high"])
WAGES = ("wages", ["poor", "rich"])
HERE = _model("here", PAY, ("hours", ["few", "many"]))


def test_names_and_states_are_matched_as_told() -> None:
    there = _model("there", WAGES, ("luck", ["bad", "good"]))
    scale = {"poor": "low", "rich": "high"}
    matched = in_words_of(HERE, there, {"wages": ("pay", scale)})
    assert shared_variables(HERE, matched) == ("pay",)
    assert matched.variables["pay"].states == ("low", "high")
    same_name = _model("there", ("pay", WAGES[1]))
    assert in_words_of(HERE, same_name, {"pay": scale}).variables["pay"].states == ("low", "high")
    renamed = in_words_of(HERE, _model("there", ("wages", PAY[1])), {"wages": "pay"})
    assert shared_variables(HERE, renamed) == ("pay",)


def test_models_of_the_same_names_are_left_alone() -> None:
    there = _model("there", PAY)
    assert in_words_of(HERE, there) is there


@pytest.mark.parametrize(
    ("variables", "matching", "message"),
    [
        (
            [("pay", ["poor", "rich"])],
            None,
            "'pay' has the states poor, rich in there, and low, high in here. If they mean the same, say so: "
            "matching={'pay': {'poor': 'low', 'rich': 'high'}}.",
        ),
        (
            [("pay", ["low", "middling", "high"])],
            None,
            "'pay' has the states low, middling, high in there, and low, high in here. Scales of different length do "
            "not match: change one of the models.",
        ),
        (
            [("pay", ["high", "low"])],
            None,
            "'pay' has the states high, low in there, and low, high in here. The order differs: turn the scale of one "
            "of the models round.",
        ),
        (
            [("hour", ["few", "many"])],
            None,
            "here and there do not share a variable. 'hour' of there is not matched. Did you mean 'hours'? Name those "
            "that mean the same: matching={'name in the second': 'name in the first'}.",
        ),
        (
            [WAGES, PAY],
            {"wages": "pay"},
            "'wages' and 'pay' of there would both be 'pay' of here. Match one of them, and rename the other in its "
            "model.",
        ),
        (
            [WAGES],
            {"wage": "pay"},
            "No variable 'wage' of 'there'; its variables are wages. Did you mean 'wages'?",
        ),
        (
            [WAGES],
            {"wages": "bay"},
            "No variable 'bay' of 'here'; its variables are pay, hours. Did you mean 'pay'?",
        ),
        ([WAGES], {"wages": ("pay", {"poor": "lo"})}, "Did you mean 'low'?"),
    ],
)
def test_what_does_not_match_is_refused(
    variables: list[tuple[str, list[str]]], matching: dict[str, str] | None, message: str
) -> None:
    with pytest.raises((cn.errors.QuestionError, cn.errors.UnknownNameError)) as caught:
        in_words_of(HERE, _model("there", *variables), matching)
    assert message in str(caught.value)


def test_a_name_that_is_nearly_one_of_the_other_is_told() -> None:
    there = _model("there", PAY, ("hour", ["few", "many"]))
    assert [*near_names(HERE, there)] == ["'hour' of there is not matched. Did you mean 'hours'?"]
