"""Panels: numbers and baselines that several people judged."""

import pickle

import pytest

import causalnet as cn
from causalnet.errors import ModelError, QuestionError, UnknownNameError
from causalnet.model.judgements.panel import Panel, judged_by_several, one_judgement

SAID = cn.Panel({"anna": cn.pert(0.2, 0.8, 1.6), "ben": cn.interval(-1, 0.5, zero=0.1), "cleo": 2})


def test_its_range_is_the_hull_of_what_anybody_thought_possible() -> None:
    assert SAID.range == (-1, 2)
    assert (SAID.low, SAID.high) == (-1, 2)
    assert cn.Panel({"anna": cn.interval(1, 2, zero=0.5)}).range == (0, 2)


def test_a_bare_number_is_a_fixed_judgement() -> None:
    assert SAID["cleo"] == cn.fixed(2)


def test_it_prints_who_said_what() -> None:
    assert str(SAID) == "anna 0.2/0.8/1.6; ben -1/0.5, 10% at zero; cleo 2"
    assert str(cn.Panel({"a": cn.Baseline([0.8, 0.2])})) == "a 0.8/0.2"


def test_the_order_of_people_does_not_count_and_it_survives_pickling() -> None:
    turned = cn.Panel({"b": 1, "a": cn.fixed(2)})
    assert turned == cn.Panel({"a": 2, "b": 1})
    assert hash(turned) == hash(cn.Panel({"a": 2, "b": 1}))
    assert pickle.loads(pickle.dumps(SAID)) == SAID


def test_a_stranger_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'anna'"):
        SAID["ana"]


@pytest.mark.parametrize(
    ("judged", "message"),
    [
        ({}, "is empty. Name at least one person"),
        ({"a": "strong"}, "must be judgements, or all of them baselines, not str"),
        ({"a": cn.fixed(1), "b": cn.Baseline([0.5, 0.5])}, "not Baseline and Judgement"),
        ({"": 1}, "judged"),
        ([1, 2], "must be a mapping"),
    ],
)
def test_wrong_panels_are_refused(judged, message) -> None:
    with pytest.raises(ModelError, match=message):
        cn.Panel(judged)


def test_each_place_takes_its_own_kind() -> None:
    baselines = cn.Panel({"a": cn.Baseline([0.5, 0.5])})
    with pytest.raises(ModelError, match="strength must be a panel in which each is a Judgement"):
        cn.Influence("x", "y", "+", baselines)
    with pytest.raises(ModelError, match="amount must be a panel in which each is a Judgement"):
        cn.Modifier("x", "y", "z", baselines, "+")
    with pytest.raises(ModelError, match="baseline must be a panel in which each is a Baseline"):
        cn.Variable("x", ["l", "h"], SAID)
    with pytest.raises(ModelError, match="baseline.ben.p: 3 probabilities for 2 states"):
        cn.Variable(
            "x",
            ["l", "h"],
            cn.Panel({"anna": cn.Baseline([0.5, 0.5]), "ben": cn.Baseline([0.2, 0.3, 0.5])}),
        )
    with pytest.raises(
        ModelError, match="strengths.weak must be a panel in which each is a Judgement"
    ):
        cn.CausalModel("m", [], strengths={"weak": baselines}, sources=[cn.Source("a")])


def test_one_number_is_not_guessed_from_several() -> None:
    assert one_judgement("a → b", cn.fixed(1)) == cn.fixed(1)
    with pytest.raises(QuestionError) as raised:
        one_judgement("a → b", Panel({"anna": cn.fixed(1), "ben": cn.fixed(2)}))
    assert str(raised.value) == str(judged_by_several("a → b", Panel({"anna": 1, "ben": 2})))
    assert str(raised.value) == (
        "a → b is judged by anna and ben, so that there is not one number to answer from. Pool them with "
        "cn.pool(model, weights={'anna': …, 'ben': …}), or ask the model of one: model.judged_by('anna')."
    )


def test_a_mapping_is_answered_with_the_panel_that_it_may_mean() -> None:
    with pytest.raises(ModelError) as raised:
        cn.Influence("x", "y", "+", {"anna": 0.4})
    assert str(raised.value) == (
        "strength must be a number, a Judgement, a Panel or a string, not {'anna': 0.4}. For several people write "
        "cn.Panel({'anna': 0.4}). (Influence 'x → y')"
    )
    with pytest.raises(
        ModelError, match="baseline must be a Baseline or a Panel, not .* write cn.Panel"
    ):
        cn.Variable("x", ["l", "h"], {"anna": cn.Baseline([0.5, 0.5])})
    with pytest.raises(
        ModelError,
        match="strengths.weak must be a Judgement, a Panel or a number, not .*write cn.Panel",
    ):
        cn.CausalModel("m", [], strengths={"weak": {"anna": 1}})
