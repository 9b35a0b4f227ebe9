"""Arrows to later periods are led around cards that stay where they were."""

import re

import pytest

import causalnet as cn
from causalnet.display.diagram.forms.routing import drawing_of
from tests.display.pictures import groups, parsed
from tests.questions.effects.test_lever import town

BACK = cn.Influence("air", "toll", "+", 1.0, lag=1)
TURNED = cn.Influence("traffic", "toll", "+", 1.0, lag=1)


def cards(picture):
    """The corners of every card."""
    frames = [g.find("{http://www.w3.org/2000/svg}path").get("d") for g in groups(picture, "node")]
    return [float(x) for frame in frames for x in re.findall(r"-?[\d.]+", frame)]


def lines(picture):
    """The points of every dashed arrow."""
    dashed = [
        g.find(".//{http://www.w3.org/2000/svg}path")
        for g in groups(picture, "edge")
        if "dasharray" in str([p.attrib for p in g.iter()])
    ]
    return [[*map(float, re.findall(r"-?[\d.]+", path.get("d")))] for path in dashed]


def test_arrows_to_later_periods_do_not_move_the_cards():
    with_arrows = town().adding(BACK, TURNED)
    drawn, bare = cn.draw(with_arrows), cn.draw(town())
    assert cards(drawn) == pytest.approx(cards(bare), abs=0.02)
    assert len(groups(drawn, "edge")) == len(groups(bare, "edge")) + 2
    assert drawing_of(drawn.graph).placed
    assert not drawing_of(bare.graph).placed


def test_an_arrow_that_runs_against_another_is_beside_it():
    picture = cn.draw(town().adding(TURNED))
    later = next(line for line in lines(picture) if len(line) == 8)
    (within,) = [
        [
            *map(
                float,
                re.findall(r"-?[\d.]+", g.find(".//{http://www.w3.org/2000/svg}path").get("d")),
            )
        ]
        for g in groups(picture, "edge")
        if (g.findtext("{http://www.w3.org/2000/svg}title") or "").startswith("Toll → Traffic")
    ]
    middles = [sum(line[1::2]) / len(line[1::2]) for line in (later, within)]
    assert 4 < abs(middles[0] - middles[1]) < 20


def test_where_a_card_is_in_the_way_the_layout_program_leads_the_arrow():
    straight = cn.CausalModel(
        "m",
        [cn.Variable(name, ["a", "b"]) for name in "xyz"],
        [
            cn.Influence("x", "y", "+", 1.0),
            cn.Influence("y", "z", "+", 1.0),
            cn.Influence("x", "z", "+", 1.0),
            cn.Influence("z", "x", "+", 1.0, lag=1),
        ],
    )
    dashed = [
        line for line in drawing_of(cn.draw(straight).graph).dot.split("\n") if "dashed" in line
    ]
    assert len(dashed) == 1
    assert "pos=" not in dashed[0]


def test_labels_of_arrows_stay_at_their_arrows():
    model = town().adding(BACK)
    under = cn.do(cn.as_if("traffic", toll="high"))
    text = "{http://www.w3.org/2000/svg}text"
    places = [
        [
            (t.get("x"), t.get("y"))
            for t in parsed(cn.draw(m, under=under)).iter(text)
            if t.text == "as if high"
        ]
        for m in (town(), model)
    ]
    assert len(places[0]) == 1
    assert places[0] == places[1]
