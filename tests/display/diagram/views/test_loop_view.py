"""Causal-loop diagrams: what is on loops, its signs and delays, and loops singled out."""

import re
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.display.diagram.views.loop_view import few
from tests.display.pictures import dot_edges, groups, texts, titles

SCALE = ["low", "high"]


def firm(**changes):
    """A reinforcing loop and a balancing one that share their first variable, and what leads nowhere."""
    names = ["debt", "speed", "hiring", "budget"]
    influences = [
        cn.Influence("debt", "speed", "-", 1.0, claims=["k"]),
        cn.Influence("speed", "debt", "-", 0.5, lag=1, standing="implied"),
        cn.Influence("debt", "hiring", "+", 1.0, claims=["k"]),
        cn.Influence("hiring", "debt", "-", 1.0, lag=2, standing="added"),
        cn.Influence("budget", "hiring", "+", 1.0, claims=["k"]),
        cn.Influence("debt", "debt", "+", 2.0, lag=1, claims=["k"]),
    ]
    variables = [cn.Variable(name, SCALE, label=name.capitalize()) for name in names]
    memo = {"sources": [cn.Source("memo")], "claims": [cn.Claim("k", "So it is.", "memo")]}
    return cn.CausalModel("firm", variables, influences, **memo, **changes)


def mark(path):
    """What a loop is called."""
    return {str(loop): loop.name for loop in cn.loops(firm())}[path]


SPEED, HIRING, INERTIA = "debt → speed → debt", "debt → hiring → debt", "debt → debt"


def edge(picture, cause, effect):
    """The DOT attributes of the arrow that says it is this influence."""
    (line,) = [
        line
        for line in dot_edges(picture)
        if f'tooltip="{cause.title()} → {effect.title()}' in line
    ]
    return dict(re.findall(r'(\w+)="?([^",\]]*)', line))


def test_the_dot_text_is_the_golden_one():
    golden = Path(__file__).parent / "golden" / "loops.dot"

    assert golden.read_text(encoding="utf-8") == cn.draw(firm(), loops=mark(SPEED), legend=True).dot


def test_only_what_is_on_loops_is_drawn_with_its_signs_and_delays():
    picture = cn.draw(firm(), loops=True)

    assert len(groups(picture, "node")) == 3
    assert len(groups(picture, "edge")) == 4
    assert picture.title == "firm, 2 feedback loops: 1 reinforcing, 1 balancing"
    assert edge(picture, "speed", "debt")["label"] == f" ‖ {mark(SPEED)}"
    assert edge(picture, "hiring", "debt")["label"] == f" ‖ {mark(HIRING)}"
    assert "label" not in edge(picture, "debt", "speed")
    assert [edge(picture, "debt", x)["headlabel"] for x in ("speed", "hiring")] == ["−", "+"]
    # No bars: a causal-loop diagram is about structure.
    assert not any("%" in text for text in texts(picture))
    # Inertia is a mark on its card.
    assert "lag +" in texts(picture)


@pytest.mark.parametrize("which", ["name", "names", "loop", "other listing"])
def test_a_loop_that_is_named_stands_out_and_the_others_recede(which):
    given = {
        "name": mark(SPEED),
        "names": [mark(SPEED)],
        "loop": cn.loops(firm())[mark(SPEED)],
        "other listing": cn.loops(firm(), standing=("stated", "implied"))[mark(SPEED)],
    }[which]

    picture = cn.draw(firm(), loops=given)

    plain = cn.draw(firm(), loops=True)
    width = {
        pair: [float(edge(p, *pair)["penwidth"]) for p in (plain, picture)]
        for pair in (("debt", "speed"), ("speed", "debt"), ("debt", "hiring"))
    }
    assert width["debt", "speed"][1] > width["debt", "speed"][0]
    assert width["speed", "debt"][1] > width["speed", "debt"][0]
    assert width["debt", "hiring"][1] == width["debt", "hiring"][0]
    assert edge(picture, "debt", "speed")["color"] == edge(plain, "debt", "speed")["color"]
    assert edge(picture, "debt", "hiring")["color"] != edge(plain, "debt", "hiring")["color"]
    assert f"{mark(SPEED)}, reinforcing, 1 period, implied: Debt → Speed → Debt" in picture.title
    assert edge(picture, "hiring", "debt")["label"] == " ‖"


