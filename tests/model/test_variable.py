"""Variables and baselines: what they fill in, and what is wrong with them."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet import Baseline, Variable
from tests.toys import AB


def test_a_label_is_made_from_the_name() -> None:
    assert Variable("wet_grass", ["no", "yes"]).label == "Wet grass"
    assert Variable("wet_grass", ["no", "yes"], label="Is it wet?").label == "Is it wet?"


def test_a_state_has_a_position_on_the_scale() -> None:
    rain = Variable("rain", ["none", "some", "much"])

    assert rain.index("much") == 2
    with pytest.raises(cn.errors.UnknownNameError) as caught:
        rain.index("mcuh")
    assert str(caught.value) == (
        "No state 'mcuh' of 'rain'; its states are none, some, much. Did you mean 'much'?"
    )


def test_it_is_frozen_and_hashes() -> None:
    rain = Variable("rain", ["no", "yes"], Baseline([0.8, 0.2]))

    assert rain == Variable("rain", ("no", "yes"), Baseline((0.8, 0.2)))
    assert len({rain, Variable("rain", ["no", "yes"], Baseline([0.8, 0.2]))}) == 1
    with pytest.raises(AttributeError):
        rain.name = "sun"


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        ({"name": ""}, ["name: '' is empty or has white space around it."]),
        ({"name": "a\n"}, ["name: 'a\\n' is empty or has white space around it."]),
        ({"name": "a\nb"}, ["name: 'a\\nb' holds a character that cannot be printed."]),
        ({"name": 3}, ["name must be a string, not 3."]),
        ({"states": []}, ["states is empty. Name the states from low to high."]),
        ({"states": ["x", "y", "x"]}, ["states repeats the state 'x'."]),
        ({"states": ["x", 2]}, ["states, item 2 must be a string, not 2."]),
        (
            {"roles": ["leaver"]},
            [
                "roles, item 1 must be 'context', 'lever', 'mediator' or 'outcome', not 'leaver'. "
                "Did you mean 'lever'?"
            ],
        ),
        (
            {"states": ["x", "x"], "name": " a", "meanings": ["one"]},
            [
                "name: ' a' is empty or has white space around it.",
                "states repeats the state 'x'.",
                "meanings: 1 meanings for 2 states (x, x).",
            ],
        ),
        (
            {"baseline": Baseline([0.2, 0.3, 0.5])},
            ["baseline.p: 3 probabilities for 2 states (no, yes)."],
        ),
    ],
)
def test_every_mistake_in_a_variable_is_reported(
    fields: dict[str, object], messages: list[str]
) -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        Variable(**({"name": "rain", "states": ["no", "yes"]} | fields))

    assert [str(mistake) for mistake in caught.value.mistakes] == messages


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"p": [0.5, 0.6]}, "p: [0.5, 0.6] sum to 1.1, not to 1."),
        ({"p": [1.5, -0.5]}, "p: [1.5, -0.5] are not all probabilities in [0, 1]."),
        ({"p": [True, 0]}, "p, item 1 must be a number, not True. (Baseline)"),
        ({"p": [float("nan"), 1]}, "p: [nan, 1] are not all probabilities in [0, 1]."),
        ({"p": []}, "p: [] sum to 0, not to 1."),
        ({"p": [1], "weight": 0}, "weight must be a positive number, not 0."),
        (
            {"p": [1], "basis": "juged"},
            "basis must be 'evidenced' or 'judged', not 'juged'. Did you mean 'judged'?",
        ),
    ],
)
def test_what_is_no_baseline(fields: dict[str, object], message: str) -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        Baseline(**fields)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("label", "mark", "plain"),
    [
        ("Wet\tgrass", "\\t", "Wet grass"),
        ("Wet\ngrass", "\\n", "Wet grass"),
        ("Wet\x1b[31mgrass", "\\x1b", "Wet[31mgrass"),
        ("Wet\u202egrass", "\\u202e", "Wetgrass"),
        ("Wet\u2028grass", "\\u2028", "Wet grass"),
    ],
)
def test_a_label_holds_no_control_character(label: str, mark: str, plain: str) -> None:
    told = f"label: {label!r} holds the control character '{mark}'. Write {plain!r}."
    with pytest.raises(cn.errors.ModelError) as caught:
        Variable("wet", ["no", "yes"], label=label)
    assert str(caught.value) == told
    with pytest.raises(cn.errors.ModelError, match="title: .* holds the control character"):
        cn.CausalModel("lawn", [Variable("wet", ["no", "yes"])], title=label)


@pytest.mark.parametrize("label", ["20\u00a0% of it", "می\u200cخواهم", "👩\u200d🌾"])
def test_a_label_may_hold_what_its_script_needs(label: str) -> None:
    assert Variable("wet", ["no", "yes"], label=label).label == label


def test_a_variable_of_a_model_with_a_single_state_is_refused_and_one_of_a_network_is_not():
    with pytest.raises(cn.errors.ModelError, match="A variable needs at least two"):
        cn.Variable("q", ["t"], cn.Baseline([1.0]))
    network = cn.Network(
        {"y": AB, "q": ["t"]}, {"q": ["y"]}, {"y": [0.5, 0.5], "q": [[1.0], [1.0]]}
    )
    assert cn.query(network, "y", given={"q": "t"}).p == pytest.approx([0.5, 0.5])


def test_readers_see_the_labels_of_states() -> None:
    jams = Variable("jams", ["low", "high"], state_labels=["clear roads", "渋滞"])

    assert jams.state_label("high") == "渋滞"
    assert jams.shown_states == ("clear roads", "渋滞")
    assert jams.states == ("low", "high")
    assert Variable("jams", ["low", "high"]).state_label("low") == "low"
    with pytest.raises(cn.errors.UnknownNameError, match="No state 'hihg' of 'jams'"):
        jams.state_label("hihg")


def test_labels_that_are_the_states_change_nothing() -> None:
    plain = Variable("jams", ["low", "high"])
    assert Variable("jams", ["low", "high"], state_labels=["low", "high"]) == plain


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (["clear"], "state_labels: 1 label for 2 states (low, high)."),
        (["clear", "jam", "x"], "state_labels: 3 labels for 2 states (low, high)."),
        (["jam", "jam"], "state_labels repeats the label 'jam'."),
        (
            ["clear", " "],
            "state_labels has no label for 'high'. Write one, or leave state_labels out.",
        ),
        (
            ["clear", "a\tb"],
            "state_labels: 'a\\tb' holds the control character '\\t'. Write 'a b'.",
        ),
    ],
)
def test_each_state_has_one_label(labels: list[str], message: str) -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        Variable("jams", ["low", "high"], state_labels=labels)
    assert [str(m) for m in caught.value.mistakes] == [message]
