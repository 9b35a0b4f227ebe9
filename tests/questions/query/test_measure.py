"""The measure of an outcome: its expected level, or the probability of a state."""

import pytest

import causalnet as cn
from causalnet.questions.query.measure import measure_of

NETWORK = cn.Network(
    {"y": ["a", "b", "c"], "x": ["no", "yes"]}, {}, {"y": [0.2, 0.3, 0.5], "x": [1, 0]}
)


def measured(outcome, network=NETWORK):
    return measure_of(network, network, outcome, verb="effect")


def test_a_level_counts_the_states_and_a_probability_one_of_them():
    level, chance = measured("y", NETWORK.with_order("y")), measured(("y", "b"))
    assert (level.weights.tolist(), chance.weights.tolist()) == ([0, 1, 2], [0, 1, 0])
    assert (level.quantity, chance.quantity) == ("expected level", "P(b)")
    assert (str(level), str(chance)) == ("y", "P(y = b)")
    assert (level.subject, chance.subject) == (
        "the expected level of y",
        "the probability that y is b",
    )


def test_more_of_the_lowest_state_is_a_fall_and_of_a_middle_one_neither():
    assert [measured(("y", s)).upward(0.1) for s in "abc"] == [-0.1, 0, 0.1]


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        ("y", "Nobody has declared that the states of 'y'"),
        ("z", "No variable 'z'"),
        (("y", "d"), "No state 'd' of 'y'"),
        (("y", "x"), "takes one outcome; 'y' and 'x' are two variables"),
        (["y"], "takes one outcome: a variable's name, or a pair"),
    ],
)
def test_what_is_not_an_outcome_is_refused(outcome, message):
    with pytest.raises(cn.errors.CausalnetError, match=message):
        measured(outcome)