def test_inertia_can_be_named_too():
    picture = cn.draw(firm(), loops=mark(INERTIA))

    assert f"{mark(INERTIA)}, reinforcing, 1 period, stated: Debt → Debt" in picture.title


def test_what_is_done_crosses_out_what_it_breaks():
    picture = cn.draw(firm(), loops=True, under=cn.do(speed="low"))

    assert "firm, 2 feedback loops: 1 reinforcing, 1 balancing, 1 left unbroken" in picture.title
    assert edge_idle(picture, "debt", "speed")["headlabel"] == "×"
    assert edge(picture, "speed", "debt")["label"] == " ‖"
    assert edge(picture, "hiring", "debt")["label"] == f" ‖ {mark(HIRING)}"


def edge_idle(picture, cause, effect):
    (line,) = [x for x in dot_edges(picture) if rf"done\n{cause.title()} → {effect.title()}" in x]
    return dict(re.findall(r'(\w+)="?([^",\]]*)', line))


def test_a_later_influence_on_what_is_set_is_crossed_out_in_any_picture():
    picture = cn.draw(firm(), lagged=True, under=cn.do(debt="low"))

    assert texts(picture).count("×") == 2


def test_focus_draws_the_loops_through_it():
    picture = cn.draw(firm(), loops=True, focus="speed")

    assert len(groups(picture, "node")) == 2


def test_rivals_close_loops_once_they_are_drawn():
    rival = cn.Rival("squeeze", [cn.Influence("hiring", "budget", "-", 1.0, lag=1)])

    picture = cn.draw(firm(rivals=[rival]), loops=True, rivals=True)

    assert len(groups(picture, "node")) == 4
    assert any("rival" in t for t in titles(picture, "edge"))
    assert "2 balancing" in picture.title


def test_standing_limits_the_loops():
    picture = cn.draw(firm(), loops=True, standing=("stated", "implied"))

    assert "1 feedback loop: 1 reinforcing" in picture.title


def test_the_legend_explains_the_marks():
    words = texts(cn.draw(firm(), loops=True, legend=True))

    assert {"a loop that reinforces", "a loop that balances", "a delay"} <= set(words)
    assert "a loop that may do either" not in words


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["R-1"], "R-1"),
        (["R-1", "R-2", "B-1"], "R-1, R-2, B-1"),
        (["R-1", "R-3", "R-5", "R-7", "B-1"], "R-1, R-3, R-5 +2"),
    ],
)
def test_names_beside_an_arrow_are_kept_short(names, text):
    assert text == few(names, names)


def test_names_that_no_table_lists_are_only_counted():
    assert few(["R-1", "R-2", "R-36", "R-37"], ["R-1", "R-2"]) == "R-1, R-2 +2"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"loops": "R-9"}, "No loop 'R-9'"),
        (
            {"loops": 3},
            "'loops' must be True, False, a str, a Loop or a collection of str or Loop, got 3.",
        ),
        ({"loops": True, "focus": "budget"}, "no feedback loop through budget"),
        ({"loops": True, "standing": "stated"}, "no feedback loop of several variables"),
        ({"loops": True, "given": {"debt": "low"}}, "Leave out given="),
        ({"loops": True, "steps": 1}, "Leave out steps="),
        ({"loops": True, "focus": "dept"}, "Did you mean 'debt'"),
    ],
)
def test_what_cannot_be_drawn_is_one_clear_error(arguments, message):
    with pytest.raises(cn.CausalnetError, match=message):
        cn.draw(firm(), **arguments)
    with pytest.raises(cn.errors.QuestionError, match="A network does not have later periods"):
        cn.draw(cn.compile_model(firm()), loops=True)


def test_all_of_the_japan_model_fits_on_a_screen():
    picture = cn.draw(cn.load("japan_software"), loops=True)

    assert "113 feedback loops: 113 reinforcing" in picture.title
    assert len(groups(picture, "node")) == 22
