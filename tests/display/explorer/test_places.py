"""Places of cards and curves on the page."""

from itertools import combinations

import pytest

import causalnet as cn
from causalnet.display.explorer.contents import contents_of
from causalnet.display.explorer.places import places_of_cards


@pytest.mark.parametrize("admitted", [False, True])
def test_no_card_lies_upon_another(japan, admitted):
    contents = contents_of(japan)
    cards = places_of_cards(contents)["cards"]
    cards = cards if admitted else cards[: contents.own]
    for (x, y, w, h), (u, v, k, m) in combinations(cards, 2):
        assert abs(x - u) >= (w + k) / 2 or abs(y - v) >= (h + m) / 2


def test_every_influence_has_a_curve_that_ends_at_its_effect(japan):
    contents = contents_of(japan)
    where = places_of_cards(contents)
    assert len(where["curves"]) == len(contents.arrows)
    for (_, effect), curve in zip(contents.arrows, where["curves"], strict=True):
        x, y, w, h = where["cards"][contents.names.index(effect)]
        assert abs(curve[-2] - x) <= w / 2 + 2
        assert abs(curve[-1] - y) <= h / 2 + 2


def test_the_map_has_the_shape_of_a_screen_and_a_cause_stands_above_what_it_acts_on(japan):
    contents = contents_of(japan)
    where = places_of_cards(contents)
    assert 1 < where["width"] / where["height"] < 1.35
    down = {name: card[1] for name, card in zip(contents.names, where["cards"], strict=True)}
    assert all(down[cause] < down[effect] for cause, effect in contents.arrows)


def test_what_only_later_periods_join_stands_before_its_effect(japan):
    contents = contents_of(japan)
    assert ("chip_industry_position", "ai_hardware_position") in contents.later
    down = dict(
        zip(contents.names, (card[1] for card in places_of_cards(contents)["cards"]), strict=True)
    )
    assert down["chip_industry_position"] < down["ai_hardware_position"]
    # Near it, not above all others.
    assert down["chip_industry_position"] > max(down.values()) / 2


@pytest.mark.parametrize("name", ["japan_software", "japan_software_critic"])
def test_the_whole_map_is_seen_and_no_card_lies_under_the_buttons(shown, tmp_path, name):
    file = cn.explore(cn.load(name), tmp_path / "page.html")
    page = shown(file, viewport={"width": 1280, "height": 800}).page
    boxes = """(which) => [...document.querySelectorAll(which)].map((part) => {
        const { left, top, right, bottom } = part.getBoundingClientRect();
        return [left, top, right, bottom];
    }).filter(([left, , right]) => right > left)"""
    cards = page.evaluate(boxes, "#world .card:not(.absent)")
    ((left, top, right, bottom),) = page.evaluate(boxes, "#stage")
    ((_, buttons, _, _),) = page.evaluate(boxes, "#stage .zoom")
    seen = [c for c in cards if c[1] >= top]
    assert len(seen) >= len(cn.load(name).variables)
    assert all(left <= c[0] and c[2] <= right and c[3] <= min(buttons, bottom) for c in seen)
