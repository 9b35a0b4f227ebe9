"""What is laid over a picture: rivals that are not counted, influences that are stressed, a neighbourhood."""

import re

import pytest

import causalnet as cn
from tests.display.pictures import card_texts, dot_edges, groups, parsed, texts, titles
from tests.questions.effects.test_lever import town


def contested():
    """The town, with a rival between its variables, one with a hidden cause, and one that acts later."""
    weather = cn.Variable("weather", ["foul", "fair"], cn.Baseline([0.5, 0.5]), latent=True)
    return town().adding(
        cn.Rival("habit", [cn.Influence("buses", "air", "+", 1.0)]),
        cn.Rival(
            "season",
            [
                cn.Influence("weather", "traffic", "+", 1.0),
                cn.Influence("weather", "air", "+", 1.0),
            ],
            hidden=weather,
        ),
        cn.Rival("slow", [cn.Influence("toll", "air", "+", 1.0, lag=1)]),
    )


def test_rivals_are_dotted_and_leave_numbers_and_places_alone():
    plain, picture = cn.draw(contested()), cn.draw(contested(), rivals=True)

    dotted = [line for line in dot_edges(picture) if "style=dotted" in line]
    assert len(dotted) == 4
    assert len(groups(picture, "node")) == 6
    assert card_texts(picture, "weather") == ["Weather"]
    for name in ("toll", "traffic", "air"):
        assert card_texts(plain, name) == card_texts(picture, name)
    # Only what places the hidden cause may move cards.
    assert sum("constraint=false" in line for line in dotted) == 3
    assert picture.title == "town, dotted and not counted: habit, season, slow"
    within = cn.draw(contested(), rivals=True, lagged=False)
    assert within.title == (
        "town, dotted and not counted: habit, season, slow acts in later periods only"
    )


def test_a_rival_by_name_and_one_that_acts_later():
    assert sum("style=dotted" in x for x in dot_edges(cn.draw(contested(), rivals="habit"))) == 1
    later = cn.draw(contested(), rivals=["slow"], lagged=True)
    assert any("Toll → Air [lag 1] (+) rival" in t for t in titles(later, "edge"))
    assert "dotted and not counted: slow" in later.title


def test_only_rivals_that_are_in_the_picture_are_spoken_of():
    assert cn.draw(contested(), rivals=True, focus="traffic", lagged=False).title == (
        "town, up to Traffic, dotted and not counted: season, slow acts in later periods only"
    )


def test_a_rival_of_what_is_set_is_idle_like_any_other():
    picture = cn.draw(contested(), rivals=True, under=cn.do(air="low"))

    assert texts(picture).count("×") == 5


def test_a_network_has_no_rivals_and_nothing_to_stress():
    network = cn.compile_model(town())
    with pytest.raises(cn.errors.QuestionError, match="does not have rivals"):
        cn.draw(network, rivals=True)
    with pytest.raises(cn.errors.QuestionError, match="does not have influences"):
        cn.draw(network, heavy=["toll → traffic"])


def widths(picture):
    found = {}
    for line in dot_edges(picture):
        name = re.search(r'tooltip="(\w+ → \w+)', line)[1]
        found[name.lower()] = float(re.search(r"penwidth=([\d.]+)", line)[1])
    return found


@pytest.mark.parametrize(
    "heavy",
    [
        "toll → traffic",
        "toll -> traffic",
        [("toll", "traffic")],
        [cn.Influence("toll", "traffic", "-", 1.0)],
        cn.Influence("toll", "traffic", "-", 1.0),
        ["k"],
    ],
)
def test_what_is_stressed_is_wide_and_the_rest_stands_back(heavy):
    model = town().replacing(cn.Influence("toll", "traffic", "-", 1.0, claims=["k"]))
    plain, picture = cn.draw(model), cn.draw(model, heavy=heavy, legend=True)

    before, after = widths(plain), widths(picture)

    assert [name for name in before if after[name] > before[name]] == ["toll → traffic"]
    colours = {re.search(r'color="(#\w+)', line)[1] for line in dot_edges(picture)}
    assert {"#c8401a"} < colours
    assert "heavy: singled out" in texts(picture)


def test_a_modifier_is_stressed_in_the_slope_that_it_scales():
    model = town().replacing(cn.Influence("toll", "traffic", "-", 1.0, reference="low"))
    model = model.replacing(cn.Influence("buses", "traffic", "?", 0.1)).adding(
        cn.Modifier("toll", "traffic", "buses", 0.5, sign="+")
    )

    picture = cn.draw(model, heavy="toll → traffic × buses")

    assert widths(picture)["toll → traffic"] > widths(cn.draw(model))["toll → traffic"]


def test_a_verdict_draws_what_it_rests_on_and_what_undoes_it():
    wrong = cn.Rival("habit", [cn.Influence("toll", "air", "-", 6.0)])
    harmless = cn.Rival("idle talk", [cn.Influence("buses", "air", "+", 0.1)])
    model = town().adding(wrong, harmless)
    found = cn.verdict(model, cn.Conclusion("air", "rises", under=cn.do(toll="high")))

    picture = cn.draw(model, verdict=found)

    # Either of the two on the way from tolls to air undoes it; buses have no part in it.
    before = widths(cn.draw(model, rivals=["habit"], under=cn.do(toll="high")))
    after = widths(picture)
    assert {"toll → traffic", "traffic → air"} == {n for n in before if after[n] > before[n]}
    assert picture.title == "town, dotted and not counted: habit, the proposal “road pricing”"


def test_steps_draw_the_neighbourhood_of_a_focus():
    near = cn.draw(town(), focus="toll", steps=1)
    further = cn.draw(town(), focus="toll", steps=2)

    assert {"Toll", "Traffic"} <= set(texts(near))
    assert len(groups(near, "node")) == 2
    assert len(groups(further, "node")) == 4
    assert near.title == "town, within 1 arrow of Toll"
    assert len(groups(cn.draw(town(), focus="noise", steps=0), "node")) == 1
    # Later influences count as arrows where they are drawn.
    assert len(groups(cn.draw(town(), focus="noise", steps=1), "node")) == 2
    alone = cn.draw(town(), focus="noise", steps=9, lagged=False)
    assert len(groups(alone, "node")) == 1


def test_a_picture_has_a_name_for_those_who_cannot_see_it():
    root = parsed(cn.draw(town(), under=cn.do(toll="high")))

    assert root.get("role") == "img"
    assert root.get("aria-label") == "town, the proposal “road pricing”"
