"""Words beside arrows lie on no card, and not on each other."""

from itertools import combinations

import numpy as np
import pytest

import causalnet as cn
from causalnet.display.diagram.forms.beside import word_box, words_beside
from causalnet.display.diagram.forms.curves import lines_along
from causalnet.display.diagram.forms.placement import Box, Placement, placements, spot_of
from causalnet.display.diagram.forms.routing import drawing_of
from causalnet.display.diagram.forms.skeleton import arrows_of

FROM_LEFT = "e,200,0 0,0 66,0 133,0 200,0"


def placed(words, boxes=(), curves=(FROM_LEFT,)):
    cards = {f"n{i}": box for i, box in enumerate(boxes)}
    placement = Placement(cards, {f"e{i}": {"pos": c} for i, c in enumerate(curves)}, True)
    return words_beside(placement, [], words)


def overlap(one, other):
    return (
        abs(one.x - other.x) < one.across + other.across
        and abs(one.y - other.y) < one.along + other.along
    )


def test_words_stand_beside_the_middle_of_their_arrow():
    box = word_box("lag 1", 10.0)
    ((x, y),) = placed({"e0": box}).values()
    assert x == pytest.approx(100, abs=15)
    assert abs(y) == pytest.approx(box.along)


def test_they_give_way_to_a_card_and_to_other_words():
    box = word_box("lag 1", 10.0)
    # One card above the first half of the arrow, another below all of it.
    cards = [Box(50, 12, 80, 11), Box(100, -12, 110, 11)]
    ((x, y),) = placed({"e0": box}, cards).values()
    assert (x > 130, y > 0) == (True, True)
    # Two arrows on one line: their words are not on each other.
    spots = placed({"e0": box, "e1": box}, curves=(FROM_LEFT, FROM_LEFT))
    ends = [word_box("lag 1", 10.0, spot) for spot in spots.values()]
    assert not overlap(*ends)


def test_a_place_that_the_layout_program_gives_is_taken_if_those_nearer_are_not_free():
    box = word_box("lag 1", 10.0)
    walls = {"n0": Box(100, 12, 130, 11), "n1": Box(100, -12, 130, 11)}

    def place(cards):
        arrow = {"pos": FROM_LEFT, "lp": "60,29.5"}
        return words_beside(Placement(cards, {"e0": arrow}, True), [], {"e0": box})["e0"]

    assert place(walls) == (60, 29.5)
    assert place({}) == pytest.approx((100, box.along), abs=15)


def test_words_do_not_make_a_picture_larger_where_there_is_room_within():
    box = word_box("many words about it", 10.0)
    ((x, y),) = placed({"e0": box}, [Box(0, -90, 5, 5)]).values()
    assert (abs(y + box.along) < 1, x > 50) == (True, True)


def test_words_of_an_arrow_shorter_than_they_stand_farther_from_it():
    cards = [Box(-50, 0, 45, 20), Box(60, 0, 45, 20)]
    short = "e,15,0 -5,0 0,0 5,0 15,0"
    box = word_box("a period later", 10.0)
    ((x, y),) = placed({"e0": box}, cards, [short]).values()
    own = word_box("a period later", 10.0, (x, y))
    assert not any(overlap(own, card) for card in cards)
    assert abs(y) < 40


def pictures():
    """Pictures with many words beside arrows."""
    japan, critic = cn.load("japan_software"), cn.load("japan_software_critic")
    outcome, under = "software_competitiveness", japan.interventions["all four key paths"]
    yield cn.draw([japan, critic])
    yield cn.draw([japan, critic], focus=outcome)
    yield cn.draw(japan, loops=True)
    yield cn.draw(cn.routes(japan, outcome, under=under))


@pytest.mark.parametrize("which", range(4))
def test_no_words_lie_on_a_card_or_on_words_and_all_are_near_their_arrow(which):
    graph = [*pictures()][which].graph
    (led,) = placements([drawing_of(graph).dot], downwards=True, placed=True)
    attributes = {e["attributes"]["id"]: e["attributes"] for e in arrows_of(graph)}
    words = {
        key: word_box(attributes[key]["label"].strip('"'), 11.0, spot_of(own["lp"]))
        for key, own in led.arrows.items()
        if "lp" in own
    }
    assert len(words) > 10
    # Words are a little less high than their line.
    tight = [Box(w.x, w.y, w.across - 2, w.along - 2) for w in words.values()]
    assert [(a, b) for a, b in combinations(tight, 2) if overlap(a, b)] == []
    assert [(w, c) for w in tight for c in led.boxes.values() if overlap(w, c)] == []
    for key, box in words.items():
        points, _ = lines_along([led.arrows[key]["pos"]], 16)
        off = np.abs(points.reshape(-1, 2) - (box.x, box.y)) - (box.across, box.along)
        assert np.hypot(*np.maximum(off, 0).T).min() < 40
