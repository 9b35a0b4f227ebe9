"""Places of cards and curves on the page."""

from itertools import combinations

import pytest

from causalnet.display.explorer.contents import contents_of
from causalnet.display.explorer.places import placed


@pytest.mark.parametrize("admitted", [False, True])
def test_no_card_lies_upon_another(japan, admitted):
    contents = contents_of(japan)
    cards = placed(contents)["cards"]
    cards = cards if admitted else cards[: contents.own]
    for (x, y, w, h), (u, v, k, m) in combinations(cards, 2):
        assert abs(x - u) >= (w + k) / 2 or abs(y - v) >= (h + m) / 2


def test_every_influence_has_a_curve_that_ends_at_its_effect(japan):
    contents = contents_of(japan)
    where = placed(contents)
    assert len(where["curves"]) == len(contents.arrows)
    for (_, effect), curve in zip(contents.arrows, where["curves"], strict=True):
        x, y, w, h = where["cards"][contents.names.index(effect)]
        assert abs(curve[-2] - x) <= w / 2 + 2
        assert abs(curve[-1] - y) <= h / 2 + 2
