"""Drawing: what a picture shows, that it is the same every time, and that no text can break out of it."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import causalnet as cn
from tests.display.pictures import card_texts, dot_edges, groups, parsed, texts, titles
from tests.questions.effects.test_lever import town

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "g", "title", "text", "path", "polygon", "polyline", "ellipse", "line"}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("plain", {}),
        ("under", {"under": cn.do(toll="high"), "given": {"buses": "low"}, "legend": True}),
        ("lagged", {"lagged": True}),
    ],
)
def test_the_dot_text_is_the_golden_one(name, arguments):
    golden = GOLDEN / f"{name}.dot"
    assert cn.draw(town(), **arguments).dot == golden.read_text(encoding="utf-8")


def test_a_card_for_every_variable_and_an_arrow_for_every_influence():
    picture = cn.draw(town())
    assert len(groups(picture, "node")) == 5
    assert len(groups(picture, "edge")) == 3
    assert card_texts(picture, "toll") == ["Toll", "high", "5%", "middle", "15%", "low", "80%"]
    assert len(groups(cn.draw(town(), lagged=True), "edge")) == 4


def test_pointing_at_things_tells_what_they_are():
    picture = cn.draw(town().replacing(cn.Influence("toll", "traffic", "-", 1.0, claims=["k"])))
    assert "toll → traffic (-) stated, strength 1\nk (memo): Tolls should be raised." in titles(
        picture, "edge"
    )
    (air,) = [t for t in titles(picture, "node") if t.startswith("air\n")]
    assert air.split("\n")[1:3] == ["Air (outcome)", "40% low"]
    assert "tooltip=" in picture.dot
    assert "<a " not in picture.svg


def test_what_is_done_is_framed_and_its_idle_arrows_are_crossed_out():
    picture = cn.draw(town(), under=cn.do(traffic="low"))
    assert texts(picture).count("×") == 2
    assert "do" in card_texts(picture, "traffic")
    assert card_texts(picture, "traffic")[-2:] == ["100%", "+80"]
    # Tolls are upstream of what is done: nothing there has moved.
    assert card_texts(picture, "toll") == card_texts(cn.draw(town()), "toll")
    assert sum(t.startswith("Idle under what is done\n") for t in titles(picture, "edge")) == 2


def test_what_is_observed_is_framed_and_moves_what_lies_upstream():
    picture = cn.draw(town(), given={"traffic": {"middle", "high"}})
    assert "observed" in card_texts(picture, "traffic")
    assert "×" not in texts(picture)
    assert len(card_texts(picture, "toll")) > len(card_texts(cn.draw(town()), "toll"))
    assert 'given traffic={"high", "middle"}' in picture.title


@pytest.mark.parametrize(
    ("under", "idle"),
    [
        (cn.do(traffic=cn.shift(-1)), 0),
        (cn.do(traffic=cn.partial("low", uptake=0.5)), 0),
        (cn.do(traffic={"low": 0.5, "high": 0.5}), 2),
        (cn.do(cn.cut("toll", "traffic")), 1),
        (cn.do(cn.cut("toll", "traffic"), air="high"), 2),
    ],
)
def test_only_arrows_that_are_idle_are_crossed_out(under, idle):
    assert texts(cn.draw(town(), under=under)).count("×") == idle


def test_a_policy_shows_the_arrow_that_it_makes():
    rule = cn.policy(given="buses", choose={"low": "high", "middle": "low", "high": "low"})
    picture = cn.draw(town(), under=cn.do(toll=rule))
    assert "buses → toll\nMade by the intervention" in titles(picture, "edge")


def test_an_intervention_leaves_cards_where_they_were():
    def places(picture):
        lines = [re.sub(r"label=.*|,? ?tooltip=.*", "", line) for line in picture.dot.split("\n")]
        return [line.split("[")[0] for line in lines if line.startswith("n")]

    assert places(cn.draw(town(), under=cn.do(traffic="low"))) == places(cn.draw(town()))


def test_focus_draws_what_is_upstream():
    assert len(groups(cn.draw(town(), focus="traffic"), "node")) == 3
    assert len(groups(cn.draw(town(), focus=("toll", "buses")), "node")) == 2
    assert cn.draw(town(), focus=("toll", "air")).title == "town, up to Toll, Air"


def test_standing_draws_what_is_said_and_says_what_is_left_out():
    bare = town()
    stated = [replace(i, standing="stated", claims=["k"]) for i in bare.influences]
    added = bare.replacing(*(i for i in stated if i.cause != "buses"))
    picture = cn.draw(added, standing=(word for word in ("stated",)))
    assert len(groups(picture, "node")) == 3
    assert picture.title == "town, only what is stated, without 2 variables that none of it joins"
    # What is asked for is drawn even where nothing joins it.
    assert "Buses" in texts(cn.draw(added, standing="stated", focus=("buses", "air")))
    assert len(groups(cn.draw(added, standing="stated", lagged=True), "node")) == 4


def test_lagged_influences_are_dashed_and_those_on_oneself_a_mark_on_the_card():
    sticky = town().adding(cn.Influence("traffic", "traffic", "+", 2.0, lag=1))
    picture = cn.draw(sticky, lagged=True)
    assert card_texts(picture, "traffic")[1] == "lag +"
    assert "traffic → traffic [lag 1] (+) added, strength 2" in "\n".join(titles(picture, "node"))
    dashed = [line for line in dot_edges(picture) if "style=dashed" in line]
    assert len(dashed) == 1
    assert "constraint=false" in dashed[0]


def test_all_rivals_admitted_leave_the_other_cards_in_their_ranks():
    japan = cn.load("japan_software")
    every = japan.admitting(*japan.rivals)
    widths = [float(parsed(cn.draw(m)).get("viewBox").split()[2]) for m in (japan, every)]
    assert widths[1] < 1.25 * widths[0]


def test_rivals_are_dotted_once_admitted():
    rival = cn.Rival("weather", [cn.Influence("noise", "traffic", "+", 1.0)])
    model = town().adding(rival)
    assert not any("dotted" in line for line in dot_edges(cn.draw(model)))
    assert sum("dotted" in line for line in dot_edges(cn.draw(model.admitting("weather")))) == 1


def test_the_legend_explains_what_occurs_and_nothing_else():
    plain = texts(cn.draw(town(), legend=True))
    assert {"mediator", "lowers", "a lever too"} <= set(plain)
    assert {"raises", "light: implied", "dotted: a rival", "idle under what is done"}.isdisjoint(
        plain
    )
    under = texts(cn.draw(town(), under=cn.do(traffic="low"), legend=True))
    assert {"before", "set", "idle under what is done"} <= set(under)
    # Nothing that is drawn acts on what is set: no arrow is crossed out.
    for model in (town(), cn.compile_model(town())):
        root = texts(cn.draw(model, under=cn.do(toll="high"), legend=True))
        assert "×" not in root
        assert {"before", "set"} <= set(root)
    assert "idle under what is done" in texts(
        cn.draw(cn.compile_model(town()), under=cn.do(traffic="low"), legend=True)
    )


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


NASTY = [
    "<script>alert(1)</script>",
    'a"b',
    "a\\N \\E\\n\\\\l b\\",
    "a & b",
    "&lt;b&gt; &#60; &amp;lt;",
    "]]> -->",
    "<<TABLE>>",
    "}; evil [label=x]",
    "x" * 200,
    "عربي עברית",
    "%s {0} $(x)",
    "日本語",
    "<BR/><IMG SRC='x'/>",
]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_of_a_model_can_become_markup(text):
    model = cn.CausalModel(
        "m",
        [
            cn.Variable(text, [text, "other"], label=text, means=text, meanings=[text, text]),
            cn.Variable("plain", ["low", "high"]),
        ],
        [
            cn.Influence(text, "plain", "+", 1.0, note=text, claims=["c"]),
            cn.Influence(text, text, "+", 1.0, lag=1, note=text),
        ],
        sources=[cn.Source("s")],
        claims=[cn.Claim("c", text, "s", at=text)],
        title=text,
    )
    question = {"under": cn.do({text: text}), "focus": "plain", "standing": "stated"}
    picture = cn.draw(model, **question, given={"plain": "low"}, lagged=True, legend=True)
    root = parsed(picture)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= TAGS
    assert {name for element in root.iter() for name in element.attrib}.isdisjoint(
        {"href", "onload"}
    )
    assert len(groups(picture, "node")) == 2
    assert len(groups(picture, "edge")) == 1
    assert all(text in t for t in titles(picture, "node") if not t.startswith("plain"))
    assert all(t.count(text) == 4 for t in titles(picture, "edge"))
    assert any(text[:8] in t for t in texts(picture))
    assert picture.png[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\x00", "\x1b", "\n", "\ufffe", "\u2028"])
def test_marks_without_a_shape_are_taken_out(mark):
    text = f"safe{mark}evil"
    variable = cn.Variable("v", ["a", "b"], label="safe evil", means=text)
    picture = cn.draw(cn.CausalModel("m", [variable], title="safe evil"))
    assert card_texts(picture, "v")[0] == "safe evil"
    assert picture.svg.count("safe evil") == 6
    assert text not in picture.dot
    assert text not in picture.svg


def test_the_same_picture_is_the_same_bytes():
    assert cn.draw(town()).svg == cn.draw(town()).svg
    copied = cn.draw(town()).pydot
    copied.set_rankdir("TB")
    assert cn.draw(town()).dot != copied.to_string()


def test_a_large_network_is_drawn_by_its_labels_and_a_corner_of_it_with_bars():
    names = [f"v{i}" for i in range(120)]
    network = cn.Network(
        {v: ["a", "b"] for v in names},
        {b: [a] for a, b in pairwise(names)},
        {v: [0.5, 0.5] if v == "v0" else [[0.5, 0.5]] * 2 for v in names},
    )
    picture = cn.draw(network, under=cn.do(v3="a"))
    assert len(groups(picture, "node")) == 120
    assert "50%" not in texts(picture)
    assert "do" in card_texts(picture, "v3")
    corner = cn.draw(network, focus="v3", given={"v2": "a"})
    assert card_texts(corner, "v2") == ["v2", "observed", "b", "0%", "−50", "a", "100%", "+50"]


def test_a_thousand_variables_are_drawn_by_their_labels_and_read_a_neighbourhood_at_a_time():
    parents = {f"v{i}": [f"v{i // 2}"] if i else [] for i in range(1000)}
    network = cn.Network(
        {v: ["a", "b"] for v in parents},
        {v: above for v, above in parents.items() if above and above != [v]},
        {v: [[0.9, 0.1], [0.2, 0.8]] if int(v[1:]) else [0.5, 0.5] for v in parents},
    )
    picture = cn.draw(network)
    assert len(groups(picture, "node")) == 1000
    assert picture.mermaid.count(" --> ") == 999
    near = cn.draw(network, focus="v250", steps=2)
    assert {"v250", "v125", "v62", "v500", "v501"} <= set(texts(near))
    assert any("%" in text for text in texts(near))


def test_the_japan_model_fits_on_a_page():
    picture = cn.draw(cn.load("japan_software"), legend=True)
    box = [float(x) for x in parsed(picture).get("viewBox").split()]
    assert len(groups(picture, "node")) == 36
    assert len(groups(picture, "edge")) == 49
    assert 1.2 < box[2] / box[3] < 1.8
    sizes = {float(t.get("font-size")) for t in parsed(picture).iter(f"{SVG}text")}
    assert min(sizes) >= 9
    # On a page of 420 mm (A3 across) the smallest text is at least 6.5 points.
    assert min(sizes) * 1190 / box[2] >= 6.5
