"""The part of a model that a diagram shows."""

from dataclasses import replace

import pytest

import causalnet as cn
from tests.display.pictures import groups, texts
from tests.questions.effects.test_lever import town


def test_focus_draws_what_is_upstream():
    assert len(groups(cn.draw(town(), focus="traffic"), "node")) == 3
    assert len(groups(cn.draw(town(), focus=("toll", "buses")), "node")) == 2
    assert cn.draw(town(), focus=("toll", "air")).title == "town, up to Toll, Air"


def test_standing_draws_what_is_said_and_says_what_is_left_out():
    bare = town()
    stated = [replace(i, standing="stated", claims=["k"]) for i in bare.influences]
    added = bare.replacing(*(i for i in stated if i.cause != "buses"))
    picture = cn.draw(added, standing=(word for word in ("stated",)), lagged=False)
    assert len(groups(picture, "node")) == 3
    assert picture.title == "town, only what is stated, without 2 variables that none of it joins"
    # What is asked for is drawn even where nothing joins it.
    assert "Buses" in texts(cn.draw(added, standing="stated", focus=("buses", "air")))
    assert len(groups(cn.draw(added, standing="stated"), "node")) == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"focus": "trafic"}, "Did you mean 'traffic'"),
        ({"focus": [["traffic"]]}, r"'focus\[0\]' must be a str, got \['traffic'\]\."),
        (
            {"standing": ("said",)},
            r"'standing\[0\]' must be 'stated', 'implied', 'added' or 'rival', got 'said'\. "
            r"Did you mean 'stated'\?",
        ),
        ({"standing": "staetd"}, "got 'staetd'. Did you mean 'stated'"),
        (
            {"standing": 3},
            "'standing' must be 'stated', 'implied', 'added', 'rival' or a collection of "
            "'stated' or 'implied' or 'added' or 'rival', got 3.",
        ),
        ({"standing": "rival"}, "the standings there are: added. Rivals are admitted first"),
        ({"steps": 1}, "steps= counts arrows from a focus"),
        ({"focus": "air", "steps": -1}, "'steps' must be a whole number of at least 0, got -1."),
        ({"focus": "air", "steps": 1.5}, "'steps' must be a whole number of at least 0, got 1.5."),
        ({"rivals": "wether"}, "there are no rivals"),
        (
            {"rivals": 3},
            "'rivals' must be True, False, a str or a collection of str, got 3.",
        ),
        ({"heavy": "tol -> traffic"}, "Did you mean 'toll → traffic'"),
        ({"verdict": 3}, "'verdict' must be a Verdict, got 3."),
        (
            {"heavy": 3},
            "'heavy' must be a str, an Influence or a collection of str or pair of str or "
            "Influence, got 3.",
        ),
        ({"under": cn.do(toll="hgih")}, "Did you mean 'high'"),
        ({"given": {"tol": "high"}}, "Did you mean 'toll'"),
    ],
)
def test_what_cannot_be_drawn_is_one_clear_error(arguments, message):
    with pytest.raises(cn.CausalnetError, match=message):
        cn.draw(town(), **arguments)


def test_a_network_is_drawn_too_but_has_no_standing():
    network = cn.compile_model(town())
    assert len(groups(cn.draw(network), "node")) == 5
    with pytest.raises(cn.errors.QuestionError, match="does not have standings"):
        cn.draw(network, standing=("stated",))


def test_numbers_of_several_people_are_not_drawn() -> None:
    panel = cn.Panel({"anna": 2, "ben": 0.5})
    model = cn.CausalModel(
        "judged",
        [cn.Variable(v, ["low", "high"]) for v in "xy"],
        [cn.Influence("x", "y", "+", panel)],
        sources=[cn.Source("anna"), cn.Source("ben")],
    )
    text = str(cn.draw(model))
    assert "no distributions, since anna and ben judged the numbers" in text
    drawn = cn.draw(model).dot
    assert "50%" not in drawn
    assert "50%" in cn.draw(model.judged_by("anna")).dot
