"""The scene that a diagram draws."""

import causalnet as cn
from tests.display.pictures import card_texts, groups, texts, titles
from tests.questions.effects.test_lever import town


def test_a_card_for_every_variable_and_an_arrow_for_every_influence():
    picture = cn.draw(town())
    assert len(groups(picture, "node")) == 5
    assert len(groups(picture, "edge")) == 4
    assert card_texts(picture, "toll") == ["Toll", "high", "5%", "middle", "15%", "low", "80%"]
    assert len(groups(cn.draw(town(), lagged=False), "edge")) == 3


def test_what_is_done_is_framed_and_its_idle_arrows_are_crossed_out():
    picture = cn.draw(town(), under=cn.do(traffic="low"))
    assert texts(picture).count("×") == 2
    assert "do" in card_texts(picture, "traffic")
    assert card_texts(picture, "traffic")[-2:] == ["100%", "+80"]
    # Tolls are upstream of what is done: nothing there has moved.
    assert card_texts(picture, "toll") == card_texts(cn.draw(town()), "toll")
    assert sum(t.startswith("Idle under what is done\n") for t in titles(picture, "edge")) == 2


def test_a_policy_shows_the_arrow_that_it_makes():
    rule = cn.policy(given="buses", choose={"low": "high", "middle": "low", "high": "low"})
    picture = cn.draw(town(), under=cn.do(toll=rule))
    assert "buses → toll\nMade by the intervention" in titles(picture, "edge")
