"""Pairs of states that everybody reads in one direction."""

import pytest

import causalnet as cn
from causalnet.network.opposite_states import PAIRS, affirmed_state


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_affirmed_does_not_depend_on_the_order(pair):
    assert affirmed_state(pair) == affirmed_state(pair[::-1]) == pair[0]


@pytest.mark.parametrize(
    "states",
    [["red", "green"], ["low", "middle", "high"], ["yes", "maybe"], ["yes", "Yes"], ["yes"]],
)
def test_what_is_not_obvious_is_not_guessed(states):
    assert affirmed_state(states) is None


@pytest.fixture(scope="module")
def asia() -> cn.Network:
    """A network as repositories have it: every variable is yes or no, in that order."""
    return cn.load("asia")


def test_a_network_of_yes_before_no_is_not_read_upside_down(asia):
    assert asia.states["dysp"] == ("yes", "no")
    found = cn.levers(asia, "dysp")
    assert found.measure.state == "yes"
    assert (found[0].variable, found[0].state) == ("bronc", "yes")
    assert found.sentence.startswith(
        "Setting bronc to yes raises the probability that dysp is yes a lot: by 37 "
    )
    assert "expected level" not in str(found)


def test_every_verb_about_a_change_says_which_state_it_means(asia):
    smoke = cn.do(smoke="yes")
    answers = [
        cn.effect(asia, "dysp", under=smoke),
        cn.compare(asia, "dysp", [smoke]),
        cn.pairs(asia, "dysp", ["smoke", "bronc"]),
        cn.routes(asia, "dysp", under=smoke),
    ]
    for answer in answers:
        told = " ".join(str(answer).split())
        assert "raises the probability that dysp is yes" in told
        assert "expected level" not in told
    named = cn.effect(asia, ("dysp", "no"), under=smoke)
    assert "lowers the probability that dysp is no" in named.sentence


def test_states_that_say_neither_yes_nor_no_are_still_asked_for():
    colours = cn.Network(
        {"x": ["red", "green"], "y": ["red", "green"]},
        {"y": ["x"]},
        {"x": [0.5, 0.5], "y": [[0.9, 0.1], [0.2, 0.8]]},
    )
    with pytest.raises(cn.errors.QuestionError, match="needs a state of 'y'"):
        cn.levers(colours, "y")
