"""Why a card stands alone."""

import pytest

import causalnet as cn
from tests.display.pictures import card_texts, titles
from tests.questions.effects.test_lever import town

ALONE = cn.Variable("weather", ["dry", "wet"], label="Weather")


def note(model, name="weather", **options):
    """The words below the bars of a card."""
    drawn = card_texts(cn.draw(model, **options), name)
    last = max((i for i, text in enumerate(drawn) if text.endswith("%")), default=0)
    return " ".join(drawn[last + 1 :])


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], "No influence on it or of it is recorded."),
        (
            [cn.Absence("weather", "air", claims=["k"])],
            "No influence on anything: recorded because a source denies one.",
        ),
        (
            [cn.Absence("weather", "air", note="We think so.")],
            "No influence on anything: recorded because the model denies one.",
        ),
        (
            [cn.Rival("wind", [cn.Influence("weather", "air", "+", 1.0)])],
            "Only rivals join it, which are not drawn.",
        ),
        (
            [cn.Influence("weather", "weather", "+", 1.0, lag=1)],
            "No influence on it or of it is recorded.",
        ),
        ([cn.Influence("weather", "air", "+", 1.0)], ""),
    ],
)
def test_a_card_without_an_arrow_says_why(parts, words):
    assert note(town().adding(ALONE, *parts)) == words


def test_a_selection_and_a_network_say_so_too():
    assert note(town(), "noise", lagged=False) == "Its influences act in later periods only."
    assert note(town(), "toll", focus="toll", steps=0) == "Its influences are not in this picture."
    lone = cn.Network({"x": ["a", "b"]}, {}, {"x": [0.5, 0.5]})
    assert note(lone, "x") == "No arrow joins it."


def test_the_tooltip_has_the_claim_that_denies_an_influence():
    model = town().adding(ALONE, cn.Absence("weather", "air", claims=["k"]))
    (told,) = [t for t in titles(cn.draw(model), "node") if t.startswith("weather\n")]
    assert "No influence of Weather on Air\nk (memo): Tolls should be raised." in told


def test_the_japan_model_says_why_upstream_supply_stands_alone():
    name = "upstream_supply_strength"
    assert note(cn.load("japan_software"), name, focus=name) == (
        "No influence on anything: recorded because a source denies one."
    )
